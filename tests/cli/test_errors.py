"""When things go wrong: a sentence that says what and what to do, the right code, and nothing half saved."""

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import processes
from journals import FRIDAY, define, make_journal, write
from modelway.cli import running
from modelway.errors import ExitCode
from modelway.services.session import Session
from modelway.store.files import engine

Run = Callable[..., Any]
LONG = "x" * 100_000
BROKEN = "\udcff\udcfe"


@pytest.fixture
def written(modelway: Run, store: Path) -> Run:
    """The program, with three values and a night in the journal."""
    make_journal(store, fill)
    return modelway


def fill(session: Session) -> None:
    define(session)
    write(session, {FRIDAY: "DFM"})


def one_sentence(err: str) -> bool:
    return err.count("\n") == 1 and err[:1].isprintable() and "Traceback" not in err


def refused(run: Run, store: Path, code: ExitCode, *arguments: str, data: bytes = b"") -> str:
    """The sentence of a command that fails with this code, says nothing else, and leaves the store alone."""
    before = store.read_bytes() if store.exists() else None
    ran = run(*arguments, data=data)
    assert (ran.code, ran.out) == (code, ""), ran
    assert one_sentence(ran.err), ran.err
    assert len(ran.err) < 500
    assert "fault" not in ran.err
    assert (store.read_bytes() if store.exists() else None) == before
    return str(ran.err)


def night(**fields: object) -> bytes:
    return json.dumps({"date": "2026-11-20", **fields}).encode()


