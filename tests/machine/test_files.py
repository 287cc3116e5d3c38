"""Files written through and put in place, on whichever system the tests run."""

import os
from pathlib import Path

from modelway.machine import files, locks, owner, processes


def test_a_file_takes_the_place_of_another(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_text("new")
    old.write_text("old")

    files.sync_file(new)
    files.put_in_place(new, old)
    files.sync_folder(tmp_path)

    assert (old.read_text(), new.exists()) == ("new", False)


def test_a_second_name_leads_to_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("text")

    files.give_second_name(tmp_path / "one", tmp_path / "two")

    assert (tmp_path / "two").read_text() == "text"


def test_a_folder_is_for_one_alone(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()

    with (
        locks.folder_locked(folder, wait=True) as first,
        locks.folder_locked(folder, wait=False) as second,
    ):
        assert (first, second) == (True, False)
    with locks.folder_locked(folder, wait=False) as again:
        assert again
    with locks.folder_locked(tmp_path / "none", wait=False) as none:
        assert not none


def test_this_process_runs_and_its_files_are_its_own(tmp_path: Path) -> None:
    assert processes.is_running(os.getpid())
    assert owner.is_own(tmp_path.stat())
    assert owner.user()
