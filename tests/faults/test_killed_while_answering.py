"""A writer is killed at a random moment: what was acknowledged is kept, and the journal is well."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import answering
import pytest
from scale import runs

BATCH = 25


@pytest.mark.parametrize("part", range(runs(10, 1)))
@pytest.mark.parametrize("protected", [False, True], ids=["plain", "protected"])
def test_every_acknowledged_answer_is_there(
    tmp_path: Path, protected: bool, part: int, record_property: Callable[[str, object], None]
) -> None:
    store = tmp_path / "origin" / "journal.db"
    answering.new_journal(store, protected=protected)
    times = runs(50, 10)
    acknowledged = []
    for first in range(0, times, BATCH):
        folder = tmp_path / str(first)
        folder.mkdir()
        for number, kept in killed(store, folder, 1000 * part + first, min(BATCH, times - first)):
            answering.assert_kept(folder / str(number) / store.name, kept)
            acknowledged.append(kept)
        shutil.rmtree(folder)
    assert len(acknowledged) == times
    assert len(set(acknowledged)) > 2, "the moments are spread over the evening"
    record_property("runs", times)


def killed(store: Path, folder: Path, seed: int, times: int) -> list[tuple[int, int]]:
    """The number of each run, and how many answers were acknowledged in it."""
    command = [sys.executable, answering.__file__, "killed", store, folder, str(seed), str(times)]
    tests = str(Path(answering.__file__).parent.parent)
    environ = {**os.environ, "PYTHONPATH": tests}
    done = subprocess.run(command, capture_output=True, env=environ, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = (line.split() for line in done.stdout.decode().splitlines())
    return [(int(number), int(kept)) for number, kept in lines]
