"""`modelway export` and `modelway import`, as a shell sees them."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from journals import a_leaders_journal, session_at

Run = Callable[..., Any]


def a_bundle(modelway, store: Path, tmp_path: Path) -> Path:
    with session_at(store) as session:
        a_leaders_journal(session)
    file = tmp_path / "all.json"
    assert modelway("export", str(file)).code == 0
    return file


def test_an_export_is_readable_by_the_leader_alone_and_replaces_nothing_unasked(
    modelway: Run, store: Path, tmp_path: Path
) -> None:
    file = a_bundle(modelway, store, tmp_path)
    again = modelway("export", str(file))

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (again.code, "--force" in again.err) == (1, True)
    assert modelway("export", str(file), "--force").code == 0
    assert modelway("export", "-").out == file.read_text("utf-8")


def test_an_import_says_what_came_in_and_ends_with_undo(modelway: Run, store: Path, tmp_path: Path) -> None:
    file = a_bundle(modelway, store, tmp_path)
    other = ["--store", str(tmp_path / "other.db")]

    dry = modelway("import", str(file), "--dry-run", *other)
    assert "Would come in" in dry.out
    assert not (tmp_path / "other.db").exists()
    done = modelway("import", str(file), *other)
    assert "3 values" in done.out
    assert done.out.splitlines()[-1].endswith(" undo")
    again = json.loads(modelway("import", str(file), "--json", *other).out)["data"]
    assert (again["new"], again["merged"]) == (0, 0)


def test_a_file_that_is_refused_makes_no_journal(modelway: Run, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(b'{"schema": "modelway.bundle/1", "data": {"night": [1]}}')

    done = modelway("import", str(file))

    assert (done.code, "night[0]" in done.err) == (1, True)
    assert not store.exists()


def test_a_file_too_large_for_the_memory_is_refused_unread(modelway: Run, tmp_path: Path) -> None:
    file = tmp_path / "one-line.json"
    with file.open("wb") as made:
        made.truncate(2**30)

    done = modelway("import", str(file))

    assert (done.code, "larger than" in done.err) == (1, True)


def test_wrong_words_are_usage_errors(modelway: Run, tmp_path: Path) -> None:
    assert modelway("export", "-", "--format", "papyrus").code == 2
    assert modelway("import", "-", "--on-conflict", "quarrel").code == 2


def test_markdown_into_a_folder_is_a_file_for_each_month(modelway: Run, store: Path, tmp_path: Path) -> None:
    with session_at(store) as session:
        a_leaders_journal(session)
    folder = tmp_path / "notes"
    folder.mkdir()

    assert modelway("export", str(folder), "--format", "markdown").code == 0
    assert [path.name for path in folder.iterdir()] == ["2026-11.md"]
    assert modelway("export", str(folder), "--format", "markdown").code == 1


def test_a_bundle_of_some_nights_alone_is_refused(modelway: Run) -> None:
    assert modelway("export", "-", "--from", "2026-11-01").code == 2


def test_a_bundle_with_its_history_goes_on_in_an_empty_journal(
    modelway: Run, store: Path, tmp_path: Path
) -> None:
    a_bundle(modelway, store, tmp_path)
    file, other = tmp_path / "past.json", ["--store", str(tmp_path / "other.db")]
    assert modelway("export", "--history", str(file)).code == 0

    done = modelway("import", str(file), *other)

    assert "Its history came in as well" in done.out
    assert modelway("history", "--json", *other).out == modelway("history", "--json").out
    assert modelway("export", "--history", "--format", "csv", "-").code == 2
