"""A passphrase that a command of the leader's writes: its first line, or one sentence."""

import shlex
import sys

import pytest

from modelway.errors import ExitCode, StoreError
from modelway.system import passphrase
from modelway.system.passphrase import COMMAND, from_command


def given_by(script: str) -> str | None:
    return from_command(COMMAND, {COMMAND: shlex.join([sys.executable, "-c", script])})


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("a b c", "a b c"),
        (" one \\ntwo", " one "),
        ("crlf\\r\\n", "crlf"),
        ("grün\\n", "grün"),
        ("$HOME", "$HOME"),
    ],
)
def test_the_first_line_is_the_passphrase_as_it_is(output: str, line: str) -> None:
    assert given_by(f"import sys; sys.stdout.buffer.write('{output}'.encode())") == line


@pytest.mark.parametrize("command", ["", "  "])
def test_without_a_command_there_is_none(command: str) -> None:
    assert from_command(COMMAND, {COMMAND: command}) is None
    assert from_command(COMMAND, {}) is None


def test_no_shell_reads_the_command() -> None:
    assert (
        from_command(COMMAND, {COMMAND: "echo 'a;' $HOME '|' cat", "PATH": "/bin:/usr/bin"})
        == "a; $HOME | cat"
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("no-such-program-here", "cannot be run"),
        ("/", "cannot be run"),
        ("false", "ended with code 1"),
        ("true", "wrote an empty line"),
        ("echo 'open", "quotation mark"),
        ("sleep 9", "within 0 seconds"),
    ],
)
def test_a_command_that_fails_is_one_sentence(
    command: str, said: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(passphrase, "PATIENCE", 0.2)
    with pytest.raises(StoreError, match=said) as caught:
        from_command(COMMAND, {COMMAND: command, "PATH": "/bin:/usr/bin"})
    assert caught.value.exit_code == ExitCode.STORE
    assert caught.value.sentence.startswith(f"The command in {COMMAND} ")
    assert capfd.readouterr() == ("", "")


def test_what_it_wrote_is_in_no_sentence_and_no_cause() -> None:
    with pytest.raises(StoreError) as caught:
        given_by("import sys; print('my secret'); print('my secret', file=sys.stderr); sys.exit(3)")
    assert "secret" not in repr(caught.value) + repr(caught.value.__cause__) + repr(caught.value.__context__)


def test_a_command_that_never_stops_writing_is_ended_after_its_first_line() -> None:
    assert given_by("while True: print('y')") == "y"


def test_a_command_that_runs_on_is_ended_after_its_first_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "GRACE", 0.2)
    assert given_by("import time; print('a b c', flush=True); time.sleep(60)") == "a b c"


def test_a_line_without_an_end_is_refused() -> None:
    with pytest.raises(StoreError, match="too long for a passphrase"):
        given_by("while True: print('y' * 1000, end='')")
