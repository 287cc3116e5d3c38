"""A check in a real terminal: each shipped one answered, left and taken up, and a practice with one key."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import processes
from journals import FRIDAY, define, session_at, write
from modelway.domain.teaching.checks import Check, Kind
from modelway.errors import ExitCode
from modelway.services.teaching import checks
from terminal import Terminal

Start = Callable[..., Terminal]
NAMES = [check.name for check in checks.read_checks().checks]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with session_at(path) as session:
        define(session)
        write(session, {FRIDAY: "DFD"})
    return path


@pytest.fixture
def start(store: Path) -> Iterator[Start]:
    with ExitStack() as terminals:

        def begin(*arguments: str) -> Terminal:
            command = [
                *processes.PROGRAM,
                *(arguments if len(arguments) > 1 else ("check", "run", *arguments)),
            ]
            whole = processes.environment(store)
            return terminals.enter_context(Terminal(command, environ=whole, columns=80, rows=140))

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


def told(store: Path, *arguments: str) -> Any:
    return json.loads(processes.run(store, *arguments, "--json").stdout)["data"]


def answer_all(terminal: Terminal, check: Check) -> None:
    for one in check.questions:
        answer(terminal, one.ask, {Kind.SCALE: "5", Kind.YES_NO: "y", Kind.WORDS: "So."}[one.kind])
        if one.sentence:
            answer(terminal, one.sentence)


@pytest.mark.parametrize("name", NAMES)
def test_each_shipped_check_is_answered_in_a_terminal(start: Start, store: Path, name: str) -> None:
    check = checks.find_check(name)
    terminal = start(name)
    answer_all(terminal, check)
    if any(one.practice and one.kind is Kind.SCALE for one in check.questions):
        question(terminal, "Shall one of these be tomorrow's practice?")
        terminal.send("1")
    assert terminal.wait() == ExitCode.DONE
    assert terminal.screen()[-1].endswith(f"Next: modelway check history {name}")
    assert len(told(store, "check", "show", name)["last_answers"]["answers"]) == len(check.questions)


def test_what_an_answer_suggests_becomes_a_practice_with_one_key(start: Start, store: Path) -> None:
    terminal = start("lead-by-example")
    answer_all(terminal, checks.find_check("lead-by-example"))
    question(terminal, "Shall one of these be tomorrow's practice?")
    terminal.send("2")
    assert terminal.wait() == ExitCode.DONE
    (plan,) = told(store, "plan", "list")["plans"]
    assert (plan["will"], plan["due"]) == ("take one small task off the pile when it grows", "2026-11-21")
    promised = f"Tomorrow, for {plan['value'].title()}: I will take one small task"
    assert promised in " ".join(terminal.text().split())


def test_who_leaves_goes_on_at_the_first_open_question(start: Start, store: Path) -> None:
    check = checks.find_check("lead-by-example")
    first, second, _ = check.questions
    terminal = start("lead-by-example")
    answer(terminal, first.ask, "11")
    terminal.wait_for("Type a whole number from 1 to 10.")
    terminal.send("\x15")
    answer(terminal, first.ask, "9")
    question(terminal, first.sentence)
    terminal.send("half a sen")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED
    assert told(store, "check", "show", "lead-by-example")["last"] is None

    again = start("lead-by-example")
    answer(again, first.sentence, "tence.")
    question(again, second.ask)
    again.send_key("ctrl-c")
    again.wait()
    assert "1 answer is kept: it goes on where you left." in again.text()
    kept = told(store, "check", "show", "lead-by-example")["last_answers"]["answers"]
    assert kept == [{"question": "same-measure", "answer": 9, "text": "half a sentence."}]


def test_a_no_stops_there_with_what_to_do_first(start: Start, store: Path) -> None:
    terminal = start("service-vision")
    answer(terminal, checks.find_check("service-vision").questions[0].ask, "n")
    question(terminal, "Shall one of these be tomorrow's practice?")
    assert "modelway vision edit" in " ".join(terminal.text().split())
    terminal.send("n")
    assert terminal.wait() == ExitCode.DONE
    assert told(store, "plan", "list")["plans"] == []


def test_a_vision_is_asked_for_and_kept_while_it_is_typed(start: Start, store: Path) -> None:
    terminal = start("vision", "edit")
    question(terminal, "What can a customer count on?")
    terminal.send("You talk to some")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED
    again = start("vision", "edit")
    answer(again, "What can a customer count on?", "one who can decide.")
    assert again.wait() == ExitCode.DONE
    assert told(store, "vision", "show")["text"] == "You talk to someone who can decide."
