"""A journal of every schema there ever was is opened, and all that was written in it is read."""

import importlib.util
import json
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.domain.loop.values import EarlierAim
from modelway.store.files import contents, engine, seals, stamps
from modelway.store.journal import Journal
from modelway.store.keeping import checks
from modelway.store.migrations import revisions

STORES = Path(__file__).parents[2] / "data" / "stores"
PRESENT = STORES / f"schema-{stamps.SCHEMA_VERSION}.db"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_stores", STORES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=range(1, stamps.SCHEMA_VERSION + 1))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(STORES / f"schema-{request.param}.db", tmp_path / "journal.db"))


@pytest.fixture
def recorded(request: pytest.FixtureRequest) -> dict[str, Any]:
    version = request.node.callspec.params["store"]
    told: dict[str, Any] = json.loads((STORES / f"schema-{version}.json").read_text("utf-8"))
    return told


def assert_says(read: object, recorded: object, place: str) -> None:
    """All that was recorded is read again; what a later schema added besides is no matter."""
    if isinstance(recorded, dict):
        assert isinstance(read, dict), place
        for name, one in recorded.items():
            assert_says(read.get(name), one, f"{place}.{name}")
    elif isinstance(recorded, list):
        assert isinstance(read, list), place
        assert len(read) == len(recorded), place
        for number, (one, other) in enumerate(zip(read, recorded, strict=True)):
            assert_says(one, other, f"{place}[{number}]")
    else:
        assert read == recorded, place


def test_the_store_of_the_present_schema_is_not_stale() -> None:
    with closing(engine.sqlite.connect(f"{PRESENT.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            revisions.check_schema(connection, revisions.SHIPPED)
        except revisions.CheckError as error:
            pytest.fail(
                f"{PRESENT.name} was written before the tables changed ({error}). If this schema was never "
                "released, run tests/data/stores/make.py; if it was, the tables need a new schema number."
            )


def test_every_value_night_and_practice_is_read_as_it_was_written(
    store: Path, recorded: dict[str, Any], make: ModuleType
) -> None:
    with Journal.open(store) as journal:
        assert_says(make.read(journal), recorded, "journal")


def test_what_is_recorded_has_every_outcome(store: Path, recorded: dict[str, Any]) -> None:
    answers = [answer for night in recorded["nights"] for answer in night["reflections"]]
    assert {answer["outcome"] for answer in answers} == {*map(str, Outcome), None}
    assert {one["outcome"] for one in recorded["practices"]} == {*map(str, PracticeOutcome), None}
    assert len(recorded["values"]) == 3
    assert recorded["last_to_undo"] is not None
    assert recorded["last_to_redo"] is not None
    with closing(engine.connect(store)) as connection:
        empty = [table for table, count in contents.counts(connection).items() if not count]
    assert empty == []


def test_its_history_is_sound_and_can_be_taken_back(store: Path, make: ModuleType) -> None:
    with Journal.open(store) as journal:
        last = make.last_to_undo(journal)
        again = make.replace(make.command("undo", last.words, make.FIRST), undoes=last.number)
        make.take_back(journal, again)
        assert make.last_to_undo(journal).number < last.number
    with closing(engine.connect(store)) as connection:
        assert (checks.images(connection), checks.sealed(connection)) == ([], [])
        revisions.check_whole(connection)
        revisions.check_schema(connection, revisions.SHIPPED)


def test_what_the_history_tells_of_earlier_targets_is_written_down(tmp_path: Path) -> None:
    """A target raised on the 20th and one raised and taken back at once, in a journal of the first schema."""
    path = tmp_path / "journal.db"
    shutil.copy(STORES / "schema-1.db", path)
    path.chmod(0o600)
    with closing(engine.connect(path)) as connection:
        sealed = seals.newest(connection)
        (value_id,) = connection.execute("SELECT id FROM value WHERE slug = 'honesty'").fetchone()
        change = "UPDATE value SET target = ? WHERE id = ?"
        for name, target, undoes, day in [
            ("values edit", 0.5, None, 20),
            ("values edit", 0.1, None, 22),
            ("undo", 0.5, "newest", 22),
        ]:
            (newest,) = connection.execute("SELECT max(number) FROM command").fetchone()
            connection.execute(
                "INSERT INTO command (name, words, at, at_offset, undoes) VALUES (?, 'w', ?, 345, ?)",
                (name, f"2026-11-{day}T15:15:00Z", undoes and newest),
            )
            connection.execute("UPDATE current_command SET command = ?", (newest + 1,))
            connection.execute(change, (target, value_id))
        seals.seal_after(connection, sealed)
    with Journal.open(path) as journal:
        honesty = next(value for value in journal.values() if value.slug == "honesty")
    assert honesty.target == 0.5
    assert honesty.earlier_aims == (EarlierAim(date(2026, 11, 20), 0.8, 10),)
    assert checks.problems_of(path) == []
