"""The weekly conversation in a real terminal: four questions and a focus, left and taken up again."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import processes
from journals import FRIDAY, define, session_at, write
from modelway.domain.lookback.week_review import Question, WeekDraft
from modelway.errors import ExitCode
from modelway.services.lookback import week_review
from terminal import Terminal

Start = Callable[..., Terminal]
INTENDED, HAPPENED, WHY, NEXT = (question.words for question in Question)
FOCUS = "Which value will it be?"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Three values, and two nights of this week in which Courage fell short."""
    path = tmp_path / "journal.db"
    with session_at(path) as session:
        define(session)
        write(session, {FRIDAY - timedelta(days=1): "DFD", FRIDAY: "DFD"})
    return path


@pytest.fixture
def start(store: Path) -> Iterator[Start]:
    with ExitStack() as terminals:

        def begin(*arguments: str, columns: int = 80, rows: int = 100, **environ: str) -> Terminal:
            command = [*processes.PROGRAM, *(arguments or ("review", "write"))]
            whole = processes.environment(store, **environ)
            return terminals.enter_context(Terminal(command, environ=whole, columns=columns, rows=rows))

        yield begin


def question(terminal: Terminal, words: str) -> None:
    """Wait until the question is the last one on the screen and waits for its answer."""

    def is_asked() -> bool:
        last = " ".join(terminal.text().split("\n\n")[-1].split())
        return last.startswith(words) and last.endswith("Ctrl-C leave")

    terminal.wait_until(is_asked, f"the question {words!r}")


def answer(terminal: Terminal, words: str, typed: str = "") -> None:
    question(terminal, words)
    terminal.send(typed)
    terminal.send_key("enter")


def written(store: Path, week: str = "2026-W47") -> Any:
    ran = processes.run(store, "review", "--week", week, "--json")
    return json.loads(ran.stdout)["data"]["written"]


def test_four_questions_and_a_focus(start: Start, store: Path) -> None:
    terminal = start()
    terminal.wait_for("Looking back on 16–22 November 2026")
    answer(terminal, INTENDED, "To listen more.")
    answer(terminal, HAPPENED, "I spoke first, twice.")
    answer(terminal, WHY)
    answer(terminal, NEXT, "Sit down before I speak.")
    answer(terminal, FOCUS)
    assert terminal.wait() == ExitCode.DONE
    assert "You showed Honesty on 2 of 2 nights" in terminal.text()
    assert "The week of 23–29 November 2026 is given to Courage." in " ".join(terminal.text().split())
    assert terminal.screen()[-1].endswith("Next: modelway plan add courage")
    assert written(store) == {
        "week": "2026-W47",
        "intended": "To listen more.",
        "happened": "I spoke first, twice.",
        "why": "",
        "next": "Sit down before I speak.",
        "focus": "courage",
    }


def test_who_leaves_goes_on_at_the_first_open_question(start: Start, store: Path) -> None:
    terminal = start()
    answer(terminal, INTENDED, "To listen more.")
    question(terminal, HAPPENED)
    terminal.send("half a sen")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED
    left = "All answers so far are saved, and what you had typed is kept. Go on with: modelway review write"
    assert " ".join(terminal.text().split()).endswith(f"{left} --week 2026-W47")
    assert written(store)["intended"] == "To listen more."
    assert written(store)["happened"] is None

    again = start("review", "write", "--week", "2026-W47")
    answer(again, HAPPENED, "tence.")
    answer(again, WHY, "Hurry.")
    answer(again, NEXT, "Sit down.")
    answer(again, FOCUS, "0")
    assert again.wait() == ExitCode.DONE
    assert INTENDED not in again.text()
    assert written(store) == {
        "week": "2026-W47",
        "intended": "To listen more.",
        "happened": "half a sentence.",
        "why": "Hurry.",
        "next": "Sit down.",
        "focus": None,
    }


def test_who_leaves_before_the_focus_is_asked_for_it_alone(start: Start, store: Path) -> None:
    with session_at(store) as session:
        answers = dict.fromkeys((Question.INTENDED, Question.HAPPENED, Question.WHY), "So.")
        week_review.record(session, WeekDraft("2026-W47", answers))
    terminal = start()
    answer(terminal, NEXT, "Sit down.")
    question(terminal, FOCUS)
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED
    again = start()
    answer(again, FOCUS, "3")
    assert again.wait() == ExitCode.DONE
    assert NEXT not in again.text()
    assert written(store)["focus"] == "care-for-people"


