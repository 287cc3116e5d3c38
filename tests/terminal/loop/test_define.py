"""A new leader defines values in a real terminal, leaves in the middle, and goes on."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from terminal import Terminal

Start = Callable[..., Terminal]
PROGRAM = [sys.executable, "-m", "modelway"]
WIDTHS = pytest.mark.parametrize("columns", [80, 40])


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    folder = str(tmp_path)
    return {
        "HOME": folder,
        "XDG_CONFIG_HOME": folder,
        "XDG_DATA_HOME": folder,
        "MODELWAY_STORE": str(tmp_path / "journal.db"),
        "MODELWAY_NOW": "2026-11-20T21:00",
    }


@pytest.fixture
def start(environ: dict[str, str]) -> Iterator[Start]:
    with ExitStack() as terminals:

        def begin(*arguments: str, columns: int = 80, rows: int = 100, **more: str) -> Terminal:
            command = [*PROGRAM, *arguments]
            return terminals.enter_context(
                Terminal(command, environ=environ | more, columns=columns, rows=rows)
            )

        yield begin


def run(environ: dict[str, str], *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments], input=data, capture_output=True, env=environ, check=True, timeout=30
    )


def listed(environ: dict[str, str]) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads(run(environ, "values", "list", "--json").stdout)["data"]["values"]
    return data


def with_values(environ: dict[str, str], *names: str) -> None:
    drafts = [{"name": name, "definition": f"{name}.", "behaviors": ["Ask first"]} for name in names]
    run(environ, "values", "define", "--from", "-", data=json.dumps({"values": drafts}).encode())


def question(terminal: Terminal, words: str) -> None:
    """Wait until the last question on the screen is the one with these words, and its keys are there."""

    def is_asked() -> bool:
        whole = " ".join(terminal.text().split())
        return "Ctrl-C leave" in whole[whole.rfind(words) :] if words in whole else False

    terminal.wait_until(is_asked, f"the question {words!r}")


def answer(terminal: Terminal, words: str, typed: str = "") -> None:
    """Answer the question with these words: what is typed, then Enter."""
    question(terminal, words)
    terminal.send(typed)
    terminal.send_key("enter")


def replace_line(terminal: Terminal, words: str, typed: str) -> None:
    """Answer with other words than those that stand there."""
    question(terminal, words)
    terminal.send_key("end", "ctrl-u")
    terminal.send(typed)
    terminal.send_key("enter")


def define_one(terminal: Terminal, name: str, definition: str, *behaviors: str) -> None:
    """Define a value from a blank page."""
    answer(terminal, "My own, from a blank page")
    answer(terminal, "What do you call it?", name)
    answer(terminal, f"What does {name} mean to you?", definition)
    answer(terminal, f"How do you show {name}?", behaviors[0])
    answer(terminal, "A second thing they would see", behaviors[1] if len(behaviors) > 1 else "")
    if len(behaviors) > 1:
        answer(terminal, "A third thing they would see", behaviors[2] if len(behaviors) > 2 else "")
    answer(terminal, f"In which role do you show {name} most?")


# A whole conversation


@WIDTHS
def test_a_new_leader_defines_three_values(start: Start, environ: dict[str, str], columns: int) -> None:
    terminal = start("values", "define", columns=columns, rows=140)
    answer(terminal, "Your first value", "1")
    replace_line(terminal, "What do you call it?", "Candour")
    answer(terminal, "What does Candour mean to you?", " Kindly.")
    answer(terminal, "How do you show Candour?")
    answer(terminal, "A second thing they would see")
    replace_line(terminal, "A third thing they would see", "")
    answer(terminal, "In which role do you show Candour most?", "t")
    define_one(terminal, "Mut 🌱", "I speak up.", "Raise the hard question first")
    define_one(terminal, "Care", "I listen.", "Ask before I give advice", "Put the phone away", "Wait")
    question(terminal, "You have 3 values, and that is enough to model the way. One more?")
    terminal.send("n")
    assert terminal.wait() == 0
    assert terminal.screen()[-1] == "Next: modelway journal" or terminal.screen()[-1].endswith(
        "  Next: modelway journal"
    )
    first, second, third = listed(environ)
    assert (first["name"], first["slug"], first["role"]) == ("Candour", "candour", "team member")
    assert first["definition"].endswith("early and to their face. Kindly.")
    assert len(first["behaviors"]) == 2
    assert (second["name"], second["behaviors"]) == ("Mut 🌱", ["Raise the hard question first"])
    assert third["behaviors"] == ["Ask before I give advice", "Put the phone away", "Wait"]


@WIDTHS
def test_the_opening_says_in_three_lines_what_a_value_is(start: Start, columns: int) -> None:
    terminal = start("values", "define", columns=columns, rows=24)
    question(terminal, "My own, from a blank page")
    shown = terminal.text()
    assert "Observable" in shown
    assert "Influence without force" in shown
    assert max(len(line) for line in terminal.screen()) <= columns


def test_an_example_that_was_taken_is_offered_no_more(start: Start, environ: dict[str, str]) -> None:
    with_values(environ, "integrity")
    terminal = start("values", "define")
    question(terminal, "Your second value")
    assert "Integrity" not in terminal.text()
    assert "Empathy" in terminal.text()


def test_up_to_five_values_are_asked_for_and_no_more(start: Start, environ: dict[str, str]) -> None:
    with_values(environ, "Honesty", "Care", "Hope", "Zeal")
    terminal = start("values", "define")
    question(terminal, "You have 4 values")
    terminal.send("y")
    define_one(terminal, "Courage", "I speak up.", "Raise the hard question first")
    assert terminal.wait() == 0
    assert len(listed(environ)) == 5
    again = start("values", "define")
    assert again.wait() == 0
    assert "that is enough" in again.text()


def test_without_colour_nothing_is_coloured(start: Start) -> None:
    terminal = start("values", "define", NO_COLOR="1")
    answer(terminal, "Your first value")
    question(terminal, "What do you call it?")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == 130
    assert b"\x1b[1m" not in terminal.raw
    assert b"\x1b[38" not in terminal.raw


# Thoughts on the wording


def test_a_behavior_can_be_reworded_after_a_thought_on_it(start: Start, environ: dict[str, str]) -> None:
    terminal = start("values", "define")
    answer(terminal, "Your first value")
    answer(terminal, "What do you call it?", "Care")
    answer(terminal, "What does Care mean to you?", "I listen.")
    answer(terminal, "How do you show Care?", "Be kind")
    question(terminal, "Keep your words, or reword them?")
    assert "For example:" in terminal.text()
    terminal.send("r")
    terminal.wait_until(lambda: terminal.text().count("How do you show Care?") == 2, "the question again")
    replace_line(terminal, "How do you show Care?", "Greet everyone by name")
    question(terminal, "A second thing they would see")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == 130
    assert listed(environ)[0]["behaviors"] == ["Greet everyone by name"]


def test_a_behavior_can_be_kept_as_it_is(start: Start, environ: dict[str, str]) -> None:
    terminal = start("values", "define")
    answer(terminal, "Your first value")
    answer(terminal, "What do you call it?", "Care")
    answer(terminal, "What does Care mean to you?", "I listen.")
    answer(terminal, "How do you show Care?", "Be kind")
    answer(terminal, "Keep your words, or reword them?")
    question(terminal, "A second thing they would see")
    assert listed(environ)[0]["behaviors"] == ["Be kind"]


# Leaving and going on


def test_whoever_leaves_in_the_middle_goes_on_there(start: Start, environ: dict[str, str]) -> None:
    first = start("values", "define")
    answer(first, "Your first value", "4")
    answer(first, "What do you call it?")
    question(first, "What does Empathy mean to you?")
    first.send("half a sent")
    first.send_key("ctrl-c")
    assert first.wait() == 130
    left = "All answers so far are saved, and what you had typed is kept. Go on with: modelway values define"
    assert " ".join(first.text().split()).endswith(left)
    assert "Empathy still waits for its definition" in run(environ, "values").stdout.decode()

    second = start("values", "define")
    question(second, "What does Empathy mean to you?")
    assert "Where you left off" in second.text()
    assert "I take the time to see" in " ".join(second.text().split())
    replace_line(second, "What does Empathy mean to you?", "I listen.")
    question(second, "How do you show Empathy?")
    assert second.hang_up() == 130
    assert listed(environ)[0]["definition"] == "I listen."
    assert listed(environ)[0]["behaviors"] == []

    third = start("values", "define")
    replace_line(third, "How do you show Empathy?", "Ask before I give advice")
    replace_line(third, "A second thing they would see", "")
    answer(third, "In which role do you show Empathy most?", "p")
    question(third, "Your second value")
    (value,) = listed(environ)
    assert (value["behaviors"], value["role"]) == (["Ask before I give advice"], "person")


def test_one_undo_takes_back_a_value_that_was_answered_in_one_sitting(
    start: Start, environ: dict[str, str]
) -> None:
    terminal = start("values", "define")
    define_one(terminal, "Care", "I listen.", "Ask before I give advice", "Wait")
    question(terminal, "Your second value")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == 130
    assert "defining Care" in run(environ, "undo").stdout.decode()
    assert listed(environ) == []


def test_going_back_changes_the_answer_and_makes_no_second_value(
    start: Start, environ: dict[str, str]
) -> None:
    terminal = start("values", "define")
    answer(terminal, "Your first value", "2")
    question(terminal, "What do you call it?")
    terminal.send_key("ctrl-b")
    terminal.wait_until(lambda: terminal.text().count("Your first value") == 2, "the examples again")
    answer(terminal, "Your first value", "7")
    answer(terminal, "What do you call it?", "Car")
    question(terminal, "What does Car mean to you?")
    terminal.send_key("ctrl-b")
    terminal.wait_until(lambda: terminal.text().count("What do you call it?") == 3, "the name again")
    answer(terminal, "What do you call it?", "e")
    answer(terminal, "What does Care mean to you?", "I listen.")
    question(terminal, "How do you show Care?")
    assert [value["name"] for value in listed(environ)] == ["Care"]


def test_going_back_leads_to_the_value_before(start: Start, environ: dict[str, str]) -> None:
    terminal = start("values", "define")
    define_one(terminal, "Care", "I listen.", "Ask before I give advice")
    answer(terminal, "Your second value")
    answer(terminal, "What do you call it?", "Hope")
    question(terminal, "What does Hope mean to you?")
    terminal.send_key("ctrl-b")
    terminal.wait_until(lambda: terminal.text().count("What do you call it?") == 3, "the name again")
    question(terminal, "What do you call it?")
    terminal.send_key("ctrl-b")
    terminal.wait_until(
        lambda: terminal.text().count("In which role do you show Care") == 2, "the role again"
    )
    question(terminal, "In which role do you show Care most?")
    terminal.send("a")
    terminal.wait_until(lambda: terminal.text().count("What does Hope mean to you?") == 2, "Hope again")
    answer(terminal, "What does Hope mean to you?", "I look ahead.")
    question(terminal, "How do you show Hope?")
    care, hope = listed(environ)
    assert (care["name"], care["role"], hope["name"], hope["definition"]) == (
        "Care",
        "partner",
        "Hope",
        "I look ahead.",
    )


def test_a_name_that_is_taken_is_told_at_once_to_be_mended(start: Start, environ: dict[str, str]) -> None:
    with_values(environ, "Care")
    terminal = start("values", "define")
    answer(terminal, "Your second value")
    answer(terminal, "What do you call it?", "care")
    terminal.wait_for("You have a value named Care")
    terminal.send(" for people")
    terminal.send_key("enter")
    question(terminal, "What does care for people mean to you?")


# Adding, changing, retiring


def test_one_more_value_is_asked_for(start: Start, environ: dict[str, str]) -> None:
    with_values(environ, "Care", "Hope", "Zeal")
    terminal = start("values", "add")
    define_one(terminal, "Courage", "I speak up.", "Raise the hard question first")
    assert terminal.wait() == 0
    assert "Courage is one of your values now" in terminal.text()
    assert len(listed(environ)) == 4


def test_a_sixth_value_is_not_even_asked_for(start: Start, environ: dict[str, str]) -> None:
    with_values(environ, *"ABCDE")
    terminal = start("values", "add")
    assert terminal.wait() == 1
    assert "--beyond-five" in terminal.text()
    wanted = start("values", "add", "--beyond-five")
    question(wanted, "One more value")


def test_an_edit_asks_again_with_the_old_answers_in_place(start: Start, environ: dict[str, str]) -> None:
    with_values(environ, "Care")
    terminal = start("values", "edit", "care", MODELWAY_NOW="2026-11-23T21:00")
    answer(terminal, "What do you call it?", " for people")
    answer(terminal, "What does Care for people mean to you?")
    answer(terminal, "How do you show Care for people?")
    answer(terminal, "A second thing they would see", "Put the phone away")
    answer(terminal, "A third thing they would see")
    answer(terminal, "In which role do you show Care for people most?")
    assert terminal.wait() == 0
    assert "earlier nights keep" in terminal.text()
    (value,) = listed(environ)
    assert (value["name"], value["slug"]) == ("Care for people", "care")
    assert value["behaviors"] == ["Ask first", "Put the phone away"]
    assert "changing Care" in run(environ, "undo").stdout.decode()
    (value,) = listed(environ)
    assert (value["name"], value["behaviors"]) == ("Care", ["Ask first"])


def test_an_edit_that_was_left_says_how_to_go_on(start: Start, environ: dict[str, str]) -> None:
    with_values(environ, "Care")
    terminal = start("values", "edit", "1")
    question(terminal, "What do you call it?")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == 130
    assert terminal.text().endswith("Go on with: modelway values edit care")


@pytest.mark.parametrize(
    ("key", "said", "retired"), [("y", "is retired", True), ("n", "Nothing was changed.", False)]
)
def test_retiring_asks_first(
    start: Start, environ: dict[str, str], key: str, said: str, retired: bool
) -> None:
    with_values(environ, "Care")
    terminal = start("values", "retire", "care")
    question(terminal, "Retire Care?")
    assert "modelway undo" in terminal.text()
    terminal.send(key)
    assert terminal.wait() == 0
    assert said in terminal.text()
    assert bool(listed(environ)[0]["retired_on"]) is retired
