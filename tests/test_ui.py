"""The Dagster UI in a real browser: everything is materialised by clicks, and what the pages show is looked at.

`make test-ui` runs it; screenshots go to .screenshots/. In CI a browser that cannot be had is a failure, elsewhere the tests are skipped.
"""

import re

import pytest
from chromium import SHOTS, chromium

from pipeline.tables import TABLES

pytestmark = pytest.mark.browser

SLOW = 60_000  # milliseconds


@pytest.fixture(scope="module")
def page(live):
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1440, "height": 1600})
        context.set_default_timeout(SLOW)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.outside = []
        page.on("request", lambda request: request.url.startswith((live.url, "data:", "blob:")) or page.outside.append(request.url))
        yield page


@pytest.fixture
def shot(page, request):
    """Take a picture under a name."""
    SHOTS.mkdir(exist_ok=True)
    yield lambda name: page.screenshot(path=SHOTS / f"{name}.png")
    if request.session.testsfailed:
        page.screenshot(path=SHOTS / f"after_{request.node.name}.png")


@pytest.fixture(scope="module")
def run(live, page):
    """The run that a click on "Materialize all" starts, when it has ended."""
    before = {run["runId"] for run in live.runs()}
    page.goto(f"{live.url}/asset-groups")
    page.get_by_role("button", name=re.compile("Materialize all")).click()
    asked = live.until(lambda: [one for one in live.runs() if one["runId"] not in before and one["jobName"] == "__ASSET_JOB"], 60)
    ended = {run["runId"]: run for run in live.settled()}
    return ended[asked[0]["runId"]]


def test_a_click_materialises_everything(live, page, run, shot):
    page.goto(f"{live.url}/runs/{run['runId']}")
    page.get_by_text("Success", exact=True).first.wait_for()
    page.get_by_text("Loading run logs").wait_for(state="hidden")
    page.get_by_text("STEP_SUCCESS").first.wait_for()
    shot("run")
    assert run["status"] == "SUCCESS"


def test_the_graph_shows_every_asset(live, page, run, shot):
    page.goto(f"{live.url}/asset-groups")
    for name in ("seeds", "reviews", *TABLES, "report"):
        page.get_by_text(name, exact=True).first.wait_for()
    shot("graph")


@pytest.mark.parametrize("asset", [("facts", 2), ("contradictions", 1), ("changes", 1), ("documents", 1)], ids=lambda asset: asset[0])
def test_an_asset_tells_rows_columns_preview_and_plots(live, page, run, shot, asset):
    name, pictures = asset
    page.goto(f"{live.url}/assets/{name}")
    page.get_by_text("Row count").first.wait_for()
    page.get_by_text("A row is").first.wait_for()
    page.locator("img[src^='data:image/svg']").nth(pictures - 1).wait_for()
    shot(f"asset_{name}")
    drawn = page.locator("img[src^='data:image/svg']").evaluate_all("images => images.map(image => image.naturalWidth)")
    assert len(drawn) == pictures
    assert min(drawn) > 0


def test_the_checks_of_an_asset_tell_what_they_found(live, page, run, shot):
    page.goto(f"{live.url}/assets/facts?view=checks")
    page.get_by_text("spans_are_their_text").first.click()
    page.get_by_text("documents.text from start to end is the row's text").first.wait_for()
    shot("checks_passed")
    page.goto(f"{live.url}/assets/facts?view=checks&checkDetail=values_can_be")
    page.get_by_text("a year that cannot be").first.wait_for()
    shot("checks_warned")


def test_the_sensor_and_the_schedule_are_on(live, page, run, shot):
    page.goto(f"{live.url}/automation")
    for name in ("seeds_changed", "nightly"):
        page.get_by_text(name).first.wait_for()
    shot("automation")


def test_no_page_failed_and_none_asked_another_host(page):
    assert page.faults == []
    assert page.outside == []
