"""The report in a real browser, opened from disk: what people click, what it gives back, and that nothing leaves it.

`make test-ui` runs it; pictures of the pages go to .screenshots/.
"""

from pathlib import Path
from urllib.parse import quote

import pytest
from chromium import SHOTS, chromium

from pipeline.flow import Settings, refresh
from pipeline.report import page as pages
from pipeline.report.page import report
from pipeline.reviews import digests, read_reviews
from pipeline.stored import load

pytestmark = pytest.mark.browser

SEEDS = Path(__file__).parent.parent / "seeds"
FIRST, SECOND = "000_5f91ce7e621d3bf2", "002_5724caa85e611cd0"
LANGFANG, COVERAGE = "077f6c5e8575", "345a5b7f4e7f"  # contradictions of the seeds: an arithmetic one, and 14 against 17 provinces


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """The tables of the seeds."""
    folder = tmp_path_factory.mktemp("seeds") / "data"
    refresh(Settings(source=SEEDS, folder=folder))
    return folder


@pytest.fixture
def opened(browser, tmp_path):
    """Open the report of some tables as a file; afterwards nothing has left it and nothing was wrong."""
    contexts, wrong = [], []

    def opened(tables, at="", *, reviews=None, width=1280, language="zh-CN", scheme="light", storage=True):
        out = tmp_path / "report.html"
        report(tables, out, reviews)
        context = browser.new_context(viewport={"width": width, "height": 900}, locale=language, color_scheme=scheme)
        contexts.append(context)
        if not storage:
            context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda said: wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        own = (out.as_uri(), f"{tmp_path.as_uri()}/report_files/", "data:", "blob:")
        page.on("request", lambda request: request.url.startswith(own) or wrong.append(request.url))
        page.goto(f"{out.as_uri()}{at}")
        page.locator("html[data-ready]").wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def ids(page):
    return [one.removeprefix("card-") for one in page.locator("#cards > li").evaluate_all("all => all.map(one => one.id)")]


def status(page, text):
    page.locator("#status", has_text=text).wait_for()


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.textContent")


def test_the_overview_shows_sizes_and_plots(opened, tables):
    page = opened(tables)
    assert page.locator(".size b").all_text_contents()[0] == "5"
    assert page.locator("figure svg").count() == 5  # two measures of coverage
    page.locator("svg a", has_text="计算有误").click()
    status(page, "共 2")
    assert page.locator("#filters [name=kind]").input_value() == "arithmetic"


def test_the_map_leads_to_the_contradictions_of_a_province(opened, tables):
    page = opened(tables)
    page.locator("a.tile", has_text="河北").click()
    status(page, "共 1")
    assert ids(page) == [LANGFANG]


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("kind", "outdated", "共 2"),
        ("measure", "credit_time", "共 2"),
        ("region", "130000", "共 1"),
        ("region", "none", "共 13"),
        ("severity", "low", "共 3"),
        ("review", "confirmed", "没有符合条件的内容。"),
    ],
)
def test_a_filter_narrows_the_list(opened, tables, name, value, found):
    page = opened(tables, "#contradictions")
    status(page, "共 17")
    page.locator(f"#filters [name={name}]").select_option(value)
    status(page, found)
    page.get_by_role("button", name="清除筛选").click()
    status(page, "共 17")


def test_a_document_filters_the_list_and_filters_stand_in_the_address(opened, tables):
    page = opened(tables, "#contradictions?kind=arithmetic")
    status(page, "共 2")
    page.locator("#filters [name=doc]").fill("家庭共济可以异地")
    status(page, "共 1")
    assert ids(page) == [LANGFANG]
    page.reload()
    status(page, "共 1")


