"""The program on Windows' own CPython, through Wine: `make windows` runs it.

What is tried here are whole commands, each a process of its own, as a shell there would start them.
"""

import fcntl
import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

GIVEN = os.environ.get("MODELWAY_ON_WINDOWS", "")
OLDEST = Path(__file__).parents[1] / "data" / "stores"
PATIENCE = 60
ROOM = 1 << 20
WRITERS, KILLS = 20, 50

pytestmark = pytest.mark.skipif(not GIVEN, reason="make windows says where Wine and CPython for Windows are")

VALUES = {
    "values": [
        {"name": "Honesty", "definition": "Say what is so.", "behaviors": ["Name the worst number first"]},
        {"name": "Mut für Größe", "definition": "Fragen, was niemand fragt.", "behaviors": ["诚实地说"]},
        {"name": "Care", "definition": "Ask how they are.", "behaviors": ["Listen to the end"]},
    ]
}


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def there(path: Path) -> str:
    return "Z:" + str(path).replace("/", "\\")


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME", "WINEPREFIX", "WINEDEBUG")},
        # Wine reads the names of files in the encoding of the locale.
        "LC_ALL": "C.UTF-8",
        "MODELWAY_STORE": there(folder / "journal.db"),
        "MODELWAY_NOW": "2026-11-20T21:00",
        "MODELWAY_TRACEBACK": "1",
        "PYTHONUTF8": "1",
    } | more


def command(*arguments: str) -> list[str]:
    wine, python = GIVEN.splitlines()
    return [wine, python, "-m", "modelway", *arguments]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Tagebuch der Führung"
    made.mkdir()
    return made


