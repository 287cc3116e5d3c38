"""The texts in a zip, read in bounded memory and never written anywhere."""

import zlib
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from modelway.errors import BadFile

TEXTS = (".json", ".csv", ".md", ".markdown", ".txt")
MOST_FILES = 100_000


def read_zip(data: bytes, source: str, most: int) -> list[tuple[str, bytes]]:
    """The names and bytes of the texts in it; pictures and the like are left out.

    Raises:
        BadFile: it is no zip, holds more than `most` bytes or 100,000 files, or a name that leads out of it.
    """
    found: list[tuple[str, bytes]] = []
    left = most
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_FILES:
                raise BadFile(f"{source} holds more than {MOST_FILES:,} files: split it.")
            for member in members:
                path = PurePosixPath(member.filename.replace("\\", "/"))
                if path.is_absolute() or ".." in path.parts:
                    raise BadFile(
                        f"{source} holds a file whose name leads out of it: nothing of it is taken."
                    )
                if member.is_dir() or path.suffix.casefold() not in TEXTS:
                    continue
                if member.file_size > left:
                    raise BadFile(f"{source} holds more than {most // 2**20} MB: split it.")
                with archive.open(member) as file:
                    # What a member claims to be long may be a lie: it is read no further than there is room.
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise BadFile(f"{source} holds more than {most // 2**20} MB: split it.")
                found.append((str(path), content))
    except (
        BadZipFile,
        RuntimeError,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        zlib.error,
    ) as error:
        raise BadFile(f"{source} cannot be read as a zip: pack it again without a password.") from error
    return found
