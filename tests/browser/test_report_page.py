"""Pages in a real browser: nothing amiss, the right figures, accessible, readable on a phone and on paper.

It takes Chromium with its driver, and the folder of axe-core in AXE_CORE. With PAGES_TO_LOOK_AT the
screenshots are kept in that folder.
"""

import base64
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from journals import session_at
from modelway.domain.days.periods import Period, parse_week
from modelway.services.lookback import trends as trends_service
from modelway.services.lookback.review import review
from modelway.views.lookback.pages.review import review_html
from modelway.views.lookback.pages.trends import trends_html
from modelway.views.lookback.review_data import review_data
from modelway.views.lookback.trends.overview import trends_data
from modelway.views.screen.figures import format_rate
from modelway.views.screen.theme import UNICODE
from pages import FIRST, LAST, numbered, twelve_weeks

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
AXE = Path(os.environ.get("AXE_CORE") or "no-folder") / "axe.min.js"
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
)
PHONE, DESKTOP = 390, 1280
PAGES = ("week", "weeks", "trends")
TEXTS = "Told the board in the first minute that the launch slips by two weeks, and named my part in it "

pytestmark = [
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="there is no chromium with chromedriver"),
    pytest.mark.xdist_group("browser"),
]
every_page = pytest.mark.parametrize("name", PAGES)


class Browser:
    """Chromium with one page open, as wide and as light as a test wishes."""

    def __init__(self, profile: Path) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for switch in [*SWITCHES, f"--user-data-dir={profile}"]:
            options.add_argument(switch)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self._driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))

    def open(self, page: Path, *, width: int = DESKTOP, scheme: str = "light") -> None:
        self.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width == PHONE,
        )
        self._driver.get(page.as_uri())

    def run(self, script: str) -> Any:
        return self._driver.execute_script(script)

    def run_async(self, script: str) -> Any:
        return self._driver.execute_async_script(script)

    def tell(self, command: str, **parameters: object) -> dict[str, Any]:
        answer: dict[str, Any] = self._driver.execute_cdp_cmd(command, parameters)
        return answer

    def console(self) -> list[Any]:
        return list(self._driver.get_log("browser"))

    def quit(self) -> None:
        self._driver.quit()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.quit()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Path], dict[str, dict[str, Any]]]:
    """Each page in a file of its own, and the data of the same."""
    folder = tmp_path_factory.mktemp("pages")
    twelve_weeks(folder / "journal.db", numbered(TEXTS))
    with session_at(folder / "journal.db") as session:
        week, weeks = review(session, parse_week("2026-W47")), review(session, Period(FIRST, LAST))
        report = trends_service.report(session, 12)
    texts = {"week": review_html(week), "weeks": review_html(weeks), "trends": trends_html(report)}
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    data = {"week": review_data(week), "weeks": review_data(weeks), "trends": trends_data(report.trends)}
    return {name: folder / f"{name}.html" for name in texts}, data


@pytest.fixture(scope="module")
def pages(written: tuple[dict[str, Path], dict[str, dict[str, Any]]]) -> dict[str, Path]:
    return written[0]


@every_page
def test_it_opens_without_a_complaint_and_asks_for_nothing_else(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    browser.open(pages[name])
    assert browser.console() == []
    assert browser.run("return performance.getEntriesByType('resource').map(one => one.name)") == []


def test_the_policy_stops_what_would_run_or_load(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    foul = (
        pages["week"]
        .read_text("utf-8")
        .replace("<main>", "<main><script>document.title = 'ran'</script><img src='other.png' alt=''>")
    )
    (tmp_path / "foul.html").write_text(foul, "utf-8")
    browser.open(tmp_path / "foul.html")
    assert browser.run("return document.title") != "ran"
    assert len([one for one in browser.console() if "Content Security Policy" in one["message"]]) == 2


@every_page
def test_the_figures_stand_in_it(
    browser: Browser, written: tuple[dict[str, Path], dict[str, dict[str, Any]]], name: str
) -> None:
    pages, data = written
    browser.open(pages[name])
    shown = browser.run("return [...document.querySelectorAll('article .figures')].map(one => one.innerText)")
    assert shown == [
        f"{one['demonstrated']} of {one['demonstrated'] + one['fell_short'] + one['missed']}, "
        f"{format_rate(one['rate'], one['low'], one['high'], UNICODE)}"
        for one in data[name]["values"]
    ]
    follow = data[name]["follow_through"]
    kept = browser.run("return document.querySelector('#actions').parentElement.innerText")
    assert format_rate(follow["strict"], follow["low"], follow["high"], UNICODE) in kept


@pytest.mark.skipif(not AXE.exists(), reason="there is no axe-core: name its folder in AXE_CORE")
@pytest.mark.parametrize(("width", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
@every_page
def test_axe_finds_nothing_amiss(
    browser: Browser, pages: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    browser.open(pages[name], width=width, scheme=scheme)
    browser.run(AXE.read_text("utf-8"))
    found = json.loads(browser.run_async("axe.run().then(found => arguments[0](JSON.stringify(found)))"))
    assert len(found["passes"]) > 15
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@every_page
def test_it_fits_the_screen_in_light_and_dark(
    browser: Browser, pages: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    browser.open(pages[name], width=width, scheme=scheme)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    paper = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 23, 26)"}[scheme]
    lefts = browser.run(
        "return [...document.querySelectorAll('article')].map(one => one.getBoundingClientRect().left)"
    )
    assert (len(set(lefts)) == 1) is (width == PHONE)
    picture = base64.b64decode(browser.tell("Page.captureScreenshot", captureBeyondViewport=True)["data"])
    assert picture.startswith(b"\x89PNG")
    if folder := os.environ.get("PAGES_TO_LOOK_AT"):
        (Path(folder) / f"{name}-{width}-{scheme}.png").write_bytes(picture)


@every_page
def test_twelve_weeks_print_on_two_sheets_of_a4(browser: Browser, pages: dict[str, Path], name: str) -> None:
    browser.open(pages[name], scheme="dark")
    paper = base64.b64decode(browser.tell("Page.printToPDF", preferCSSPageSize=True)["data"])
    if folder := os.environ.get("PAGES_TO_LOOK_AT"):
        (Path(folder) / f"{name}.pdf").write_bytes(paper)
    assert 1 <= paper.count(b"/Type /Page\n") <= 2
    assert b"/MediaBox [0 0 594.95" in paper or b"/MediaBox [0 0 595" in paper
