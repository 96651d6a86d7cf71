"""The kinds of facts, one module each: its words, its readers, its rules with their examples."""

from pipeline.kinds import age, amount, clock, count, dates, document_number, duration, link, percentage, phone, quantity
from pipeline.kinds.context import QUANTITIES, qualify
from pipeline.kinds.regions import REGION_RULES, find_regions
from pipeline.rules import Scanner

RULES = (
    *(*dates.RULES, *percentage.RULES, *amount.RULES, *duration.RULES, *count.RULES),
    *(*age.RULES, *clock.RULES, *document_number.RULES, *phone.RULES, *link.RULES, *quantity.RULES),
)
SCANNER = Scanner(RULES)

__all__ = ["QUANTITIES", "REGION_RULES", "RULES", "SCANNER", "find_regions", "qualify"]
