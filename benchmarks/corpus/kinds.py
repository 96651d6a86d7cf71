"""What is planted, and how often: kinds of contradictions and of harmless pairs."""

from benchmarks.corpus.world import TOPICS

YEARS = (2023, 2024, 2025, 2026)
# Kinds of planted contradictions in the order in which they are planted, again and again: kind, family, how many in a round.
ROUND: tuple[tuple[str, str, int], ...] = (
    ("value", "rate", 8), ("value", "deductible", 4), ("value", "cap", 3), ("value", "chronic", 2), ("value", "fee", 3),
    ("value", "credit", 2), ("value", "flex", 2), ("value", "employer", 1), ("value", "base", 2), ("value", "waiting", 2),
    ("value", "leave", 1), ("value", "critical", 2), ("value", "filing", 2), ("value", "transfer", 1), ("value", "coverage", 1),
    ("outdated", "rate", 3), ("outdated", "cap", 2), ("outdated", "waiting", 1), ("outdated", "critical", 1), ("outdated", "credit", 1),
    *(("polarity", f"can:{topic}", 1) for topic in TOPICS),
    ("set", "members", 3), ("arithmetic", "sum", 2), ("arithmetic", "product", 2), ("arithmetic", "days", 1), ("arithmetic", "rise", 1),
    ("title_body", "titled", 3),
)  # fmt: skip
# Harmless pairs made of ordinary shapes: what differs, and the family.
APART: tuple[tuple[str, str], ...] = (
    ("region", "rate"), ("region", "cap"), ("region", "fee"), ("region", "waiting"), ("region", "critical"), ("county", "rate"),
    ("county", "deductible"), ("year", "fee"), ("year", "base"), ("population", "rate"), ("population", "cap"), ("level", "rate"),
    ("level", "deductible"), ("insurance", "rate"), ("insurance", "deductible"), ("service", "rate"), ("same", "rate"), ("same", "cap"),
    ("same", "fee"), ("same", "critical"),
)  # fmt: skip
# How many pairs of one family a place can hold, each in a scope of its own.
SCOPES = {"rate": 4, "deductible": 2, "cap": 2, "chronic": 2, "fee": 4, "payroll": 4, "leave": 3}
UNTAGGED = frozenset({"rate", "deductible", "cap", "chronic"})  # where a shape of one value names the cell in its words
# The family whose cell a kind of harmless pair lies in, where it bears another name.
HOLDS = {
    "own_part": "rate", "range": "rate", "open_list": "members", "sharing": "coverage", "party": "employer", "parts": "fee", "rise": "fee",
    "student": "fee", "disease": "chronic", "scheme": "flex", "bound": "base", "money": "can:余额清零",
}  # fmt: skip
