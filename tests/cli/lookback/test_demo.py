"""The demo shows the whole loop, and never touches the leader's own journal."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from modelway.domain.lookback.demo_leader import NIGHTS, demo_nights

Modelway = Callable[..., tuple[int, str, str]]

FRIDAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the demo of the test lies; the temporary folder of the system is left alone."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    return temporary / f"modelway-demo-{os.getuid()}"


def test_the_demo_is_one_short_screen_and_leaves_the_leaders_own_journal_alone(
    modelway: Modelway, store: Path, folder: Path
) -> None:
    code, out, err = modelway("demo")

    assert (code, err) == (0, "")
    assert out.startswith("Model the way, in one minute")
    assert out.endswith("Next: modelway values define\n")
    assert len(out.splitlines()) <= 50
    assert "{" not in out
    assert not store.exists()
    assert f"rm -r {folder}\n" in out


def test_what_it_says_of_looking_around_works(modelway: Modelway) -> None:
    found = re.findall(r"^ +modelway (--store \S+ .+)$", modelway("demo")[1], re.MULTILINE)

    assert len(found) == 3
    for command in found[:2]:
        code, out, _ = modelway(*shlex.split(command))
        assert (code, "Influence without force" in out) == (0, True), command
    code, _, _ = modelway(*shlex.split(found[2]), "--lived", "integrity=Told it first")
    assert code == 0


def test_it_leaves_one_journal_however_often_it_plays(modelway: Modelway, folder: Path) -> None:
    first = modelway("demo")
    modelway("--store", str(folder / "journal.db"), "journal", "--note", "Mine")
    second = modelway("demo")

    assert first == second
    assert [one.name for one in folder.parent.iterdir()] == [folder.name]
    assert "Mine" not in modelway("--store", str(folder / "journal.db"), "nights", "list")[1]
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("planted", ["link", "open folder", "file"])
def test_a_folder_that_is_not_its_own_is_left_as_it_is(
    modelway: Modelway, folder: Path, tmp_path: Path, planted: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "journal.db").write_text("of somebody else")
    if planted == "link":
        folder.symlink_to(elsewhere)
    elif planted == "file":
        folder.write_text("of somebody else")
    else:
        elsewhere.rename(folder)
        folder.chmod(0o777)
    before = sorted(path.name for path in tmp_path.rglob("*"))

    code, out, _ = modelway("demo")

    assert code == 0
    assert f"rm -r {folder}-" not in out
    assert f"rm -r {folder}\n" not in out
    assert [one for one in before if one not in {path.name for path in tmp_path.rglob("*")}] == []


def test_a_reader_that_stops_after_a_line_is_no_failure(tmp_path: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m modelway demo | head -1; echo ${{PIPESTATUS[0]}}"
    told = subprocess.run(
        ["bash", "-c", command],
        env={
            **os.environ,
            "HOME": str(tmp_path),
            "TMPDIR": str(tmp_path),
            "MODELWAY_NOW": "2026-11-20T21:00",
        },
        capture_output=True,
        text=True,
        check=True,
    )

    first, code = told.stdout.splitlines()
    assert first.startswith("Model the way")
    assert (code, told.stderr) == ("0", "")


def test_the_invented_leader_is_the_same_on_the_same_evening() -> None:
    assert list(demo_nights(FRIDAY)) == list(demo_nights(FRIDAY))


def test_the_invented_nights_end_yesterday_with_a_practice_for_today() -> None:
    nights = list(demo_nights(FRIDAY))

    assert (FRIDAY - nights[0].day).days == NIGHTS
    assert (FRIDAY - nights[-1].day).days == 1
    assert nights[-1].plans
