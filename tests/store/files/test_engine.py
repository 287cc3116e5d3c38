"""A store is opened safely or not at all, and every refusal is a sentence that says what to do."""

import os
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import processes
from modelway.domain.loop.values import Definition, Role, Value
from modelway.errors import ExitCode, ModelwayError, Refused, StoreError
from modelway.store.files import engine
from modelway.store.journal import Journal
from modelway.store.transactions import Command

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=1)))
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def written(path: Path) -> Path:
    with Journal.open(path) as journal:
        write_night(journal)
    return path


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)


def write_night(journal: Journal, day: date = FRIDAY) -> None:
    with journal.writing(Command("journal", "a night", NOW)):
        journal.start_night(day, NOW)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refusal(path: Path) -> ModelwayError:
    with pytest.raises(ModelwayError) as caught:
        Journal.open(path)
    return caught.value


# Files and folders


@pytest.mark.usefixtures("open_umask")
def test_a_new_journal_is_for_its_owner_alone(path: Path) -> None:
    Journal.open(path).close()
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)


@pytest.mark.usefixtures("open_umask")
def test_the_file_beside_it_during_a_write_is_for_its_owner_alone(path: Path) -> None:
    with Journal.open(path) as journal, journal.writing(Command("journal", "a night", NOW)):
        journal.start_night(FRIDAY, NOW)
        beside = [mode(file) for file in path.parent.iterdir() if file != path]
    assert set(beside) <= {0o600}


def test_a_journal_that_others_could_read_is_closed_to_them(written: Path) -> None:
    written.chmod(0o664)
    Journal.open(written).close()
    assert mode(written) == 0o600


def test_the_folder_of_a_named_journal_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Journal.open(tmp_path / "journal.db").close()
    assert mode(tmp_path) == 0o755


@pytest.mark.parametrize("target_is_there", [True, False])
def test_a_planted_link_is_refused_and_not_followed(
    tmp_path: Path, path: Path, target_is_there: bool
) -> None:
    path.parent.mkdir()
    target = tmp_path / "target.db"
    if target_is_there:
        Journal.open(target).close()
    path.symlink_to(target)
    error = refusal(path)
    assert "is a link" in error.sentence
    assert error.exit_code == ExitCode.STORE
    assert target.exists() == target_is_there


def test_a_journal_of_another_user_is_refused_and_left_alone(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written.read_bytes()
    processes.give_to_another_user(written, monkeypatch)
    error = refusal(written)
    assert "belongs to another user" in error.sentence
    assert error.exit_code == ExitCode.STORE
    assert written.read_bytes() == before


def test_a_folder_is_no_journal(tmp_path: Path) -> None:
    error = refusal(tmp_path)
    assert "is no file" in error.sentence
    assert error.exit_code == ExitCode.STORE


def test_reading_where_there_is_no_journal_leaves_no_file(path: Path) -> None:
    with Journal.open_to_read(path) as journal:
        assert journal.values() == []
        assert journal.nights() == []
    assert not path.parent.exists()


def test_a_name_with_anything_in_it_is_a_name(tmp_path: Path) -> None:
    for name in ("a b?mode=memory", "100%25", "#1", "ü正🌱", "file:x"):
        path = tmp_path / name
        with Journal.open(path) as journal:
            write_night(journal)
        with Journal.open(path) as journal:
            assert [night.day for night in journal.nights()] == [FRIDAY]
        assert path.is_file()


# What is no journal, or none for this program


def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada,\n" * 200)
    error = refusal(letter)
    assert "is no journal" in error.sentence
    assert error.exit_code == ExitCode.STORE
    assert letter.read_text() == "Dear Ada,\n" * 200


def test_a_short_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada,")
    assert refusal(letter).exit_code == ExitCode.STORE
    assert letter.read_text() == "Dear Ada,"


@pytest.mark.parametrize("application", [0, 1234])
def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, application: int) -> None:
    path = tmp_path / "other.db"
    other = engine.sqlite.connect(str(path))
    other.executescript(f"PRAGMA application_id = {application}; CREATE TABLE song (title TEXT);")
    other.close()
    before = path.read_bytes()
    error = refusal(path)
    assert "another program" in error.sentence
    assert error.exit_code == ExitCode.STORE
    assert path.read_bytes() == before


