"""`modelway doctor` as a shell would use it."""

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import Any

import pytest

import journals
import processes
from modelway.errors import ExitCode
from modelway.services.keeping import doctor as services
from modelway.services.place import Place
from modelway.store.files import backups, engine
from modelway.store.files.encryption import Key, keys
from modelway.store.keeping import checks, protection
from modelway.system.config import Settings

Command = Callable[..., Any]
KEY = Key(b"a salt for tests", bytes(32))


@pytest.fixture
def written(store: Path) -> Path:
    journals.make_journal(store, journals.a_leaders_journal, "2026-11-19T21:00")
    backups.keep(store, datetime(2026, 11, 20, 9, tzinfo=UTC), "daily")
    return store


def findings(modelway: Command) -> dict[str, tuple[str, str]]:
    data = json.loads(modelway("doctor", "--json").out)["data"]
    return {one["check"]: (one["state"], one["says"]) for one in data["findings"]}


def wrong(modelway: Command) -> list[str]:
    data = json.loads(modelway("doctor", "--json").out)["data"]
    return [one["check"] for one in data["findings"] if one["state"] == "wrong"]


def place_of(store: Path) -> Place:
    return Place(Settings(), datetime(2026, 11, 20, 20, tzinfo=UTC), store)


def test_a_well_journal_is_well(modelway: Command, written: Path) -> None:
    before = written.read_bytes()
    answered = modelway("doctor")
    assert (answered.code, answered.err) == (ExitCode.DONE, "")
    assert "all is well" in answered.out
    assert wrong(modelway) == []
    assert written.read_bytes() == before


def test_before_the_first_word_all_is_well_and_nothing_is_made(modelway: Command, store: Path) -> None:
    assert modelway("doctor").code == ExitCode.DONE
    assert not store.parent.exists()


@pytest.mark.parametrize("lost", [Path.unlink, lambda path: path.write_bytes(b"")], ids=["gone", "emptied"])
def test_a_journal_that_was_lost_is_no_new_one(
    modelway: Command, written: Path, lost: Callable[[Path], object]
) -> None:
    lost(written)
    assert wrong(modelway) == ["Journal"]
    for command in ([], ["journal", "--lived", "1=x"], ["values"], ["today"], ["protect", "on"]):
        refused = modelway(*command)
        assert refused.code == ExitCode.STORE
        assert "but a backup of Friday 20 November 2026 is there" in refused.err
    assert not written.exists() or written.stat().st_size == 0
    remedy = modelway("doctor").out.splitlines()[-1].partition("Next: modelway ")[2].split()
    assert modelway(*remedy, "--yes").code == ExitCode.DONE
    assert modelway("doctor").code == ExitCode.DONE


def test_what_no_journal_can_be_is_refused_by_every_command(modelway: Command, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.db"
    os.mkfifo(pipe)
    assert modelway("doctor", "--store", str(pipe)).code == ExitCode.FAILED
    assert "is no file" in modelway("nights", "list", "--store", str(pipe)).err


def test_a_folder_of_backups_that_is_none_ends_no_examination(modelway: Command, store: Path) -> None:
    with journals.session_at(store) as session:
        journals.define(session)
    backups.folder_of(store).write_text("a shopping list")
    told = findings(modelway)
    assert told["Answers"][0] == "well"
    assert modelway("nights", "list").code == ExitCode.DONE


def test_a_journal_overwritten_by_another_program_is_examined_to_the_end(
    modelway: Command, written: Path
) -> None:
    written.unlink()
    with closing(sqlite3.connect(written)) as other:
        other.execute("CREATE TABLE recipe (name)")
    told = findings(modelway)
    assert told["Stamps"][0] == told["Schema"][0] == "wrong"
    assert told["Clock"][0] == "well"
    refused = modelway("backup", "restore", "2026-11-20", "--yes")
    assert refused.code == ExitCode.STORE
    assert "is a database of another program" in refused.err


def test_a_moment_whose_kind_was_flipped_is_a_finding(modelway: Command, written: Path) -> None:
    with closing(engine.connect(written)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'at TEXT', 'at BLOB') WHERE name = 'command'"
        )
        connection.execute("PRAGMA writable_schema = OFF")
    with closing(engine.connect(written)) as connection:
        connection.execute("UPDATE command SET at = CAST(at AS BLOB)")
    answered = modelway("doctor")
    assert (answered.code, answered.err) == (ExitCode.FAILED, "")


def test_remedies_can_be_pasted_whatever_the_path(modelway: Command, tmp_path: Path) -> None:
    store = tmp_path / "Application Support" / "journal.db"
    with journals.session_at(store) as session:
        journals.define(session)
    store.parent.chmod(0o777)
    told = json.loads(modelway("doctor", "--store", str(store), "--json").out)["data"]["findings"]
    store.parent.chmod(0o700)
    assert [one["remedy"] for one in told if one["remedy"]] == [f"chmod go-w '{store.parent}'"]


def test_reading_an_empty_file_leaves_it_empty(modelway: Command, store: Path) -> None:
    store.parent.mkdir(0o700)
    store.touch(0o600)
    assert modelway().code == ExitCode.DONE
    assert modelway("doctor").code == ExitCode.DONE
    assert store.stat().st_size == 0


