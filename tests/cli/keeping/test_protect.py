"""`modelway protect` as a shell calls it: passphrases from commands, exit codes, and nothing that leaks."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import processes
from journals import a_leaders_journal, make_journal
from modelway.errors import ExitCode
from modelway.store.files.encryption import keys
from modelway.store.files.stamps import PLAIN

Run = Callable[..., Any]
WORDS, OTHER_WORDS = "copper lamp under wide river", "seven quiet maps of rain"
WRITTEN = ("board", "reorganisation", "Honest communication", "Softened")
pytestmark = pytest.mark.usefixtures("few_rounds")


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    attempts = keys.attempts
    keys.forget()
    yield
    keys.forget()
    keys.attempts = attempts


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets what the passphrase commands give; a new process has no key."""

    def give(words: str | None, new: str | None = None) -> None:
        keys.forget()
        for name, what in (("MODELWAY_PASSPHRASE_COMMAND", words), ("MODELWAY_NEW_PASSPHRASE_COMMAND", new)):
            if what is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, f"echo '{what}'")

    give(None)
    return give


@pytest.fixture
def written(modelway: Run, store: Path, given: Callable[..., None]) -> Run:
    make_journal(store, a_leaders_journal)
    return modelway


@pytest.fixture
def protected(written: Run, given: Callable[..., None]) -> Run:
    given(WORDS)
    assert written("protect", "on").code == 0
    given(WORDS)
    return written


def test_on_protects_all_and_says_what_it_means(
    written: Run, store: Path, given: Callable[..., None]
) -> None:
    given(WORDS)
    ran = written("protect", "on")
    assert (ran.code, ran.err) == (0, "")
    assert "Your journal and its 2 backups are now protected." in ran.out
    assert ran.out.endswith("Next: modelway protect recovery-sheet\n")
    files = list(store.parent.rglob("*.db"))
    assert len(files) == 3
    assert not any(path.read_bytes().startswith(PLAIN) for path in files)
    assert WORDS not in ran.out


def test_every_command_reads_and_writes_a_protected_journal(protected: Run, store: Path) -> None:
    for command in (
        [],
        ["journal", "--missed", "courage=Said nothing in the staff meeting."],
        ["review", "--json"],
        ["today"],
        ["nights", "show", "today"],
        ["backup", "create"],
        ["backup", "verify", "--all"],
        ["undo"],
        ["redo"],
        ["trends"],
        ["doctor"],
        ["nights", "delete", "2026-11-18", "--yes"],
    ):
        keys.forget()
        ran = protected(*command)
        assert ran.code == 0, (command, ran.err)
    for path in store.parent.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(words.encode() in content for words in (*WRITTEN, "staff meeting")), path


def test_what_is_purged_of_a_protected_journal_leaves_it_protected(protected: Run, store: Path) -> None:
    ran = protected("purge", "--night", "2026-11-19", "--yes")
    assert ran.code == 0, ran.err
    keys.forget()
    assert protected("doctor").code == 0
    assert not any(path.read_bytes().startswith(PLAIN) for path in store.parent.rglob("*.db"))


def test_a_wrong_command_is_one_sentence_and_changes_nothing(
    protected: Run, store: Path, given: Callable[..., None]
) -> None:
    before = store.read_bytes()
    given("wrong words")
    for command in (
        ["review"],
        ["journal", "--note", "a"],
        ["protect", "off", "--yes"],
        ["protect", "remember"],
    ):
        ran = protected(*command)
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1), command
        assert "wrong words" not in ran.err
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [
        "doctor",
        "doctor --salvage rescued.db",
        "backup verify --all",
        "backup verify",
        "backup restore 2026-11-20 --yes",
        "backup create",
        "purge --night 2026-11-20 --yes",
    ],
)
def test_a_wrong_passphrase_is_no_damage(
    protected: Run, store: Path, given: Callable[..., None], command: str
) -> None:
    protected("backup", "create")
    before, marks = store.read_bytes(), protected("backup", "list", "--json").out
    given("not the one")
    refused = protected(*command.replace("rescued.db", str(store.with_name("rescued.db"))).split())
    assert (refused.code, refused.out) == (ExitCode.STORE, "")
    assert refused.err.count("\n") == 1
    assert "does not open" in refused.err
    given(WORDS)
    assert protected("backup", "list", "--json").out == marks
    assert store.read_bytes() == before
    assert not store.with_name("rescued.db").exists()


def test_a_backup_with_another_passphrase_is_no_damaged_one(
    protected: Run, store: Path, given: Callable[..., None]
) -> None:
    protected("backup", "create")
    backup = next(store.parent.glob("backups/*-asked.db"))
    kept = backup.read_bytes()
    given(WORDS, OTHER_WORDS)
    assert protected("protect", "change").code == 0
    backup.write_bytes(kept)
    given(OTHER_WORDS)
    verdicts = json.loads(protected("backup", "verify", "--all", "--json").out)["data"]["backups"]
    told = {one["name"]: one["problems"] for one in verdicts}
    note = backup.with_suffix(".check").read_bytes()
    assert protected("purge", "--night", "2026-11-20", "--backups-too", "--yes").code == 0
    assert (backup.read_bytes(), backup.with_suffix(".check").read_bytes()) == (kept, note)
    assert told.pop(backup.name) == [
        "It has another passphrase than your journal, and was not looked through."
    ]
    assert not any(told.values())


