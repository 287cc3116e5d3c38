"""A journal of an older schema is brought up when it is opened; whoever comes meanwhile finds it whole."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from timeit import repeat

import pytest

import processes
from chains import chain_ahead
from journals import CET, FRIDAY, a_leaders_journal, session_at
from modelway.domain.keeping.findings import State
from modelway.errors import ExitCode, StoreError
from modelway.services.keeping.backups import restore, verified
from modelway.services.keeping.doctor import SAYS, examine
from modelway.services.keeping.undo import undo
from modelway.services.place import Place
from modelway.store import opening
from modelway.store.files import backups, encryption, engine, seals, stamps
from modelway.store.journal import Journal
from modelway.store.keeping import checks
from modelway.store.keeping.rewriting import rewrite
from modelway.store.migrations import migrate
from modelway.store.migrations.migrate import migrate as bring_up
from modelway.store.migrations.revisions import Chain
from modelway.store.transactions import Command
from modelway.system.config import Settings

A_NIGHT = FRIDAY - timedelta(days=40)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def written(tmp_path: Path, path: Path) -> Path:
    with session_at(tmp_path / "elsewhere" / "journal.db") as session:
        a_leaders_journal(session)
    path.parent.mkdir(mode=0o700)
    return (tmp_path / "elsewhere" / "journal.db").rename(path)


@pytest.fixture
def ahead(tmp_path: Path) -> Chain:
    return chain_ahead(tmp_path / "ahead")


@pytest.fixture
def older(written: Path, ahead: Chain, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal whose schema is one behind that of the program that opens it from now on."""
    run_ahead(monkeypatch, ahead)
    return written


def run_ahead(monkeypatch: pytest.MonkeyPatch, chain: Chain) -> None:
    monkeypatch.setattr(engine, "SCHEMA_VERSION", chain.version)
    monkeypatch.setattr(opening, "SCHEMA_VERSION", chain.version)
    monkeypatch.setattr(migrate, "migrate", partial(bring_up, chain=chain))


def write_night(journal: Journal, day: date = A_NIGHT) -> None:
    evening = datetime.combine(day, time(21), CET)
    with journal.writing(Command("journal", "a night", evening)):
        journal.start_night(day, evening)


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row and the schema itself, read without opening the file as a journal."""
    with closing(engine.connect(path, "ro")) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        names = ["sqlite_schema", *(name for (name,) in tables)]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


def file_and_bytes(path: Path) -> tuple[int, int, bytes]:
    return path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()


def beside(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()} - {path.name}


def refusal(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        Journal.open(path)
    assert caught.value.exit_code == ExitCode.STORE
    assert "\n" not in caught.value.sentence
    return caught.value


# Nothing to migrate


def test_a_journal_of_this_schema_is_left_as_it_is(written: Path) -> None:
    before = file_and_bytes(written)
    bring_up(written)
    assert file_and_bytes(written) == before
    assert beside(written) == set()


def test_seeing_that_there_is_nothing_to_migrate_imports_nothing(written: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from modelway.store.journal import Journal
with Journal.open(Path({str(written)!r})) as journal:
    journal.values()
heavy = ("alembic", "sqlalchemy", "sqlmodel", "modelway.store.migrat", "modelway.store.migrations.revisions")
print(*(name for name in sys.modules if name.startswith(heavy)))
"""
    done = processes.run(written, "-c", script, command=processes.PROGRAM[:1])
    assert (done.returncode, done.stdout, done.stderr) == (0, b"\n", b"")


def test_seeing_that_there_is_nothing_to_migrate_takes_less_than_a_millisecond(written: Path) -> None:
    with closing(engine.connect(written)) as connection:
        seconds = min(repeat(lambda: opening._check_stamps(connection, written), number=20, repeat=5)) / 20
    assert seconds < 0.001


# Brought up


def test_an_older_journal_is_brought_up_when_it_is_opened(older: Path, ahead: Chain) -> None:
    before = everything(older)
    with Journal.open(older) as journal:
        assert len(journal.nights()) == 10
        assert journal.rows("PRAGMA user_version") == [(ahead.version,)]
        assert journal.rows("PRAGMA application_id") == [(stamps.APPLICATION_ID,)]
        assert journal.rows("PRAGMA foreign_keys") == [(1,)]
    after = everything(older)
    assert after.pop("letter") == []
    assert after.pop("night") == [(*row, None) for row in before.pop("night")]
    assert after.pop("sqlite_schema") != before.pop("sqlite_schema")
    assert after == before
    assert older.stat().st_mode & 0o777 == engine.PRIVATE_FILE
    assert beside(older) == {backups.FOLDER}


def test_the_journal_as_it_was_is_kept_as_a_backup(older: Path) -> None:
    before = everything(older)
    Journal.open(older).close()
    (kept,) = backups.backups_of(older)
    assert kept.reason == "migration"
    assert kept.verified_at is not None
    assert everything(backups.folder_of(older) / kept.name) == before


def test_a_second_opening_migrates_nothing(older: Path) -> None:
    Journal.open(older).close()
    before = file_and_bytes(older)
    Journal.open(older).close()
    assert file_and_bytes(older) == before
    assert len(backups.backups_of(older)) == 1


