"""Claims of quantities in running text: percentages, amounts and durations that a measure takes, each in its scope."""

from collections.abc import Iterator, Sequence

import regex

from pipeline.measures.bands import band, bare_band, opens_major
from pipeline.measures.behind import main_clause
from pipeline.measures.benefits import DEDUCTIBLE, PAYMENT_CAP, REIMBURSEMENT_RATE
from pipeline.measures.distribution import distribute
from pipeline.measures.doubts import doubt, is_change
from pipeline.measures.frames import Frame, Noun
from pipeline.measures.governs import Declined, Governed, govern
from pipeline.measures.making import make, make_none, totals
from pipeline.measures.measures import MEASURES
from pipeline.measures.page import Page
from pipeline.measures.periods import LEAVE_DAYS
from pipeline.measures.reader import Reader
from pipeline.measures.state import Slot
from pipeline.measures.terms import Part
from pipeline.measures.tokens import QUANTITIES, Token
from pipeline.model import Claim, Fact, Reject, Segment, SegmentKind

# A teaser shows the lines of a table without telling that it is one.
_CUT_ROW = regex.compile(r"\||[0-9][0-9,.]*(?:元|%) [0-9][0-9,.]*(?:元|%) ")
QUANTITY_MEASURES = frozenset(measure.id for measure in MEASURES) | {"coverage_provinces", "coverage_pooling_areas", "transfer_limit_count"}
_VALUES = QUANTITIES - {"duration"}
_AHEAD = 10  # words behind a quantity that may add to it
_BETWEEN = regex.compile(r"[ ]?(?:[、,/]|和|及|与|以及)[ ]?")
_TO = regex.compile(r"(?:\(含[^)]{0,4}\))?(?:及?以上)?[、,]?(?:至|到|-|~)")
_LEAST = regex.compile(r"最低|至少|不低于")
_ONE_FOR_ALL = regex.compile(r"统一|一律|均|都[是为报按]|不分(?:级别|医院|机构)|不论(?:级别|医院|机构)")
_HOSPITAL = regex.compile(r"(?:其他|大|普通|定点)?医院(?:则|就|能|只能|可)?(?:报销?|支付)?(?:比例)?为?")
_LASTING = regex.compile(r"假|等待|等满|要等|需等|再等|流产|连续")
_NO_FACT = regex.compile(r"起付|门槛费|免赔额")
_NONE_BEFORE = regex.compile(r"(?:不设置?|不再设置?|不设立|无|没有|取消|免除|免收|不收|零|免设?)(?:任何|普通)?(?:门诊|住院|年度)?$")
_NONE_AFTER = regex.compile(r"[ ]?(?:[:为]|均为|都是|是)?[ ]?(?:不设|无(?!需)|没有|取消|零|为零|免除|0 ?元?(?![0-9.]))(?=[,。;)、 \n|]|$)")


def quantity_claims(page: Page, loose: Sequence[list[Segment]]) -> tuple[list[Claim], list[Reject]]:
    """The claims of quantities in running text, which the lines of a loose table are not, and the quantities that make none."""
    claims: list[Claim] = []
    rejects: list[Reject] = []
    in_tables = {segment.ordinal for run in loose for segment in run}
    for segment in page.quantity_segments():
        if segment.ordinal in in_tables:
            continue
        if segment.kind is SegmentKind.RELATED_TEASER and _CUT_ROW.match(page.text, segment.start, segment.end):
            cut = "A row of a teaser's table, without its header."
            rejects += [page.reject(fact, "no_measure", cut) for fact in page.quantities_of(segment)]
            continue
        if not _may_measure(page, segment):
            rejects += [page.reject(fact, "no_measure", "Nothing near it says what it measures.") for fact in page.quantities_of(segment)]
            continue
        made = list(read_span(page, page.tokens_of(segment), segment.start, page.frame_of(segment)))
        claims += totals(page, [one for one in made if isinstance(one, Claim)])
        rejects += [one for one in made if isinstance(one, Reject)]
    return claims, rejects


def _may_measure(page: Page, segment: Segment) -> bool:
    """Whether a segment has more than durations, or words that durations here stand with: most durations of a page are nothing of ours."""
    if not _VALUES.isdisjoint([fact.kind for fact in page.facts_in(segment.start, segment.end)]):
        return True
    text = page.text[segment.start : segment.end]
    return _LASTING.search(text) is not None or _NO_FACT.search(text) is not None


