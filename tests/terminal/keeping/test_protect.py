"""A passphrase asked for in a real terminal: never shown, before anything else, three times at most."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from shlex import quote

import pytest

import processes
from journals import define, make_journal, session_at
from modelway.errors import ExitCode
from modelway.store.files import backups
from modelway.store.files.encryption import fresh_key, keys, salt_of
from modelway.store.keeping import protection
from terminal import Terminal

Start = Callable[..., Terminal]
WORDS = "kupfer lampe unter fluß"
QUESTION = "The passphrase of journal.db?"


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    keys.forget()
    yield
    keys.forget()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A journal with three values."""
    path = tmp_path / "journal.db"
    make_journal(path, define)
    return path


@pytest.fixture
def protected(store: Path) -> Path:
    protection.convert(store, fresh_key(WORDS), lambda _: None)
    return store


@pytest.fixture
def modelway(store: Path) -> Iterator[Start]:
    with ExitStack() as terminals:

        def start(*arguments: str, shell: str = "", **options: int) -> Terminal:
            command = [sys.executable, "-m", "modelway", *arguments]
            if shell:
                command = ["/bin/sh", "-c", shell.format(f"{quote(sys.executable)} -m modelway")]
            return terminals.enter_context(Terminal(command, environ=processes.environment(store), **options))

        yield start


def answer(terminal: Terminal, typed: str, *, after: str) -> None:
    """Type once the question stands there with nothing typed yet."""
    terminal.wait_until(
        lambda: after in terminal.text() and terminal.screen()[-1] == ">", f"the question behind {after!r}"
    )
    terminal.send(f"{typed}\r")


def test_on_asks_twice_shows_nothing_and_protects(modelway: Start, store: Path) -> None:
    terminal = modelway("protect", "on", rows=40)
    answer(terminal, "kurz77", after="A passphrase for your journal?")
    answer(terminal, WORDS, after="8 characters or more")
    answer(terminal, "etwas anderes", after="The same once more")
    answer(terminal, WORDS, after="The two were not the same.")
    terminal.wait_until(lambda: terminal.text().count("The same once more") == 2, "the second question again")
    answer(terminal, WORDS, after="The same once more")
    assert terminal.wait() == ExitCode.DONE
    assert "Your journal is protected" in terminal.text()
    assert salt_of(store)
    assert all(word.encode() not in terminal.raw for word in ("kupfer", "lampe", "kurz77", "etwas"))


def test_two_wrong_ones_and_then_the_right_one_open_it(modelway: Start, protected: Path) -> None:
    terminal = modelway("today", rows=40)
    answer(terminal, "one", after=QUESTION)
    answer(terminal, "two", after="Two tries are left.")
    answer(terminal, WORDS, after="One try is left.")
    terminal.wait_for("What will I do to lead by example today?")
    terminal.wait_for("leave")
    terminal.send_key("enter")
    assert terminal.wait() == ExitCode.DONE
    assert b"kupfer" not in terminal.raw


@pytest.mark.parametrize(
    "command", ["doctor", "backup verify --all", "backup create", "purge --history-before today"]
)
def test_three_wrong_ones_end_every_command(modelway: Start, protected: Path, command: str) -> None:
    folder = backups.folder_of(protected)
    with session_at(protected) as session:
        backups.keep(protected, session.now, "asked")
    marks = sorted(path.name for path in folder.iterdir())
    terminal = modelway(*command.split(), rows=40)
    answer(terminal, "one", after="The passphrase of")
    answer(terminal, "two", after="Two tries are left.")
    answer(terminal, "three", after="One try is left.")
    assert terminal.wait() == ExitCode.STORE
    assert terminal.text().count("The passphrase of") == 3
    assert sorted(path.name for path in folder.iterdir()) == marks


def test_a_sentence_is_broken_between_its_words(modelway: Start, protected: Path) -> None:
    terminal = modelway("values", "show", "something", columns=40, rows=40)
    answer(terminal, WORDS, after=QUESTION)
    assert terminal.wait() == ExitCode.NOT_FOUND
    said = [line for line in terminal.screen() if line][-3:]
    assert " ".join(said).endswith("choose one of honesty, courage, care-for-people.")
    assert all(len(line) <= 40 for line in said)


