"""The built manual in a real browser, at the width of a phone and of a desk; `make docs` builds it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

MANUAL = Path(__file__).parents[2] / "build" / "manual"
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
PAGES = ("index", "tutorial/first-week", "reference/commands/review", "reference/figures", "reference/json")
PHONE, DESKTOP = 390, 1280

pytestmark = [
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="there is no chromium with chromedriver"),
    pytest.mark.skipif(not (MANUAL / "index.html").exists(), reason="the manual is not built: make docs"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in (
        "headless",
        "no-sandbox",
        "disable-gpu",
        "disable-dev-shm-usage",
        "disable-background-networking",
    ):
        options.add_argument(f"--{switch}")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_loads_nothing_from_outside_and_has_its_screens(
    browser: Any, page: str, width: int
) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE},
    )
    browser.get(f"{(MANUAL / page).as_uri()}.html")

    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    loaded = browser.execute_script("return performance.getEntriesByType('resource').map(one => one.name)")
    assert [one for one in loaded if not one.startswith(("file:", "data:"))] == []
    screens = browser.execute_script(
        "return [...document.querySelectorAll('.screen img')]"
        ".map(one => [one.currentSrc, one.naturalWidth, one.alt])"
    )
    for source, pixels, alternative in screens:
        assert source.endswith("-40.svg" if width == PHONE else "-80.svg")
        assert pixels
        assert alternative
