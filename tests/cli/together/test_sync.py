"""`modelway sync` for programs: exit codes, sentences with their remedy, and JSON."""

import json
import re
import sys
from pathlib import Path

import pytest

import processes
from journals import FRIDAY, define, session_at, write


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


@pytest.mark.parametrize("place", ["nowhere", "postgresql://localhost/modelway"])
def test_a_place_that_is_no_folder_is_refused(store: Path, place: str) -> None:
    done = processes.run(store, "sync", "init", place)
    assert done.returncode == 1
    assert b"folder" in done.stderr


def test_without_a_terminal_join_wants_the_code_in_a_file(store: Path, stick: str) -> None:
    done = processes.run(store, "sync", "join", stick)
    assert done.returncode == 2
    assert b"--from" in done.stderr


def test_without_the_extra_it_says_what_to_install(store: Path, stick: str) -> None:
    script = "import sys; sys.modules['cryptography'] = None\nfrom modelway.__main__ import main\nmain()"
    done = processes.run(store, "-c", script, "sync", "init", stick, command=(sys.executable,))
    assert done.returncode == 1
    assert b'pip install "modelway[together]"' in done.stderr