def test_without_a_command_and_a_terminal_it_is_one_sentence(
    protected: Run, store: Path, given: Callable[..., None]
) -> None:
    given(None)
    for command in ([], ["review", "--json"], ["journal", "--note", "a"], ["protect", "change"]):
        ran = protected(*command)
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1), command
        assert "no terminal" in ran.err


def test_a_new_passphrase_needs_a_terminal_or_a_command(written: Run, given: Callable[..., None]) -> None:
    ran = written("protect", "on")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "MODELWAY_PASSPHRASE_COMMAND" in ran.err
    given("short")
    ran = written("protect", "on")
    assert ran.code == 1
    assert "8 characters" in ran.err


def test_change_takes_another_passphrase(protected: Run, given: Callable[..., None]) -> None:
    given(WORDS, new=OTHER_WORDS)
    ran = protected("protect", "change")
    assert (ran.code, ran.err) == (0, "")
    assert "now open with the new passphrase alone" in ran.out
    given(WORDS)
    assert protected("review").code == 4
    given(OTHER_WORDS)
    assert protected("review").code == 0


def test_another_passphrase_is_another_one(protected: Run, store: Path, given: Callable[..., None]) -> None:
    before = store.read_bytes()
    given(WORDS, new=WORDS)
    ran = protected("protect", "change")
    assert (ran.code, ran.out) == (1, "")
    assert "That is the passphrase you have" in ran.err
    assert store.read_bytes() == before


def test_off_asks_and_makes_all_files_plain(protected: Run, store: Path, given: Callable[..., None]) -> None:
    assert protected("protect", "off").code == 2
    assert not store.read_bytes().startswith(PLAIN)
    ran = protected("protect", "off", "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert all(path.read_bytes().startswith(PLAIN) for path in store.parent.rglob("*.db"))
    given(None)
    assert protected("review").code == 0
    assert protected("protect", "off", "--yes").code == 1


def test_status_speaks_json_and_needs_no_passphrase(protected: Run, given: Callable[..., None]) -> None:
    given(None)
    told = json.loads(protected("protect", "status", "--json").out)
    assert told["schema"] == "modelway.protection/1"
    assert told["data"] == {
        "protected": True,
        "cipher": "SQLCipher 4.19.0",
        "passphrase": "prompt",
        "keyring": None,
        "backups": {"protected": 2, "plain": 0, "other": 0},
        "unfinished": False,
    }
    assert protected("protect").out.startswith("Protection")


def test_the_status_of_a_plain_journal(written: Run) -> None:
    assert written("protect", "--json").out == written("protect", "status", "--json").out
    told = json.loads(written("protect", "status", "--json").out)["data"]
    assert (told["protected"], told["cipher"], told["passphrase"]) == (False, None, None)
    assert written("protect").out.endswith("Next: modelway protect on\n")


def test_where_there_is_no_journal_there_is_nothing_to_tell(modelway: Run, store: Path) -> None:
    assert modelway("protect").code == 3
    assert not store.exists()


def test_the_sheet_is_text_or_a_page_and_holds_no_passphrase(protected: Run, tmp_path: Path) -> None:
    text = protected("protect", "recovery-sheet")
    assert text.code == 0
    assert "Begun on" in text.out
    page = tmp_path / "sheet.html"
    assert protected("protect", "recovery-sheet", "--html", str(page)).code == 0
    written = page.read_text("utf-8")
    assert written.startswith("<!DOCTYPE html>")
    assert "<script" not in written
    assert "http" not in written
    assert protected("protect", "recovery-sheet", "--html", "-").out == written
    assert protected("protect", "recovery-sheet", "--html", str(page)).code == 1
    assert all(WORDS not in one for one in (text.out, text.err, written))


def test_no_option_and_no_variable_takes_a_passphrase(protected: Run, given: Callable[..., None]) -> None:
    given(None)
    for command in ("on", "off", "change", "remember"):
        for option in ("--passphrase", "--password", "--key"):
            assert protected("protect", command, option, WORDS).code == 2
        assert protected("protect", command, WORDS).code == 2


def test_the_passphrase_is_never_in_the_list_of_processes(store: Path, tmp_path: Path) -> None:
    make_journal(store, a_leaders_journal)
    seen = tmp_path / "seen"
    spy = tmp_path / "spy.sh"
    spy.write_text(f"#!/bin/sh\ncat /proc/[0-9]*/cmdline > {seen}\ncat {tmp_path}/words\n")
    spy.chmod(0o700)
    (tmp_path / "words").write_text(f"{WORDS}\n")
    for command in (["protect", "on"], ["review"]):
        done = processes.run(store, *command, anew=True, MODELWAY_PASSPHRASE_COMMAND=str(spy))
        assert done.returncode == 0, done.stderr
    assert b"modelway" in seen.read_bytes()
    assert WORDS.encode() not in seen.read_bytes()
