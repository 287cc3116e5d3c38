"""`modelway sync` for programs: exit codes, sentences with their remedy, and JSON."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import postgres
import processes
from journals import FRIDAY, define, session_at, write
from meeting_places import SharedDatabase, shared_place


@pytest.fixture
def store(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    with session_at(home / "journal.db") as session:
        define(session)
        write(session, {FRIDAY: "DFM"})
    (tmp_path / "stick").mkdir()
    return home / "journal.db"


@pytest.fixture
def stick(tmp_path: Path, store: Path) -> str:
    return str(tmp_path / "stick")


def test_a_journal_on_one_machine_says_how_to_begin(store: Path) -> None:
    for arguments in (["sync"], ["sync", "status"], ["sync", "conflicts"], ["sync", "leave", "--yes"]):
        done = processes.run(store, *arguments)
        assert done.returncode == 1
        assert b"modelway sync init" in done.stderr
        assert done.stderr.count(b"\n") == 1


def test_status_and_conflicts_speak_json(store: Path, stick: str) -> None:
    assert processes.run(store, "sync", "init", stick, "--name", "laptop").returncode == 0

    status = json.loads(processes.run(store, "sync", "status", "--json").stdout)
    conflicts = json.loads(processes.run(store, "sync", "conflicts", "--json").stdout)

    assert status["schema"] == "modelway.sync/1"
    assert status["data"] == {
        "place": stick, "machine": "laptop", "others": [], "to_send": 0, "to_receive": 0, "conflicts": 0,
        "met_at": "2026-11-20T20:00:00Z",
    }  # fmt: skip
    assert conflicts == {"schema": "modelway.conflicts/1", "data": {"conflicts": []}}


def test_the_code_can_come_from_a_file(store: Path, stick: str, tmp_path: Path) -> None:
    began = processes.run(store, "sync", "init", stick)
    code = re.search(rb"[A-Z2-7]{4}(-[A-Z2-7]{4}){8}", began.stdout)
    assert code is not None
    other = tmp_path / "other" / "journal.db"

    joined = processes.run(other, "sync", "join", stick, "--from", "-", data=code[0])

    assert joined.returncode == 0, joined.stderr
    assert b"2 changes from" in joined.stdout
    assert b"Honesty" in processes.run(other, "values", "list").stdout


@pytest.mark.parametrize("place", ["nowhere", "mysql://localhost/modelway"])
def test_a_place_of_another_kind_is_refused(store: Path, place: str) -> None:
    done = processes.run(store, "sync", "init", place)
    assert done.returncode == 1
    assert b"folder" in done.stderr


def test_a_database_that_is_not_there_is_refused_without_its_password(store: Path) -> None:
    done = processes.run(store, "sync", "init", "postgresql://anna:secret@127.0.0.1:1/modelway")
    assert done.returncode == 1
    assert b"postgresql://anna@127.0.0.1:1/modelway cannot be used (Connection refused)" in done.stderr
    assert b"secret" not in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.fixture
def place(tmp_path: Path) -> Iterator[SharedDatabase]:
    """A database in which one leader may meet."""
    found = shared_place("database", tmp_path)
    assert isinstance(found, SharedDatabase)
    yield found
    found.close()


def test_a_database_is_prepared_and_two_machines_meet_there(
    store: Path, place: SharedDatabase, tmp_path: Path
) -> None:
    prepared = processes.run(store, "sync", "prepare", place.admin, "--for", "greta")
    assert prepared.returncode == 0, prepared.stderr
    address = re.search(r"postgresql://greta:[^@]+@\S+", prepared.stdout.decode())
    assert address is not None, prepared.stdout

    began = processes.run(store, "sync", "init", place.address)
    code = re.search(rb"[A-Z2-7]{4}(-[A-Z2-7]{4}){8}", began.stdout)
    assert code is not None, began.stderr
    password = place.address.partition("anna:")[2].partition("@")[0]
    assert password.encode() not in began.stdout
    other = tmp_path / "other" / "journal.db"
    joined = processes.run(other, "sync", "join", place.address, "--from", "-", data=code[0])

    assert b"2 changes from" in joined.stdout, joined.stderr
    for shown in (["sync", "status"], ["sync", "status", "--json"], ["sync", "leave", "--yes"]):
        done = processes.run(other, *shown)
        assert b"postgresql://anna@127.0.0.1" in done.stdout.replace(b"\n  ", b"")
        assert password.encode() not in done.stdout


def test_a_database_that_is_not_prepared_says_who_can_do_it(store: Path, place: SharedDatabase) -> None:
    postgres.execute(place.admin, "DROP SCHEMA modelway CASCADE")
    refused = processes.run(store, "sync", "init", place.address)
    assert refused.returncode == 1
    assert b"modelway sync prepare" in refused.stderr


@pytest.mark.parametrize("name", ["Anna", "pg_anna", "modelway_place", "an na", 'x"; DROP TABLE y', ""])
def test_a_name_that_is_none_for_a_leader_is_refused(store: Path, name: str, tmp_path: Path) -> None:
    done = processes.run(store, "sync", "prepare", "postgresql://localhost:1/x", f"--for={name}")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1


def test_without_a_terminal_join_wants_the_code_in_a_file(store: Path, stick: str) -> None:
    done = processes.run(store, "sync", "join", stick)
    assert done.returncode == 2
    assert b"--from" in done.stderr


@pytest.mark.parametrize(
    ("missing", "place"), [("cryptography", ""), ("psycopg", "postgresql://anna@127.0.0.1:1/modelway")]
)
def test_without_the_extra_it_says_what_to_install(store: Path, stick: str, missing: str, place: str) -> None:
    script = f"import sys; sys.modules[{missing!r}] = None\nfrom modelway.__main__ import main\nmain()"
    done = processes.run(store, "-c", script, "sync", "init", place or stick, command=(sys.executable,))
    assert done.returncode == 1
    assert b'pip install "modelway[together]"' in done.stderr
    assert done.stderr.count(b"\n") == 1
