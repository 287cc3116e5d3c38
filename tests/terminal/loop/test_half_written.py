"""A half-written answer outlives its program, in every conversation and however the program ends."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import processes
from journals import define, make_journal, session_at
from modelway.services.automatic_backups import back_up_daily
from modelway.services.place import Place
from modelway.store.files import backups, engine
from terminal import Terminal

Start = Callable[..., Terminal]
HALF = "When Ana spoke, I lis"
# The command, each question on the way with the key that answers it, and the question that is left.
QUESTIONS = {
    "report": (["journal"], [("What became of it?", "k")], "A line on it"),
    "evidence": (["journal", "--date", "2026-11-18"], [], "that demonstrates Honesty?"),
    "happened": (
        ["journal", "--date", "2026-11-18"],
        [("that demonstrates Honesty?", "\r"), ("Which was it?", "f")],
        "What happened?",
    ),
    "name": (["values", "edit", "honesty"], [], "What do you call it?"),
    "definition": (["values", "edit", "honesty"], [("What do you call it?", "\r")], "mean to you?"),
    "behavior": (
        ["values", "edit", "honesty"],
        [("What do you call it?", "\r"), ("mean to you?", "\r")],
        "How do you show Honesty?",
    ),
    "new value": (["values", "add"], [("one of these", "\r")], "What do you call it?"),
    "week": (["review", "write"], [], "What did I intend?"),
    "today": (["today"], [], "What will I do to lead by example today?"),
    "plan": (["plan", "add", "courage"], [("When …", "\r")], "I will …"),
    "plan to change": (["plan", "change", "2"], [], "When …"),
}
ENDINGS: dict[str, Callable[[Terminal], object]] = {
    "Ctrl-C": lambda terminal: terminal.send_key("ctrl-c"),
    "closed": lambda terminal: terminal.hang_up(),
    "hung up": lambda terminal: terminal.signal(signal.SIGHUP),
    "told to end": lambda terminal: terminal.signal(signal.SIGTERM),
    "killed": lambda terminal: _kill_after_a_pause(terminal),
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Three values, and a plan that is due tonight and one for tomorrow."""
    path = tmp_path / "journal.db"
    make_journal(path, define)
    processes.run(
        path, "journal", "--date", "2026-11-19", "--missed", "3=Talked.", "--plan", "3=I will listen"
    )
    processes.run(path, "plan", "add", "care", "--when", "Ana speaks", "--will", "listen")
    return path


@pytest.fixture
def start(store: Path) -> Iterator[Start]:
    with ExitStack() as terminals:

        def begin(arguments: list[str], way: list[tuple[str, str]], words: str) -> Terminal:
            """Start a conversation and go to one of its questions."""
            terminal = terminals.enter_context(
                Terminal([*processes.PROGRAM, *arguments], environ=processes.environment(store), rows=100)
            )
            for question, key in way:
                wait_for_question(terminal, question)
                terminal.send(key)
            wait_for_question(terminal, words)
            return terminal

        yield begin


def wait_for_question(terminal: Terminal, words: str) -> None:
    """Wait until the question that holds these words is the last one and waits for its answer."""

    def is_asked() -> bool:
        last = terminal.text().split("\n\n")[-1]
        return words in " ".join(last.split()) and last.endswith("leave")

    terminal.wait_until(is_asked, f"the question {words!r}")


def drafts(store: Path) -> list[str]:
    with session_at(store) as session:
        return [text for (text,) in session.journal.rows("SELECT text FROM draft")]


def type_anew(terminal: Terminal, text: str) -> None:
    """Clear the line and type; what is typed stands on the screen then."""
    terminal.send_key("ctrl-e", "ctrl-u")
    terminal.send(text)
    terminal.wait_for(f"> {text}")


def stands_in_the_line(terminal: Terminal, text: str) -> None:
    """The text is in place, and the cursor stands behind it."""
    terminal.wait_for(f"> {text}")
    row, column = terminal.cursor()
    assert terminal.screen()[row] == f"> {text}"
    assert column == len(f"> {text}")


def _kill_after_a_pause(terminal: Terminal) -> None:
    time.sleep(2.0)
    terminal.signal(signal.SIGKILL)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_keeps_what_was_typed(start: Start, store: Path, name: str) -> None:
    terminal = start(*QUESTIONS[name])
    type_anew(terminal, HALF)
    terminal.signal(signal.SIGTERM)
    terminal.wait()
    assert "what you had typed is kept. Go on with: modelway" in " ".join(terminal.text().split())
    again = start(*QUESTIONS[name])
    stands_in_the_line(again, HALF)
    again.wait_for("You had begun this answer: go on from here.")


