"""A JSON file read value by value, so that a hundred years never lie in memory at once."""

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO, NoReturn

from modelway.errors import BadFile
from modelway.exchange.json_reader import BYTE_ORDER_MARK, describe, refuse_number, refuse_twins

CHUNK = 2**18
LONGEST_VALUE = 16 * 2**20
SPACE = " \t\n\r"


class JsonStream:
    """What is left of a JSON file; objects and lists are gone through from the outside in.

    Whoever walks `members` or `items` takes one whole value between two steps.

    Raises:
        BadFile: by every method, where the file is not sound JSON; the sentence names the line.
    """

    def __init__(self, file: BinaryIO, source: str) -> None:
        self._file = file
        self._source = source
        self._decoder = json.JSONDecoder(
            object_pairs_hook=lambda pairs: refuse_twins(pairs, source),
            parse_constant=lambda word: refuse_number(word, source),
        )
        self.go_to(0)

    def go_to(self, offset: int) -> None:
        """Read on from a byte that `offset` named."""
        self._file.seek(offset)
        self._decoder_of_bytes = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._at = 0
        self._text_begins = offset
        self._bytes_read = offset
        self._line, self._column = 1, 1
        self._ended = False
        if offset == 0:
            self._read_more()
            self._at = len(BYTE_ORDER_MARK) if self._text.startswith(BYTE_ORDER_MARK) else 0

    @property
    def offset(self) -> int:
        """The byte that is read next."""
        return self._text_begins + len(self._text[: self._at].encode())

    def peek(self) -> str:
        """The next sign that is no space; empty at the end of the file."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._read_more():
                return ""

    def members(self) -> Iterator[str]:
        """The keys of an object, each once; its value comes next."""
        seen: set[str] = set()
        self._expect("{", "expecting an object in curly brackets")
        while self.peek() != "}":
            if seen:
                self._expect(",", "expecting ',' delimiter")
            key = self.value()
            if not isinstance(key, str):
                self._refuse("expecting a key in double quotes")
            if key in seen:
                refuse_twins([(key, None), (key, None)], self._source)
            seen.add(key)
            self._expect(":", "expecting ':' delimiter")
            yield key
        self._at += 1

    def items(self) -> Iterator[object]:
        """The values of a list, one by one."""
        begun = False
        self._expect("[", "expecting a list in square brackets")
        while self.peek() != "]":
            if begun:
                self._expect(",", "expecting ',' delimiter")
            yield self.value()
            begun = True
        self._at += 1

    def value(self) -> object:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._is_longer_than_allowed():
                    raise BadFile(
                        f"{self._source} holds a value of more than {LONGEST_VALUE // 2**20} MB: split it."
                    ) from None
                if not self._read_more():
                    self._refuse(describe(error), error.pos)
            except RecursionError:
                raise BadFile(
                    f"{self._source} is nested too deep to read: hand in a file as it was exported."
                ) from None
            except ValueError:
                raise BadFile(
                    f"{self._source} holds a number that is too long to read: shorten it."
                ) from None
            else:
                # A number that ends with what was read so far may go on, as 1 does in 1e+5.
                if end + len("e+5") <= len(self._text) or not self._read_more():
                    self._at = end
                    return found

    def end(self) -> None:
        """Refuse what follows behind the last value."""
        if self.peek():
            self._refuse("extra data")

    def _is_longer_than_allowed(self) -> bool:
        return len(self._text) - self._at > LONGEST_VALUE

    def _expect(self, sign: str, reason: str) -> None:
        if self.peek() != sign:
            self._refuse(reason)
        self._at += 1

    def _read_more(self) -> bool:
        """Read on, twice as much as is not used up yet; return False at the end of the file."""
        if self._ended:
            return False
        data = self._file.read(max(CHUNK, len(self._text) - self._at))
        more = self._decoded(data)
        if not data:
            self._ended = True
            return False
        used, rest = self._text[: self._at], self._text[self._at :]
        self._text_begins += len(used.encode())
        lines = used.count("\n")
        self._column = self._column + len(used) if not lines else len(used) - used.rfind("\n")
        self._line += lines
        self._text, self._at = rest + more, 0
        return True

    def _decoded(self, data: bytes) -> str:
        begun, _ = self._decoder_of_bytes.getstate()
        try:
            text = self._decoder_of_bytes.decode(data, final=not data)
        except UnicodeDecodeError as error:
            place = self._bytes_read - len(begun) + error.start + 1
            raise BadFile(
                f"{self._source} is not UTF-8 text (byte {place} cannot be read): save it as UTF-8."
            ) from None
        self._bytes_read += len(data)
        return text

    def _refuse(self, reason: str, at: int | None = None) -> NoReturn:
        used = self._text[: self._at if at is None else at]
        lines = used.count("\n")
        column = self._column + len(used) if not lines else len(used) - used.rfind("\n")
        place = f"line {self._line + lines}, column {column}"
        raise BadFile(f"{self._source} is not JSON at {place} ({reason}): mend it there.")