# What was typed


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--lived", "kindness=x"], ExitCode.NOT_FOUND, ["no value “kindness”", "honesty"]),
        (["--lived", "4=x"], ExitCode.NOT_FOUND, ["no value “4”"]),
        (["--lived", "c=x"], ExitCode.NOT_FOUND, ["courage or care-for-people", "type a letter more"]),
        (["--plan", "kindness=x"], ExitCode.NOT_FOUND, ["no value “kindness”"]),
        (["--kept", "honesty"], ExitCode.FAILED, ["No practice for Honesty waits", "plan one"]),
        (["--lived", "1=a", "--missed", "HONESTY=b"], ExitCode.USAGE, ["Honesty is answered twice"]),
        (
            ["--date", "2026-11-17", "--plan", "1=x"],
            ExitCode.USAGE,
            ["Wednesday 18", "over", "modelway plan add"],
        ),
        (["--date", "tomorrow", "--note", "x"], ExitCode.USAGE, ["has not come yet", "2026-11-20"]),
        (["--date", "2027-01-01", "--note", "x"], ExitCode.USAGE, ["has not come yet"]),
        (["--date", "11/12/2026", "--note", "x"], ExitCode.USAGE, ["2026-12-11", "2026-11-12"]),
        (["--date", "20", "--note", "x"], ExitCode.USAGE, ["bare number"]),
        (["--date", "someday", "--note", "x"], ExitCode.USAGE, ["no date modelway can read"]),
        (["--date", BROKEN, "--note", "x"], ExitCode.USAGE, ["no date modelway can read"]),
        (["--lived", "honesty"], ExitCode.USAGE, ["says what happened"]),
        (["--lived", f"{LONG}=x"], ExitCode.USAGE, ["too long to name a value"]),
        (["--lived", f"{'9' * 100_000}=x"], ExitCode.USAGE, ["too long to name a value"]),
        (["--plan", f"1={LONG}"], ExitCode.FAILED, ["100,000 characters", "300"]),
        (["--plan", "1=a\nb"], ExitCode.FAILED, ["more than one line"]),
        (["--plan", "1=\x1b[31m"], ExitCode.FAILED, ["control character"]),
        (["--lived", "1=a\0b"], ExitCode.FAILED, ["NUL character"]),
        (["--lived", f"1={BROKEN}"], ExitCode.FAILED, ["not text", "Honesty"]),
        (["--note", BROKEN], ExitCode.FAILED, ["not text"]),
        (["--lived", f"{BROKEN}=x"], ExitCode.NOT_FOUND, ["no value"]),
        (["--lived", "[red]=x"], ExitCode.NOT_FOUND, ["no value “[red]”"]),
        (["--lived", "\x1b[31m=x"], ExitCode.NOT_FOUND, ["no value “?[31m”"]),
        (["--lived"], ExitCode.USAGE, ["requires an argument"]),
        (["--live", "1=x"], ExitCode.USAGE, ["--live"]),
        (["today"], ExitCode.USAGE, ["no terminal"]),
        ([], ExitCode.USAGE, ["no terminal", "--from FILE", "--lived V=TEXT", "--plan", "--note TEXT"]),
        (["--date", "yesterday"], ExitCode.USAGE, ["no terminal"]),
    ],
)
def test_a_journal_that_cannot_be_kept(
    written: Run, store: Path, arguments: list[str], code: ExitCode, words: list[str]
) -> None:
    sentence = refused(written, store, code, "journal", *arguments)
    assert all(word in sentence for word in words), sentence


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", ["empty"]),
        (b"Dear Ada", ["JSON"]),
        (b'{"date": "2026-11-20"', ["JSON"]),
        (b"\xff\xfe{}", []),
        (b'{"note": "\xff"}', ["UTF-8"]),
        (b"[]", ["no night in it"]),
        (b"17", []),
        (b'{"date": 20}', ["date"]),
        (b'{"date": "tomorrow"}', ["date"]),
        (b'{"night": "2026-11-20"}', ["night"]),
        (b"[" * 100_000, []),
        (night(reflections=[{"value": "1", "outcome": "lived"}]), ["outcome", "demonstrated", "2026-11-20"]),
        (night(reflections=[{"value": "", "outcome": "missed"}]), ["value"]),
        (night(reflections=[{"value": "1", "outcome": "missed", "text": 5}]), ["text"]),
        (night(reflections="all"), ["reflections"]),
        (night(plans=[{"value": "1", "will": LONG}]), ["will", "2026-11-20"]),
        (night(plans=[{"value": "1", "will": ""}]), ["will"]),
        (night(reflections=[{"value": LONG, "outcome": "missed"}]), ["value"]),
        (night(note="\ud800"), ["note"]),
        (json.dumps([{"date": "2026-11-20"}, {"date": "2026-11-20"}]).encode(), ["twice", "2026-11-20"]),
    ],
)
def test_a_file_of_nights_that_is_none(written: Run, store: Path, data: bytes, words: list[str]) -> None:
    sentence = refused(written, store, ExitCode.FAILED, "journal", "--from", "-", data=data)
    assert all(word in sentence for word in words), sentence


def test_the_last_of_many_nights_keeps_all_of_them_out(written: Run, store: Path, tmp_path: Path) -> None:
    nights: list[dict[str, object]] = [{"date": f"2026-10-{day:02}"} for day in range(1, 31)]
    nights.append({"date": "2026-11-19", "reflections": [{"value": "kindness", "outcome": "missed"}]})
    file = tmp_path / "nights.json"
    file.write_text(json.dumps(nights), "utf-8")
    sentence = refused(written, store, ExitCode.NOT_FOUND, "journal", "--from", str(file))
    assert "In the night of 2026-11-19: There is no value “kindness”" in sentence


def test_a_night_of_a_file_that_has_not_come(written: Run, store: Path) -> None:
    data = b'{"date": "2026-11-21"}'
    assert "has not come yet" in refused(written, store, ExitCode.USAGE, "journal", "--from", "-", data=data)


