"""Twelve weeks of an invented leader in a store of their own."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import rmtree

from modelway.domain.lookback.demo_leader import NIGHTS, VALUES, demo_nights
from modelway.domain.lookback.review import Review
from modelway.domain.lookback.trends import Trends
from modelway.domain.loop.examples import EXAMPLE_VALUES
from modelway.domain.loop.written_nights import WrittenNight
from modelway.machine.owner import is_private_folder, user
from modelway.services.lookback.review import review
from modelway.services.lookback.trends import trends
from modelway.services.loop.nights import find_night
from modelway.services.loop.record import record
from modelway.services.loop.values import define
from modelway.services.session import Session

PREFIX = "modelway-demo-"
JOURNAL = "journal.db"
WEEKS = 12
ONE_DAY = timedelta(days=1)


def play(environ: Mapping[str, str], overrides: Mapping[str, str | None]) -> Session:
    """An open session on a fresh store in a private temporary folder, filled up to yesterday evening.

    The folder is the same each time, and what an earlier demo left in it is gone. Of the overrides the store
    is left out: the leader's own journal is never opened.
    """
    made = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        with Session.open(environ, {**overrides, "store": str(made / JOURNAL)}) as session:
            fill(session)
        folder = _settled(made)
    except BaseException:
        rmtree(made, ignore_errors=True)
        raise
    return Session.open(environ, {**overrides, "store": str(folder / JOURNAL)}, to_read=True)


def scenes(session: Session) -> tuple[WrittenNight, Trends, Review]:
    """What the demo shows: yesterday's evening, the weeks one by one, and what they come to."""
    weeks = trends(session, WEEKS)
    return find_night(session, session.tonight - ONE_DAY), weeks, review(session, weeks.scope.period)


def fill(session: Session) -> None:
    """Write the invented values and nights into an empty journal."""
    drafts = [draft for draft in EXAMPLE_VALUES if draft.name in VALUES]
    start = timedelta(days=NIGHTS)
    then = replace(session, now=session.now - start, tonight=session.tonight - start)
    define(then, drafts, then.command("values define", "defining the values of the demo"))
    record(session, list(demo_nights(session.tonight)))


def _settled(made: Path) -> Path:
    """Put the new folder in the place of the last demo's; where that is not ours to take, it stays."""
    usual = made.with_name(f"{PREFIX}{user()}")
    if os.path.lexists(usual):
        if not is_private_folder(usual.lstat()):
            return made
        rmtree(usual, ignore_errors=True)
    with suppress(OSError):  # another demo was quicker
        return made.rename(usual)
    return made
