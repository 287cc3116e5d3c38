"""A system call fails, or is the last one: afterwards the journal is in the old state or the new one."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import answering
import pytest
import struck
from scale import FULL, runs

from chains import chain_ahead
from journals import FRIDAY, a_leaders_journal, define, night, session_at, write
from modelway.errors import ExitCode
from modelway.services.loop.record import record
from modelway.store.files import backups, contents, engine
from modelway.store.files.encryption import keys, salt_of
from modelway.store.journal import Journal
from modelway.store.keeping import checks, protection
from modelway.store.migrations import revisions
from modelway.store.migrations.migrate import migrate
from processes import dump

WAYS = ("SIGKILL", "EIO", "ENOSPC")
PARTS = range(runs(12, 1))
BATCH = 20
# So many of the journals are also taken on to what was to be done.
GO_ON = 5
SHORT = 12


class Strike(NamedTuple):
    """The call that fails, which time it is made, and in which way it fails."""

    call: str
    place: int
    way: str


class After(NamedTuple):
    """What is left: the journal, the exit code, and whether it came to the call."""

    store: Path
    code: int
    struck: bool

    @property
    def said(self) -> str:
        return Path(f"{self.store.parent}-said").read_text("utf-8")


@pytest.fixture(scope="module", autouse=True)
def _strace() -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    allowed = subprocess.run(["strace", "-e", "trace=write", "true"], capture_output=True, check=False)
    if allowed.returncode:
        pytest.skip(f"strace may not trace here: {allowed.stderr.decode().strip()}")
    keys.add(answering.KEY)
    keys.add(struck.NEW_KEY)


def origin_of(operation: str, folder: Path) -> Path:
    """A journal and a backup of it."""
    store = folder / "journal.db"
    with session_at(store) as session:
        if operation == "passphrase":
            define(session)
            write(session, {FRIDAY: "DFM"})
        else:
            a_leaders_journal(session)
        backups.keep(store, session.now, "asked")
    if operation == "passphrase":
        protection.convert(store, answering.KEY, lambda _: None)
    return store


def struck_by(operation: str, origin: Path, folder: Path, strikes: Iterable[Strike]) -> list[After]:
    """Run the operation on a copy for each of the strikes."""
    folder.mkdir()
    told = "".join(f"{number} {' '.join(map(str, one))}\n" for number, one in enumerate(strikes))
    done = subprocess.run(
        [sys.executable, struck.__file__, operation, origin, folder],
        input=told.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(struck.__file__).parent.parent)},
        timeout=600,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    lines = (line.split() for line in done.stdout.decode().splitlines())
    return [After(folder / number / origin.name, int(code), struck == "1") for number, code, struck in lines]


def strikes_on(operation: str, origin: Path, folder: Path, part: int) -> list[Strike]:
    """Every call that the operation makes, in every way; or a few, spread over all of them."""
    struck_by(operation, origin, folder, [Strike("none", 0, "count")])
    calls = Counter(line.split("(")[0] for line in (folder / "0-calls").read_text().splitlines()[:-1])
    places = [(call, place) for call, count in sorted(calls.items()) for place in range(1, count + 1)]
    if not FULL:
        places = places[5 :: len(places) // SHORT]
    every = [
        Strike(call, place, way)
        for number, (call, place) in enumerate(places)
        for way in (WAYS if FULL else [WAYS[number % len(WAYS)]])
    ]
    return every[part :: len(PARTS)]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("operation", struck.OPERATIONS)
def test_the_journal_is_in_the_old_state_or_the_new(
    tmp_path: Path, operation: str, part: int, record_property: Callable[[str, object], None]
) -> None:
    origin = origin_of(operation, tmp_path / "origin")
    strikes = strikes_on(operation, origin, tmp_path / "count", part)
    check = CHECKS[operation](origin, tmp_path / "ahead")
    came_to_it = 0
    left = iter(strikes)
    while batch := list(islice(left, BATCH)):
        folder = tmp_path / "batch"
        for number, (strike, after) in enumerate(
            zip(batch, struck_by(operation, origin, folder, batch), strict=True)
        ):
            try:
                assert_told(after)
                check(after, number % GO_ON == 0)
            except Exception as error:
                raise AssertionError(f"{operation}, {strike}, exit {after.code}: {after.said}") from error
            came_to_it += after.struck
        shutil.rmtree(folder)
    assert came_to_it > len(strikes) * 0.9, "the calls are nearly the same every time"
    record_property("runs", came_to_it)


def assert_told(after: After) -> None:
    """Nobody is shown a traceback; whatever failed has an exit code that is planned."""
    assert after.code in (*ExitCode, -9)
    assert "Traceback" not in after.said
    assert "has a fault" not in after.said


Check = Callable[[After, bool], None]


def saved(origin: Path, _: Path) -> Check:
    before = reflections(origin)

    def check(after: After, go_on: bool) -> None:
        now = reflections(after.store)
        assert now in (before, before | {(FRIDAY, struck.NEXT_ANSWER)})
        assert now != before or after.code != 0, "an answer that was acknowledged is not there"
        assert checks.problems_of(after.store) == []
        assert_backups_are_whole(after.store)
        if go_on:
            with session_at(after.store, "2026-11-20T22:00") as session:
                record(session, [night(FRIDAY, " D", texts={"2": struck.NEXT_ANSWER})])
            assert reflections(after.store) == before | {(FRIDAY, struck.NEXT_ANSWER)}

    return check


def reflections(store: Path) -> set[tuple[object, str]]:
    with Journal.open(store) as journal:
        return {(night.day, one.text) for night in journal.nights() for one in night.reflections}


def assert_backups_are_whole(store: Path) -> int:
    """Every backup that is listed is whole; how many there are."""
    known = [backups.folder_of(store) / one.name for one in backups.backups_of(store)]
    assert all(checks.problems_of(path) == [] for path in known)
    assert not any(map(backups.bytes_changed, known))
    return len(known)


def backed_up(origin: Path, _: Path) -> Check:
    before, known = dump(origin), assert_backups_are_whole(origin)

    def check(after: After, go_on: bool) -> None:
        assert dump(after.store) == before
        count = assert_backups_are_whole(after.store)
        assert count in ((known + 1,) if after.code == 0 else (known, known + 1))
        if go_on:
            backups.keep(after.store, struck.MOMENT, "asked")
            assert assert_backups_are_whole(after.store) == count + 1

    return check


def brought_up(origin: Path, folder: Path) -> Check:
    ahead = chain_ahead(folder)
    before = rows_of(origin)

    def check(after: After, go_on: bool) -> None:
        with closing(engine.connect(after.store)) as connection:
            _, version = engine.stamps_of(connection)
            revisions.check_whole(connection)
        assert version in ((ahead.version,) if after.code == 0 else (ahead.version - 1, ahead.version))
        if version == ahead.version - 1 and go_on:
            assert rows_of(after.store) == before
            migrate(after.store, chain=ahead)
            version = ahead.version
        now = rows_of(after.store)
        if version == ahead.version:
            assert now.pop("letter") == []
            now["night"] = [row[:-1] for row in now["night"]]
        assert now == before
        assert_backups_are_whole(after.store)
        if go_on:
            assert {one.name for one in after.store.parent.iterdir()} == {after.store.name, backups.FOLDER}

    return check


def rows_of(store: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(engine.connect(store)) as connection:
        return {table: list(contents.rows(connection, table)) for table in contents.tables(connection)}


def under_another_passphrase(origin: Path, _: Path) -> Check:
    before = dump(origin)

    def check(after: After, go_on: bool) -> None:
        assert dump(after.store) == before
        salt = salt_of(after.store)
        assert salt in (
            (struck.NEW_KEY.salt,) if after.code == 0 else (answering.KEY.salt, struck.NEW_KEY.salt)
        )
        known = [backups.folder_of(after.store) / one.name for one in backups.backups_of(after.store)]
        assert [salt_of(path) for path in known] == [salt]
        assert_backups_are_whole(after.store)
        assert {one.name for one in after.store.parent.iterdir()} == {after.store.name, backups.FOLDER}
        if go_on:
            protection.convert(after.store, struck.NEW_KEY, lambda _: None)
            assert dump(after.store) == before

    return check


CHECKS = {
    "save": saved,
    "backup": backed_up,
    "migration": brought_up,
    "passphrase": under_another_passphrase,
}