def test_what_is_being_done_is_told_meanwhile_and_gone_afterwards(modelway: Start, protected: Path) -> None:
    terminal = modelway("doctor", rows=40)
    answer(terminal, WORDS, after=QUESTION)
    assert terminal.wait() == ExitCode.DONE
    assert b"reading every row" in terminal.raw
    assert b"looking at your backups" in terminal.raw
    assert "reading" not in terminal.text()
    assert "looking at" not in terminal.text()
    assert QUESTION in terminal.text().splitlines()
    assert "all is well" in terminal.text()


def test_three_wrong_ones_end_it_and_harm_nothing(modelway: Start, protected: Path) -> None:
    before = protected.read_bytes()
    terminal = modelway("journal")
    answer(terminal, "one", after=QUESTION)
    answer(terminal, "two", after="Two tries are left.")
    answer(terminal, "three", after="One try is left.")
    assert terminal.wait() == ExitCode.STORE
    assert "nothing in it was touched" in terminal.text().replace("\n", " ")
    assert protected.read_bytes() == before
    assert {path.name for path in protected.parent.iterdir()} == {"journal.db"}


def test_an_evening_on_a_protected_journal_leaves_no_word_on_the_disk(
    modelway: Start, protected: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    editor, modes = outside / "editor.sh", outside / "modes"
    editor.write_text(
        f"#!/bin/sh\nstat -c %a $1 $(dirname $1) > {modes}\necho Wrote it in the staff meeting > $1\n"
    )
    editor.chmod(0o700)
    terminal = modelway(shell=f"EDITOR={editor} {{}} journal", columns=60, rows=60)
    answer(terminal, WORDS, after=QUESTION)
    for value in ("Honesty", "Courage", "Care for people"):
        terminal.wait_for(f"demonstrates {value}?")
        terminal.wait_for("leave")
        if value == "Honesty":
            terminal.send_key("ctrl-o")
            terminal.wait_for("> Wrote it in the staff meeting")
        else:
            terminal.send(f"Showed {value} in the staff meeting")
        terminal.send_key("enter")
    terminal.wait_for("keep practising")
    terminal.wait_for("leave")
    terminal.send_key("enter")
    assert terminal.wait() == ExitCode.DONE
    assert modes.read_text().split() == ["600", "700"]
    assert not list(protected.parent.glob("writing-*"))
    for path in protected.parent.rglob("*"):
        assert not path.is_file() or b"staff meeting" not in path.read_bytes(), path
    keys.attempts = lambda path, salt: iter([WORDS])
    with session_at(protected) as session:
        night = session.journal.night(session.tonight)
        assert night
        assert len(night.reflections) == 3


def test_the_terminal_is_asked_when_the_output_goes_elsewhere(modelway: Start, protected: Path) -> None:
    terminal = modelway(shell=f"{{}} review --json < /dev/null > {protected.parent}/out; echo ended $?")
    answer(terminal, WORDS, after=QUESTION)
    terminal.wait_for("ended 0")
    terminal.wait()
    assert b"modelway.review/2" in (protected.parent / "out").read_bytes()
    assert b"kupfer" not in terminal.raw


@pytest.mark.parametrize("key", ["ctrl-c", "ctrl-d"])
def test_leaving_changes_nothing_and_gives_the_echo_back(modelway: Start, store: Path, key: str) -> None:
    terminal = modelway(shell="trap : INT; {} protect on; echo ended $?; stty -a | grep -o ' echo '")
    terminal.wait_until(lambda: terminal.screen()[-1:] == [">"], "the question")
    terminal.send_key(key)
    terminal.wait_for("ended 130")
    terminal.wait()
    assert terminal.screen()[-1].strip() == "echo"
    assert salt_of(store) is None


def test_what_was_typed_ahead_is_no_passphrase(modelway: Start, protected: Path) -> None:
    terminal = modelway(shell="stty -echo; echo ready; sleep 0.5; stty echo; {} review")
    terminal.wait_for("ready")
    terminal.send("typed ahead\r")
    answer(terminal, WORDS, after=QUESTION)
    assert terminal.wait() == ExitCode.DONE
    assert "does not fit" not in terminal.text()


def test_a_narrow_terminal_has_room_for_the_question(modelway: Start, protected: Path) -> None:
    terminal = modelway("review", columns=40)
    terminal.wait_until(lambda: terminal.screen()[-1:] == [">"], "the question")
    assert all(len(line) <= 40 for line in terminal.screen())
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED


def test_without_colour_no_escape_is_sent(modelway: Start, protected: Path) -> None:
    terminal = modelway("review", "--color", "never")
    answer(terminal, "one", after=QUESTION)
    terminal.wait_for("Two tries are left.")
    assert b"\x1b" not in terminal.raw
