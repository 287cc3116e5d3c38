"""`modelway import` of another journal: a conflicted copy brings the nights that only it has."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from journals import FRIDAY, define, session_at, write

Run = Callable[..., Any]


def test_a_conflicted_copy_brings_the_nights_that_only_it_has(
    modelway: Run, store: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "journal (conflicted copy).db"
    with session_at(store) as session:
        define(session)
        write(session, {FRIDAY - timedelta(days=3): "DDD"})
    shutil.copy(store, copy)
    with session_at(copy) as session:
        write(session, {FRIDAY - timedelta(days=2): "MMM"})
    with session_at(store) as session:
        write(session, {FRIDAY - timedelta(days=1): "FFF"})
    before = copy.read_bytes()

    assert modelway("import", str(copy)).code == 0
    nights = json.loads(modelway("nights", "list", "--json").out)["data"]["nights"]
    again = json.loads(modelway("import", str(copy), "--json").out)["data"]

    assert [night["date"] for night in nights] == ["2026-11-19", "2026-11-18", "2026-11-17"]
    assert (again["new"], again["merged"]) == (0, 0)
    assert copy.read_bytes() == before


def test_a_database_of_another_program_is_refused(modelway: Run, tmp_path: Path) -> None:
    import sqlite3

    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE a (b)")
    connection.commit()
    connection.close()

    done = modelway("import", str(other))

    assert (done.code, "another program" in done.err) == (1, True)
