"""A folder as the place where machines meet: one file a row, never changed but by a purge.

    modelway/<journal>/<epoch>/<machine>/00000001

Each file is written beside and put in its place whole, so that nobody reads or copies half of it.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from modelway.errors import Refused
from modelway.machine.files import give_second_name, sync, sync_folder

TOP = "modelway"
PRIVATE_FOLDER = 0o700
ROW = re.compile(r"\d{8}")
NAME = re.compile(r"[0-9a-f]{8,40}")


class FolderPlace:
    """The rows of one journal in a folder."""

    def __init__(self, folder: Path, journal: str) -> None:
        self._folder = folder
        self._journal = folder / TOP / journal

    def at(self, journal: str) -> "FolderPlace":
        """The rows of another journal there."""
        return FolderPlace(self._folder, journal)

    def journals(self) -> list[str]:
        """The journals that meet there.

        Raises:
            Refused: there is no such folder, or it cannot be read.
        """
        with place_failures(self._folder):
            if not self._folder.is_dir():
                raise Refused(
                    f"{self._folder} is no folder that is there now: connect it or create it, then try again."
                )
            return [path.name for path in _folders(self._folder / TOP) if NAME.fullmatch(path.name)]

    def epochs(self) -> list[int]:
        """The epochs that have rows, the newest last."""
        with place_failures(self._folder):
            return sorted(int(path.name) for path in _folders(self._journal) if path.name.isdigit())

    def rows(self, epoch: int) -> dict[str, set[int]]:
        """The numbers of the rows that are there, by machine."""
        with place_failures(self._folder):
            if not self._folder.is_dir():
                raise FileNotFoundError(2, "it is not there", os.fspath(self._folder))
            return {
                path.name: {int(row.name) for row in path.iterdir() if ROW.fullmatch(row.name)}
                for path in _folders(self._journal / str(epoch))
                if NAME.fullmatch(path.name)
            }

    def read(self, epoch: int, machine: str, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Rows of a machine, in the order of these numbers; empty where one is gone meanwhile."""
        for number in numbers:
            with place_failures(self._folder):
                try:
                    sealed = self._path(epoch, machine, number).read_bytes()
                except FileNotFoundError:
                    sealed = b""
            yield number, sealed

    def put(self, epoch: int, rows: Iterable[tuple[str, int, bytes]], *, again: bool = False) -> bool:
        """Put rows where none are yet, or `again` over those there; False where there was one already."""
        for machine, number, sealed in rows:
            with place_failures(self._folder):
                if not self._put_row(self._path(epoch, machine, number), sealed, again=again):
                    return False
        return True

    def _put_row(self, path: Path, sealed: bytes, *, again: bool) -> bool:
        if not self._folder.is_dir():
            raise FileNotFoundError(2, "it is not there", os.fspath(self._folder))
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with beside.open("wb") as file:
                file.write(sealed)
                file.flush()
                sync(file.fileno())
            if again:
                beside.replace(path)
                return True
            return _put_new(beside, path)
        finally:
            beside.unlink(missing_ok=True)

    def drop_before(self, epoch: int) -> None:
        """Remove the rows of earlier epochs."""
        for earlier in self.epochs():
            if earlier < epoch:
                with place_failures(self._folder):
                    shutil.rmtree(self._journal / str(earlier))

    def _path(self, epoch: int, machine: str, number: int) -> Path:
        return self._journal / str(epoch) / machine / f"{number:08d}"


@contextmanager
def place_failures(folder: Path) -> Iterator[None]:
    """Turn what the operating system refuses into a sentence with its remedy."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refused(
            f"The place {folder} cannot be used ({reason}); your journal is whole, and nothing is lost: "
            "connect it or make room, then run modelway sync again."
        ) from error


def _put_new(beside: Path, path: Path) -> bool:
    """Give a file its name unless another has it."""
    try:
        give_second_name(beside, path)
    except FileExistsError:
        return False
    except OSError:
        # A stick's file system knows no second name.
        if path.exists():
            return False
        beside.replace(path)
    with suppress(OSError):
        sync_folder(path.parent)
    return True


def _folders(folder: Path) -> Iterable[Path]:
    try:
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    return [path for path in found if path.is_dir()]