def test_a_folder_is_told_as_one_and_left_as_it_is(modelway: Command, tmp_path: Path) -> None:
    team = tmp_path / "team"
    team.mkdir(0o755)
    answered = modelway("doctor", "--store", str(team), "--json")
    assert answered.code == ExitCode.FAILED
    assert json.loads(answered.out)["data"]["findings"][-1]["says"] == f"{team} is no file"
    assert team.stat().st_mode & 0o777 == 0o755


def test_where_nothing_can_be_saved_is_said(written: Path) -> None:
    written.parent.chmod(0o500)
    written.chmod(0o400)
    ran = processes.run(written, "doctor", "--json", limited=processes.without_privileges)
    written.parent.chmod(0o700)
    told = [one for one in json.loads(ran.stdout)["data"]["findings"] if one["state"] == "wrong"]
    assert [one["remedy"] for one in told] == [f"chmod u+w {written}", f"chmod u+w {written.parent}"]
    written.chmod(0o000)
    ran = processes.run(written, "doctor", "--json", limited=processes.without_privileges)
    told = [one for one in json.loads(ran.stdout)["data"]["findings"] if one["state"] == "wrong"]
    assert [one["remedy"] for one in told] == [f"chmod u+rw {written}"]


def test_a_locked_journal_is_not_called_damaged(modelway: Command, written: Path) -> None:
    protection.convert(written, KEY, lambda _: None)
    keys.forget()
    keys.attempts = lambda path, salt: iter(["a wrong one"])
    refused = modelway("doctor")
    assert (refused.code, refused.out) == (ExitCode.STORE, "")
    assert "passphrase" in refused.err


def test_the_keys_for_other_programs_stay(modelway: Command, written: Path) -> None:
    answered = json.loads(modelway("doctor", "--json").out)
    assert answered["schema"] == "modelway.health/1"
    assert list(answered["data"]) == ["journal", "sound", "findings"]
    assert list(answered["data"]["findings"][0]) == ["check", "state", "says", "remedy"]


def test_a_changed_letter_is_found_and_the_remedy_is_a_command_that_mends_it(
    modelway: Command, written: Path
) -> None:
    raw = written.read_bytes()
    place = raw.index(b"Softened the numbers")
    written.write_bytes(raw[:place] + b"s" + raw[place + 1 :])
    answered = modelway("doctor")
    assert answered.code == ExitCode.FAILED
    said = " ".join(answered.out.split())
    assert (
        "1 answer not as it was written (of Thursday 19 November 2026)" in said
        or "1 row of the history without its seal" in said
    )
    remedy = answered.out.splitlines()[-1].partition("Next: modelway ")[2].split()
    assert modelway(*remedy, "--yes").code == ExitCode.DONE
    assert modelway("doctor").code == ExitCode.DONE


def test_files_that_others_could_read_are_closed(modelway: Command, written: Path) -> None:
    backup = next(backups.folder_of(written).glob("*.db"))
    for path in (written, backup, backup.parent):
        path.chmod(0o755)
    told = findings(modelway)
    assert (told["Journal file"][0], told["Backup files"][0]) == ("mended", "mended")
    assert [oct(path.stat().st_mode & 0o077) for path in (written, backup, backup.parent)] == ["0o0"] * 3
    assert modelway("doctor").code == ExitCode.DONE


def test_a_link_is_not_followed_and_the_file_behind_it_is_named(
    modelway: Command, written: Path, tmp_path: Path
) -> None:
    link = tmp_path / "a link.db"
    link.symlink_to(written)
    answered = modelway("doctor", "--store", str(link))
    assert answered.code == ExitCode.FAILED
    remedy = answered.out.splitlines()[-1].partition("Next: modelway ")[2].split()
    assert modelway(*remedy).code == ExitCode.DONE


