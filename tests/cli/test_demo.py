"""The demo shows the whole loop, and never touches the leader's own journal."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from modelway.domain.demo_leader import NIGHTS, demo_nights

Modelway = Callable[..., tuple[int, str, str]]

FRIDAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def folder_for_demos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))


def test_the_demo_shows_the_screens_and_leaves_the_leaders_own_journal_alone(
    modelway: Modelway, store: Path
) -> None:
    code, out, _ = modelway("demo")

    assert code == 0
    assert "The last fourteen nights" in out
    assert '"schema": "modelway.review/1"' in out
    found = re.search(r"modelway --store (\S+) review --last", out)
    assert found
    code, review, _ = modelway("--store", found[1], "review", "--last", "--json")
    assert not store.exists()
    assert json.loads(review)["data"]["coverage"]["journaled"] > 0


def test_the_invented_leader_is_the_same_on_the_same_evening() -> None:
    assert list(demo_nights(FRIDAY)) == list(demo_nights(FRIDAY))


def test_the_invented_nights_end_yesterday_with_a_practice_for_today() -> None:
    nights = list(demo_nights(FRIDAY))

    assert (FRIDAY - nights[0].day).days == NIGHTS
    assert (FRIDAY - nights[-1].day).days == 1
    assert nights[-1].plans
