"""Twelve weeks of an invented leader in a store of their own."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from modelway.domain.demo_leader import NIGHTS, VALUES, demo_nights
from modelway.domain.examples import EXAMPLE_VALUES
from modelway.services.record import record
from modelway.services.session import Session
from modelway.services.values import define


def play(environ: Mapping[str, str], overrides: Mapping[str, str | None]) -> Session:
    """An open session on a fresh store in a private temporary folder, filled up to yesterday evening.

    Of the overrides the store is left out: the leader's own journal is never opened.
    """
    folder = Path(tempfile.mkdtemp(prefix="modelway-demo-"))
    chosen = {**overrides, "store": str(folder / "journal.db")}
    session = Session.open(environ, chosen)
    try:
        drafts = [draft for draft in EXAMPLE_VALUES if draft.name in VALUES]
        start = timedelta(days=NIGHTS)
        then = replace(session, now=session.now - start, tonight=session.tonight - start)
        define(then, drafts, then.command("values define", "defining the values of the demo"))
        record(session, list(demo_nights(session.tonight)))
    except BaseException:
        session.journal.close()
        raise
    return session