@pytest.mark.parametrize("name", ["missing.json", ".", "missing/nights.json", "a\0b", BROKEN, "n" * 5000])
def test_a_file_that_is_not_there(written: Run, store: Path, tmp_path: Path, name: str) -> None:
    sentence = refused(written, store, ExitCode.NOT_FOUND, "journal", "--from", f"{tmp_path}/{name}"[:400])
    assert "cannot be read" in sentence


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([{"name": "", "definition": "d", "behaviors": ["b"]}], ["name"]),
        ([{"name": "\u200b", "definition": "d", "behaviors": ["b"]}], ["empty"]),
        ([{"name": name, "definition": "d", "behaviors": ["b"]} for name in ("Calm", "CALM")], ["CALM"]),
        ([{"name": "HONESTY", "definition": "d", "behaviors": ["b"]}], ["Honesty"]),
        ([{"name": LONG, "definition": "d", "behaviors": ["b"]}], ["name"]),
        ([{"name": "\x1b[31m", "definition": "d", "behaviors": ["b"]}], ["control character"]),
        ([{"name": "Calm", "definition": LONG, "behaviors": ["b"]}], ["100,000"]),
    ],
)
def test_values_that_are_none(
    written: Run, store: Path, values: list[dict[str, object]], words: list[str]
) -> None:
    data = json.dumps({"values": values}).encode()
    sentence = refused(written, store, ExitCode.FAILED, "values", "define", "--from", "-", data=data)
    assert all(word in sentence for word in words), sentence


@pytest.mark.parametrize(
    "arguments",
    [
        ["journal", "--lived", "1=x"],
        ["journal", "--note", "x"],
        ["journal", "--from", "-"],
        ["journal"],
        ["journal", "--from", "missing.json"],
    ],
)
def test_on_a_new_machine_nothing_is_kept_and_the_first_command_is_named(
    modelway: Run, store: Path, arguments: list[str]
) -> None:
    ran = modelway(*arguments, data=b'{"date": "2026-11-20"}')
    assert ran.code in (ExitCode.NOT_FOUND, ExitCode.USAGE)
    assert ran.out == ""
    assert one_sentence(ran.err)
    if "missing.json" not in arguments and len(arguments) > 1:
        assert "modelway values define" in ran.err
    else:
        assert not store.exists()


def test_a_command_that_is_none_gets_a_suggestion(written: Run, store: Path) -> None:
    assert "Did you mean 'journal'?" in refused(written, store, ExitCode.USAGE, "jornal")


