"""The mood that governs an action."""

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.measures.permission.clauses import Clause
from pipeline.measures.permission.lexicon import ACTIONS, Lexicon, bits, mood_bits, sign_bits
from pipeline.measures.permission.moods import Mood, Sign, words

NONE, WEAK, MAY, NOT, ONLY, NEED, FREE, COVERED = (int(mood) for mood in Mood)
# Actions named by a noun: their mood may follow them (朋友都不能收). Other actions take a later mood only at the clause's end.
NOUNS = bits(words("""
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


class Governed(NamedTuple):
    """The mood over an action and where it begins; where it is taken over from before, the clause's start."""

    mood: int
    start: int


def govern(lexicon: Lexicon, clause: Clause, k: int, inherited: int) -> Governed | None:
    """The mood of the k-th word: the nearest before it, else one after it, else the inherited one; None for part of it (并非都能)."""
    moods, masks, governs, tokens = lexicon.moods, lexicon.masks, lexicon.governs, clause.tokens
    mood, at = NONE, tokens[k][1]
    for n in range(k, -1, -1):
        word, start, end = tokens[n]
        if not governs[word]:
            continue
        if masks[word] & _DENY and mood not in _SOFT:
            if not mood or at - end > 1:
                return None
            mood, at = _DENIED.get(mood, NONE), start
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
    for n in range(k + 1, len(tokens)) if clause.mask & _STRONG else ():
        word, start, end = tokens[n]
        if masks[word] & _STRONG and (masks[tokens[k][0]] & NOUNS or end >= clause.end - 1):
            mood = moods[word]
            if n + 1 < len(tokens) and tokens[n + 1][1] - end <= 1 and moods[tokens[n + 1][0]]:
                mood = _JOINED.get((mood, moods[tokens[n + 1][0]]), moods[tokens[n + 1][0]])
            return Governed(mood, start)
    return Governed(inherited, clause.start)
