"""Claims that cannot all hold, and claims that look like them and agree."""

import random
import time
from dataclasses import replace
from pathlib import Path

import pytest
from written_claims import claim

from pipeline.compare import compare, judge, key
from pipeline.model import ContradictionKind, Document

PAIRS = Path(__file__).parent / "pairs"


def pairs(name):
    """The named pairs of a file, by name."""
    blocks = [block.split("\n  ") for block in (PAIRS / name).read_text(encoding="utf-8").split("\n\n")[1:]]
    return {name.strip(): (first.strip(), second.strip()) for name, first, second in blocks}


AGREE, DISAGREE = pairs("agree.txt"), pairs("disagree.txt")


def written(*lines, docs=None):
    return [claim(line, doc=doc) for line, doc in zip(lines, docs or "abcdefgh", strict=False)]


def compared(claims):
    """What an engine does: the claims of each key by themselves."""
    groups = {}
    for one in claims:
        groups.setdefault(key(one), []).append(one)
    return [contradiction for group in groups.values() for contradiction in compare(group)]


@pytest.mark.parametrize("pair", AGREE.values(), ids=AGREE)
@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
def test_claims_that_look_alike_and_agree_are_not_accused(pair, turned):
    claims = written(*(reversed(pair) if turned else pair))
    assert [c.summary for c in compared(claims)] == []


@pytest.mark.parametrize(("name", "pair"), DISAGREE.items(), ids=DISAGREE)
def test_claims_that_cannot_both_hold_are_one_contradiction(name, pair):
    claims = written(*pair)
    (contradiction,) = compared(claims)
    assert contradiction.kind == name.partition(":")[0]
    assert {(e.doc_id, e.quote) for e in contradiction.evidence} == {(c.doc_id, c.quote) for c in claims}
    assert contradiction.sides == 2
    assert 0 < contradiction.severity <= 1
    (turned,) = compared(written(*reversed(pair)))
    assert turned.contradiction_id == contradiction.contradiction_id


def test_one_disagreement_with_many_voices_is_one_contradiction():
    claims = written(
        *["coverage_provinces 14 topic=x"] * 3, "coverage_provinces 17 topic=x as_of=2025-03", "coverage_provinces 24 topic=x as_of=2025-07"
    )
    (contradiction,) = compare(claims)
    assert (contradiction.kind, contradiction.sides, contradiction.documents) == ("outdated", 3, 5)


def test_the_headline_case_14_provinces_are_outdated_by_17_as_of_march_2025():
    sharing = "coverage_provinces {} topic=cross_province_sharing quote={}"
    claims = written(
        sharing.format(14, "14个省"),
        sharing.format(14, "14个省份"),
        sharing.format(17, "17个省") + " as_of=2025-03",
        "coverage_provinces 22 topic=in_province_sharing quote=22个省份",
    )
    (contradiction,) = compared(claims)
    assert contradiction.kind is ContradictionKind.OUTDATED
    assert [(e.side, e.quote, e.as_of) for e in contradiction.evidence] == [
        (0, "14个省", None),
        (0, "14个省份", None),
        (1, "17个省", "2025-03"),
    ]
    assert (contradiction.likely_value, contradiction.likely_reason) == ("17个省份", "latest stated date (2025-03)")


def test_values_of_one_time_and_older_ones_are_told_apart():
    claims = written(
        "waiting_period P60D region=640400 as_of=2022",
        "waiting_period P3M region=640400 as_of=2025-01-01",
        "waiting_period P6M region=640400 as_of=2025",
    )
    assert [(c.kind.value, [e.value for e in c.evidence]) for c in compare(claims)] == [
        ("value", ["P3M", "P6M"]),
        ("outdated", ["P60D", "P3M", "P6M"]),
    ]


def test_an_undated_value_that_repeats_an_old_one_is_old():
    claims = written("payment_cap 1800 region=1 as_of=2023", "payment_cap 1800 region=1", "payment_cap 4000 region=1 as_of=2025")
    assert [(c.kind.value, [e.doc_id for e in c.evidence]) for c in compare(claims)] == [("outdated", ["a", "b", "c"])]


@pytest.mark.parametrize(("general", "kinds"), [(85, ["value"]), (88, []), (90, []), (91, []), (95, ["value"])])
def test_what_is_said_of_all_employees_must_hold_for_some_of_them(general, kinds):
    said = "reimbursement_rate {} region=350600 insurance=employee service=inpatient hospital_level=3"
    groups = [claim(said.format(88) + " population=active"), claim(said.format(91) + " population=retired")]
    assert [c.kind.value for c in compare([*groups, claim(said.format(general), doc="b")])] == kinds
    assert compare([*groups, claim(said.format(general))]) == []


def test_a_passage_that_gives_two_values_for_one_scope_is_not_understood():
    said = "reimbursement_rate {} region=360700 as_of=2025"
    claims = [claim(said.format(rate), segment=1) for rate in (70, 65, 55)] + [claim(said.format(60), doc="b")]
    assert compare(claims) == []


