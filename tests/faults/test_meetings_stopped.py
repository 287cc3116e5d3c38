"""A meeting that is stopped at any moment, or whose place fails, loses nothing: the next one goes on."""

import os
import shutil
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import scale

import dying
import processes
from homes import Home, all_meet, assert_whole, homes_in
from journals import FRIDAY
from meeting_places import KINDS, Rows, SharedDatabase, SharedFolder, shared_place
from modelway.domain.keeping.purge import OfNight
from modelway.errors import Refused
from modelway.services.keeping import purge
from modelway.services.together import membership, sync
from modelway.services.together.places import MeetingPlace, SealedRow, reached
from modelway.store.files import engine
from modelway.store.keeping import checks

THURSDAY, WEDNESDAY = date(2026, 11, 19), date(2026, 11, 18)
TOLD = ["Softened the numbers.", "Told the board."]
# Every call when all faults are asked for; otherwise calls spread over the whole meeting.
CALLS = 5000
STRIDE = 1 if scale.FULL else 37

Meet = Callable[[Home, Home], object]


def sending(laptop: Home, desk: Home) -> object:
    return laptop.meet()


def taking_in(laptop: Home, desk: Home) -> object:
    laptop.meet()
    return desk.meet()


def changing_the_key(laptop: Home, desk: Home) -> object:
    return sync.rotate(laptop.place)


class Apart(NamedTuple):
    """Two machines that wrote apart, and the rows at the place where they met before."""

    folder: Path
    shared: SharedFolder | SharedDatabase
    rows: Rows


@pytest.fixture(scope="module", params=KINDS)
def apart(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    """One answer was written twice, and one of them purged a night."""
    folder = tmp_path_factory.mktemp("apart")
    shared = shared_place(request.param, folder)
    laptop, desk = homes_in(folder, 2, shared)
    laptop.write(WEDNESDAY, "DFM", "To be purged.")
    all_meet(laptop, desk)
    laptop.write(FRIDAY, "DFM", "Told the board.")
    desk.write(FRIDAY, "FND", "Softened the numbers.", "2026-11-20T22:00")
    desk.write(THURSDAY, "DDD")
    purge.purge(laptop.place, purge.weigh(laptop.place, OfNight(WEDNESDAY)), backups_too=True)
    yield Apart(folder, shared, shared.rows())
    if isinstance(shared, SharedDatabase):
        shared.close()


def a_copy(apart: Apart, to: Path) -> tuple[Home, Home]:
    """The machines as they were, and the place too: a folder of its own, or the same database again."""
    shared = apart.shared
    if isinstance(shared, SharedFolder):
        (to / "shared").mkdir(parents=True)
        shared = SharedFolder(to / "shared")
    shared.put_back(apart.rows)
    homes = tuple(Home(to / f"home{place}" / "journal.db", shared) for place in range(2))
    for home in homes:
        shutil.copytree(apart.folder / home.store.parent.name, home.store.parent)
        with closing(engine.connect(home.store)) as connection:
            connection.execute("UPDATE together SET place = ?", (shared.address,))
    return homes[0], homes[1]


def killed_at(number: int, meet: Meet, laptop: Home, desk: Home) -> bool:
    """Run the meeting in a process that dies as its numbered call begins; whether it came so far."""
    child = os.fork()
    if child == 0:
        try:
            with dying.StoppingAt(number, dying.kill_oneself):
                meet(laptop, desk)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@pytest.mark.parametrize("meet", [sending, taking_in])
def test_killed_at_any_call_the_next_meeting_brings_all_together(
    meet: Meet, apart: Apart, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    tried = 0
    for number in range(1, CALLS, STRIDE):
        laptop, desk = a_copy(apart, tmp_path / str(number))
        if not killed_at(number, meet, laptop, desk):
            break
        tried += 1
        for home in (laptop, desk):
            assert checks.problems_of(home.store) == []
        all_meet(laptop, desk)
        assert_whole(laptop, desk)
        images = "\n".join(desk.read("SELECT COALESCE(after_image, '') FROM history"))
        assert all(text in images for text in TOLD)
        assert b"To be purged." not in desk.store.read_bytes()
        shutil.rmtree(tmp_path / str(number))
    assert tried > 2
    record_property("runs", tried)


def test_killed_while_the_key_is_changed_this_machine_goes_on_and_sends_all_again(
    apart: Apart, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    tried = 0
    for number in range(1, CALLS, STRIDE):
        laptop, desk = a_copy(apart, tmp_path / str(number))
        if not killed_at(number, changing_the_key, laptop, desk):
            break
        tried += 1
        laptop.meet()
        begun = sync.rotate(laptop.place)
        membership.join(desk.place, desk.shared.address, begun.code)
        all_meet(laptop, desk)
        assert_whole(laptop, desk)
        shutil.rmtree(tmp_path / str(number))
    assert tried > 2
    record_property("runs", tried)


@contextmanager
def read_only(shared: SharedFolder | SharedDatabase) -> Iterator[None]:
    """Let a place be read and not written."""
    if isinstance(shared, SharedDatabase):
        with shared.read_only():
            yield
        return
    folders = [path for path in (shared.folder, *shared.folder.rglob("*")) if path.is_dir()]
    for path in folders:
        path.chmod(0o500)
    yield
    for path in folders:
        path.chmod(0o700)


def test_a_place_that_may_not_be_written_is_told_and_the_next_meeting_sends_all(
    apart: Apart, tmp_path: Path
) -> None:
    laptop, desk = a_copy(apart, tmp_path / "copy")
    assert isinstance(laptop.shared, SharedFolder | SharedDatabase)
    with read_only(laptop.shared):
        done = processes.run(laptop.store, "sync", limited=processes.without_privileges)

    assert done.returncode == 1
    assert b"nothing is lost" in done.stderr
    all_meet(laptop, desk)
    assert_whole(laptop, desk)


def test_a_place_that_goes_while_rows_are_sent_is_told_and_healed(
    apart: Apart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, desk = a_copy(apart, tmp_path / "copy")
    with reached(laptop.shared.address) as there:
        kind = type(there)
    put = kind.put

    def unplug(self: MeetingPlace, epoch: int, rows: Iterable[SealedRow], **how: bool) -> bool:
        laptop.shared.go()
        return put(self, epoch, rows, **how)

    monkeypatch.setattr(kind, "put", unplug)
    with pytest.raises(Refused, match="nothing is lost"):
        laptop.meet()
    monkeypatch.undo()
    laptop.shared.come_back()
    all_meet(laptop, desk)
    assert_whole(laptop, desk)


def test_syncs_at_once_lose_nothing(
    apart: Apart, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    rounds = scale.runs(20, 2)
    for number in range(rounds):
        laptop, desk = a_copy(apart, tmp_path / str(number))
        with ThreadPoolExecutor(6) as pool:
            done = list(pool.map(lambda home: processes.run(home.store, "sync"), [laptop, desk] * 3))
        assert all(one.returncode in (0, 1, 4) and b"Traceback" not in one.stderr for one in done)
        all_meet(laptop, desk)
        assert_whole(laptop, desk)
    record_property("runs", rounds * 6)
