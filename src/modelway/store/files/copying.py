"""A whole copy of a journal in another file, made in steps that leave all of it or nothing."""

import os
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from modelway.errors import Refused, StoreError
from modelway.machine import NEW_FILE
from modelway.machine.files import sync_file, sync_folder
from modelway.store.files import contents, engine

if TYPE_CHECKING:
    from sqlite3 import Connection


def copy_checked(store: Path, target: Path, before_named: Callable[[Path], None] = lambda _: None) -> None:
    """A whole copy of the journal at `target`, which must not exist: there it is, or nothing is.

    The copy has a name of its own until it was read again and found equal: no backup is ever half there.
    `before_named` is called with where it lies then.

    Raises:
        Refused: something lies at `target` already.
        StoreError, Refused: the journal cannot be read, or the copy not be written or does not equal it.
    """
    if os.path.lexists(target):
        raise Refused(f"{target} is there already: name a file that is not, or move that one away.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with engine.engine_failures(target), closing(engine.connect(store)) as source:
            make_private_file(part)
            # One snapshot for what is counted and for what is copied; a writer waits for it to end.
            source.execute("BEGIN")
            expected = contents.counts(source), contents.digest(source)
            copy_pages(source, part)
            source.execute("COMMIT")
            sync_file(part)
            check_copy(part, expected)
            before_named(part)
            part.rename(target)
            sync_folder(target.parent)
    finally:
        for leftover in (part, Path(f"{part}-journal")):
            with suppress(OSError):
                leftover.unlink()


def make_private_file(path: Path) -> None:
    """An empty file of mode 0600 where nothing was, not even a link."""
    os.close(os.open(path, NEW_FILE, engine.PRIVATE_FILE))


def copy_pages(source: "Connection", target: Path) -> None:
    """Every page of `source` into the empty file at `target`, by the engine's own way of backing up."""
    with closing(engine.connect(target, salt=engine.salt_behind(source))) as copy:
        source.backup(copy)


def check_copy(path: Path, expected: tuple[dict[str, int], str]) -> None:
    """Read the copy anew and compare it with the counts and the digest of what was copied."""
    with closing(engine.connect(path, "ro")) as copy:
        sound = [row[0] for row in copy.execute("PRAGMA integrity_check")] == ["ok"]
        if not sound or (contents.counts(copy), contents.digest(copy)) != expected:
            raise StoreError(
                f"The copy in {path.parent} does not equal the journal and was thrown away: "
                "see what is wrong with: modelway doctor"
            )
