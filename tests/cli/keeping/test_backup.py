"""`modelway backup` as a shell would use it."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import journals
import processes
from modelway.cli.opening import work_behind
from modelway.errors import ExitCode
from modelway.machine import processes as machine_processes
from modelway.store.files.engine import connect
from modelway.store.keeping import checks

Command = Callable[..., Any]


@pytest.fixture
def written(store: Path) -> Path:
    with journals.session_at(store, "2026-11-19T21:00") as session:
        journals.define(session)
        journals.write(session, {session.tonight: "DFM"})
    return store


def folder(store: Path) -> Path:
    return store.parent / "backups"


def listed(modelway: Command) -> list[dict[str, Any]]:
    return list(json.loads(modelway("backup", "list", "--json").out)["data"]["backups"])


def test_before_the_first_word_there_is_nothing_to_back_up(modelway: Command, store: Path) -> None:
    assert "none yet" in modelway("backup", "list").out
    refused = modelway("backup", "create")
    assert (refused.code, refused.out) == (ExitCode.NOT_FOUND, "")
    assert modelway("backup", "verify").code == ExitCode.NOT_FOUND
    assert not store.parent.exists()


@pytest.fixture
def behind(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Does at once what a command leaves to a process of its own."""
    monkeypatch.setattr(machine_processes, "run_behind", lambda work: work())
    return work_behind