def read_span(page: Page, found: Sequence[Token], start: int, frame: Frame) -> Iterator[Claim | Reject]:
    """The claims and rejects of a stretch of text below a frame."""
    reader = Reader(page.text, frame, start)
    reader.whole = found
    # What may state a value: quantities, and the name of a deductible (不设起付线). What stands between and behind them is context.
    stops = [n for n, token in enumerate(found) if (token.fact.kind in QUANTITIES if token.fact else token.value == DEDUCTIBLE.id)]
    at = 0
    for stop in stops:
        if stop < at:
            continue
        reader.read(found[at:stop])
        token, at = found[stop], stop + 1
        if token.fact is None:
            reader.read((token,))
            yield from _no_deductible(page, reader, token)
            continue
        if reader.last_quantity <= reader.sentence_start:
            reader.foresee(main_clause(page.text, found, stop, reader.sentence_start))
        run, at = _run(page.text, found, stop)
        yield from _claims(page, reader, run, found[at : at + _AHEAD])
        reader.read(found[stop:at])
        reader.used(run[-1].end)
        if token.fact.kind == "duration" and not reader.last_is_band(token.fact):
            reader.state.said.pop("band", None)  # 断缴一年增加1个月 says nothing of the next period


def _run(text: str, found: Sequence[Token], at: int) -> tuple[list[Fact], int]:
    """The quantities of one kind that stand side by side from here on (70%、65%和55%), and the number of the word behind them."""
    run = [found[at].fact]
    behind = at + 1
    while True:
        n = behind
        while n < len(found) and found[n].role in ("pause", "comma", "space"):
            n += 1
        token = found[n] if behind < n < len(found) else None
        if token is None or token.role != "quantity" or token.fact is None or token.fact.kind != run[-1].kind:  # type: ignore[union-attr]
            break
        if not _BETWEEN.fullmatch(text, run[-1].end, token.start):  # type: ignore[union-attr]
            break
        run.append(token.fact)
        behind = n + 1
    return run, behind  # type: ignore[return-value]


def _claims(page: Page, reader: Reader, run: Sequence[Fact], following: Sequence[Token]) -> Iterator[Claim | Reject]:
    first = run[0]
    declined = doubt(reader, first)
    if declined is None:
        bounds = band(reader, first)
        if bounds is not None and not opens_major(page.text, first):
            last = reader.state.said.get("band")
            if last is not None and last.parts[0].value.endswith("以上") and _TO.fullmatch(page.text, last.parts[0].end, first.start):
                bounds = f"{last.parts[0].value.removesuffix('以上')}-{bounds.removesuffix('以下')}"  # 5万元以上至10万元的部分
            reader.state.said["band"] = Slot((Part(bounds, first.start, first.end, "clause", first),), reader.state.group)
            return
        if bounds is not None:
            yield from _made(page, reader, run, Governed(DEDUCTIBLE, first.start, first.end, "clause"), following)
            return
        governed = govern(reader, run)
        if not isinstance(governed, Declined):
            for one in governed:
                yield from _made(page, reader, run, one, following)
            reader.told = Noun(governed[-1].start, governed[-1].end, (governed[-1].measure.id,))
            return
        declined = governed
    yield from (page.reject(fact, declined.reason, declined.detail) for fact in run)


def _made(page: Page, reader: Reader, run: Sequence[Fact], governed: Governed, following: Sequence[Token]) -> Iterator[Claim | Reject]:
    measure = governed.measure
    before = page.text[reader.clause_start : run[0].start]
    if measure is not LEAVE_DAYS and run[0].kind == "duration" and (is_change(page.text, run[0]) or "增加" in before or "减少" in before):
        yield from (page.reject(fact, "change", "It says by how much something changes, not what holds.") for fact in run)
        return
    reader.begin((measure.id,))
    if _ONE_FOR_ALL.search(before):
        reader.state.level(reader.clause_start)
    if _HOSPITAL.fullmatch(before):
        reader.state.said.pop("hospital_level", None)  # 社区90%,医院70%
    if measure is REIMBURSEMENT_RATE and (told := bare_band(reader, run[0])):
        reader.state.said["band"] = Slot((Part(*told, "clause"),), reader.state.group)
    shares = distribute(reader, run, measure.columns)
    if isinstance(shares, Declined):
        yield from (page.reject(fact, shares.reason, shares.detail) for fact in run)
        return
    for share in shares:
        if measure is PAYMENT_CAP and _LEAST.search(page.text, reader.clause_start, share.fact.start):
            yield page.reject(share.fact, "other_measure", "It is the least of something, and no limit.")
            continue
        low, high = share.fact.value_low, share.fact.value_high
        least = measure.least_share if share.fact.kind == "percentage" else measure.low
        if low is not None and high is not None and not (least < low <= high <= measure.high):
            yield page.reject(share.fact, "out_of_range", f"{share.fact.text} is no likely value. {measure.about}")
            continue
        yield make(page, reader, governed, share, following)


def _no_deductible(page: Page, reader: Reader, noun: Token) -> Iterator[Claim]:
    """不设起付线, 起付线:无: a deductible of nothing, which no fact carries."""
    before = _NONE_BEFORE.search(page.text, max(0, noun.start - 8), noun.start)
    after = _NONE_AFTER.match(page.text, noun.end) if before is None else None
    if before or after:
        start, end = (before.start() if before else noun.start), (after.end() if after else noun.end)
        yield from make_none(page, reader, start, end)