def test_a_passage_that_tells_what_was_and_what_is_does_not_contradict_itself():
    claims = [claim("payment_cap 300 region=640400 as_of=2024", segment=1), claim("payment_cap 400 region=640400 as_of=2025", segment=1)]
    assert compare(claims) == []


@pytest.mark.parametrize(
    "lines", [DISAGREE[name] for name in ("value: rates of one scope", "polarity: yes here, no everywhere", "set: three only and eight")]
)
def test_ids_outlive_other_documents_and_any_order(lines):
    claims = written(*lines)
    (alone,) = compared(claims)
    others = written(
        "reimbursement_rate 90 region=110000", "permission yes topic=购药 region=110000", "sharing_members 配偶 open", docs="xyz"
    )
    again = [replace(claims[0], doc_id="c"), *others, *claims]
    for seed in range(3):
        random.Random(seed).shuffle(again)
        (among,) = compared(again)
        assert among.contradiction_id == alone.contradiction_id
        assert [e.doc_id for e in among.evidence] == sorted(
            [e.doc_id for e in among.evidence], key=[e.doc_id for e in among.evidence].index
        )


LIKELY = {
    "the latest stated date": (["payment_cap 4000 region=1 as_of=2025"] * 2 + ["payment_cap 2000 region=1 as_of=2026"], "2000元"),
    "more documents": (["deductible 800 region=1", "deductible 800 region=1", "deductible 600 region=1"], "800元"),
    "a month is later than its year": (["deductible 800 region=1 as_of=2025", "deductible 600 region=1 as_of=2025-03"], "600元"),
    "copies count once": (["deductible 800 region=1 quote=每次住院的起付标准为八百元每年只扣一次"] * 3 + ["deductible 600 region=1"], None),
    "a page's own text": (["deductible 800 region=1 voice=teaser", "deductible 600 region=1 voice=body"], "600元"),
    "nothing decides": (["deductible 800 region=1", "deductible 600 region=1"], None),
    "a younger page without a date": (["deductible 800 region=1 as_of=2021", "deductible 600 region=1 published=2025-03-01"], None),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "value"), LIKELY.values(), ids=LIKELY)
def test_which_side_probably_holds(lines, value):
    contradiction = compare(written(*lines))[0]
    assert contradiction.likely_value == value
    assert (contradiction.likely_reason is None) == (value is None)


def test_an_authority_is_believed_where_dates_and_numbers_do_not_decide():
    claims = written("deductible 800 region=1", "deductible 600 region=1")
    documents = {
        "a": Document(doc_id="a", source="a", text="", url="https://ybj.example.com"),
        "b": Document(doc_id="b", source="b", text="", url="https://ybj.jiangxi.gov.cn/x"),
    }
    (contradiction,) = compare(claims, documents)
    assert (contradiction.likely_value, contradiction.likely_reason) == ("600元", "a public authority says so")


def test_severity_grows_with_distance_and_backing_and_falls_where_time_explains():
    def grave(*lines):
        return compare(written(*lines))[0].severity

    near = grave("deductible 800 region=1", "deductible 810 region=1")
    assert near < grave("deductible 800 region=1", "deductible 400 region=1")
    assert near < grave("deductible 800 region=1", "deductible 800 region=1", "deductible 810 region=1", "deductible 810 region=1")
    assert grave("payment_cap 800 region=1 as_of=2023", "payment_cap 810 region=1 as_of=2025") < near


def test_rungs_are_counted():
    judged = judge(written("deductible 800 region=1", "deductible 800 region=1", "deductible 600 region=1", "deductible 700..900 region=1"))
    assert dict(judged.rungs) == {"contradicts": 2, "contained": 1}


def test_the_summary_is_a_sentence_with_the_values():
    claims = [replace(c, region_name="赣州市") for c in written(*DISAGREE["value: an undated rate of a city"])]
    assert (
        compare(claims)[0].summary
        == "Reimbursement rate (赣州市, 职工, 门诊, 三级): 55% (as of 2025) in one document against 60% in one document."
    )


@pytest.mark.parametrize(
    "line", ["reimbursement_rate {} region=360700 as_of=2025", "coverage_provinces {} topic=x", "permission yes topic=x region={}"]
)
def test_the_work_grows_with_the_claims_and_not_with_their_square(line):
    claims = [claim(line.format(n % 2_003 + 1), doc=f"d{n}") for n in range(8_000)]
    if "permission" in line:
        claims = [replace(c, region=f"{n % 2_003:06}", value="yes" if n % 7 else "no") for n, c in enumerate(claims)]

    def seconds(some):
        begin = time.process_time()
        assert compare(some)
        return time.process_time() - begin

    assert seconds(claims) < 6 * seconds(claims[:2_000]) + 0.5
