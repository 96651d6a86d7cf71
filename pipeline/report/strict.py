"""How many contradictions stand in the way of a strict run."""

from pipeline.report.views import connect
from pipeline.reviews import DISMISSED
from pipeline.stored import Folder


def open_contradictions(folder: Folder) -> int:
    """How many contradictions of the tables are not dismissed."""
    with connect(folder) as db:
        (found,) = db.execute("SELECT count(*) FROM contradictions WHERE review IS DISTINCT FROM ?", [DISMISSED]).fetchone() or (0,)
    return int(found)
