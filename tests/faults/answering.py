"""A leader who gives one answer after the other, and says on a pipe which of them were kept.

Run as a program it answers on a store until something ends it: `answering.py STORE`. Or it forks such a
writer for each of many copies and kills it at a random moment: `answering.py killed ORIGIN FOLDER SEED RUNS`;
then it prints for each `NUMBER HOW-MANY-WERE-ACKNOWLEDGED`.
"""

import os
import random
import shutil
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import IO

from journals import FRIDAY, define, night, session_at
from modelway.domain.keeping.findings import State
from modelway.errors import ModelwayError
from modelway.services.keeping import backups, doctor
from modelway.services.loop.record import record
from modelway.services.place import Place
from modelway.store.files.encryption import Key, keys
from modelway.store.journal import Journal
from modelway.store.keeping import protection
from modelway.system.config import Settings

KEY = Key(b"a salt of ours..", bytes(range(32)))
LATER = datetime(2026, 11, 20, 22, tzinfo=UTC)
# One in so many dies while the journal is opened and the day's backup is made.
EARLY = 4
MOST_ACKNOWLEDGED = 9
WORDS = "Told the board in the first minute that the launch slips, and named the part that was my doing."


def new_journal(store: Path, *, protected: bool) -> None:
    """A journal of three values, without a night."""
    with session_at(store) as session:
        define(session)
    keys.add(KEY)
    if protected:
        protection.convert(store, KEY, lambda _: None)


def answer(store: Path, acknowledged: int) -> None:
    """Give answer after answer, each on the night before; a byte goes to `acknowledged` for each one kept."""
    keys.add(KEY)
    with session_at(store) as session:
        for number in count():
            day = FRIDAY - timedelta(days=number)
            record(session, [night(day, "D", texts={"1": f"{number}: {WORDS}"})])
            os.write(acknowledged, b".")


def assert_kept(store: Path, acknowledged: int) -> None:
    """Every acknowledged answer is there, at most one more, and the doctor finds nothing wrong."""
    keys.add(KEY)
    with Journal.open(store) as journal:
        texts = {one.text for night in journal.nights() for one in night.reflections}
    allowed = [{f"{number}: {WORDS}" for number in range(acknowledged + more)} for more in (0, 1)]
    assert texts in allowed, (acknowledged, sorted(texts))
    place = Place(Settings(), LATER, store)
    if ("Backups", "none was looked through") in found_wrong(place):
        # Stopped after a checked backup got its name and before that was noted: its remedy has to be right.
        assert not any(one.problems for one in backups.verified(place, every=True))
    assert found_wrong(place) == [], found_wrong(place)


def found_wrong(place: Place) -> list[tuple[str, str]]:
    """What the doctor finds wrong: the name of each check, and what it says."""
    findings = doctor.examine(place)
    return [(finding.check, finding.says) for finding in findings if finding.state is State.WRONG]


def killed(origin: Path, folder: Path, chance: random.Random) -> int:
    """Kill a writer on a copy at a random moment; how many answers it acknowledged."""
    shutil.copytree(origin.parent, folder)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        answer(folder / origin.name, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        acknowledged = wait_for_a_moment(pipe, chance)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return acknowledged + len(pipe.read())


def wait_for_a_moment(pipe: IO[bytes], chance: random.Random) -> int:
    """Until some answers were acknowledged and a little longer; how many."""
    if not chance.randrange(EARLY):
        time.sleep(chance.uniform(0, 0.2))
        return 0
    acknowledged = len(pipe.read(chance.randint(1, MOST_ACKNOWLEDGED)))
    time.sleep(chance.uniform(0, 0.02))
    return acknowledged


def main(arguments: list[str]) -> int:
    if arguments[0] != "killed":
        try:
            answer(Path(arguments[0]), 1)
        except ModelwayError as error:
            sys.stderr.write(f"{error.sentence}\n")
            return error.exit_code
    origin, folder, seed, runs = arguments[1:]
    chance = random.Random(int(seed))
    for number in range(int(runs)):
        kept = killed(Path(origin), Path(folder) / str(number), chance)
        os.write(1, f"{number} {kept}\n".encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