def test_a_setting_that_is_none_is_named_with_its_place(
    written: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELWAY_COLOR", "pink")
    sentence = refused(written, store, ExitCode.USAGE, "journal", "--note", "x")
    assert "MODELWAY_COLOR" in sentence
    assert "auto" in sentence


# What the machine refuses; the store has tests of its own for each


def test_a_journal_in_use(written: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    other = engine.sqlite.connect(str(store), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    sentence = refused(written, store, ExitCode.STORE, "journal", "--lived", "1=Later.")
    assert "wait until it is done" in sentence
    other.execute("ROLLBACK")
    other.close()
    assert written("journal", "--lived", "1=Later.").code == 0


def test_a_journal_that_is_none(written: Run, store: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada,\n" * 200)
    sentence = refused(written, store, ExitCode.STORE, "journal", "--note", "x", "--store", str(letter))
    assert str(letter) in sentence
    assert letter.read_text() == "Dear Ada,\n" * 200


@pytest.mark.usefixtures("written")
def test_a_folder_that_cannot_be_written(store: Path) -> None:
    before = processes.dump(store)
    store.parent.chmod(0o500)
    ran = processes.run(store, "journal", "--lived", "1=x", limited=processes.without_privileges)
    store.parent.chmod(0o700)
    assert (ran.returncode, ran.stdout) == (ExitCode.FAILED, b"")
    assert b"cannot be written, and this was not saved" in ran.stderr
    assert processes.dump(store) == before


@pytest.mark.usefixtures("written")
def test_a_conversation_that_could_save_nothing_does_not_begin(store: Path) -> None:
    script = """
import os
from modelway.cli.asking import asker_for
from modelway.errors import Refused
from modelway.services.session import Session
with Session.open(os.environ, {}) as session:
    try:
        asker_for(session)
    except Refused as refused:
        print(refused.sentence)
"""
    store.parent.chmod(0o500)
    ran = processes.run(
        store, "-c", script, command=processes.PROGRAM[:1], limited=processes.without_privileges
    )
    store.parent.chmod(0o700)
    assert ran.stdout.decode().startswith(f"{store.parent} cannot be written, so no answer could be saved")


@pytest.mark.usefixtures("written")
def test_a_disk_without_room(store: Path) -> None:
    before = processes.dump(store)
    room = processes.with_files_up_to(store.stat().st_size)
    ran = processes.run(store, "journal", "--lived", f"1={LONG}", limited=room)
    assert (ran.returncode, ran.stdout) == (ExitCode.STORE, b"")
    assert one_sentence(ran.stderr.decode())
    assert processes.dump(store) == before
    assert processes.run(store, "journal", "--lived", f"1={LONG}").returncode == ExitCode.DONE


@pytest.mark.usefixtures("written")
def test_an_argument_that_is_no_text(store: Path) -> None:
    ran = processes.run(store, "journal", "--lived", b"1=\xff\xfe")
    assert (ran.returncode, ran.stdout) == (ExitCode.FAILED, b"")
    assert b"not text" in ran.stderr


# Where the output goes


@pytest.mark.usefixtures("written")
def test_a_reader_that_has_gone_is_no_failure(store: Path) -> None:
    running = processes.start(store, "nights", "list", "--json")
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert (running.wait(processes.PATIENCE), running.stderr.read()) == (ExitCode.DONE, b"")
    running.stderr.close()


@pytest.mark.parametrize("command", ["today", "history", "nights list", "demo", "--help", "review --json"])
def test_a_reader_that_is_gone_at_once_is_no_failure_either(written: Run, store: Path, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [*processes.PROGRAM, *command.split()],
        env=processes.environment(store, TMPDIR=str(store.parent)),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (ExitCode.DONE, b"")


@pytest.mark.usefixtures("written")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_told_and_the_answer_is_kept(store: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*processes.PROGRAM, "journal", "--lived", "1=Told them after all."],
            env=processes.environment(store),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == ExitCode.FAILED
    assert b"what was saved before is kept" in ran.stderr
    assert one_sentence(ran.stderr.decode())
    assert "Told them after all." in str(processes.dump(store)["reflection"])


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(
    ("closed", "code"), [(1, ExitCode.DONE), (2, ExitCode.NOT_FOUND), (0, ExitCode.FAILED)]
)
def test_a_closed_stream_is_no_failure_of_its_own(store: Path, closed: int, code: ExitCode) -> None:
    arguments = {
        0: ["journal", "--from", "-"],
        1: ["journal", "--lived", "1=x"],
        2: ["journal", "--lived", "9=x"],
    }
    ran = processes.run(store, *arguments[closed], limited=lambda: os.close(closed))
    assert ran.returncode == code
    assert b"fault" not in ran.stderr


# What nobody foresaw


def test_a_fault_is_one_sentence(written: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> int:
        raise RuntimeError("not\nforeseen")

    monkeypatch.setattr("modelway.services.loop.record.record", fail)
    ran = written("journal", "--lived", "1=x")
    assert (ran.code, ran.out) == (ExitCode.FAILED, "")
    assert "modelway has a fault (RuntimeError, test_errors.py line" in ran.err
    assert one_sentence(ran.err)


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (OSError(5, "Input/output error", "/usr/lib/hashing.py"), "/usr/lib/hashing.py could not be used"),
        (OSError(28, "No space left on device"), "The output could not be written (no space left on device)"),
        (ImportError("no such part", name="_hashing"), "could not be loaded (_hashing)"),
    ],
)
def test_what_the_system_refuses_in_between_is_told_for_what_it_is(
    written: Run, store: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception, words: str
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise failure

    monkeypatch.setattr("modelway.services.loop.record.record", fail)
    monkeypatch.setattr("modelway.cli.running.send_nowhere", lambda stream: None)
    ran = written("journal", "--lived", "1=x")
    assert (ran.code, ran.out) == (ExitCode.FAILED, "")
    assert words in ran.err
    assert "what was saved before is kept" in ran.err
    assert one_sentence(ran.err)


def test_on_a_full_disk_nothing_is_said_to_be_saved(written: Run, store: Path) -> None:
    full = processes.with_files_up_to(store.stat().st_size // 2)
    ran = processes.run(
        store, "journal", "--lived", "1=x", limited=full, MODELWAY_NOW="2026-11-22T21:00+01:00"
    )
    assert ran.returncode in (ExitCode.FAILED, ExitCode.STORE)
    assert ran.stderr.count(b"\n") == 1
    assert b"saved:" not in ran.stderr


def test_the_commands_that_are_named_go_on_in_the_same_journal(
    written: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MODELWAY_STORE")
    other = store.rename(tmp_path / "a \\1\x1b[31m journal.db")
    option = f"--store '{other}'".replace("\x1b", "?")
    for screen in ("today", "nights list", "review", "history", "backup list"):
        shown = written(*screen.split(), "--store", str(other)).out
        assert f"Next: modelway {option}" in shown, screen
    refused = written("--store", str(other), "backup", "verify", "nothing")
    assert refused.err.endswith(f"modelway {option} backup list\n")
    assert "--store" not in written("today", "--json").out


def test_a_terminal_of_ascii_gets_plain_quotation_marks(store: Path) -> None:
    refused = processes.run(store, "nights", "show", "then", PYTHONIOENCODING="ascii")
    assert b'"then"' in refused.stderr


def test_a_path_that_is_no_text_is_told_in_json_too(store: Path) -> None:
    odd = os.fsdecode(bytes(store.parent) + b"/odd\xff.db")
    told = processes.run(store, "--store", odd, "backup", "list", "--json")
    assert (told.returncode, told.stderr) == (ExitCode.DONE, b"")
    assert json.loads(told.stdout)["data"]["journal"] == odd


def test_joined_emoji_in_a_sentence_stay_one(written: Run, store: Path) -> None:
    assert "👩‍🚀" in written("values", "show", "👩‍🚀").err


def test_an_interruption_says_that_what_was_saved_is_kept(
    written: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("modelway.services.loop.record.record", interrupted)
    ran = written("journal", "--lived", "1=x")
    assert (ran.code, ran.out, ran.err) == (130, "", "Stopped; what was saved before is kept.\n")


@pytest.mark.usefixtures("written")
def test_ctrl_c_while_it_waits_for_a_file_ends_cleanly(store: Path) -> None:
    before = processes.dump(store)
    running = subprocess.Popen(
        [*processes.PROGRAM, "journal", "--from", "-"],
        env=processes.environment(store, PYTHONUNBUFFERED="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_until_it_reads(running.pid)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=processes.PATIENCE)
    assert (running.returncode, err) == (ExitCode.INTERRUPTED, b"Stopped; what was saved before is kept.\n")
    assert processes.dump(store) == before


def wait_until_it_reads(pid: int) -> None:
    """Until the process sleeps in a read of its standard input."""
    import time

    end = time.monotonic() + processes.PATIENCE
    while time.monotonic() < end:
        if Path(f"/proc/{pid}/syscall").read_text().startswith("0 0x0 "):
            return
        time.sleep(0.01)
    pytest.fail("it never began to read")


def test_every_failure_has_a_code_that_is_promised() -> None:
    from modelway import errors

    planned = {code.value for code in ExitCode} - {0}
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.ModelwayError)
    ]
    assert {int(kind.exit_code) for kind in kinds} == planned
    assert running.run(["--version"]) == 0
