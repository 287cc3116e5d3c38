"""Machines of one leader for tests: homes with a journal each, which meet at a place."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from journals import CET, define, night, session_at
from meeting_places import Shared, SharedFolder
from modelway.domain.together.meeting import Met
from modelway.services.loop.record import record
from modelway.services.place import Place
from modelway.services.together import membership, sync
from modelway.store.files import contents, engine
from modelway.store.keeping import checks
from modelway.system.config import Settings

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=CET)


@dataclass
class Home:
    """A machine of the leader: a home with a journal in it."""

    store: Path
    shared: Shared

    @property
    def place(self) -> Place:
        return Place(Settings(), NOW, self.store)

    def meet(self) -> Met:
        return sync.sync(self.place)

    def write(self, day: date, letters: str, text: str = "", moment: str = "2026-11-20T21:00") -> None:
        with session_at(self.store, moment) as session:
            record(session, [night(day, letters, texts={"1": text})])

    def texts(self) -> list[str]:
        return self.read("SELECT text FROM reflection WHERE text <> '' ORDER BY text")

    def read(self, query: str) -> list[Any]:
        with closing(engine.connect(self.store)) as connection:
            return [row[0] for row in connection.execute(query)]

    def rows(self) -> str:
        """A digest of every row of the leader's."""
        with closing(engine.connect(self.store)) as connection:
            return contents.digest(connection, checks.recorded(connection))


def homes_in(tmp_path: Path, number: int = 2, shared: Shared | None = None) -> list[Home]:
    """Machines that have met, at a folder unless told otherwise: the first one defined three values."""
    if shared is None:
        (tmp_path / "shared").mkdir()
        shared = SharedFolder(tmp_path / "shared")
    found = [Home(tmp_path / f"home{place}" / "journal.db", shared) for place in range(number)]
    for home in found:
        home.store.parent.mkdir()
    with session_at(found[0].store) as session:
        define(session)
    begun = membership.init(found[0].place, shared.address, "laptop")
    found[0].meet()
    for place, home in enumerate(found[1:], start=1):
        membership.join(home.place, shared.address, begun.code, f"desk {place}")
        home.meet()
    return found


def assert_whole(*homes: Home) -> None:
    """Every journal is well, and all of them are the same."""
    for home in homes:
        assert checks.problems_of(home.store) == []
    assert len({home.rows() for home in homes}) == 1


def all_meet(*homes: Home) -> None:
    """Let them meet until each knows what all did."""
    for home in (*homes, *homes):
        home.meet()