def test_a_journal_of_another_user_is_told_as_one(
    modelway: Command, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes.give_to_another_user(written, monkeypatch)
    assert wrong(modelway) == ["Journal file"]
    assert "belongs to another user" in findings(modelway)["Journal file"][1]


def test_a_folder_that_others_can_write_in_is_said(modelway: Command, written: Path) -> None:
    written.parent.chmod(0o777)
    assert wrong(modelway) == ["Folder"]
    written.parent.chmod(0o700)


def test_a_clock_in_the_past_is_said(
    modelway: Command, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELWAY_NOW", "2026-10-01T21:00")
    assert wrong(modelway) == ["Clock"]


def test_a_full_disk_and_an_old_engine_are_said(
    modelway: Command, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.permissions, "free_bytes", lambda _: 1_000_000)
    monkeypatch.setattr(checks, "engine_version", lambda: (3, 40, 0))
    assert wrong(modelway) == ["Engine", "Room"]


def test_missing_old_and_changed_backups_are_said(
    modelway: Command, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [backups.folder_of(written) / one.name for one in backups.backups_of(written)]
    for backup in kept:
        backup.write_bytes(backup.read_bytes()[:-1] + b"x")
    assert wrong(modelway) == ["Backups"] * len(kept)
    for backup in kept:
        backups.remove(backup)
    monkeypatch.setenv("MODELWAY_NOW", "2026-12-20T21:00")
    assert findings(modelway)["Backups"] == ("wrong", "there is none")
    modelway("backup", "create")
    assert findings(modelway)["Backups"][0] == "well"


def test_plain_files_beside_a_protected_journal_are_said(modelway: Command, written: Path) -> None:
    backup = backups.folder_of(written) / backups.backups_of(written)[0].name
    plain = backup.read_bytes()
    keys.add(KEY)
    protection.convert(written, KEY, lambda _: None)
    assert findings(modelway)["Passphrase"] == ("well", "nothing can be read without it")
    backup.write_bytes(plain)
    backups.forget_whole(backup)
    aside = backups.aside_for_damaged(written, backups.backups_of(written)[0].made_at)
    aside.write_bytes(plain[:9000])
    told = [one for one in services.examine(place_of(written)) if one.check == "Passphrase"]
    assert [one.says for one in told] == [
        "1 backup can be read without it",
        f"{aside} was damaged and can be read without it",
    ]
    assert [one.remedy for one in told] == ["modelway protect change", f"rm {aside}"]


def test_a_text_that_a_killed_editor_session_left_is_said(
    modelway: Command, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    ended = subprocess.Popen(["true"])
    ended.wait()
    left = written.parent / f"writing-{ended.pid}-abc" / "answer.md"
    left.parent.mkdir(0o700)
    left.write_text("I was going to say")
    assert wrong(modelway) == ["Unsaved text"]
    assert str(left) in findings(modelway)["Unsaved text"][1]


@pytest.mark.parametrize("content", [b"Dear Ada,", b"\0" * 9000])
def test_what_is_no_journal_is_told_as_that_and_left_as_it_is(
    modelway: Command, store: Path, content: bytes
) -> None:
    store.parent.mkdir()
    store.write_bytes(content)
    for path in (store, store.parent):
        path.chmod(0o755)
    answered = modelway("doctor")
    assert (answered.code, answered.err) == (ExitCode.FAILED, "")
    assert "is no journal" in answered.out
    assert [oct(path.stat().st_mode & 0o777) for path in (store, store.parent)] == ["0o755"] * 2
    refused = modelway("doctor", "--salvage", str(store.with_name("rescued.db")))
    assert refused.code == ExitCode.FAILED
    assert "Nothing in" in refused.err
    assert store.read_bytes() == content


def test_what_can_be_read_of_a_damaged_journal_is_rescued(modelway: Command, written: Path) -> None:
    raw = written.read_bytes()
    written.write_bytes(b"\xa5" * 4096 + raw[4096:])
    target = written.with_name("rescued.db")
    answered = modelway("doctor", "--salvage", str(target))
    assert answered.code == ExitCode.DONE
    assert "nothing lost" in answered.out
    assert "Told the board" in modelway("nights", "list", "--store", str(target)).out
    again = modelway("doctor", "--salvage", str(target))
    assert (again.code, "is there already" in again.err) == (ExitCode.FAILED, True)


@pytest.mark.parametrize(
    "name",
    [
        "{} (conflicted copy 2026-11-20).db",
        "{}.sync-conflict-20261120-210000-ABCDEFG.db",
        "{}-laptop.sync-conflict-20261120-210000-ABCDEFG.db",
        "{} 2.db",
    ],
)
def test_a_diverged_copy_is_named_with_what_it_holds(modelway: Command, written: Path, name: str) -> None:
    copy = written.with_name(name.format(written.stem))
    copy.write_bytes(written.read_bytes())
    copy.chmod(0o600)
    assert (
        modelway("journal", "--date", "2026-06-01", "--note", "Only there.", "--store", str(copy)).code == 0
    )
    answered = modelway("doctor", "--json")
    (found,) = [
        one for one in json.loads(answered.out)["data"]["findings"] if one["check"] == "Diverged copy"
    ]
    assert answered.code == ExitCode.FAILED
    assert (found["state"], found["remedy"]) == ("wrong", f"modelway import {quote(str(copy))}")
    assert (
        found["says"]
        == f"{copy.name} holds what your journal has not: 1 night; once it is in, move the copy away"
    )

    assert modelway("import", str(copy)).code == ExitCode.DONE
    assert "Diverged copy" not in wrong(modelway)
    assert findings(modelway)["Diverged copy"][0] == "well"


def test_another_journal_beside_it_is_no_diverged_copy(modelway: Command, written: Path) -> None:
    other = written.with_name(f"{written.stem}-work.db")
    journals.make_journal(other, journals.a_leaders_journal, "2026-11-19T21:00")
    assert "Diverged copy" not in findings(modelway)


def test_a_conflicted_copy_that_cannot_be_read_is_named(modelway: Command, written: Path) -> None:
    copy = written.with_name(f"{written.stem} (conflicted copy).db")
    copy.write_bytes(written.read_bytes()[:5000])
    assert findings(modelway)["Diverged copy"] == (
        "wrong",
        f"{copy.name} lies beside your journal and cannot be read",
    )
