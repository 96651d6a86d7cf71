"""Claims: facts put in context."""

from operator import attrgetter

from pipeline.measures.cells import table_claims
from pipeline.measures.coverage import coverage_claims
from pipeline.measures.grid import loose_tables
from pipeline.measures.page import Page
from pipeline.measures.permissions import permission_claims
from pipeline.measures.quantities import quantity_claims
from pipeline.measures.sets import set_claims
from pipeline.measures.shareable import shareable_claims
from pipeline.measures.timing import credit_claims
from pipeline.measures.transfers import transfer_claims
from pipeline.model import Claim, Reject


def assemble(page: Page) -> tuple[list[Claim], list[Reject]]:
    """The claims of a page in their order, and the facts that could not be put in context."""
    loose = loose_tables(page)
    claims, rejects = quantity_claims(page, loose)
    for found, declined in (table_claims(page, loose), coverage_claims(page)):
        claims += found
        rejects += declined
    for read in (transfer_claims, permission_claims, set_claims, credit_claims, shareable_claims):
        claims += read(page)
    claims.sort(key=attrgetter("start", "end", "measure"))
    return claims, rejects