def test_each_evening_is_backed_up_behind_its_last_command_and_a_day_keeps_one(
    modelway: Command, written: Path, behind: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for note in ("one", "two"):
        assert modelway("journal", "--note", note).code == ExitCode.DONE
        behind()
    (today,) = listed(modelway)
    assert today["reason"] == "daily"
    connection = connect(folder(written) / str(today["name"]))
    assert ("two",) in connection.execute("SELECT note FROM night").fetchall()
    monkeypatch.setenv("MODELWAY_NOW", "2026-11-21T21:00")
    modelway("nights", "list")
    behind()
    assert listed(modelway) == [today]
    modelway("journal", "--note", "three")
    behind()
    assert len(listed(modelway)) == 2


def test_a_backup_that_was_killed_is_made_up_for_behind_a_command_that_changes_nothing(
    modelway: Command, written: Path, behind: Callable[[], None]
) -> None:
    modelway("journal", "--note", "one")
    assert listed(modelway) == []
    assert modelway("journal", "--note", "one").code == ExitCode.DONE
    behind()
    assert len(listed(modelway)) == 1


def test_a_backup_of_the_day_that_cannot_be_made_is_said_by_the_next_command_once(
    modelway: Command, written: Path, behind: Callable[[], None]
) -> None:
    folder(written).symlink_to(written.parent)
    assert modelway("journal", "--lived", "honesty=Told them first").err == ""
    behind()
    answered = modelway("journal", "--note", "more")
    assert answered.code == ExitCode.DONE
    assert "The last backup was not made, though your answers are saved" in answered.err
    assert modelway("journal", "--note", "again").err == ""


def test_a_backup_outlives_the_terminal_and_keeps_no_reader_waiting(written: Path) -> None:
    ran = processes.run(written, "journal", "--note", "one")
    assert ran.returncode == ExitCode.DONE
    wait_for(lambda: backups_in(written))
    processes.wait_for_backups(written)
    (made,) = backups_in(written)
    assert checks.problems_of(folder(written) / made) == []
    processes.run(written, "journal", "--note", "two")
    wait_for(lambda: backups_in(written) != [made])
    processes.wait_for_backups(written)
    assert len(backups_in(written)) == 1


def backups_in(store: Path) -> list[str]:
    there = folder(store)
    return sorted(path.name for path in there.glob("journal-*.db")) if there.exists() else []


def wait_for(reached: Callable[[], object]) -> None:
    until = time.monotonic() + processes.PATIENCE
    while not reached():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_many_nights_handed_in_are_backed_up_before(modelway: Command, written: Path) -> None:
    nights = [{"date": f"2026-10-{day:02}", "note": "x"} for day in range(1, 11)]
    assert modelway("journal", "--from", "-", data=json.dumps(nights).encode()).code == ExitCode.DONE
    assert "import" in [one["reason"] for one in listed(modelway)]


def test_going_back_shows_what_changes_saves_the_present_and_can_be_taken_back(
    modelway: Command, written: Path
) -> None:
    modelway("backup", "create")
    modelway("journal", "--lived", "honesty=Told them first")
    asked = modelway("backup", "restore", "2026-11-20")
    assert asked.code == ExitCode.USAGE
    assert "1 goes" in asked.out
    assert "--yes" in asked.err

    restored = modelway("backup", "restore", "2026-11-20", "--yes")
    assert restored.code == ExitCode.DONE
    assert modelway("nights", "show", "2026-11-20").code == ExitCode.NOT_FOUND

    assert restored.out.endswith("Next: modelway undo\n")
    assert "going back to the backup of Friday 20 November 2026" in modelway("undo").out
    assert "Told them first" in modelway("nights", "show", "2026-11-20").out
    assert modelway("redo").code == ExitCode.DONE
    assert modelway("nights", "show", "2026-11-20").code == ExitCode.NOT_FOUND
    assert modelway("doctor").code == ExitCode.DONE


def test_going_back_to_what_is_there_leaves_nothing_to_take_back(modelway: Command, written: Path) -> None:
    modelway("backup", "create")
    restored = modelway("backup", "restore", "2026-11-20", "--yes")
    assert restored.code == ExitCode.DONE
    assert "undo" not in restored.out
    assert "going back" not in modelway("history").out


def test_going_back_never_writes_through_a_link(modelway: Command, written: Path, tmp_path: Path) -> None:
    modelway("backup", "create")
    other, link = tmp_path / "two.db", tmp_path / "link.db"
    with journals.session_at(other) as session:
        journals.define(session)
    link.symlink_to(other)
    before = other.read_bytes()
    backup = next(folder(written).glob("*.db"))
    refused = modelway("--store", str(link), "backup", "restore", str(backup), "--yes")
    assert (refused.code, "is a link" in refused.err) == (ExitCode.STORE, True)
    assert other.read_bytes() == before


def test_another_journal_takes_the_place_of_this_one_whole(
    modelway: Command, written: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "journal.db"
    with journals.session_at(other, "2026-11-18T21:00") as session:
        journals.a_leaders_journal(session)
    before = processes.dump(written)
    restored = modelway("backup", "restore", str(other), "--yes")
    assert restored.code == ExitCode.DONE
    assert "another journal" in restored.out
    assert processes.dump(written) == processes.dump(other)
    take_back = restored.out.splitlines()[-1].removeprefix("Next: modelway ").split()
    assert take_back[:2] == ["backup", "restore"]
    assert modelway(*take_back, "--yes").code == ExitCode.DONE
    assert processes.dump(written) == before


def test_a_journal_that_is_gone_or_ruined_comes_back(modelway: Command, written: Path) -> None:
    modelway("backup", "create")
    for ruin in (
        written.unlink,
        lambda: written.write_bytes(b"ruined" * 1000),
        lambda: os.truncate(written, 9000),
    ):
        ruin()
        assert modelway("backup", "restore", "2026-11-20", "--yes").code == ExitCode.DONE
        assert modelway("nights", "show", "2026-11-19").code == ExitCode.DONE
    kept = [path for path in folder(written).iterdir() if "damaged" in path.name]
    assert sorted(path.stat().st_size for path in kept) == [6000, 9000]


def test_a_flipped_bit_in_a_backup_is_found_and_it_is_not_restored(modelway: Command, written: Path) -> None:
    modelway("backup", "create")
    path = folder(written) / listed(modelway)[0]["name"]
    raw = path.read_bytes()
    place = raw.index(b"is what people can see")
    path.write_bytes(raw[:place] + b"I" + raw[place + 1 :])
    verified = modelway("backup", "verify", path.name)
    assert verified.code == ExitCode.FAILED
    assert "1 wording not as it was written" in verified.out
    answered = json.loads(modelway("backup", "verify", "--all", "--json").out)["data"]["backups"]
    assert [one["whole"] for one in answered] == [False, *[True] * (len(answered) - 1)]
    before = written.read_bytes()
    refused = modelway("backup", "restore", path.name, "--yes")
    assert (refused.code, refused.out) == (ExitCode.STORE, "")
    assert written.read_bytes() == before


@pytest.mark.parametrize(("file", "code"), [("-", ExitCode.USAGE), ("no/such/folder.db", ExitCode.NOT_FOUND)])
def test_what_no_backup_can_be_put_into_is_a_sentence(
    modelway: Command, written: Path, file: str, code: ExitCode
) -> None:
    refused = modelway("backup", "create", file)
    assert (refused.code, refused.out) == (code, "")
    assert refused.err.count("\n") == 1
    assert not Path(file).exists()


def test_the_group_alone_speaks_json_as_its_list_does(modelway: Command, written: Path) -> None:
    assert modelway("backup", "--json").out == modelway("backup", "list", "--json").out


@pytest.mark.parametrize("wrong", ["nothing", "2020-01-01", "", "tomorrow", "/etc/passwd"])
def test_what_is_no_backup_is_a_sentence(modelway: Command, written: Path, wrong: str) -> None:
    refused = modelway("backup", "restore", wrong, "--yes")
    assert refused.code in (ExitCode.NOT_FOUND, ExitCode.STORE)
    assert refused.err.count("\n") == 1
    assert "fault" not in refused.err