@pytest.mark.parametrize("words", ["廊坊", "78.06", "廊坊 缴费金额", "contribution amount", LANGFANG, "７８．０６"])
def test_search_looks_through_values_places_quotes_and_both_languages(opened, tables, words):
    page = opened(tables)
    page.keyboard.press("/")
    page.locator("#filters [name=q]").wait_for()
    page.locator("#filters [name=q]").fill(words)
    page.locator(f"#cards > li:only-child#card-{LANGFANG}").wait_for()


def test_a_deep_link_shows_the_contradiction_with_both_passages(opened, tables):
    page = opened(tables, f"#c-{COVERAGE}")
    card = page.locator(f"#card-{COVERAGE}")
    assert focused(page) == f"card-{COVERAGE}"
    assert card.locator(".side h3 bdi").all_text_contents() == ["14个省份", "17个省份"]
    assert card.locator(".side.likely mark").all_text_contents() == ["17个省"]
    assert "文中所写日期最晚（2025-03）" in card.locator(".why").text_content()


def test_documents_are_found_and_read(opened, tables):
    page = opened(tables, "#documents")
    row = page.locator("#shelf li", has_text="医保卡家庭共济可以异地使用吗")
    assert row.locator(".note").text_content() == f"{SECOND}.txt"
    assert row.locator(".counts").text_content() == "6 处矛盾222 处事实"
    page.locator("#shelf-filters [name=q]").fill("家庭共济")
    page.locator("#shelf-status", has_text="共 1").wait_for()
    page.locator("#shelf a").click()
    page.locator("#text mark").first.wait_for()
    assert page.locator("#h-document").text_content() == "医保卡家庭共济可以异地使用吗"


def test_a_deep_link_to_nothing_is_said(opened, tables):
    page = opened(tables, "#c-nothing")
    page.locator("#told", has_text="nothing").wait_for()
    page.evaluate("location.hash = '#d-nowhere'")
    page.locator("#told", has_text="nowhere").wait_for()


def test_a_quote_leads_to_its_passage_and_escape_back(opened, tables):
    page = opened(tables, f"#c-{LANGFANG}")
    page.keyboard.press("Enter")
    page.locator("#text .aimed").first.wait_for()
    assert "".join(page.locator("#text .aimed").all_text_contents()) == "个人缴纳金额:78.06元"
    page.keyboard.press("Escape")  # closes the tooltip of the fact in focus
    page.keyboard.press("Escape")
    page.locator(f"#card-{LANGFANG}").wait_for()


def test_the_text_is_the_documents_with_every_fact_marked(opened, tables):
    page = opened(tables, f"#d-{FIRST}")
    page.locator("#text mark").first.wait_for()
    rows = load(tables, "documents").to_pylist()
    text = next(row["text"] for row in rows if row["doc_id"] == FIRST)
    assert page.locator("#text p").evaluate_all("all => all.map(one => one.textContent).join('\\n')").rstrip("\n") == text.rstrip("\n")
    facts = [row for row in load(tables, "facts").to_pylist() if row["doc_id"] == FIRST]
    marked = page.locator("#text mark").evaluate_all("all => all.map(one => one.dataset.k)")
    assert len(marked) >= len(facts)  # one that a quote begins or ends in is in two pieces
    assert set(marked) == {row["kind"] for row in facts}


def test_a_fact_says_its_kind_and_value_under_the_pointer_and_in_focus(opened, tables):
    page = opened(tables, f"#d-{FIRST}")
    fact = page.locator("#text mark", has_text="117个统筹区").first
    fact.hover()
    assert page.locator("#tip").text_content().startswith("数量 117 pooling_area")
    page.mouse.move(0, 0)
    page.locator("#tip").wait_for(state="hidden")
    fact.focus()
    assert "117 pooling_area" in page.locator("#tip").text_content()
    page.keyboard.press("j")
    assert page.locator("#tip").is_visible()
    assert "117 pooling_area" not in page.locator("#tip").text_content()


