"""The power goes while answers are given: after the disk is mounted again, none of the kept ones is lost."""

import fcntl
import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import answering
import pytest
from scale import runs

SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
WITHOUT_ITS_LOG = 2  # nothing that is in memory only reaches the disk any more
PATIENCE = 60


class Disk:
    """A file system in a file, which can lose its power."""

    def __init__(self, folder: Path) -> None:
        self.image = folder / "disk.img"
        self.folder = folder / "disk"
        self.folder.mkdir()
        with self.image.open("wb") as image:
            image.truncate(64 << 20)
        _system("mkfs.ext4", "-q", "-F", self.image)
        self.mount()

    def mount(self) -> None:
        """Have it there, as after switching on."""
        _system("mount", "-o", "loop", self.image, self.folder)

    def unmount(self) -> None:
        """Let go of it, once nobody uses it."""
        _system("umount", self.folder)

    def cut(self) -> None:
        """Take its power away: what was not synced is gone."""
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", WITHOUT_ITS_LOG))
        finally:
            os.close(descriptor)


def _system(*command: str | Path) -> None:
    subprocess.run(command, capture_output=True, check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if os.getuid() != 0:
        pytest.skip("a disk of one's own can only be mounted by the superuser")
    try:
        disk = Disk(tmp_path)
        disk.cut()
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this machine does not mount a file, or cannot cut its power: {error}")
    disk.unmount()
    disk.mount()
    yield disk
    subprocess.run(["umount", "-l", disk.folder], capture_output=True, check=True)


@pytest.mark.parametrize("protected", [False, True], ids=["plain", "protected"])
def test_no_acknowledged_answer_is_lost(
    disk: Disk, tmp_path: Path, protected: bool, record_property: Callable[[str, object], None]
) -> None:
    origin = tmp_path / "origin" / "journal.db"
    answering.new_journal(origin, protected=protected)
    chance = random.Random(20_261_120)
    cuts = runs(50, 2)
    for number in range(cuts):
        store = disk.folder / str(number) / origin.name
        shutil.copytree(origin.parent, store.parent)
        os.sync()
        acknowledged = cut_while_answering(disk, store, chance)
        unsynced = disk.folder / "unsynced"
        # Its name may have come to the disk with an answer that was synced; its words cannot have.
        assert not unsynced.exists() or not unsynced.read_bytes().strip(b"\0"), "nothing was cut"
        unsynced.unlink(missing_ok=True)
        answering.assert_kept(store, acknowledged)
        shutil.rmtree(store.parent)
    record_property("runs", cuts)


def cut_while_answering(disk: Disk, store: Path, chance: random.Random) -> int:
    """Cut the power some answers and some milliseconds on; how many answers were acknowledged in all."""
    environ = {**os.environ, "PYTHONPATH": str(Path(answering.__file__).parent.parent)}
    command = [sys.executable, answering.__file__, store]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ) as writer:
        assert writer.stdout
        assert writer.stderr
        acknowledged = answering.wait_for_a_moment(writer.stdout, chance)
        (disk.folder / "unsynced").write_text("a word that no one was planned")
        disk.cut()
        acknowledged += len(writer.stdout.read())
        said = writer.stderr.read().decode()
        assert writer.wait(PATIENCE) in (1, 4), said
    assert said.count("\n") == 1, said
    disk.unmount()
    disk.mount()
    return acknowledged
