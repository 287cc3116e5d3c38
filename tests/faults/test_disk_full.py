"""The disk is full: a sentence, nothing is lost, and it works again once there is room."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from scale import FULL, runs

import processes
from journals import a_leaders_journal, make_journal
from modelway.errors import ExitCode
from modelway.store.files import backups
from modelway.store.files.encryption import keys
from modelway.store.keeping import checks

SIZE = 4_000_000
PAGE = 4096
LONG = "I told them what I know, and what I do not know yet. " * 1_500
PASSPHRASE = "MODELWAY_PASSPHRASE_COMMAND"
WISHES = {
    "journal": ["journal", "--lived", f"2={LONG}"],
    "import": ["journal", "--from", "nights.json"],
    "backup": ["backup", "create"],
    "protect": ["protect", "on"],
    "review": ["review", "write", "--from", "week.json"],
}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of one's own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.getuid() != 0:
        pytest.skip("a small disk can only be mounted by the superuser; files that cannot grow are tried")
    told = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder]
    mounted = subprocess.run(told, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], capture_output=True, check=True)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    keys.forget()
    store = tmp_path / "origin" / "journal.db"
    make_journal(store, a_leaders_journal)
    return store


def prepared(origin: Path, folder: Path) -> Path:
    """The journal there, and the files to hand in."""
    shutil.copytree(origin.parent, folder, dirs_exist_ok=True)
    reflections = [{"value": "1", "outcome": "demonstrated", "text": LONG}]
    nights = [{"date": f"2026-10-{day:02}", "reflections": reflections} for day in (1, 2)]
    (folder / "nights.json").write_text(json.dumps(nights))
    (folder / "week.json").write_text(json.dumps({"week": "2026-W47", "happened": LONG}))
    return folder / origin.name


def wish(store: Path, name: str, limited: Callable[[], None] | None = None) -> tuple[int, str, str]:
    """What a command answers: its exit code, what it shows, and what it complains of."""
    files = {"nights.json", "week.json"}
    words = [str(store.parent / word) if word in files else word for word in WISHES[name]]
    ran = processes.run(store, *words, limited=limited, **{PASSPHRASE: "echo a-long-passphrase-of-mine"})
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


def assert_told(code: int, said: str) -> None:
    assert code in (ExitCode.FAILED, ExitCode.STORE), said
    sentence = said.splitlines()[-1]
    assert "Traceback" not in said
    assert "has a fault" not in said
    assert len(sentence) > 30
    assert sentence.endswith("."), sentence


def assert_nothing_lost(store: Path, before: object) -> None:
    assert processes.dump(store) == before
    for one in backups.backups_of(store):
        assert checks.problems_of(backups.folder_of(store) / one.name) == []


def rooms() -> Sequence[int]:
    """How many bytes are left free."""
    return range(0, 400_000, 16_000) if FULL else (0, 60_000)


@pytest.mark.parametrize("name", WISHES)
def test_on_a_full_disk_nothing_is_lost_and_it_works_again_with_room(
    disk: Path, origin: Path, name: str, record_property: Callable[[str, object], None]
) -> None:
    refused = 0
    before = processes.dump(origin)
    for room in rooms():
        store = prepared(origin, disk)
        fill(disk, room)
        code, _, said = wish(store, name)
        if code:
            refused += 1
            assert_told(code, said)
            assert_nothing_lost(store, before)
            (disk / "filler").unlink()
            code, _, said = wish(store, name)
        assert code == ExitCode.DONE, said
        processes.wait_for_backups(store)
        keys.forget()
        for path in disk.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert refused
    record_property("runs", len(rooms()))


def fill(disk: Path, room: int) -> None:
    """Fill the disk, but for so many bytes."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        for _ in range(max(0, free - room) // PAGE):
            filler.write(b"\0" * PAGE)


@pytest.mark.parametrize("name", WISHES)
def test_where_no_file_can_grow_nothing_is_lost_and_it_works_again(
    origin: Path, tmp_path: Path, name: str, record_property: Callable[[str, object], None]
) -> None:
    before, size = processes.dump(origin), origin.stat().st_size
    parts = runs(12, 1)
    for part in range(parts):
        store = prepared(origin, tmp_path / str(part))
        limit = size * (part + 1) // (parts + 1) // PAGE * PAGE
        code, _, said = wish(store, name, limited=processes.with_files_up_to(limit))
        assert_told(code, said)
        assert_nothing_lost(store, before)
        assert wish(store, name)[0] == ExitCode.DONE
    record_property("runs", parts)
