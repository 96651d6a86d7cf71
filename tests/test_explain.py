# ruff: noqa: E501 - what the command prints stands here as it is
"""What a claim and a contradiction rest on, as the command tells it."""

import shutil
from pathlib import Path

import pytest
from on_disk import put

from pipeline import cli
from pipeline.explain.ids import NotFoundError, find
from pipeline.explain.pages import marked_sentence
from pipeline.extract import extract, origins
from pipeline.flow import Settings, refresh
from pipeline.measures.about import about
from pipeline.model import Document
from pipeline.report.explained import explained
from pipeline.reviews import Mark
from pipeline.stored import load, marked
from pipeline.tables import TABLES

ROOT = Path(__file__).parent.parent
NOTICE = "赣州市居民医保报销政策\n\n一、住院待遇\n2025年起,三级医院报销60%,二级医院报销70%。\n"
FORUM = "赣州医保问答\n\n居民医保住院:2025年三级医院报销５５％。高血压患者门诊可报销50%。\n"
SUM = "某县筹资通知\n\n2025年居民医保筹资标准为1070元,其中个人缴费400元,财政补助640元。\n"

CLAIM = """\
claim notice:c1ff8318da47d
  reimbursement_rate 60 percent
  notice.txt:4  paragraph below 一、住院待遇, as of 2025, voice body
  2025年起,「三级医院报销60%」,二级医院报销70%。

facts
  percentage 60 from 「60%」
    percentage.sign: A number before % or ‰ is a share; two of them with a dash, 至 or 到 between them are a range, three or more are a list.

scope
  measure         reimbursement_rate  「报销」      in the quote      notice.txt:4 paragraph
  region          360700 赣州市       「赣州市」    the title above   notice.txt:1 title
  insurance       resident            「居民医保」  the title above   notice.txt:1 title
  service         inpatient           「住院」      a heading above   notice.txt:3 heading
  hospital_level  3                   「三级医院」  in the quote      notice.txt:4 paragraph
  as_of           2025                「2025年」    before the quote  notice.txt:4 paragraph
  not said: population, party

rule reimbursement_rate.clause
  The share of costs that the insurance pays. The quantity's own clause names it.
"""
CONTRADICTION = """\
contradiction 8d842e4428c5
  value · reimbursement_rate · 赣州市 · resident · inpatient · 3  (severity 0.54)
  Reimbursement rate (赣州市, 居民, 住院, 三级): 55% (as of 2025) in one document against 60% (as of 2025) in one document.

side 0: 55%
  forum.txt:3  paragraph, as of 2025, claim forum:c48369f4e5a7a
    居民医保住院:2025年「三级医院报销５５％」。
      measure         reimbursement_rate  「报销」      in the quote      forum.txt:3 paragraph
      region          360700 赣州市       「赣州」      the title above   forum.txt:1 title
      insurance       resident            「居民医保」  before the quote  forum.txt:3 paragraph
      service         inpatient           「住院」      before the quote  forum.txt:3 paragraph
      hospital_level  3                   「三级医院」  in the quote      forum.txt:3 paragraph
      as_of           2025                「2025年」    before the quote  forum.txt:3 paragraph

side 1: 60%
  notice.txt:4  paragraph below 一、住院待遇, as of 2025, claim notice:c1ff8318da47d
    2025年起,「三级医院报销60%」,二级医院报销70%。
      measure         reimbursement_rate  「报销」      in the quote      notice.txt:4 paragraph
      region          360700 赣州市       「赣州市」    the title above   notice.txt:1 title
      insurance       resident            「居民医保」  the title above   notice.txt:1 title
      service         inpatient           「住院」      a heading above   notice.txt:3 heading
      hospital_level  3                   「三级医院」  in the quote      notice.txt:4 paragraph
      as_of           2025                「2025年」    before the quote  notice.txt:4 paragraph

why
  contradicts: They cannot both hold: other numbers for one scope and time, yes against no, a list that excludes what another names.
    55% against 60%: both speak of 赣州市 · resident · inpatient · 3; they state one time (2025, 2025)
    1 of 1 pairs of statements rest here

likely: nothing decides
review: none (jiaokan review 8d842e4428c5 confirmed|dismissed --note …)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with the tables of two pages that contradict each other, and of one whose sum is wrong."""
    place = tmp_path_factory.mktemp("explain")
    (place / "seeds").mkdir()
    for name, text in (("notice", NOTICE), ("forum", FORUM), ("sum", SUM)):
        (place / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    refresh(Settings(source=place / "seeds", folder=place / "data"))
    return place


@pytest.fixture
def place(made, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(made / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """The tables of the seeds."""
    folder = tmp_path_factory.mktemp("seeds")
    refresh(Settings(source=ROOT / "seeds", folder=folder))
    return folder


def tables(place):
    return place / "data"


def jiaokan(capsys, *arguments):
    status = cli.main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.mark.parametrize("id_", ["notice:c1ff8318da47d", "notice:c1f", "c1ff8318da47d", "c1f"])
def test_a_claim_shows_its_sentence_facts_origins_and_rule(place, capsys, id_):
    assert jiaokan(capsys, "explain", id_) == (0, CLAIM, "")


@pytest.mark.parametrize("id_", ["8d842e4428c5", "8d84"])
def test_a_contradiction_shows_its_sides_the_rung_and_the_condition(place, capsys, id_):
    assert jiaokan(capsys, "explain", id_) == (0, CONTRADICTION, "")


def test_a_condition_and_words_far_from_the_quote_are_traced(place, capsys):
    out = jiaokan(capsys, "explain", "forum:c8a5d31004977")[1]
    assert "  reimbursement_rate 50 percent, condition 高血压\n" in out
    assert "\n  disease    高血压              「高血压」    before the quote  forum.txt:3 paragraph\n" in out


def test_what_a_passage_says_wrong_by_itself_is_told_as_such(place, capsys):
    (row,) = [row for row in load(tables(place), "contradictions").to_pylist() if row["kind"] == "arithmetic"]
    out = jiaokan(capsys, "explain", row["contradiction_id"])[1]
    assert "\nside 0: 1070元\n  sum.txt:3  paragraph" in out
    assert "\nwhy\n  Found in the passage itself: its own numbers do not give the value that it states.\n" in out


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        pytest.param(Mark("8d842e4428c5", "confirmed"), "review: confirmed", id="in short"),
        pytest.param(
            Mark("8d842e4428c5", "dismissed", "an old page", "李", "2025-05-01"),
            "review: dismissed by 李 on 2025-05-01: an old page",
            id="in full",
        ),
        pytest.param(
            Mark("8d842e4428c5", "dismissed", when="2025-05-01", evidence="q0"),
            "review: none that holds: the evidence has changed since it was dismissed on 2025-05-01",
            id="out of date",
        ),
    ],
)
def test_a_readers_mark_is_told(place, mark, said):
    assert list(explained(tables(place), "8d84", {mark.contradiction_id: mark}))[-1] == said


def test_tables_that_other_rules_made_say_so_and_show_the_rest(place, capsys):
    put(place / "older", {name: marked(load(tables(place), name), {"rules": "older"}) for name in TABLES})
    out = jiaokan(capsys, "explain", "c1f", "--tables", "older")[1]
    assert (
        "\nscope\n  these tables were made by other rules, so where the scope comes from cannot be told: `jiaokan run` makes them anew\n"
        in out
    )
    assert "2025年起,「三级医院报销60%」" in out
    assert "made by other rules" in jiaokan(capsys, "explain", "8d84", "--tables", "older")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["8d842e4428c6"], "no claim or contradiction has the id 8d842e4428c6 (nearest: 8d842e4428c5)", id="a slip at the end"),
        pytest.param(["notice:c0ff8318da47d"], "(nearest: notice:c1ff8318da47d)", id="a slip in a claim"),
        pytest.param(["zz"], "no claim or contradiction has the id zz (the summary and the tables show the ids)", id="nothing like it"),
        pytest.param(["notice"], "notice could be notice:c1ff8318da47d, notice:cbbe51102cee1 (give more of the id)", id="several"),
        pytest.param([" "], "the id is empty (the summary and the tables show the ids)", id="nothing"),
        pytest.param(["8d84", "--tables", "none"], "none/claims.parquet is not there", id="no tables"),
        pytest.param([], "Missing argument 'ID' (see jiaokan explain --help)", id="no id"),
    ],
)
def test_what_cannot_be_explained_is_said_in_one_line(place, capsys, arguments, said):
    status, out, err = jiaokan(capsys, "explain", *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("jiaokan: ")
    assert said in err


def test_an_id_of_one_table_is_none_of_another(place):
    with pytest.raises(NotFoundError, match="no contradiction has the id c1f"):
        find(tables(place), "c1f", ["contradictions"])


@pytest.mark.parametrize("command", ["explain", "review"])
def test_help_shows_examples(capsys, command):
    out = jiaokan(capsys, command, "--help")[1]
    assert "Examples:" in out
    assert f"jiaokan {command} 0ac6e97fc6d0" in out


# The seeds.


def row_of(rows, **wanted):
    return next(row for row in rows.to_pylist() if all(row[column] == value for column, value in wanted.items()))


def test_a_claim_of_the_seeds(seeds):
    claim = row_of(load(seeds, "claims"), measure="coverage_provinces", value="17")
    lines = list(explained(seeds, claim["claim_id"], {}))
    assert lines[1] == "  coverage_provinces 17 province, topic cross_province_sharing"
    assert "截至2025年3月,「17个省」的146个统筹区已经实现" in lines[3]
    assert any(line.split()[:3] == ["as_of", "2025-03", "「2025年3月」"] for line in lines)
    assert "  How many divisions have a service. An earlier clause of its sentence names it." in lines


def test_a_contradiction_of_the_seeds(seeds):
    found = row_of(load(seeds, "contradictions"), kind="outdated", measure="coverage_provinces")
    lines = list(explained(seeds, found["contradiction_id"], {}))
    assert lines[1].startswith("  outdated · coverage_provinces · cross_province_sharing")
    assert [line for line in lines if line.startswith("side ")] == ["side 0: 14个省份", "side 1: 17个省份"]
    assert "  outdated: They differ, and the times that they state explain it: the later one supersedes the earlier." in lines
    assert "    14个省份 against 17个省份: both speak of cross_province_sharing; only one of them states a time (2025-03)" in lines
    assert "likely 17个省份: latest stated date (2025-03)" in lines


def test_every_contradiction_of_the_seeds_can_be_explained(seeds):
    for id_ in load(seeds, "contradictions", ["contradiction_id"])["contradiction_id"].to_pylist():
        lines = list(explained(seeds, id_, {}))
        assert lines[lines.index("why") + 1].strip()


def test_every_claim_of_the_seeds_comes_from_a_rule_that_says_what_it_reads(seeds):
    assert {rule for rule in load(seeds, "claims", ["rule"])["rule"].to_pylist() if not about(rule)} == set()


# Their parts.


def test_origins_stand_on_the_documents_own_text():
    page = Document(doc_id="a", source="a.txt", text="赣州市居民医保\r\n\r\n２０２５年，二级\u200b医院住院报销比例为７０％。\r\n")
    (claim,) = extract(page).claims
    found = {column: page.text[part.start : part.end] for column, part in origins(page)[claim.claim_id].items()}
    assert found | {"measure": ""} == {
        "measure": "", "region": "赣州市", "insurance": "居民医保", "hospital_level": "二级\u200b医院", "service": "住院", "as_of": "２０２５年",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        pytest.param("第一句。住院报销60%,门诊50%。第三句。", "60%", "住院报销「60%」,门诊50%。", id="a sentence"),
        pytest.param("60%", "60%", "「60%」", id="all there is"),
        pytest.param("标题\r\n  住院：60%\r\n下一行", "60%", "住院：「60%」", id="a line"),
        pytest.param("前。报销\n60%。后", "报销\n60%", "「报销 60%」。", id="a quote over two lines"),
        pytest.param("长" * 500 + "60%" + "长" * 500, "60%", "…" + "长" * 120 + "「60%」" + "长" * 120 + "…", id="no end in sight"),
    ],
)
def test_a_sentence_shows_its_quote(text, quote, shown):
    start = text.index(quote)
    assert marked_sentence(text, start, start + len(quote)) == shown


@pytest.mark.parametrize("rule", ["", "no.rule", "reimbursement_rate", "reimbursement_rate.nowhere"])
def test_a_rule_that_is_not_known_has_nothing_to_say(rule):
    assert about(rule) == ""