def test_a_written_week_is_shown_and_changed_with_the_old_answers_in_place(start: Start, store: Path) -> None:
    with session_at(store) as session:
        answers = {question: f"{question.value} before" for question in Question}
        week_review.record(session, WeekDraft("2026-W47", answers, "honesty"))
    terminal = start()
    question(terminal, "This week is written. Change something?")
    assert "intended before" in terminal.text()
    terminal.send("y")
    answer(terminal, INTENDED, ", and after")
    answer(terminal, HAPPENED)
    answer(terminal, WHY)
    question(terminal, NEXT)
    terminal.send_key("ctrl-e", "ctrl-u", "enter")
    answer(terminal, FOCUS)
    assert terminal.wait() == ExitCode.DONE
    assert written(store) == {
        "week": "2026-W47",
        "intended": "intended before, and after",
        "happened": "happened before",
        "why": "why before",
        "next": "",
        "focus": "honesty",
    }


def test_a_written_week_is_left_as_it_is(start: Start, store: Path) -> None:
    with session_at(store) as session:
        week_review.record(session, WeekDraft("2026-W47", dict.fromkeys(Question, "So."), "honesty"))
    terminal = start()
    question(terminal, "This week is written. Change something?")
    terminal.send("n")
    assert terminal.wait() == ExitCode.DONE
    assert terminal.screen()[-1].startswith("One small practice to begin it with.")


def test_going_back_keeps_what_was_typed(start: Start, store: Path) -> None:
    terminal = start()
    answer(terminal, INTENDED, "To listen")
    question(terminal, HAPPENED)
    terminal.send("I spoke")
    terminal.send_key("ctrl-b")
    answer(terminal, INTENDED, " more.")
    answer(terminal, HAPPENED, " first.")
    question(terminal, WHY)
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED
    assert written(store)["intended"] == "To listen more."
    assert written(store)["happened"] == "I spoke first."


def test_of_an_earlier_week_the_next_step_before_it_is_in_sight(start: Start, store: Path) -> None:
    with session_at(store) as session:
        week_review.record(session, WeekDraft("2026-W45", {Question.NEXT: "Ask first."}))
    terminal = start("review", "write", "--week", "2026-W46")
    question(terminal, INTENDED)
    assert "you wrote what you would do next: “Ask first.”" in " ".join(terminal.text().split())
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED


def test_every_line_fits_forty_columns(start: Start) -> None:
    terminal = start(columns=40, NO_COLOR="1")
    answer(terminal, INTENDED, "To listen more, and to speak last in every meeting of this long week.")
    for words in (HAPPENED, WHY, NEXT):
        answer(terminal, words, "So.")
    answer(terminal, FOCUS)
    assert terminal.wait() == ExitCode.DONE
    assert max(len(line) for line in terminal.screen()) <= 40
    assert b"\x1b[1m" not in terminal.raw


def test_the_evening_offers_the_focus_when_nothing_fell_short(start: Start, store: Path) -> None:
    with session_at(store) as session:
        week_review.record(session, WeekDraft("2026-W46", {}, "care"))
        write(session, {FRIDAY: "DD"})
    terminal = start("journal", MODELWAY_NOW="2026-11-21T21:00+01:00")
    for name in ("Honesty", "Courage", "Care for people"):
        terminal.wait_until(lambda: f"demonstrates {name}?" in terminal.text().split("\n\n")[-1], name)  # noqa: B023
        answer(terminal, "What did I do today", "I did.")
    question(terminal, "Is there something you will keep practising tomorrow?")
    assert "The week is given to Care for people." in " ".join(terminal.text().split())
    terminal.send_key("enter")
    answer(terminal, "When …")
    answer(terminal, "I will …", "ask one question first")
    assert terminal.wait() == ExitCode.DONE
    with session_at(store, "2026-11-22T09:00") as session:
        (practice,) = session.journal.practices_due(session.tonight, session.tonight)
        assert practice.sentence == "I will ask one question first."
