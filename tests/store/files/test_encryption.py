"""A protected journal holds every row and shows none; a change of its protection is whole or not at all."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, nullcontext
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from scale import runs

import processes
from journals import a_leaders_journal, make_journal, session_at
from modelway.errors import ExitCode, Refused, StoreError
from modelway.store import opening
from modelway.store.files import backups, engine, replacing, stamps
from modelway.store.files.copying import copy_checked
from modelway.store.files.encryption import Key, Keys, fresh_key, key_from, key_in_blob, keys, salt_of
from modelway.store.files.stamps import PLAIN
from modelway.store.journal import Journal
from modelway.store.keeping import protection
from modelway.store.keeping.checks import problems_of
from modelway.store.keeping.salvage import salvage
from modelway.store.transactions import Command

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=1)))
FRIDAY = date(2026, 11, 20)
KEY, OTHER = Key(b"s" * 16, b"1" * 32), Key(b"t" * 16, b"2" * 32)
WRITTEN = (b"board", b"Softened the numbers", b"reorganisation", b"Honest communication", b"CREATE TABLE")
CRASHES = Path(__file__).with_name("protecting_crashes.py")


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    attempts, keys.attempts = keys.attempts, Keys().attempts
    keys.forget()
    yield
    keys.forget()
    keys.attempts = attempts


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A leader's journal with one backup, both plain."""
    path = tmp_path / "data" / "journal.db"
    make_journal(path, a_leaders_journal)
    return path


@pytest.fixture
def protected(store: Path) -> Path:
    convert(store, KEY)
    return store


def convert(store: Path, key: Key | None) -> protection.Converted:
    return protection.convert(store, key, lambda _: None)


def answering(*passphrases: str | Key) -> list[Path]:
    """Have these given when a key is needed; the files that were asked for."""
    asked: list[Path] = []

    def attempts(path: Path, salt: bytes) -> Iterator[str | Key]:
        asked.append(path)
        yield from passphrases

    keys.forget()
    keys.attempts = attempts
    return asked


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_nothing_can_be_read(folder: Path) -> None:
    for name, content in files_below(folder).items():
        for words in WRITTEN:
            assert words not in content, f"{words!r} stands in {name}"


# What lies on the disk


def test_the_words_do_stand_in_a_plain_journal_so_that_the_checks_below_check_something(store: Path) -> None:
    content = store.read_bytes()
    assert all(words in content for words in WRITTEN)


def test_on_protects_the_journal_and_its_backups_and_off_gives_every_row_back(store: Path) -> None:
    before = processes.dump(store)
    assert convert(store, KEY).backups == 1
    assert processes.dump(store) == before
    assert not problems_of(store)
    assert_nothing_can_be_read(store.parent)
    assert convert(store, None).backups == 1
    assert processes.dump(store) == before
    assert not problems_of(store)
    assert store.read_bytes().startswith(PLAIN)


def test_a_change_of_the_key_keeps_every_row_and_the_old_key_opens_nothing(protected: Path) -> None:
    before = processes.dump(protected)
    convert(protected, OTHER)
    assert processes.dump(protected) == before
    answering(KEY)
    with pytest.raises(StoreError, match="no passphrase that was given fits"):
        Journal.open(protected)


def test_stamps_are_set_and_files_are_private(protected: Path) -> None:
    with closing(engine.connect(protected)) as connection:
        assert engine.stamps_of(connection) == (stamps.APPLICATION_ID, stamps.SCHEMA_VERSION)
        assert connection.execute("PRAGMA cipher_version").fetchone()
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    modes = {path.stat().st_mode & 0o777 for path in protected.parent.rglob("*") if path.is_file()}
    assert modes == {0o600}


def test_a_protected_connection_is_set_up_as_a_plain_one(protected: Path) -> None:
    names = (
        "synchronous",
        "foreign_keys",
        "trusted_schema",
        "cell_size_check",
        "secure_delete",
        "temp_store",
    )
    with closing(engine.connect(protected)) as one, closing(opening.empty_store()) as plain:
        for name in names:
            ask = f"PRAGMA {name}"
            assert one.execute(ask).fetchone() == plain.execute(ask).fetchone(), name
        assert one.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_the_file_beside_it_during_a_write_shows_nothing(protected: Path) -> None:
    with Journal.open(protected) as journal, journal.writing(Command("journal", "a night", NOW)):
        journal.start_night(FRIDAY, NOW)
        journal.set_note(FRIDAY, "the board and the reorganisation " * 2_000)
        journal.run("DELETE FROM reflection")
        beside = {name for name in files_below(protected.parent) if name.endswith("-journal")}
        assert beside == {"journal.db-journal"}
        assert_nothing_can_be_read(protected.parent)
    assert_nothing_can_be_read(protected.parent)