def test_a_migration_is_no_command_of_the_leaders(older: Path) -> None:
    before = everything(older)
    Journal.open(older).close()
    after = everything(older)
    assert (after["command"], after["history"]) == (before["command"], before["history"])
    with closing(engine.connect(older)) as connection:
        assert list(seals.broken_seals(connection)) == []


def test_what_comes_afterwards_is_in_the_history_with_the_new_column(older: Path) -> None:
    with Journal.open(older) as journal:
        write_night(journal)
        with journal.writing(Command("journal", "a mood", datetime.combine(A_NIGHT, time(22), CET))):
            journal.run("UPDATE night SET mood = 'calm'")
        told = journal.rows("SELECT DISTINCT after_image ->> 'mood' FROM history WHERE table_name = 'night'")
        assert told == [(None,), ("calm",)]
        with pytest.raises(engine.sqlite.IntegrityError, match="append-only"):
            journal.run("DELETE FROM history")
    with closing(engine.connect(older)) as connection:
        assert checks.images(connection) == []
        assert checks.sealed(connection) == []


def test_what_was_done_before_can_be_taken_back_afterwards(older: Path) -> None:
    with session_at(older) as session:
        assert len(session.journal.nights()) == 10
        undo(session)
        assert session.journal.nights() == []


@pytest.mark.parametrize("name", ["a b%20c.db", "100%(here)s", "ü正🌱", "a:b;c", "#1?mode=memory"])
def test_a_journal_of_any_name_is_brought_up(tmp_path: Path, name: str, ahead: Chain) -> None:
    path = tmp_path / name / name
    with Journal.open(path) as journal:
        write_night(journal)
    bring_up(path, chain=ahead)
    assert [row[1] for row in everything(path)["night"]] == [A_NIGHT.isoformat()]
    assert "letter" in everything(path)


def test_the_steps_are_told_to_who_asks(written: Path, ahead: Chain) -> None:
    told: list[str] = []
    bring_up(written, chain=ahead, tell=told.append)
    assert told == [
        "copying your journal",
        f"bringing the copy from schema {stamps.SCHEMA_VERSION} to {ahead.version}",
        "keeping a backup of it as it was",
        "putting the copy in its place",
    ]


def test_whoever_opens_an_older_journal_can_follow_it(older: Path) -> None:
    told: list[str] = []
    Journal.open(older, told.append).close()
    assert told[0] == "copying your journal"
    assert len(told) == 4


# Refused


@pytest.mark.parametrize(
    ("revision", "reason"),
    [
        ("raise LookupError('I told no one')", "LookupError"),
        ("op.execute('SELECT absent FROM night')", "no such column: absent"),
        ("op.execute('DELETE FROM reflection')", "reflection had 30 rows, and then 0"),
        ("op.execute('CREATE TABLE stray (id TEXT) STRICT')", "the table stray is not that of a new journal"),
    ],
)
def test_a_migration_that_fails_is_told_and_changes_nothing(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, revision: str, reason: str
) -> None:
    before = file_and_bytes(written)
    run_ahead(monkeypatch, chain_ahead(tmp_path / "failing", revision))
    sentence = refusal(written).sentence
    assert reason in sentence
    assert "nothing in it is lost" in sentence
    assert "I told no one" not in sentence
    assert file_and_bytes(written) == before
    assert beside(written) == set()


