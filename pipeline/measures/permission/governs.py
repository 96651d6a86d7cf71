"""The mood that governs an action, and what it makes of a topic: yes, no or nothing."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.measures.permission.clauses import Clause
from pipeline.measures.permission.lexicon import BITS, TOPICS, Lexicon, bits, mood_bits, sign_bits
from pipeline.measures.permission.moods import Mood, Sign, words
from pipeline.measures.permission.topics import Topic

NONE, WEAK, MAY, NOT, ONLY, NEED, FREE, COVERED = (int(mood) for mood in Mood)
ACTIONS = bits([topic.action for topic in TOPICS])
# Actions named by a noun: their mood may follow them (朋友都不能收). Other actions take a later mood only at the clause's end.
_NOUNS = bits(words("""
    外人 旁亲 非医疗 保健品 体检费用 疫苗费用 治未病 商业保险 长护险 购药 住院费用 门诊费用 医疗费用 现金 慢特病 个人缴费
    跨省 备案 转诊 缴居民医保 提现 退费
"""))  # fmt: skip
_STRONG = mood_bits(Mood.MAY, Mood.NOT, Mood.ONLY, Mood.NEED, Mood.FREE)
_DENY = sign_bits(Sign.DENY)
_SOFT = (WEAK, COVERED)
_REACH = 10  # how far before 用于 its 可以 may stand
_ONLY_REACH = 6  # how far before 可以 its 只有 may stand (仅限急诊可报销)
# Two moods side by side, and a mood that is denied (并非不能).
_JOINED: Mapping[tuple[int, int], int] = {
    (NOT, MAY): NOT, (NOT, WEAK): NOT, (NOT, NEED): FREE, (FREE, NEED): FREE, (NOT, FREE): NEED, (FREE, MAY): MAY,
    (ONLY, MAY): ONLY, (ONLY, WEAK): ONLY, (NOT, ONLY): NONE,
}  # fmt: skip
_DENIED: Mapping[int, int] = {NOT: MAY, MAY: NOT, NEED: FREE, FREE: NEED}
_FLIPPED = {"yes": "no", "no": "yes"}


class Governed(NamedTuple):
    """The mood over an action and where it begins; where it is taken over from before, the clause's start."""

    mood: int
    start: int


def govern(lexicon: Lexicon, clause: Clause, k: int, inherited: int) -> Governed | None:
    """The mood of the k-th word: the nearest before it, else one after it, else the inherited one; None for part of it (并非都能)."""
    moods, masks, tokens = lexicon.moods, lexicon.masks, clause.tokens
    mood, at = NONE, tokens[k][1]
    for n in range(k, -1, -1):
        word, start, end = tokens[n]
        if masks[word] & _DENY and mood not in _SOFT:
            if not mood or at - end > 1:
                return None
            mood, at = _DENIED.get(mood, NONE), start
        elif not moods[word]:
            continue
        elif not mood:
            mood, at = moods[word], start
        elif mood in _SOFT:
            if at - end > _REACH:
                break
            mood, at = moods[word], start
        elif at - end <= (_ONLY_REACH if moods[word] == ONLY and mood == MAY else 1) and not masks[word] & ACTIONS:
            mood, at = _JOINED.get((moods[word], mood), mood), start
        else:
            break
    if mood:
        return Governed(mood, at)
    for n in range(k + 1, len(tokens)):
        word, start, end = tokens[n]
        if masks[word] & _STRONG and (masks[tokens[k][0]] & _NOUNS or end >= clause.end - 1):
            mood = moods[word]
            if n + 1 < len(tokens) and tokens[n + 1][1] - end <= 1 and moods[tokens[n + 1][0]]:
                mood = _JOINED.get((mood, moods[tokens[n + 1][0]]), moods[tokens[n + 1][0]])
            return Governed(mood, start)
    return Governed(inherited, clause.start)


def value_of(topic: Topic, mood: int, before: str) -> str | None:
    """What a mood makes of a topic; `before` is what stands before the action in its clause."""
    if mood == NONE or (mood == NEED and topic.duty is None):
        if topic.bare is None or not re.search(f"(?:{topic.bare})$", before):
            return None
        return "no" if topic.inverse else "yes"
    if mood not in topic.moods and not (mood == COVERED and topic.action == "报销"):
        return None
    if mood == NEED:
        return topic.duty
    if mood == FREE:
        return _FLIPPED.get(topic.duty or "")
    if mood == ONLY:
        return topic.only
    return "yes" if (mood != NOT) is not topic.inverse else "no"


def is_noun(topic: Topic) -> bool:
    """Whether a topic's action is a thing."""
    return bool(BITS[topic.action] & _NOUNS)