def test_a_newer_journal_is_refused_and_left_alone(written: Path) -> None:
    connection = engine.sqlite.connect(str(written))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = written.read_bytes()
    error = refusal(written)
    assert "newer modelway" in error.sentence
    assert error.exit_code == ExitCode.STORE
    assert written.read_bytes() == before


@pytest.mark.parametrize("kept", [100, 4096, 3 * 4096, 5 * 4096 + 17])
def test_a_journal_cut_short_is_told_as_damaged_and_left_alone(written: Path, kept: int) -> None:
    cut = written.read_bytes()[:kept]
    written.write_bytes(cut)

    def use_it() -> None:
        with Journal.open(written) as journal:
            journal.values()
            journal.nights()
            write_night(journal, FRIDAY - timedelta(days=1))

    with pytest.raises(StoreError, match="damaged"):
        use_it()
    assert written.read_bytes() == cut


def test_an_empty_file_from_an_interrupted_start_becomes_a_journal(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Journal.open(path) as journal:
        write_night(journal)
        assert [night.day for night in journal.nights()] == [FRIDAY]


# Others at work


@pytest.mark.usefixtures("impatient")
def test_a_journal_in_use_is_told_so_after_waiting_and_works_afterwards(written: Path) -> None:
    with Journal.open(written) as other, Journal.open(written) as mine:
        with other.writing(Command("journal", "another night", NOW)):
            with pytest.raises(StoreError, match="Another program is writing") as caught:
                write_night(mine, FRIDAY - timedelta(days=1))
            assert caught.value.exit_code == ExitCode.STORE
            assert [night.day for night in mine.nights()] == [FRIDAY]
        write_night(mine, FRIDAY - timedelta(days=1))
        assert len(mine.nights()) == 2


@pytest.mark.usefixtures("impatient")
def test_a_journal_that_is_locked_whole_cannot_be_opened_meanwhile(written: Path) -> None:
    other = engine.sqlite.connect(str(written), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    error = refusal(written)
    assert "wait until it is done" in error.sentence
    assert error.exit_code == ExitCode.STORE
    other.execute("ROLLBACK")
    other.close()
    Journal.open(written).close()


def test_a_write_waits_for_another_to_end(written: Path) -> None:
    begun = threading.Event()
    with Journal.open(written) as other, ThreadPoolExecutor(1) as pool:

        def write() -> int:
            with Journal.open(written) as mine:
                begun.set()
                write_night(mine, FRIDAY - timedelta(days=1))
                return len(mine.nights())

        with other.writing(Command("journal", "another night", NOW)):
            other.start_night(FRIDAY - timedelta(days=2), NOW)
            mine = pool.submit(write)
            assert begun.wait(10)
        assert mine.result(10) == 3


def test_many_can_make_the_journal_at_once(path: Path) -> None:
    days = [FRIDAY - timedelta(days=number) for number in range(8)]
    ready = threading.Barrier(len(days))

    def write(day: date) -> None:
        ready.wait(10)
        with Journal.open(path) as journal:
            write_night(journal, day)

    with ThreadPoolExecutor(len(days)) as pool:
        list(pool.map(write, days))
    with Journal.open(path) as journal:
        assert [night.day for night in journal.nights()] == days[::-1]
        assert journal.rows("SELECT count(*) FROM store") == [(1,)]


# No room, and no permission


def test_a_full_disk_refuses_the_answer_and_loses_nothing(written: Path) -> None:
    with Journal.open(written) as journal:
        pages = journal.rows("PRAGMA page_count")[0][0]
        journal.rows(f"PRAGMA max_page_count = {pages}")
        with (
            pytest.raises(Refused, match="disk is full"),
            journal.writing(Command("journal", "too much", NOW)),
        ):
            journal.set_note(FRIDAY, "too much " * 10_000)
        assert [night.note for night in journal.nights()] == [""]
        journal.rows("PRAGMA max_page_count = 100000")
        with journal.writing(Command("journal", "enough", NOW)):
            journal.set_note(FRIDAY, "enough")
        assert [night.note for night in journal.nights()] == ["enough"]


DEFINE = ("values", "define", "--from", "-")
A_VALUE = b'{"values": [{"name": "Honesty", "definition": "I say what is so.", "behaviors": ["Name it."]}]}'


def test_where_files_cannot_grow_a_new_journal_is_refused_and_made_later(path: Path) -> None:
    refused = processes.run(path, *DEFINE, data=A_VALUE, limited=processes.with_files_up_to(4096))
    assert refused.returncode in (ExitCode.FAILED, ExitCode.STORE)
    assert refused.stderr.count(b"\n") == 1
    assert b"fault" not in refused.stderr
    with Journal.open(path) as journal:
        write_night(journal)
        assert [night.day for night in journal.nights()] == [FRIDAY]


def test_where_files_cannot_grow_an_answer_is_refused_and_nothing_is_lost(written: Path) -> None:
    with Journal.open(written) as journal:
        wording = Definition("d", FRIDAY, "I say what is so.", ("Name the risk.",))
        with journal.writing(Command("values define", "a value", NOW)):
            journal.put_value(
                Value("v", "honesty", "Honesty", Role.LEADER, 10, 0.8, 1, FRIDAY, None, (wording,))
            )
    before = processes.dump(written)
    room = processes.with_files_up_to(written.stat().st_size)
    long = "too much " * 10_000
    refused = processes.run(written, "journal", "--lived", f"honesty={long}", limited=room)
    assert refused.returncode in (ExitCode.FAILED, ExitCode.STORE)
    assert refused.stdout == b""
    assert refused.stderr.count(b"\n") == 1
    assert b"fault" not in refused.stderr
    assert processes.dump(written) == before
    assert processes.run(written, "journal", "--lived", f"honesty={long}").returncode == ExitCode.DONE


def test_a_folder_that_cannot_be_written_refuses_a_new_journal(path: Path) -> None:
    path.parent.mkdir(mode=0o500)
    refused = processes.run(path, *DEFINE, data=A_VALUE, limited=processes.without_privileges)
    assert refused.returncode == ExitCode.STORE
    assert b"permission denied" in refused.stderr
    assert list(path.parent.iterdir()) == []


def test_a_folder_that_cannot_be_looked_into_is_told_so(written: Path) -> None:
    written.parent.chmod(0)
    elsewhere = str(written.parent.parent)
    for command in (["journal", "--note", "a"], []):
        refused = processes.run(
            written, *command, limited=processes.without_privileges, XDG_CONFIG_HOME=elsewhere
        )
        assert (refused.returncode, refused.stderr.count(b"\n")) == (ExitCode.STORE, 1)
        assert b"permission denied" in refused.stderr
    written.parent.chmod(0o700)


@pytest.mark.parametrize("bound", ["folder", "file"])
def test_a_journal_that_cannot_be_written_can_still_be_read(written: Path, bound: str) -> None:
    (written.parent if bound == "folder" else written).chmod(0o500 if bound == "folder" else 0o400)
    script = f"""
from datetime import date
from pathlib import Path
from modelway.errors import ModelwayError
from modelway.store.journal import Journal
from modelway.store.transactions import Command
from modelway.system.clock import now
with Journal.open(Path({str(written)!r})) as journal:
    print(len(journal.nights()))
    try:
        with journal.writing(Command("journal", "a note", now())):
            journal.set_note(date(2026, 11, 20), "a note")
    except ModelwayError as error:
        print(error.exit_code, error.sentence)
"""
    done = processes.run(
        written, "-c", script, command=processes.PROGRAM[:1], limited=processes.without_privileges
    )
    assert done.returncode == 0, done.stderr
    nights, refusal = done.stdout.decode().splitlines()
    assert nights == "1"
    assert refusal.startswith(f"{ExitCode.FAILED} {written} or its folder cannot be written")
    written.parent.chmod(0o700)
    with Journal.open(written) as journal:
        assert [night.note for night in journal.nights()] == [""]