def test_a_kind_of_facts_is_switched_off(opened, tables):
    page = opened(tables, f"#d-{FIRST}")
    before = page.locator("#text mark:not(.off)").count()
    dates = page.locator("#text mark[data-k=date]").count()
    page.locator(".kind-key[data-k=date]").click()
    assert page.locator("#text mark:not(.off)").count() == before - dates


def test_the_language_switches_and_is_remembered(opened, tables):
    page = opened(tables, f"#c-{COVERAGE}")
    page.get_by_role("button", name="English").click()
    page.locator(f"#card-{COVERAGE} .told-of", has_text="Coverage provinces").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    page.reload()
    page.get_by_role("link", name="Contradictions").wait_for()


def test_the_browsers_language_is_the_first(opened, tables):
    assert opened(tables, language="en-US").title() == "Jiaokan report"


def test_the_theme_follows_the_system_until_it_is_chosen(opened, tables):
    page = opened(tables, scheme="dark")
    dark = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    page.locator("#theme").click()
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") != dark
    page.reload()
    assert page.locator("html").get_attribute("data-shade") == "light"


def test_keys_walk_through_the_list(opened, tables):
    page = opened(tables, "#contradictions")
    status(page, "共 17")
    first, second, *_ = ids(page)
    for key, card in (("j", first), ("j", second), ("k", first)):
        page.keyboard.press(key)
        assert focused(page) == f"card-{card}"
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()
    page.keyboard.press("3")
    page.locator("#shelf li").first.wait_for()
    assert page.locator("#shelf li").count() == 5


def exported(page, to):
    page.locator("#open-marks").click()
    with page.expect_download() as download:
        page.locator("#export").click()
    download.value.save_as(to)
    page.keyboard.press("Escape")
    return read_reviews(to)


def test_marks_are_exported_as_the_next_run_reads_them(opened, tables, tmp_path):
    page = opened(tables, f"#c-{LANGFANG}")
    page.locator("#open-marks").click()
    page.locator("#who").fill("李")
    page.keyboard.press("Escape")
    card = page.locator(f"#card-{LANGFANG}")
    card.get_by_role("button", name="确认").click()
    card.locator(".review input").fill('核对过，"78.42"才对\t')
    page.keyboard.press("Enter")
    page.locator(f"#card-{COVERAGE}").focus()
    page.keyboard.press("x")
    file = tmp_path / "reviews.csv"
    marks, faults = exported(page, file)
    now = digests(load(tables, "contradiction_evidence"))
    assert faults == []
    assert [mark._replace(when="") for mark in marks.values()] == [
        (LANGFANG, "confirmed", '核对过，"78.42"才对', "李", "", now[LANGFANG]),
        (COVERAGE, "dismissed", "", "李", "", now[COVERAGE]),
    ]
    assert all(mark.when for mark in marks.values())

    refresh(Settings(source=SEEDS, folder=tmp_path / "again", reviews=file))
    rows = {row["contradiction_id"]: row for row in load(tmp_path / "again", "contradictions").to_pylist()}
    assert (rows[LANGFANG]["review"], rows[LANGFANG]["review_note"]) == ("confirmed", '核对过，"78.42"才对')
    assert rows[COVERAGE]["review"] == "dismissed"


def test_an_export_keeps_the_marks_that_were_there(opened, tables, tmp_path):
    file = tmp_path / "reviews.csv"
    file.write_text(f'contradiction_id,review,note,seen by\ngone,confirmed,"a, b",王\n{COVERAGE},dismissed,old,\n', encoding="utf-8")
    page = opened(tables, f"#c-{COVERAGE}", reviews=file)
    assert page.locator(f"#card-{COVERAGE}").get_attribute("data-review") == "dismissed"
    page.locator(f"#card-{COVERAGE}").focus()
    page.keyboard.press("u")
    page.locator(f"#card-{LANGFANG}").focus()
    page.keyboard.press("c")
    marks, faults = exported(page, tmp_path / "new.csv")
    assert faults == []
    assert [(mark.contradiction_id, mark.review, mark.note) for mark in marks.values()] == [
        ("gone", "confirmed", "a, b"), (LANGFANG, "confirmed", ""),
    ]  # fmt: skip
    assert (tmp_path / "new.csv").read_text(encoding="utf-8-sig").splitlines()[1] == 'gone,confirmed,"a, b",王'


