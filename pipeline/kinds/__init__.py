"""The kinds of facts, one module each: its words, its readers, its rules with their examples."""

from pipeline.kinds import age, amount, clock, count, dates, document_number, duration, link, percentage, phone, quantity
from pipeline.kinds.columns import COLUMN_RULES, find_in_columns
from pipeline.kinds.context import QUANTITIES, qualify
from pipeline.kinds.regions import REGION_RULES, find_regions
from pipeline.rules import Scanner

RULES = (
    *(*dates.RULES, *percentage.RULES, *amount.RULES, *duration.RULES, *count.RULES),
    *(*age.RULES, *clock.RULES, *document_number.RULES, *phone.RULES, *link.RULES, *quantity.RULES),
)
SCANNER = Scanner(RULES)
MANUAL = tuple(sorted((*RULES, *REGION_RULES, *COLUMN_RULES), key=lambda entry: entry.id))

__all__ = ["MANUAL", "QUANTITIES", "RULES", "SCANNER", "find_in_columns", "find_regions", "qualify"]
