"""A migration that is stopped at any moment leaves a whole journal, old or new, and the next one succeeds."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

import dying
import processes
from chains import chain_ahead
from journals import a_leaders_journal, make_journal
from modelway.errors import ExitCode, ModelwayError, StoreError
from modelway.store.files import backups, contents, engine
from modelway.store.keeping import checks
from modelway.store.migrations import revisions
from modelway.store.migrations.migrate import COPY, migrate
from modelway.store.migrations.revisions import Chain

# Every call when all faults are asked for; otherwise calls spread over the whole migration.
CALLS = 620
STRIDE = 1 if os.environ.get("MODELWAY_FAULTS") == "all" else 47
SOME_CALLS = range(1, CALLS, STRIDE)

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("older") / "journal.db"
    make_journal(path, a_leaders_journal)
    return path


@pytest.fixture(scope="module")
def ahead(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    return chain_ahead(tmp_path_factory.mktemp("ahead"))


@pytest.fixture
def path(journal: Path, tmp_path: Path) -> Path:
    return a_copy(journal, tmp_path / "data")


def a_copy(journal: Path, folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(journal, folder / journal.name))


def rows_of(path: Path) -> Rows:
    with closing(engine.connect(path)) as connection:
        return {table: list(contents.rows(connection, table)) for table in contents.tables(connection)}


def version_of(path: Path) -> int:
    with closing(engine.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def assert_whole_and_migrated_next(path: Path, journal: Path, ahead: Chain) -> bool:
    """The journal is the old one or the new one, and can be brought up; whether it was the old one."""
    before = rows_of(journal)
    was_old = version_of(path) < ahead.version
    if was_old:
        assert rows_of(path) == before
    migrate(path, chain=ahead)
    after = rows_of(path)
    assert after.pop("letter") == []
    assert [row[:-1] for row in after.pop("night")] == before["night"]
    assert after == {table: rows for table, rows in before.items() if table != "night"}
    with closing(engine.connect(path)) as connection:
        revisions.check_whole(connection)
        revisions.check_schema(connection, ahead)
        assert (checks.images(connection), checks.sealed(connection)) == ([], [])
    assert {file.name for file in path.parent.iterdir()} <= {path.name, backups.FOLDER}
    return was_old


def stop(
    way: str, ahead: Chain, deaths: dict[int, Path], limited: Callable[[], None] | None = None
) -> dict[int, str]:
    """Stop a migration of each journal in this way; what was said, by the number of the journal."""
    folder = ahead.folders[-1]
    told = [f"{number}={store}" for number, store in deaths.items()]
    tests = Path(dying.__file__).parent
    done = subprocess.run(
        [sys.executable, "-W", "error", tests / "dying.py", folder, way, *told],
        capture_output=True,
        preexec_fn=limited,
        timeout=600,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    said = (line.split(" ", 1) for line in done.stdout.decode().splitlines())
    return {int(number): words for number, words in said}


def copies(journal: Path, folder: Path, numbers: range | list[int]) -> dict[int, Path]:
    return {number: a_copy(journal, folder / str(number)) for number in numbers}


# Killed


def test_killed_at_any_call_the_journal_is_whole(journal: Path, ahead: Chain, tmp_path: Path) -> None:
    deaths = copies(journal, tmp_path, SOME_CALLS)
    stop("call", ahead, deaths)
    old = [assert_whole_and_migrated_next(path, journal, ahead) for path in deaths.values()]
    assert sum(old) > len(old) / 2, "most of the calls are made before the old rows go"


def test_killed_at_any_moment_the_journal_is_whole(journal: Path, ahead: Chain, tmp_path: Path) -> None:
    deaths = copies(journal, tmp_path, range(0, 400, max(1, 400 * STRIDE // CALLS)))
    stop("moment", ahead, deaths)
    old = [assert_whole_and_migrated_next(path, journal, ahead) for path in deaths.values()]
    assert any(old)


def test_what_a_killed_migration_left_is_never_taken_up(
    path: Path, journal: Path, ahead: Chain, tmp_path: Path
) -> None:
    deaths = copies(journal, tmp_path, [400])
    stop("call", ahead, deaths)
    leftover = deaths[400].with_name(f"journal.db{COPY}")
    assert leftover.stat().st_mode & 0o777 == engine.PRIVATE_FILE
    leftover.rename(path.with_name(leftover.name))
    path.with_name(f"{leftover.name}-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + bytes(504))
    assert assert_whole_and_migrated_next(path, journal, ahead)


# Refused by the system


@pytest.mark.parametrize(
    ("failure", "remedy"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "There is no room for a copy of it"),
        (OSError(errno.EIO, "Input/output error"), "The disk did not take a copy of it"),
        (PermissionError(errno.EACCES, "Permission denied"), "Its folder cannot be written"),
        (KeyboardInterrupt(), ""),
    ],
    ids=["full", "broken", "forbidden", "interrupted"],
)
def test_whatever_call_is_refused_the_journal_is_whole(
    journal: Path, ahead: Chain, tmp_path: Path, failure: BaseException, remedy: str
) -> None:
    said: list[str] = []
    for number, path in copies(journal, tmp_path, SOME_CALLS[1::2]).items():
        with suppress(KeyboardInterrupt), dying.StoppingAt(number, raising(failure)):
            said.append(sentence_of(path, ahead))
        assert_whole_and_migrated_next(path, journal, ahead)
    assert all(remedy in sentence for sentence in said if sentence), said
    assert any(said) == bool(remedy)


def sentence_of(path: Path, ahead: Chain) -> str:
    """What is said of a migration; nothing where it came to its end."""
    try:
        migrate(path, chain=ahead)
    except StoreError as error:
        return error.sentence
    return ""


def raising(failure: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise failure

    return fail


def test_without_room_the_journal_is_whole_and_the_sentence_says_so(
    journal: Path, ahead: Chain, tmp_path: Path
) -> None:
    size = journal.stat().st_size
    deaths = copies(journal, tmp_path, [4096, 16384, size - 4096, size, size + 4096, size + 16384])
    said = stop("room", ahead, deaths)
    assert said[4096].startswith(f"{ExitCode.STORE} Your journal at {deaths[4096]} has to be brought up")
    assert "see whether it is well and has room" in said[4096]
    assert all("nothing in it is lost" in sentence for sentence in said.values()), said
    for path in deaths.values():
        assert_whole_and_migrated_next(path, journal, ahead)


def test_where_the_folder_cannot_be_written_the_sentence_says_so(
    path: Path, journal: Path, ahead: Chain
) -> None:
    path.parent.chmod(0o500)
    said = stop("call", ahead, {9999: path}, processes.without_privileges)[9999]
    path.parent.chmod(0o700)
    assert said.startswith(f"{ExitCode.STORE} Your journal at {path} has to be brought up")
    assert said.endswith("Its folder cannot be written: allow writing there, then run this again.")
    assert assert_whole_and_migrated_next(path, journal, ahead)


@pytest.mark.parametrize("suffix", [COPY, f"{COPY}-journal"])
def test_a_link_planted_where_the_copy_goes_is_not_followed(
    path: Path, journal: Path, ahead: Chain, tmp_path: Path, suffix: str
) -> None:
    treasure = tmp_path / "treasure"
    treasure.write_text("another's words")
    path.with_name(path.name + suffix).symlink_to(treasure)
    assert assert_whole_and_migrated_next(path, journal, ahead)
    assert treasure.read_text() == "another's words"


def test_a_folder_planted_where_the_copy_goes_is_told(path: Path, ahead: Chain) -> None:
    path.with_name(path.name + COPY).mkdir()
    before = path.read_bytes()
    with pytest.raises(ModelwayError, match="nothing in it is lost"):
        migrate(path, chain=ahead)
    assert path.read_bytes() == before