def test_marks_outlive_the_page_until_the_tables_know_them(opened, tables, tmp_path):
    page = opened(tables, f"#c-{LANGFANG}")
    page.keyboard.press("c")
    page.reload()
    page.locator(f"#card-{LANGFANG}[data-review=confirmed]").wait_for()
    assert page.locator("#n-marks").text_content() == "1"
    exported(page, tmp_path / "reviews.csv")
    report(tables, tmp_path / "report.html", tmp_path / "reviews.csv")
    page.reload()
    page.locator(f"#card-{LANGFANG}[data-review=confirmed]").wait_for()
    assert page.locator("#n-marks").is_hidden()


def test_without_storage_marks_are_kept_in_the_page_and_it_says_so(opened, tables, tmp_path):
    page = opened(tables, f"#c-{LANGFANG}", storage=False)
    page.keyboard.press("c")
    page.locator("#open-marks").click()
    assert page.locator("#marks-lost").is_visible()
    page.keyboard.press("Escape")
    assert list(exported(page, tmp_path / "reviews.csv").marks) == [LANGFANG]


def test_marks_are_imported(opened, tables, tmp_path):
    file = tmp_path / "given.csv"
    file.write_text(f'\ufeffcontradiction_id,review,note\r\n{LANGFANG},Dismissed,"one\r\n""two"""\r\nnone,confirmed,\r\n', encoding="utf-8")
    page = opened(tables, "#contradictions")
    page.locator("#open-marks").click()
    page.locator("#import").set_input_files(file)
    page.locator("#told", has_text="1 / 2").wait_for()
    page.keyboard.press("Escape")
    mark = exported(page, tmp_path / "reviews.csv").marks[LANGFANG]
    assert (mark.review, mark.note.splitlines()) == ("dismissed", ["one", '"two"'])


