"""Signs and small words that give a sentence its shape: where clauses end, what is joined."""

from pipeline.measures.terms import Term

TERMS = (
    Term(role="stop", value="。", words=("。", "!", "?", "\n", "…")),
    Term(role="semicolon", value=";", words=(";",)),
    Term(role="comma", value=",", words=(",",)),
    Term(role="pause", value="、", words=("、", "和", "及", "与", "以及", "或", "或者", "/")),
    Term(role="colon", value=":", words=(":",)),
    Term(role="open", value="(", words=("(", "[", "【")),
    Term(role="close", value=")", words=(")", "]", "】")),
    Term(role="space", value=" ", words=(" ", "\t", "|")),
)
