"""A day's practice, plans, and a night to delete, asked for in a real terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

import processes
from journals import FRIDAY, define, make_journal, session_at, write
from modelway.errors import NotFound
from modelway.services.loop import nights, plans
from terminal import Terminal

Start = Callable[..., Terminal]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A journal with three values."""
    path = tmp_path / "journal.db"
    make_journal(path, define)
    return path


@pytest.fixture
def modelway(store: Path) -> Iterator[Start]:
    with ExitStack() as terminals:
        yield lambda *arguments: terminals.enter_context(
            Terminal([sys.executable, "-m", "modelway", *arguments], environ=processes.environment(store))
        )


def planned(store: Path) -> list[tuple[str, str]]:
    with session_at(store) as session:
        return [(plan.value.slug, plan.practice.sentence) for plan in plans.list_open_practices(session)]


def answer(terminal: Terminal, question: str, *typed: str) -> None:
    terminal.wait_for(question)
    terminal.wait_for("leave")
    for text in typed:
        terminal.send(text)
    terminal.send_key("enter")


def test_today_asks_how_to_lead_by_example(modelway: Start, store: Path) -> None:
    terminal = modelway("today")
    answer(terminal, "What will I do to lead by example today?", "let Ana finish")
    answer(terminal, "Which value does it show?", "3")
    answer(terminal, "When …", "she speaks")
    assert terminal.wait() == 0
    assert terminal.screen()[-1].endswith("Next: modelway journal")
    assert planned(store) == [("care-for-people", "When she speaks, I will let Ana finish.")]


def test_an_empty_answer_practices_nothing(modelway: Start, store: Path) -> None:
    terminal = modelway("today")
    answer(terminal, "What will I do to lead by example today?")
    assert terminal.wait() == 0
    assert terminal.screen()[-1].endswith("Next: modelway journal")
    assert planned(store) == []


def test_one_can_go_back_to_the_question_before(modelway: Start, store: Path) -> None:
    terminal = modelway("today")
    answer(terminal, "What will I do to lead by example today?", "let Ana finish")
    terminal.wait_for("Which value does it show?")
    terminal.send_key("ctrl-b")
    terminal.wait_for("< back")
    answer(terminal, "let Ana finish", " always")
    answer(terminal, "Enter takes 1")
    answer(terminal, "When …")
    assert terminal.wait() == 0
    assert planned(store) == [("honesty", "I will let Ana finish always.")]


def test_who_leaves_has_changed_nothing(modelway: Start, store: Path) -> None:
    terminal = modelway("plan", "add")
    answer(terminal, "Which value will you practise?", "2")
    terminal.wait_for("When …")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == 130
    assert terminal.screen()[-1] == "Nothing was changed."
    assert planned(store) == []


def test_a_plan_is_asked_for_part_by_part(modelway: Start, store: Path) -> None:
    terminal = modelway("plan", "add", "courage")
    answer(terminal, "When …", "the room goes quiet")
    answer(terminal, "I will …", "speak")
    assert terminal.wait() == 0
    assert planned(store) == [("courage", "When the room goes quiet, I will speak.")]


def test_a_change_starts_from_the_old_words(modelway: Start, store: Path) -> None:
    with session_at(store) as session:
        courage = session.journal.values()[1]
        plans.add(session, courage, "the room goes quiet", "speak", FRIDAY + timedelta(days=1))
    terminal = modelway("plan", "change", "1")
    answer(terminal, "the room goes quiet")
    answer(terminal, "I will …", " first")
    assert terminal.wait() == 0
    assert planned(store) == [("courage", "When the room goes quiet, I will speak first.")]


@pytest.mark.parametrize(("key", "is_there"), [("y", False), ("n", True), ("\r", True)])
def test_a_night_is_deleted_only_after_a_yes(modelway: Start, store: Path, key: str, is_there: bool) -> None:
    with session_at(store) as session:
        write(session, {FRIDAY: "D"})
    terminal = modelway("nights", "delete", "today")
    terminal.wait_for("modelway undo would take it back")
    terminal.wait_for("leave")
    terminal.send(key)
    assert terminal.wait() == 0
    assert ("Nothing was changed." in terminal.text()) == is_there
    with session_at(store) as session:
        if is_there:
            assert nights.find_night(session, FRIDAY).night.journaled
        else:
            with pytest.raises(NotFound):
                nights.find_night(session, FRIDAY)


@pytest.mark.parametrize("command", [["values", "retire", "honesty"], ["plan", "drop", "1"]])
def test_a_no_is_confirmed(modelway: Start, store: Path, command: list[str]) -> None:
    with session_at(store) as session:
        plans.add(session, session.journal.values()[0], "", "say it", FRIDAY + timedelta(days=1))
    before = store.read_bytes()
    terminal = modelway(*command)
    terminal.wait_for("leave")
    terminal.send("n")
    assert terminal.wait() == 0
    assert terminal.screen()[-1] == "Nothing was changed."
    assert store.read_bytes() == before


def test_a_sentence_is_no_yes(modelway: Start, store: Path) -> None:
    with session_at(store) as session:
        write(session, {FRIDAY: "D"})
    terminal = modelway("nights", "delete", "today")
    terminal.wait_for("leave")
    terminal.send("yesterday it was, not today\r")
    terminal.wait_for("Press one of these keys: y n")
    terminal.send("n")
    assert terminal.wait() == 0
    with session_at(store) as session:
        assert nights.find_night(session, FRIDAY).night.journaled
