"""What the rule of a claim says, in words: what its measure is, and which words made the claim."""

from collections.abc import Mapping

from pipeline.measures.measures import BY_ID
from pipeline.measures.sets import RULES

# Where the words stand that name the measure of a quantity.
_NAMED: Mapping[str, str] = {
    "clause": "The quantity's own clause names it.",
    "sentence": "An earlier clause of its sentence names it.",
    "earlier": "An earlier sentence of its paragraph names it.",
    "segment": "An earlier sentence of its paragraph names it.",
    "label": "The label before it names it.",
    "lead-in": "The line or header that leads in to it names it.",
    "heading": "A heading above names it.",
    "title": "The title names it.",
    "none": "The text says that there is none.",
    "shares": "The shares that it is made of are named behind it.",
    "daily": "The clause limits transfers a day.",
}
_OTHERS: Mapping[str, str] = {
    "coverage": "How many divisions have a service.",
    "transfer_limit_count": "How many transfers between accounts a day may see.",
    "permission.statement": "A sentence says that something may be done, must be done or may not be done.",
    "permission.answer": "A question asks whether something may be done, and the words below it answer.",
    "shareable.share": "How much of a personal account may be shared: a percentage that the text takes of the balance.",
    "shareable.all": "How much of a personal account may be shared: the text says all of it.",
    "timing.credit": "When money comes into personal accounts: a recurring date beside a word for crediting.",
}
_LISTS: Mapping[str, str] = {rule.id: rule.about for rule in RULES}


def about(rule: str) -> str:
    """What the rule of a claim reads, in a sentence or two; empty for a rule that is not known."""
    if whole := _LISTS.get(rule) or _OTHERS.get(rule):
        return whole
    measure, _, via = rule.rpartition(".")
    what = BY_ID[measure].about if measure in BY_ID else _OTHERS.get(measure, "")
    return f"{what} {_NAMED[via]}" if what and via in _NAMED else ""