def test_new_backups_and_copies_are_protected_with_the_same_key(protected: Path, tmp_path: Path) -> None:
    backups.keep(protected, NOW, "asked")
    copy_checked(protected, tmp_path / "copy.db")
    assert {salt_of(path) for path in tmp_path.rglob("*.db")} == {KEY.salt}
    assert_nothing_can_be_read(tmp_path)
    assert processes.dump(tmp_path / "copy.db") == processes.dump(protected)


def test_the_old_plain_file_is_overwritten_before_it_goes(store: Path, tmp_path: Path) -> None:
    with store.open("rb") as kept_open:
        convert(store, KEY)
        kept_open.seek(0)
        remains = kept_open.read()
    assert len(remains) > 4096
    assert all(words not in remains for words in WRITTEN)


def test_a_plain_file_with_another_name_is_left_there_and_told(store: Path, tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot.db"
    os.link(store, snapshot)
    content = snapshot.read_bytes()
    assert convert(store, KEY).linked == (store,)
    assert snapshot.read_bytes() == content
    assert salt_of(store) == KEY.salt


# Keys


def test_the_passphrase_opens_it_with_sqlcipher_alone(store: Path) -> None:
    key = fresh_key("fünf Wörter für später")
    convert(store, key)
    connection = engine.sqlite.connect(str(store))
    connection.execute("PRAGMA key = 'fünf Wörter für später'")
    assert connection.execute("SELECT count(*) FROM night").fetchone()[0] > 5
    connection.close()


def test_a_passphrase_leads_to_one_key_for_a_salt_however_its_letters_are_composed() -> None:
    key = key_from("Grüße, Ana", b"s" * 16)
    assert key_from("Gru\u0308ße, Ana", b"s" * 16) == key
    assert key_from("Grüße, ana", b"s" * 16) != key
    assert key_from("Grüße, Ana", b"t" * 16) != key
    assert key_in_blob(key.blob) == key


def test_a_key_is_never_shown() -> None:
    assert KEY.raw.hex() not in repr(KEY)
    assert repr(KEY.raw) not in repr(KEY)


@pytest.mark.parametrize("blob", ["", "x''", "x'00'", "secret", f"x'{'0' * 94}zz'"])
def test_what_is_no_key_is_not_taken_for_one(blob: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        key_in_blob(blob)


def test_a_key_is_asked_for_once_and_serves_every_file_of_its_salt(protected: Path) -> None:
    asked = answering("wrong one", KEY)
    Journal.open(protected).close()
    Journal.open(protected).close()
    backups.keep(protected, NOW, "asked")
    assert all(
        not problems_of(backups.folder_of(protected) / one.name) for one in backups.backups_of(protected)
    )
    assert asked == [protected]


def test_wrong_passphrases_end_in_a_sentence_and_touch_nothing(
    protected: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = files_below(protected.parent)
    answering("one", "two", "three")
    with pytest.raises(StoreError) as caught:
        Journal.open(protected)
    assert caught.value.exit_code == ExitCode.STORE
    assert "nothing in it was touched" in caught.value.sentence
    assert files_below(protected.parent) == before
    assert capfd.readouterr() == ("", "")


def test_nobody_to_ask_is_a_sentence(protected: Path) -> None:
    keys.forget()
    with pytest.raises(StoreError, match="nobody can be asked"):
        Journal.open(protected)


def test_no_core_is_dumped_once_a_protected_journal_is_open(
    protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    Journal.open(protected).close()
    assert set(limits) == {(resource.RLIMIT_CORE, (0, 0))}


# What is no protected journal


@pytest.mark.parametrize(
    "content",
    [b"Dear Ada,\n" * 2_000, b"\0" * 8192, b"\x7fELF" + b"\0\1" * 4096, b"short", PLAIN + b"\0" * 5000],
    ids=["letter", "zeros", "program", "short", "plain"],
)
def test_other_files_are_not_taken_for_protected_ones(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    asked = answering(KEY)
    with pytest.raises(StoreError):
        Journal.open(path)
    assert asked == []
    assert path.read_bytes() == content


def test_a_protected_journal_whose_first_page_is_damaged_is_told_as_one(protected: Path) -> None:
    content = bytearray(protected.read_bytes())
    content[100] ^= 1
    protected.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        Journal.open(protected)
    answering(KEY)
    with pytest.raises(StoreError, match="damaged"):
        Journal.open(protected)


@pytest.mark.parametrize("place", [4096 * 3 + 7, 4096 * 9 + 4090, 4096 * 20])
def test_any_flipped_bit_of_a_protected_journal_is_noticed(protected: Path, place: int) -> None:
    content = bytearray(protected.read_bytes())
    content[place] ^= 4
    protected.write_bytes(content)
    assert problems_of(protected)


def test_what_a_killed_write_left_beside_it_is_taken_back_whichever_passphrase_comes_first(
    protected: Path,
) -> None:
    before = processes.dump(protected)
    script = f"""
import os
from datetime import date
from pathlib import Path
from modelway.store.files.encryption import Key, keys
from modelway.store.journal import Journal
from modelway.store.keeping.salvage import salvage
from modelway.store.transactions import Command
from modelway.system.clock import now
keys.add(Key({KEY.salt!r}, {KEY.raw!r}))
with Journal.open(Path({str(protected)!r})) as journal, journal.writing(Command("journal", "lost", now())):
    journal.rows("PRAGMA cache_size = 1")
    journal.start_night(date(2026, 11, 20), now())
    journal.set_note(date(2026, 11, 20), "never saved " * 100_000)
    os._exit(9)
"""
    processes.run(protected, "-c", script, command=processes.PROGRAM[:1])
    assert protected.with_name("journal.db-journal").exists()
    answering("wrong", "wrong again")
    with pytest.raises(StoreError):
        Journal.open(protected)
    answering("wrong", KEY)
    assert processes.dump(protected) == before
    assert not problems_of(protected)


# Backups that cannot be written anew


def test_a_backup_with_another_passphrase_is_left_and_told(protected: Path, tmp_path: Path) -> None:
    foreign = backups.folder_of(protected) / backups.keep(protected, NOW, "asked").name
    elsewhere = tmp_path / "elsewhere" / "journal.db"
    with session_at(elsewhere) as session:
        a_leaders_journal(session)
    convert(elsewhere, OTHER)
    foreign.write_bytes(elsewhere.read_bytes())
    answering(KEY)
    done = convert(protected, Key(b"u" * 16, b"3" * 32))
    assert done.left == ((foreign, protection.LOCKED),)
    assert done.backups == 1
    assert protection.protection_of(protected).other_backups == 1


def test_a_damaged_backup_is_left_and_told(store: Path) -> None:
    damaged = backups.folder_of(store) / backups.keep(store, NOW, "asked").name
    damaged.write_bytes(damaged.read_bytes()[:9000])
    content = damaged.read_bytes()
    done = convert(store, KEY)
    assert done.left == ((damaged, protection.DAMAGED),)
    assert damaged.read_bytes() == content
    assert protection.protection_of(store).plain_backups == 1


def test_a_damaged_journal_that_was_set_aside_is_left_and_told(store: Path) -> None:
    backups.keep(store, NOW, "asked")
    aside = backups.aside_for_damaged(store, NOW)
    aside.write_bytes(store.read_bytes()[:9000])
    done = convert(store, KEY)
    assert done.left == ((aside, protection.DAMAGED),)
    assert protection.plain_remains_of(store) == [aside]


# Others at work


def test_an_answer_under_way_is_waited_for_or_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    before = processes.dump(store)
    with Journal.open(store) as other, other.writing(Command("journal", "a night", NOW)):
        other.start_night(FRIDAY, NOW)
        with pytest.raises(StoreError, match="Another program is writing"):
            convert(store, KEY)
    assert salt_of(store) is None
    assert len(processes.dump(store)["night"]) == len(before["night"]) + 1
    assert not replacing.folder_of(store).exists()


def test_who_had_the_old_journal_open_loses_no_answer(store: Path) -> None:
    with Journal.open(store) as other:
        convert(store, KEY)
        with (
            pytest.raises((StoreError, Refused), match="replaced by another command"),
            other.writing(Command("journal", "a night", NOW)),
        ):
            other.start_night(FRIDAY, NOW)
    with Journal.open(store) as journal:
        assert journal.night(FRIDAY) is None


def test_two_changes_at_once_are_one_after_the_other(store: Path) -> None:
    with replacing.waiting_room(store), pytest.raises(StoreError, match="wait until it is done"):
        convert(store, KEY)
    assert salt_of(store) is None


def test_an_answer_written_between_a_crash_and_the_next_opening_is_not_lost(store: Path) -> None:
    def crash(*arguments: object) -> None:
        raise KeyboardInterrupt

    with Journal.open(store) as other, pytest.MonkeyPatch.context() as patch:
        patch.setattr(replacing, "_put_in_place", crash)
        with pytest.raises(KeyboardInterrupt):
            convert(store, KEY)
        with other.writing(Command("journal", "a night", NOW)):
            other.start_night(FRIDAY, NOW)
    with Journal.open(store) as journal:
        assert journal.night(FRIDAY) is not None
    assert salt_of(store) is None
    assert not replacing.folder_of(store).exists()


# Broken off


@pytest.mark.parametrize("change", ["on", "off", "change"])
@pytest.mark.parametrize(
    "how", [("every", str(runs(1, 9))), ("random", str(runs(17, 5)))], ids=lambda how: how[0]
)
def test_killed_at_any_moment_all_files_are_the_old_or_all_the_new_ones(
    tmp_path: Path, change: str, how: tuple[str, str]
) -> None:
    done = subprocess.run(
        [sys.executable, str(CRASHES), str(tmp_path), change, *how],
        capture_output=True,
        env=processes.environment(tmp_path / "none.db", PYTHONPATH=str(CRASHES.parents[2])),
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    old, new = map(int, done.stdout.split())
    assert old + new >= 5
    # A few moments at random may all fall on one side.
    assert (old and new) or how[0] == "random"


@pytest.mark.parametrize(
    ("step", "number"),
    [("fsync", number) for number in range(1, 9)]
    + [("rename", 1), ("rename", 2), ("rename", 3), ("link", 1), ("link", 2), ("pwrite", 1), ("pwrite", 2)],
)
def test_a_step_that_fails_leaves_all_the_old_or_all_the_new_files(
    store: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    before, done = processes.dump(store), 0
    real = getattr(os, step)

    def failing(*arguments: object, **options: object) -> object:
        nonlocal done
        done += 1
        if done == number:
            raise OSError(5, "Input/output error")
        return real(*arguments, **options)

    monkeypatch.setattr(os, step, failing)
    # A second name that cannot be given is done without.
    with nullcontext() if step == "link" else pytest.raises(StoreError, match="input/output error"):
        convert(store, KEY)
    monkeypatch.undo()
    assert processes.dump(store) == before
    salts = {salt_of(backups.folder_of(store) / one.name) for one in backups.backups_of(store)} | {
        salt_of(store)
    }
    assert len(salts) == 1
    assert not replacing.folder_of(store).exists()


def test_a_disk_without_room_refuses_and_changes_nothing(store: Path) -> None:
    script = f"""
from pathlib import Path
from modelway.errors import ModelwayError
from modelway.store.keeping import protection
from modelway.store.files.encryption import Key
try:
    protection.convert(Path({str(store)!r}), Key({KEY.salt!r}, {KEY.raw!r}), lambda _: None)
except ModelwayError as error:
    print(error.sentence)
"""
    before = files_below(store.parent)
    room = processes.with_files_up_to(40_000)
    done = processes.run(store, "-c", script, command=processes.PROGRAM[:1], limited=room)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"\n") == 1
    assert files_below(store.parent) == before
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 40_000


def test_what_is_salvaged_of_a_protected_journal_is_protected_too(protected: Path, tmp_path: Path) -> None:
    content = bytearray(protected.read_bytes())
    content[4096 * 10 + 100] ^= 1
    protected.write_bytes(content)
    rescued = tmp_path / "rescued.db"
    salvage(protected, rescued, NOW)
    assert salt_of(rescued) == KEY.salt
    assert len(processes.dump(rescued)["night"]) > 5
    assert_nothing_can_be_read(tmp_path)