def test_a_second_behavior_is_gone_on_with_where_it_was_left(start: Start) -> None:
    way = [("one of these", "1\r"), ("call it?", "\r"), ("mean to you?", "\r"), ("How do you show", "\r")]
    terminal = start(["values", "define"], [("One more?", "y"), *way], "A second thing")
    type_anew(terminal, HALF)
    terminal.signal(signal.SIGHUP)
    terminal.wait()
    stands_in_the_line(start(["values", "define"], [], "A second thing"), HALF)


@pytest.mark.parametrize("ending", ENDINGS)
def test_however_it_ends_the_text_stands_there_again_and_goes_once_answered(
    start: Start, store: Path, ending: str
) -> None:
    terminal = start(*QUESTIONS["evidence"])
    type_anew(terminal, HALF)
    ENDINGS[ending](terminal)
    time.sleep(0.5 if ending == "killed" else 0)
    if ending not in ("killed", "closed"):
        terminal.wait()
    assert drafts(store) == [HALF]
    again = start(*QUESTIONS["evidence"])
    stands_in_the_line(again, HALF)
    again.send("tened.")
    again.send_key("enter")
    again.wait_for("demonstrates Courage?")
    assert drafts(store) == []
    shown = processes.run(store, "nights", "show", "2026-11-18", "--json").stdout.decode()
    assert f"{HALF}tened." in shown


def test_killed_in_the_middle_of_typing_it_loses_two_seconds_at_most(start: Start, store: Path) -> None:
    terminal = start(*QUESTIONS["evidence"])
    typed = []
    for number in range(50):
        terminal.send(f"{number} ")
        typed.append((time.monotonic(), f"{number} "))
        time.sleep(0.1)
    terminal.signal(signal.SIGKILL)
    end = time.monotonic()
    due = "".join(text for at, text in typed if at < end - 2)
    assert drafts(store)[0].startswith(due.strip())


def test_a_draft_is_no_change(start: Start, store: Path) -> None:
    with session_at(store) as session:
        before = [session.journal.rows(f"SELECT count(*) FROM {table}") for table in ("history", "command")]
    # What is begun behind the commands before may not have ended: where a backup holds all, it makes none.
    back_up_daily(Place.find({}, {"store": str(store)}))
    kept = {path.name for path in backups.folder_of(store).iterdir()}
    terminal = start(*QUESTIONS["evidence"])
    type_anew(terminal, HALF)
    terminal.send_key("ctrl-c")
    terminal.wait()
    with session_at(store) as session:
        after = [session.journal.rows(f"SELECT count(*) FROM {table}") for table in ("history", "command")]
    assert after == before
    assert {path.name for path in backups.folder_of(store).iterdir()} == kept


def test_what_cannot_be_kept_is_said_and_the_conversation_goes_on(start: Start, store: Path) -> None:
    terminal = start(*QUESTIONS["evidence"])
    connection = engine.connect(store)
    connection.execute("BEGIN IMMEDIATE")
    type_anew(terminal, HALF)
    time.sleep(2.0)
    terminal.send("ten")
    terminal.wait_for(f"{HALF}ten")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == 130
    connection.close()
    said = " ".join(terminal.text().split())
    assert "saved, but not what you were typing (Another program is writing to" in said


def test_the_when_of_a_practice_is_kept_until_the_practice_is_saved(start: Start, store: Path) -> None:
    terminal = start(["plan", "add", "courage"], [], "When …")
    terminal.send("Ana speaks")
    terminal.send_key("enter")
    terminal.wait_for("I will …")
    terminal.wait_for("leave")
    terminal.signal(signal.SIGKILL)
    again = start(["plan", "add", "courage"], [], "When …")
    stands_in_the_line(again, "Ana speaks")
    again.send_key("enter")
    again.wait_for("I will …")
    again.send("listen")
    again.send_key("enter")
    assert again.wait() == 0
    assert drafts(store) == []


def test_an_answer_handed_in_takes_the_place_of_what_was_begun(start: Start, store: Path) -> None:
    terminal = start(*QUESTIONS["evidence"])
    type_anew(terminal, HALF)
    terminal.send_key("ctrl-c")
    terminal.wait()
    processes.run(store, "journal", "--date", "2026-11-18", "--lived", "1=Said it.")
    assert drafts(store) == []


def test_the_first_words_of_all_make_the_journal_and_stand_there_again(tmp_path: Path) -> None:
    command = [*processes.PROGRAM, "values", "define"]
    environ = processes.environment(tmp_path / "new.db")
    for typed, stands in (("Candou", "Candou"), ("r", "Candour")):
        with Terminal(command, environ=environ, rows=100) as terminal:
            wait_for_question(terminal, "a blank page")
            terminal.send_key("enter")
            wait_for_question(terminal, "What do you call it?")
            terminal.send(typed)
            terminal.wait_for(f"> {stands}")
            terminal.send_key("ctrl-c")
            terminal.wait()
    assert drafts(tmp_path / "new.db") == ["Candour"]
