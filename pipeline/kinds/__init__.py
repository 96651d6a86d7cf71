"""The kinds of facts, one module each: its words, its readers, its rules with their examples."""

from pipeline.kinds import amount, count, dates, duration, other, percentage
from pipeline.kinds.context import QUANTITIES, qualify
from pipeline.kinds.regions import REGION_RULES, find_regions
from pipeline.rules import Scanner

RULES = (*dates.RULES, *percentage.RULES, *amount.RULES, *duration.RULES, *count.RULES, *other.RULES)
SCANNER = Scanner(RULES)

__all__ = ["QUANTITIES", "REGION_RULES", "RULES", "SCANNER", "find_regions", "qualify"]
