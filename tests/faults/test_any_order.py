"""Machines do anything, meet in any order, by any clock: they come to one journal, and no word is lost."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import scale

from homes import Home, all_meet, assert_whole, homes_in
from journals import night, session_at
from meeting_places import KINDS, SharedDatabase, shared_place
from modelway.domain.keeping.purge import OfNight
from modelway.errors import ModelwayError
from modelway.services.keeping import purge, undo
from modelway.services.loop import nights
from modelway.services.loop.record import record
from modelway.services.together import conflicts

RUNS = {"folder": scale.runs(150, 2), "database": scale.runs(30, 2)}
CASES = [(kind, seed) for kind in KINDS for seed in range(RUNS[kind])]
DAYS = [date(2026, 11, 16) + timedelta(days=place) for place in range(4)]
STEPS = 14


class Life:
    """What is done on the machines, and the words that were acknowledged and never purged."""

    def __init__(self, homes: list[Home], chance: random.Random) -> None:
        self.homes = homes
        self.chance = chance
        # Each machine's clock is right, or years ahead.
        self.years = [chance.choice((2026, 2026, 2029, 2038)) for _ in homes]
        self.told: dict[str, date] = {}
        self.purged: set[date] = set()

    def live(self, steps: int) -> None:
        does = [self.write, self.write, self.write, self.meet, self.undo, self.settle, self.delete]
        for step in range(steps):
            home = self.chance.randrange(len(self.homes))
            self.chance.choice([*does, self.purge] if step > steps // 2 else does)(home, step)

    def moment(self, home: int, step: int) -> str:
        return f"{self.years[home]}-11-20T21:{step:02}"

    def write(self, home: int, step: int) -> None:
        day, text = self.chance.choice(DAYS), f"words {step} of {home}"
        letters = "".join(self.chance.choice("DFM") for _ in range(3))
        where = str(self.chance.randint(1, 3))
        written = night(day, letters, texts={where: text})
        if self._try(lambda: self._in_session(home, step, lambda session: record(session, [written]))):
            self.told[text] = day

    def meet(self, home: int, _: int) -> None:
        self.homes[home].meet()

    def undo(self, home: int, step: int) -> None:
        self._try(lambda: self._in_session(home, step, undo.undo))

    def delete(self, home: int, step: int) -> None:
        day = self.chance.choice(DAYS)
        self._try(lambda: self._in_session(home, step, lambda session: nights.delete(session, day)))

    def settle(self, home: int, _: int) -> None:
        self._try(lambda: conflicts.settle(self.homes[home].place, 1, keep=self.chance.randint(1, 2)))

    def purge(self, home: int, _: int) -> None:
        day, place = self.chance.choice(DAYS), self.homes[home].place

        def erase() -> None:
            purge.purge(place, purge.weigh(place, OfNight(day)), backups_too=True)
            self.purged.add(day)

        self._try(erase)

    def _in_session(self, home: int, step: int, do: Callable[..., object]) -> None:
        with session_at(self.homes[home].store, self.moment(home, step)) as session:
            do(session)

    def _try(self, do: Callable[[], object]) -> bool:
        """Do it; False where there is nothing to undo, delete, settle, purge or write about."""
        try:
            do()
        except ModelwayError:
            return False
        return True


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_any_order_gives_one_journal_and_every_word_stands_in_every_history(
    kind: str, seed: int, tmp_path: Path
) -> None:
    chance = random.Random(f"{kind} {seed}")
    shared = shared_place(kind, tmp_path)
    homes = homes_in(tmp_path, chance.randint(2, 5), shared)
    life = Life(homes, chance)
    life.live(STEPS)

    all_meet(*chance.sample(homes, len(homes)))
    all_meet(*homes)

    assert_whole(*homes)
    for home in homes:
        images = "\n".join(home.read("SELECT COALESCE(after_image, '') FROM history"))
        lost = [text for text, day in life.told.items() if day not in life.purged and text not in images]
        assert lost == []
    assert len({len(conflicts.unsettled(home.place)) for home in homes}) == 1
    if isinstance(shared, SharedDatabase):
        shared.close()