def _pipe() -> tuple[int, int]:
    """A pipe that holds all that a command says."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, ROOM)
    return reading, writing


def _read_from(reading: int) -> str:
    """What a command has said by its end: what Wine begins in the background may keep the pipe open."""
    os.set_blocking(reading, False)
    found = b""
    with suppress(BlockingIOError):
        while more := os.read(reading, ROOM):
            found += more
    os.close(reading)
    return found.decode("utf-8", "replace")


@pytest.fixture
def modelway(folder: Path) -> Callable[..., Ran]:
    def run(*arguments: str, data: bytes = b"", **environ: str) -> Ran:
        (out, said), (err, complained) = _pipe(), _pipe()
        code = subprocess.run(
            command(*arguments),
            input=data,
            stdout=said,
            stderr=complained,
            env=environment(folder, **environ),
            timeout=PATIENCE,
            check=False,
        ).returncode
        os.close(said)
        os.close(complained)
        return Ran(code, _read_from(out), _read_from(err))

    return run


@pytest.fixture
def defined(modelway: Callable[..., Ran]) -> Callable[..., Ran]:
    ran = modelway("values", "define", "--from", "-", data=json.dumps(VALUES).encode())
    assert ran.code == 0, ran.err
    return modelway


def passphrase_command(folder: Path, words: str) -> str:
    """A command that prints the words, in a path with spaces and an umlaut, as Windows quotes it."""
    script = folder / f"{words.split()[0]}.py"
    script.write_text(f"print({words!r})\n", "utf-8")
    return f'"{there(Path(GIVEN.splitlines()[1]))}" "{there(script)}"'


def test_an_evening_is_written_looked_at_and_taken_back(defined: Callable[..., Ran], folder: Path) -> None:
    written = defined("journal", "--lived", "honesty=Zuerst die schlechteste Zahl. 诚实")
    looked_at = [
        defined(*words) for words in (["today"], ["review"], ["trends"], ["plan", "list"], ["history"])
    ]
    page = defined("review", "--html", there(folder / "week.html"))
    undone, redone = defined("undo"), defined("redo")

    assert [one.code for one in (written, *looked_at, page, undone, redone)] == [0] * 9
    assert (folder / "week.html").read_text("utf-8").startswith("<!")
    told = json.loads(defined("nights", "show", "2026-11-20", "--json").out)
    assert "Zuerst die schlechteste Zahl. 诚实" in json.dumps(told, ensure_ascii=False)


def test_a_backup_is_made_and_restored(defined: Callable[..., Ran]) -> None:
    assert defined("backup").code == 0
    assert defined("journal", "--lived", "honesty=Told the board first.").code == 0

    restored = defined("backup", "restore", "2026-11-20", "--yes")

    assert restored.code == 0, restored.err


def test_the_doctor_sees_a_flipped_bit(defined: Callable[..., Ran], folder: Path) -> None:
    assert defined("doctor").code == 0
    data = bytearray((folder / "journal.db").read_bytes())
    at = data.rindex(b"Name the worst number first")
    data[at] ^= 1
    (folder / "journal.db").write_bytes(data)

    assert defined("doctor").code != 0


def test_a_journal_is_protected_changed_and_opened_again(defined: Callable[..., Ran], folder: Path) -> None:
    first, second = (
        passphrase_command(folder, f"{word} horse battery staple") for word in ("correct", "other")
    )

    on = defined("protect", "on", MODELWAY_PASSPHRASE_COMMAND=first)
    closed = (folder / "journal.db").read_bytes()[:16]
    locked = defined("review")
    change = defined(
        "protect", "change", MODELWAY_PASSPHRASE_COMMAND=first, MODELWAY_NEW_PASSPHRASE_COMMAND=second
    )
    old = defined("review", MODELWAY_PASSPHRASE_COMMAND=first)
    off = defined("protect", "off", "--yes", MODELWAY_PASSPHRASE_COMMAND=second)

    assert [one.code for one in (on, change, off)] == [0, 0, 0], (on.err, change.err, off.err)
    assert closed != b"SQLite format 3\0"
    assert locked.code != 0
    assert old.code != 0
    assert defined("doctor").code == 0
    assert not (folder / "journal.db.protecting").exists()


def test_a_night_is_purged(defined: Callable[..., Ran], folder: Path) -> None:
    assert defined("journal", "--lived", "honesty=This goes for good.").code == 0

    purged = defined("purge", "--night", "2026-11-20", "--backups-too", "--yes")

    assert purged.code == 0, purged.err
    assert b"This goes for good." not in (folder / "journal.db").read_bytes()


def test_a_journal_of_the_oldest_schema_is_brought_up(modelway: Callable[..., Ran], folder: Path) -> None:
    shutil.copy(sorted(OLDEST.glob("*.db"))[0], folder / "journal.db")

    assert modelway("nights", "list").code == 0
    assert "every row fits its seal" in modelway("doctor").out


def test_twenty_writers_at_once_lose_nothing(defined: Callable[..., Ran]) -> None:
    nights = [f"2026-10-{day:02d}" for day in range(1, WRITERS + 1)]

    with ThreadPoolExecutor(8) as writers:
        done = list(
            writers.map(
                lambda day: defined("journal", "--date", day, "--lived", f"honesty=Kept {day}"), nights
            )
        )

    assert [one.code for one in done] == [0] * WRITERS, [one.err for one in done if one.code]
    told = defined("history", "--json").out + defined("export", "--json").out
    assert all(defined_on in told for defined_on in nights)
    assert defined("doctor").code == 0


def test_what_was_acknowledged_survives_a_kill(defined: Callable[..., Ran], folder: Path) -> None:
    random.seed(15)
    acknowledged = []
    for number in range(KILLS):
        day = f"2026-{9 + number // 25:02d}-{number % 25 + 1:02d}"
        begun = subprocess.Popen(
            command("journal", "--date", day, "--lived", f"honesty=Kept {day}"),
            env=environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(random.uniform(0.4, 1.8))
        begun.kill()
        said, _ = begun.communicate()
        if b"saved" in said:
            acknowledged.append(day)

    told = defined("nights", "list", "--json").out
    assert defined("doctor").code == 0
    assert acknowledged
    assert all(day in told for day in acknowledged)