def test_what_is_no_csv_of_marks_is_said(opened, tables, tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    page = opened(tables, "#contradictions")
    page.locator("#open-marks").click()
    page.locator("#import").set_input_files(tmp_path / "other.csv")
    page.locator("#told", has_text="contradiction_id").wait_for()


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&<!--{{data}}]]>\u202e\u2028\u2066"
STRANGE = "a\"b<i>'&#d@1-2 %41"  # the name of a file


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The tables of pages that try to be more than text, one of them a line of a megabyte with signs of two units."""
    place = tmp_path_factory.mktemp("hostile")
    (place / "seeds").mkdir()
    long = "石家庄市职工住院报销比例为80%𠮷，" + f"{HOSTILE}𠮷野" * 14_000 + "2025年3月"
    for name, text in ((STRANGE, f"{HOSTILE}\n石家庄市职工住院报销比例为60%{HOSTILE}。\n"), ("__proto__", long)):
        (place / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    refresh(Settings(source=place / "seeds", folder=place / "data"))
    return place / "data"


@pytest.mark.parametrize("split", [False, True], ids=["one page", "parts beside it"])
def test_a_hostile_document_does_no_harm(opened, hostile, monkeypatch, split):
    if split:
        monkeypatch.setattr(pages, "ONE_PAGE", 1)
    page = opened(hostile, "#contradictions")
    assert page.locator("#cards .side mark").all_text_contents() == ["职工住院报销比例为60%", "职工住院报销比例为80%"]
    page.evaluate("hash => { location.hash = hash; }", f"#d-{quote(STRANGE, safe='')}")
    page.locator("#h-document").wait_for()
    assert page.locator("#h-document").text_content() == f"{STRANGE}.txt"
    assert page.locator("#text p").first.text_content() == HOSTILE
    (last,) = [fact for fact in load(hostile, "facts").to_pylist() if fact["text"] == "2025年3月"]
    page.evaluate(f"location.hash = '#d-__proto__@{last['start']}-{last['end']}'")
    page.locator("#text .aimed").wait_for()
    assert page.locator("#text .aimed").text_content() == "2025年3月"
    assert page.locator("#text mark", has_text="80%").count() == 1
    assert page.locator("img, main script, main iframe").count() == 0


def test_much_data_is_loaded_when_it_is_looked_at(opened, tables, monkeypatch):
    monkeypatch.setattr(pages, "ONE_PAGE", 1)
    monkeypatch.setattr(pages, "PART", 20_000)
    monkeypatch.setattr(pages, "PASSAGES", 5)
    page = opened(tables)
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.evaluate(f"location.hash = '#d-{SECOND}'")
    page.locator("#text mark").first.wait_for()
    assert asked == ["documents-2.js"]
    page.evaluate(f"location.hash = '#c-{LANGFANG}'")
    page.locator(f"#card-{LANGFANG} .side").first.wait_for()
    assert sorted(asked[1:]) == [f"passages-{n}.js" for n in range(4)]


def test_a_part_that_is_missing_is_said(opened, tables, monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "ONE_PAGE", 1)
    page = opened(tables)
    for part in (tmp_path / "report_files").glob("documents-*.js"):
        part.write_text("", encoding="utf-8")
    page.evaluate(f"location.hash = '#d-{SECOND}'")
    page.locator("#told", has_text="没有载入").wait_for()


def test_lists_are_turned_page_by_page(opened, tables):
    page = opened(tables, "#contradictions")
    page.evaluate("INDEX.contradictions.push(...INDEX.contradictions.slice(0, 8).map((row) => ({ ...row })))")
    page.evaluate("location.hash = '#contradictions?q='")
    status(page, "1–20 条，共 25")
    page.keyboard.press("]")
    status(page, "21–25 条，共 25")
    page.get_by_role("button", name="上一页").first.click()
    status(page, "1–20 条，共 25")


PLACES = {"overview": "", "contradictions": f"#c-{COVERAGE}", "documents": "#documents", "document": f"#d-{FIRST}@1410-1418"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("place", list(PLACES))
def test_pages_fit_the_width(opened, tables, place, width, scheme):
    page = opened(tables, PLACES[place], width=width, scheme=scheme, language="zh-CN" if scheme == "light" else "en-US")
    page.locator("section:not([hidden]) h1").wait_for()
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"report-{place}-{width}-{scheme}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# The elements with words of their own whose contrast is below what WCAG AA asks for.
FAINT = """() => {
  const part = (n) => (n <= .04045 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4);
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((n) => part(n / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)|transparent/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const worded = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const shown = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && worded(one));
  return shown.filter((one) => !one.closest('svg, .skip, :disabled, option')).map((one) => {
    const [a, b] = [light(getComputedStyle(one).color), light(ground(one))];
    return [`${one.tagName}.${one.className}`, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)];
  }).filter(([, contrast]) => contrast < 4.5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", list(PLACES))
def test_words_stand_out_from_their_ground(opened, tables, place, scheme):
    page = opened(tables, PLACES[place], scheme=scheme)
    page.locator("section:not([hidden]) h1").wait_for()
    if place == "contradictions":
        page.keyboard.press("x")
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize("place", list(PLACES))
def test_every_control_has_a_name(opened, tables, place):
    page = opened(tables, PLACES[place])
    page.locator("section:not([hidden]) h1").wait_for()
    for one in page.locator("button:visible, a:visible, input:visible, select:visible").all():
        assert one.evaluate("one => one.ariaLabel || one.textContent.trim() || one.labels?.[0]?.textContent.trim() || one.title") != ""
