"""Rows read straight from the bytes of a damaged file, page by page, without its schema or its trees.

Only pages that hold rows of tables are read, each cell for itself, so that a broken cell or a lost first page
costs nothing else. The layout is SQLite's documented file format; an encrypted file holds no such page.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

Cell = int | float | str | None
LEAF_OF_A_TABLE = 13
PAGE_SIZES = frozenset(1 << power for power in range(9, 17))
USUAL_PAGE = 4096
FIRST_PAGE_HEADER = 100
SIGNATURE = b"SQLite format 3"
MOST_PAGES = 1 << 24
WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class Unreadable(Exception):
    """A cell whose bytes make no row."""


def rows_in(path: Path) -> Iterator[tuple[int, list[Cell]]]:
    """The number and the columns of every row that any page of the file still holds."""
    raw = path.read_bytes()
    size = _page_size(raw)
    for start in range(0, len(raw), size):
        page = raw[start : start + size]
        header = FIRST_PAGE_HEADER if start == 0 else 0
        if len(page) < header + 8 or page[header] != LEAF_OF_A_TABLE:
            continue
        (cells,) = struct.unpack_from(">H", page, header + 3)
        for place in range(min(cells, (len(page) - header - 8) // 2)):
            (offset,) = struct.unpack_from(">H", page, header + 8 + 2 * place)
            try:
                yield _row(raw, start + offset, size)
            except (Unreadable, IndexError, struct.error, UnicodeDecodeError):
                continue


def missing_pages(path: Path) -> int:
    """How many pages the first one counts that the file no longer has; 0 where it cannot be told."""
    raw = path.read_bytes()
    if not raw.startswith(SIGNATURE):
        return 0
    return max(0, min(int.from_bytes(raw[28:32], "big"), MOST_PAGES) - len(raw) // _page_size(raw))


def _page_size(raw: bytes) -> int:
    told = int.from_bytes(raw[16:18], "big")
    told = 65536 if told == 1 else told
    return told if told in PAGE_SIZES else USUAL_PAGE


def _row(raw: bytes, place: int, page_size: int) -> tuple[int, list[Cell]]:
    length, place = _varint(raw, place)
    number, place = _varint(raw, place)
    return number, _columns(_payload(raw, place, length, page_size))


def _payload(raw: bytes, place: int, length: int, page_size: int) -> bytes:
    """The bytes of a row: those in the page, and those it left for pages of their own."""
    if length > len(raw):
        raise Unreadable
    most = page_size - 35
    if length <= most:
        return raw[place : place + length]
    least = (page_size - 12) * 32 // 255 - 23
    local = least + (length - least) % (page_size - 4)
    local = local if local <= most else least
    parts = [raw[place : place + local]]
    missing = length - local
    following = int.from_bytes(raw[place + local : place + local + 4], "big")
    while missing > 0:
        start = (following - 1) * page_size
        if following < 1 or start + 4 > len(raw):
            raise Unreadable
        parts.append(raw[start + 4 : start + 4 + min(missing, page_size - 4)])
        missing -= page_size - 4
        following = int.from_bytes(raw[start : start + 4], "big")
    return b"".join(parts)


def _columns(payload: bytes) -> list[Cell]:
    header, place = _varint(payload, 0)
    body, found = header, list[Cell]()
    while place < header:
        kind, place = _varint(payload, place)
        value, width = _value(payload, body, kind)
        found.append(value)
        body += width
    if body != len(payload):
        raise Unreadable
    return found


def _value(payload: bytes, place: int, kind: int) -> tuple[Cell, int]:
    """A column and the bytes it takes, by the number of its kind."""
    if kind == 0:
        return None, 0
    if kind in (8, 9):
        return kind - 8, 0
    if kind == 7:
        return struct.unpack_from(">d", payload, place)[0], 8
    if kind in WIDTHS:
        width = WIDTHS[kind]
        return int.from_bytes(payload[place : place + width], "big", signed=True), width
    if kind >= 13 and kind % 2:
        width = (kind - 13) // 2
        if place + width > len(payload):
            raise Unreadable
        return payload[place : place + width].decode(), width
    raise Unreadable


def _varint(raw: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place behind it."""
    number = 0
    for _ in range(8):
        byte = raw[place]
        place += 1
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, place
    return number << 8 | raw[place], place + 1