@pytest.mark.parametrize("version", [0, -1])
def test_a_number_that_no_modelway_wrote_is_told_and_left_alone(older: Path, version: int) -> None:
    with closing(engine.connect(older)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    before = file_and_bytes(older)
    assert f"no modelway ever wrote a schema {version}" in refusal(older).sentence
    assert file_and_bytes(older) == before
    assert beside(older) == set()


def test_a_damaged_journal_is_told_so_and_left_alone(older: Path) -> None:
    with closing(engine.connect(older)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM night")
    before = file_and_bytes(older)
    assert "is damaged" in refusal(older).sentence
    assert file_and_bytes(older) == before
    assert beside(older) == set()


def test_a_newer_journal_is_refused_and_left_alone(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Journal.open(older).close()
    monkeypatch.undo()
    before = file_and_bytes(older)
    assert "newer modelway" in refusal(older).sentence
    assert file_and_bytes(older) == before


# Others at work


def test_an_older_program_that_has_it_open_reads_on_and_is_refused_the_next_write(
    written: Path, ahead: Chain
) -> None:
    with Journal.open(written) as other:
        bring_up(written, chain=ahead)
        assert len(other.nights()) == 10
        with pytest.raises(StoreError, match="newer modelway"):
            write_night(other)
    assert A_NIGHT.isoformat() not in {row[1] for row in everything(written)["night"]}


def test_who_reads_meanwhile_reads_the_journal_as_it_was(written: Path, ahead: Chain) -> None:
    with Journal.open(written) as other:
        read: list[int] = []
        bring_up(written, chain=ahead, tell=lambda _: read.append(len(other.nights())))
    assert read == [10, 10, 10, 10]


def test_an_answer_under_way_is_waited_for_and_kept(written: Path, ahead: Chain) -> None:
    evening = datetime.combine(A_NIGHT, time(21), CET)
    with Journal.open(written) as other, ThreadPoolExecutor(1) as pool:
        with other.writing(Command("journal", "a night", evening)):
            other.start_night(A_NIGHT, evening)
            brought_up = pool.submit(bring_up, written, chain=ahead)
            with pytest.raises(TimeoutError):
                brought_up.result(1)
        brought_up.result(20)
    assert (A_NIGHT.isoformat(), None) in {(row[1], row[-1]) for row in everything(written)["night"]}


def test_an_answer_that_never_ends_is_told_and_nothing_changes(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "PATIENCE_MILLISECONDS", 50)
    before = file_and_bytes(older)
    with closing(engine.connect(older)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "Another program is writing" in refusal(older).sentence
        other.execute("ROLLBACK")
    assert file_and_bytes(older) == before
    assert beside(older) == set()


def test_many_who_come_at_once_find_it_brought_up_once(older: Path) -> None:
    ready = threading.Barrier(8)

    def come(number: int) -> int:
        ready.wait(20)
        with Journal.open(older) as journal:
            write_night(journal, A_NIGHT - timedelta(days=number))
            return len(journal.rows("SELECT mood FROM night"))

    with ThreadPoolExecutor(8) as pool:
        counted = list(pool.map(come, range(8)))
    assert max(counted) == 18
    assert len(everything(older)["night"]) == 18
    assert len(backups.backups_of(older)) == 1
    assert beside(older) == {backups.FOLDER}


# Looking through an older journal, and its backups


@pytest.fixture
def checking_ahead(older: Path, ahead: Chain, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An older journal, and a program that also checks by its own schema."""
    monkeypatch.setattr(migrate, "SHIPPED", ahead)
    monkeypatch.setattr(checks, "SCHEMA_VERSION", ahead.version)
    monkeypatch.setattr(opening, "empty_store", lambda: new_store(ahead))
    return older


@pytest.fixture
def kept_before(checking_ahead: Path) -> Path:
    """The backup that was kept as the journal was brought up."""
    older = checking_ahead
    Journal.open(older).close()
    (kept,) = backups.backups_of(older)
    return backups.folder_of(older) / kept.name


def new_store(chain: Chain) -> engine.sqlite.Connection:
    connection = engine.sqlite.connect(":memory:", isolation_level=None)
    for statement in (*chain.shape(), *chain.guards()):
        connection.execute(statement)
    return connection


def test_the_doctor_finds_an_older_journal_whole_and_leaves_it_as_it_is(checking_ahead: Path) -> None:
    before = file_and_bytes(checking_ahead)
    place = Place(Settings(), datetime.combine(FRIDAY, time(21), CET), checking_ahead)
    told = {finding.check: finding.state for finding in examine(place)}
    assert {told[what] for what, _ in SAYS.values()} == {State.WELL}
    assert file_and_bytes(checking_ahead) == before
    assert beside(checking_ahead) == set()


def test_a_backup_of_an_older_schema_is_found_whole_and_left_as_it_is(kept_before: Path) -> None:
    before = file_and_bytes(kept_before)
    with session_at(kept_before.parents[1] / "journal.db") as session:
        assert session.place is not None
        (verdict,) = verified(session.place, kept_before.name)
    assert verdict.problems == ()
    assert file_and_bytes(kept_before) == before


def test_a_backup_of_an_older_schema_is_restored_in_this_one(older: Path, kept_before: Path) -> None:
    brought_up = everything(older)
    with session_at(older) as session:
        undo(session)
        assert session.journal.nights() == []
        assert session.place is not None
        restore(session.place, kept_before)
        assert len(session.journal.nights()) == 10
    restored = everything(older)
    with closing(engine.connect(older)) as connection:
        assert checks.images(connection) == []
        assert {table: restored[table] for table in checks.recorded(connection)} == {
            table: brought_up[table] for table in checks.recorded(connection)
        }
    assert beside(older) == {backups.FOLDER}


# Protected journals


def test_a_protected_journal_is_brought_up_and_nothing_of_it_is_ever_plain(
    written: Path, ahead: Chain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encryption.keys, "_by_salt", {})
    key = encryption.Key(bytes(range(16)), bytes(range(32)))
    encryption.keys.add(key)
    protected = tmp_path / "protected" / "journal.db"
    protected.parent.mkdir()
    rewrite(written, protected, key)
    heads: set[bytes] = set()

    def look(_: str) -> None:
        beside = (file for file in protected.parent.iterdir() if file.is_file() and file != protected)
        heads.update(file.read_bytes()[:16] for file in beside)

    bring_up(protected, chain=ahead, tell=look)
    (kept,) = backups.backups_of(protected)
    heads |= {path.read_bytes()[:16] for path in (protected, backups.folder_of(protected) / kept.name)}
    assert heads == {key.salt}
    plain = everything(written)
    assert [row[:-1] for row in everything(protected)["night"]] == plain["night"]
    assert everything(protected)["history"] == plain["history"]
