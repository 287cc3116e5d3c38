"""Documents for a leader to keep or to send: files of their own, readable by nobody else."""

import os
from collections.abc import Iterable
from pathlib import Path

from modelway.errors import ModelwayError, NotFound, Refused
from modelway.machine import NEW_FILE
from modelway.machine.files import put_in_place, sync

PRIVATE = 0o600


def write_document(path: Path, text: str | Iterable[str], *, replacing: bool = False) -> None:
    """Write `text` as UTF-8 to a new file that the user alone can read, whole or not at all.

    Args:
        path: Where to; its folder has to be there.
        text: The whole document, or its pieces one by one; half a surrogate pair becomes a question mark.
        replacing: Whether a file that is there already may be replaced.

    Raises:
        Refused: there is a file already, or it cannot be written there.
        NotFound: there is no such folder.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}.new") if replacing else path
    try:
        _write_new(new, [text] if isinstance(text, str) else text)
        if replacing:
            put_in_place(new, path)
    except FileExistsError:
        raise Refused(
            f"There is a file {path} already: choose another name, or add --yes to replace it."
        ) from None
    except FileNotFoundError:
        raise NotFound(f"There is no folder {path.parent}: make it first, or choose another.") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "its name cannot be used").lower()
        raise Refused(f"{path} cannot be written ({reason}): choose another place.") from error
    finally:
        if replacing:
            _drop(new)


def _write_new(path: Path, pieces: Iterable[str]) -> None:
    with open(os.open(path, NEW_FILE, PRIVATE), "wb") as file:  # noqa: PTH123 - a descriptor has no path
        try:
            for piece in pieces:
                file.write(piece.encode(errors="replace"))
            file.flush()
            sync(file.fileno())
        except (OSError, ModelwayError):
            path.unlink(missing_ok=True)
            raise


def _drop(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except (OSError, ValueError):
        return
