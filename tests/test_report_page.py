"""The report: what stands in the page, where its data goes, and that nothing from a document gets out of its place."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from pipeline.flow import Settings, refresh
from pipeline.report import page, told
from pipeline.report.page import SCRIPTS, report
from pipeline.report.site import as_json, in_script
from pipeline.report.words import WEB, words
from pipeline.tables import TABLES

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&<!--{{data}}\u202e\u2028\u2029"


def tables(place, **pages):
    """Tables of those pages."""
    (place / "seeds").mkdir()
    for name, text in pages.items():
        (place / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    refresh(Settings(source=place / "seeds", folder=place / "data"))
    return place / "data"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two pages that disagree, one of which tries to be more than text."""
    return tables(
        tmp_path_factory.mktemp("hostile"),
        a=f"{HOSTILE}\n石家庄市职工住院报销比例为60%。\n𠮷野家{HOSTILE}在2025年3月",
        b=f"{'从前有一座山。' * 40}\n石家庄市职工住院报销比例为80%。\n",
    )


class Scripts(HTMLParser):
    """The elements of a page, and the contents of its scripts and data by id."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.scripts, self.inside, self.policy = [], [], {}, None, ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src", "action")]
        self.inside = dict(attrs).get("id", "") if tag == "script" else "style" if tag == "style" else None
        if dict(attrs).get("http-equiv"):
            self.policy = dict(attrs)["content"]

    def handle_endtag(self, tag):  # noqa: ARG002 - the parser's signature
        self.inside = None

    def handle_data(self, data):
        if self.inside is not None:
            self.scripts[self.inside] = self.scripts.get(self.inside, "") + data


def written(folder, out, **given):
    report(folder, out, **given)
    return Scripts(out.read_text(encoding="utf-8"))


def test_a_document_cannot_leave_its_data(folder, tmp_path):
    seen = written(folder, tmp_path / "report.html")
    assert "img" not in seen.tags
    assert seen.tags.count("script") == 5  # words, documents, passages, index, the page's own
    texts = json.loads(seen.scripts["data-documents-0"])
    assert texts[0]["text"].startswith(HOSTILE)
    assert not re.search(r"[<>&\u2028\u2029]", "".join(text for name, text in seen.scripts.items() if name.startswith("data-")))


def test_only_the_pages_own_script_and_style_may_run(folder, tmp_path):
    seen = written(folder, tmp_path / "report.html")
    policy = dict(part.strip().split(" ", 1) for part in seen.policy.split(";"))
    named = {
        name: f"'sha256-{b64encode(sha256(seen.scripts[inside].encode()).digest()).decode()}'"
        for name, inside in [("s", ""), ("c", "style")]
    }
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == f"{named['s']} 'strict-dynamic'"
    assert policy["style-src"] == named["c"]


def test_the_page_asks_for_nothing_outside_itself(folder, tmp_path):
    links = written(folder, tmp_path / "report.html").links
    assert [link for link in links if not link.startswith(("#", "data:"))] == []
    assert len(links) > 5


def test_equal_tables_give_equal_bytes(folder, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        report(folder, tmp_path / name / "report.html")
    assert (tmp_path / "one" / "report.html").read_bytes() == (tmp_path / "two" / "report.html").read_bytes()


def test_facts_stand_where_the_tables_say(folder, tmp_path):
    (document, _) = json.loads(written(folder, tmp_path / "report.html").scripts["data-documents-0"])
    marked = {kind: (document["text"][start:end], value) for start, end, kind, value, _ in document["facts"]}
    assert marked["percentage"] == ("60%", "60%")
    assert marked["region"] == ("石家庄市", "130100 石家庄市")
    assert marked["date"] == ("2025年3月", "2025-03")


def test_a_contradiction_has_both_passages_with_what_stands_around_them(folder, tmp_path):
    seen = written(folder, tmp_path / "report.html")
    ((one,), index) = json.loads(seen.scripts["data-passages-0"]), json.loads(seen.scripts["data-index"])
    quotes = [side["quotes"][0] for side in one["sides"]]
    assert [side["value"] for side in one["sides"]] == ["60%", "80%"]
    assert ["".join(quote[part] for part in ("before", "quote", "after")) for quote in quotes] == [
        "石家庄市职工住院报销比例为60%。",
        "石家庄市职工住院报销比例为80%。",
    ]
    assert index["contradictions"][0]["zh"] == "报销比例（石家庄市，职工，住院）：1 份文档说「60%」；1 份文档说「80%」。"


@pytest.fixture
def small(monkeypatch):
    """Limits that a few pages exceed."""
    monkeypatch.setattr(page, "ONE_PAGE", 1)
    monkeypatch.setattr(page, "PART", 300)


def test_much_data_goes_beside_the_page(folder, tmp_path, small):
    seen = written(folder, tmp_path / "报告 1.html")
    assert [name for name in seen.scripts if name.startswith("data-")] == ["data-words"]
    beside = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "报告 1_files").iterdir()}
    assert sorted(beside) == ["documents-0.js", "documents-1.js", "index.js", "passages-0.js"]
    assert all(text.startswith(f'jiaokan("{name[:-3]}",') and text.endswith(")\n") for name, text in beside.items())
    assert not re.search(r"[<>&\u2028\u2029]", "".join(beside.values()))
    (document,) = json.loads(beside["documents-0.js"].partition(",")[2].rstrip()[:-1])
    assert document["text"].startswith(HOSTILE)


def test_each_document_is_in_the_part_that_the_index_names(folder, tmp_path, small):
    report(folder, tmp_path / "report.html")
    index = json.loads((tmp_path / "report_files" / "index.js").read_text(encoding="utf-8").partition(",")[2].rstrip()[:-1])
    for row in index["documents"]:
        assert f'"id":"{row["id"]}"' in (tmp_path / "report_files" / f"documents-{row['part']}.js").read_text(encoding="utf-8")


def test_parts_of_an_earlier_report_go_and_other_files_stay(folder, tmp_path, monkeypatch):
    with monkeypatch.context() as limits:
        limits.setattr(page, "ONE_PAGE", 1)
        report(folder, tmp_path / "report.html")
    mine = tmp_path / "report_files" / "mine.js"
    mine.write_text("let mine;", encoding="utf-8")
    report(folder, tmp_path / "report.html")
    assert list((tmp_path / "report_files").iterdir()) == [mine]
    mine.unlink()
    report(folder, tmp_path / "report.html")
    assert not list(tmp_path.glob(".*"))


def test_what_is_too_much_is_left_out_and_said(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.report.gather.SHELVED", 1)
    index = json.loads(written(folder, tmp_path / "report.html").scripts["data-index"])
    assert [row["id"] for row in index["documents"]] == ["a"]
    assert index["left_out"] == {"contradictions": 0, "documents": 1}


def test_the_gravest_contradictions_are_listed_where_there_are_too_many(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.report.gather.LISTED", 0)
    seen = written(folder, tmp_path / "report.html")
    assert json.loads(seen.scripts["data-index"])["left_out"]["contradictions"] == 1
    assert "data-passages-0" not in seen.scripts


def test_an_empty_run_is_a_report_too(tmp_path):
    index = json.loads(written(tables(tmp_path, a="没有内容。"), tmp_path / "report.html").scripts["data-index"])
    assert index["contradictions"] == []
    assert len(index["documents"]) == 1


def test_marks_of_the_file_are_in_the_page_with_all_their_columns(folder, tmp_path):
    id_ = json.loads(written(folder, tmp_path / "report.html").scripts["data-index"])["contradictions"][0]["id"]
    reviews = tmp_path / "reviews.csv"
    reviews.write_text(f"contradiction_id,review,note,seen by\n{id_},dismissed,old news,王\ngone,confirmed,,\n", encoding="utf-8")
    index = json.loads(written(folder, tmp_path / "report.html", reviews=reviews).scripts["data-index"])
    assert (index["contradictions"][0]["review"], index["contradictions"][0]["note"]) == ("dismissed", "old news")
    assert index["marks"][0] == ["contradiction_id", "review", "note", "seen by", "who", "when", "evidence"]
    assert index["marks"][1:] == [[id_, "dismissed", "old news", "王"], ["gone", "confirmed", "", ""]]


def test_a_mark_on_other_evidence_is_stale(folder, tmp_path):
    id_ = json.loads(written(folder, tmp_path / "report.html").scripts["data-index"])["contradictions"][0]["id"]
    reviews = tmp_path / "reviews.csv"
    reviews.write_text(f"contradiction_id,review,evidence\n{id_},dismissed,q0\n", encoding="utf-8")
    row = json.loads(written(folder, tmp_path / "report.html", reviews=reviews).scripts["data-index"])["contradictions"][0]
    assert (row.get("review"), row["stale"]) == (None, "dismissed")


def test_json_in_a_script_is_the_same_json():
    value = {"text": HOSTILE, "n": [1, None]}
    assert json.loads(in_script(as_json(value))) == value


def test_every_word_that_the_page_asks_for_is_there():
    source = "".join((WEB / name).read_text("utf-8") for name in ("page.html", *(f"{script}.js" for script in SCRIPTS)))
    asked = set(re.findall(r'data-t(?:-label|-hint)?="([^"]+)"', source)) | set(re.findall(r"\bt\('([^'.]+(?:\.[^'$]+)?)'\)", source))
    assert asked - set(words()) == set()


@pytest.mark.parametrize(("table", "prefix"), [("facts", "fact"), ("contradictions", "contradiction")])
def test_every_kind_has_words(table, prefix):
    about = next(column.about for column in TABLES[table].columns if column.name == "kind")
    kinds = re.findall(r"\b[a-z_]+(?=,|\.| or )", about.partition(", or ")[0].replace(" or ", ", ") + ".")
    assert {f"{prefix}.{kind}" for kind in kinds} - set(words()) == set()


def test_every_word_is_in_two_languages():
    assert [key for key, pair in words().items() if len(pair) != 2 or not all(pair)] == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("The text states 65%~85%, but 60%~70% plus 5个百分点 is 65%~75%.", "原文写 65%~85%，但 60%~70% 加 5个百分点 应为 65%~75%。"),
        ("The text states 3天, but 3月1日至5月1日 is 62天, not 3天.", "原文写 3天，但 3月1日至5月1日 是 62天，不是 3天。"),
        ("The text says 三类, but its list has 4.", "原文说 三类，但只列出 4 项。"),
        ("The title names another place than its body: 天门市 against 荆门市.", "标题与正文的地区不同：标题是天门市，正文是荆门市。"),
    ],
)
def test_sentences_of_the_tables_are_said_in_chinese(english, chinese):
    assert told.summary({"summary": english}, ()) == chinese


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("latest stated date (2025-03)", "文中所写日期最晚（2025-03）"),
        ("the others state no later date (2024-12)", "其他各方没有写更晚的日期（2024-12）"),
        ("4 independent documents against 1", "4 份独立文档，另一方 1 份"),
        ("a public authority says so", "主管部门如此说"),
        ("said in a page's own text, the other only in a teaser or title", "出自页面正文，另一方只见于摘要或标题"),
        ("something new", "something new"),
        (None, None),
    ],
)
def test_reasons_of_the_tables_are_said_in_chinese(english, chinese):
    assert told.reason(english) == chinese
