"""An observer's page in a real browser: filled in by keyboard alone, read by its tree, imported twice."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, session_at, write
from modelway.exchange.teaching.reply_file import read_replies
from modelway.services.teaching import observers
from modelway.views.teaching.forms import form_html

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
SWITCHES = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")

pytestmark = [
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="there is no chromium with chromedriver"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with session_at(path) as session:
        define(session, "Honesty", "Care <b>& more</b>")
        write(session, {FRIDAY - timedelta(days=1): "DF"})
        forms = observers.make_forms(session, ["Ana"], [])
        observers.keep_forms(session, forms)
        page = form_html(forms[0], observers.list_values_asked(session, forms[0]))
    (tmp_path / "form.html").write_text(page, "utf-8")
    return path


def press(driver: Any, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def test_it_is_filled_in_by_keyboard_alone_and_counts_once(driver: Any, store: Path) -> None:
    from selenium.webdriver import Keys

    driver.get((store.parent / "form.html").as_uri())
    press(driver, Keys.TAB, "8", Keys.TAB, "She said it\nfirst: at once.", Keys.TAB, "More of it.")
    press(driver, Keys.TAB, Keys.TAB, "[end] One wish: none", Keys.TAB, Keys.TAB, Keys.ENTER)
    made = driver.execute_script("return document.activeElement.value")
    assert "How often: 8\nOne example: She said it first: at once.\nOne wish: More of it.\n" in made
    assert driver.get_log("browser") == []

    with session_at(store) as session:
        for expected in (1, 0):
            assert observers.take_in(session, read_replies(made.encode(), "form")).taken == expected
        (form,) = observers.list_forms(session)
    first, second = form.answers
    assert (first.frequency, first.example, first.wish) == (8, "She said it first: at once.", "More of it.")
    assert (second.frequency, second.example) == (None, "[end] One wish: none")


def test_a_screen_reader_hears_every_field_by_its_name_within_its_value(driver: Any, store: Path) -> None:
    driver.get((store.parent / "form.html").as_uri())
    nodes = driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    told = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node.get("ignored") and "role" in node
    ]
    assert ("heading", "What do you see?") in told
    assert [name for role, name in told if role == "group"] == ["Honesty", "Care <b>& more</b>"]
    often = "How often have you seen this in the last four weeks?"
    assert [name for role, name in told if role == "combobox"] == [often, often]
    fields = ["One example, if you like", "One wish, if you like"]
    assert [name for role, name in told if role == "textbox"] == fields * 2
    assert ("button", "Make my answer") in told


def test_it_asks_for_nothing_from_outside(driver: Any, store: Path) -> None:
    driver.get((store.parent / "form.html").as_uri())
    asked = "return performance.getEntriesByType('resource').map(one => one.name)"
    assert driver.execute_script(asked) == []
