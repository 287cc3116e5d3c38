"""Breaks off a change of the protection again and again, each time in a process of its own.

Run by a test with: the folder to work in, the change (on, off, change), and either "every" and a number (1
for every step, 5 for each fifth) or "random" and how many moments.
"""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from journals import a_leaders_journal, session_at
from modelway.store.files import backups, replacing
from modelway.store.files.encryption import Key, keys, salt_of
from modelway.store.keeping import protection
from modelway.store.keeping.checks import problems_of
from processes import dump

OLD, NEW = Key(b"o" * 16, b"1" * 32), Key(b"n" * 16, b"2" * 32)
CHANGES: dict[str, tuple[Key | None, Key | None]] = {
    "on": (None, NEW),
    "off": (OLD, None),
    "change": (OLD, NEW),
}
STEPS = ("fsync", "link", "rename", "unlink", "pwrite", "mkdir", "rmdir", "open")


def a_protected_folder(folder: Path, key: Key | None) -> Path:
    """A journal and two backups of it, all under the key."""
    store = folder / "journal.db"
    with session_at(store) as session:
        a_leaders_journal(session)
        backups.keep(store, session.now, "asked")
    if key:
        protection.convert(store, key, lambda _: None)
    return store


def whole(store: Path, old: Key | None, new: Key | None, expected: object) -> str:
    """Which state the journal is in after it was opened: all the old or all the new; fails otherwise."""
    assert dump(store) == expected, "rows are lost"
    salt = salt_of(store)
    assert salt in (old.salt if old else None, new.salt if new else None)
    paths = [backups.folder_of(store) / one.name for one in backups.backups_of(store)]
    assert len(paths) == 2
    assert [salt_of(path) for path in paths] == [salt, salt], "a backup is otherwise than the journal"
    for path in paths:
        assert not problems_of(path)
        assert not backups.bytes_changed(path)
    left = {path.name for path in store.parent.iterdir()} - {"journal.db", "backups"}
    assert not left, f"left behind: {left}"
    return "new" if salt == (new.salt if new else None) else "old"


def dies_at(number: int) -> Callable[[], None]:
    """End the process without a word as it begins its so-manyth step."""
    done = 0

    def prepare() -> None:
        for name in STEPS:
            setattr(os, name, counted(getattr(os, name)))

    def counted(step: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **options: object) -> object:
            nonlocal done
            done += 1
            if done == number:
                os._exit(9)
            return step(*arguments, **options)

        return run

    return prepare


def in_a_child(work: Callable[[], object], prepare: Callable[[], None], seconds: float | None = None) -> bool:
    """Do the work in a process of its own; whether it came to its end."""
    child = os.fork()
    if child == 0:
        prepare()
        work()
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] == 0


def moments(how: str, number: int) -> Iterator[tuple[Callable[[], None], float | None]]:
    if how == "every":
        for step in count(1, number):
            yield dies_at(step), None
    chance = random.Random(20261120)
    for _ in range(number):
        yield lambda: None, chance.uniform(0, 1)


def main(folder: Path, change: str, how: str, number: int) -> None:
    old, new = CHANGES[change]
    keys.add(OLD)
    keys.add(NEW)
    origin = folder / "origin"
    origin.mkdir()
    expected = dump(a_protected_folder(origin, old))
    outcomes, chance = {"old": 0, "new": 0}, random.Random(7)
    for prepare, seconds in moments(how, number):
        shutil.copytree(origin, folder / "data")
        store = folder / "data" / "journal.db"
        ended = in_a_child(partial(protection.convert, store, new, lambda _: None), prepare, seconds)
        if not ended:
            # The next opening may be broken off as well, and so may the one after that.
            for _ in range(2):
                in_a_child(partial(replacing.settle, store), dies_at(chance.randint(1, 12)))
        outcomes[whole(store, old, new, expected)] += 1
        shutil.rmtree(folder / "data")
        if ended and how == "every":
            break
    sys.stdout.write(f"{outcomes['old']} {outcomes['new']}\n")


main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
