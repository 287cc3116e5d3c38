"""Asking observers: forms as text, answers taken in once, and nothing shown of fewer than three."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, session_at, write

Run = Callable[..., Any]


@pytest.fixture
def written(modelway: Run, store: Path) -> Run:
    """Three values, and four weeks of nights in which Courage fell short."""
    with session_at(store) as session:
        define(session)
        write(session, {FRIDAY - timedelta(days=back): "DFD" for back in range(28)})
    return modelway


@pytest.fixture
def forms(written: Run, tmp_path: Path) -> list[Path]:
    ran = written("observers", "ask", "Ana Boon", "Tom", "--without-name", "1", "--folder", str(tmp_path))
    assert (ran.code, ran.err) == (0, "")
    assert len([*tmp_path.glob("modelway-form-*.html")]) == 3
    return sorted(tmp_path.glob("modelway-form-*.txt"))


def filled(form: Path, often: int | str, wish: str = "") -> Path:
    text = form.read_text("utf-8")
    text = text.replace("(1-10, or -): ", f"(1-10, or -): {often}").replace("One wish: ", f"One wish: {wish}")
    form.write_text("".join(f"> {line}" for line in text.splitlines(keepends=True)), "utf-8")
    return form


def data(ran: Any, schema: str) -> Any:
    told = json.loads(ran.out)
    assert told["schema"] == f"modelway.{schema}/1"
    return told["data"]


def gaps(modelway: Run) -> Any:
    return data(modelway("trends", "observers", "--json"), "observer-gaps")


def test_a_form_asks_about_each_value_in_its_own_words(forms: list[Path], written: Run) -> None:
    text = forms[0].read_text("utf-8")
    assert "Honesty is what people can see me do." in text
    assert "  - Show courage in every meeting." in text
    assert forms[0].stat().st_mode & 0o777 == 0o600
    assert "What others see" in written("trends", "observers", "--plain").out


def test_answers_count_once_and_are_told_from_three_on(forms: list[Path], written: Run) -> None:
    for form, often in zip(forms[:2], (4, 6), strict=True):
        assert written("observers", "import", str(filled(form, often, "Say it first."))).code == 0
    assert {one["observers"] for one in gaps(written)["values"]} == {None}
    assert "Say it first." not in written("trends", "observers").out

    third = written("observers", "import", str(filled(forms[2], 6, "Say it first.")))
    assert "Taken in: 1 answer. Still waited for: 0." in third.out
    again = written("observers", "import", str(forms[2]), str(forms[0]))
    assert "Taken in: 0 answers." in again.out
    assert again.err.count("is counted already") == 2

    told = gaps(written)
    assert (told["asked"], told["answered"]) == (3, 3)
    first = told["values"][0]
    assert (first["own"], first["observers"], first["gap"], first["n"]) in [
        (1.0, 6.0, -5.0, 3),
        (10.0, 6.0, 4.0, 3),
    ]
    shown = written("trends", "observers").out
    assert "Here your views part most" in shown
    assert "Say it first." in shown
    assert "Ana" not in shown
    assert "Say it first." in written("trends", "observers", "--plain").out


def test_who_has_not_answered_is_reminded_and_then_waited_for_no_more(
    forms: list[Path], written: Run
) -> None:
    written("observers", "import", str(filled(forms[0], "-")))
    assert "2 forms" in written("observers", "remind").out
    assert written("observers", "close").code == 0
    assert written("observers", "close").code == 1
    ran = written("observers", "import", str(filled(forms[1], 5)))
    assert "is closed" in ran.err
    listed = data(written("observers", "list", "--json"), "observers")["forms"]
    assert (
        sorted((one["answered_on"], one["closed"]) for one in listed if one["closed"]) == [(None, True)] * 2
    )
    assert "1 of 3 answered" in written("observers").out
    written("undo")
    assert "2 forms" in written("observers", "remind").out


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("or -): ", "or -): often", 1, "'often' is no answer: use 1 to 10, or - for not seen."),
        ("or -): ", "or -): 11", 1, "'11' is no answer"),
        ("[honesty]", "[patience]", 3, "does not ask about patience"),
        ("[modelway form ", "[form ", 1, "holds no form"),
        ("[modelway form ", "[modelway form x", 3, "is not of this journal"),
    ],
)
def test_what_cannot_be_taken_in_changes_nothing(
    forms: list[Path], written: Run, old: str, new: str, code: int, said: str
) -> None:
    text = forms[0].read_text("utf-8").replace(old, new)
    ran = written("observers", "import", "-", data=text.encode())
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert gaps(written)["answered"] == 0


def test_asking_needs_somebody_and_a_value(modelway: Run, store: Path, tmp_path: Path) -> None:
    assert modelway("observers", "ask").code == 2
    assert modelway("observers", "ask", "Ana", "--folder", str(tmp_path)).code == 3
    assert not store.exists()
    assert modelway("observers").out.endswith("Next: modelway observers ask\n")
    assert "Everyone has answered" in modelway("observers", "remind").out


def test_a_purged_value_takes_what_observers_said_about_it_along(
    forms: list[Path], written: Run, store: Path
) -> None:
    written("observers", "import", str(filled(forms[0], 5, "Say it first.")))
    for name in ("honesty", "courage", "care"):
        ran = written("purge", "--value", name, "--yes")
        assert ran.code == 0, ran.err
    assert b"Say it first." not in store.read_bytes()
    assert written("doctor").code == 0
    assert written("observers", "list").code == 0
