"""Finding words again in what was written: without regard to case and accents, and by parts of words."""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from modelway.domain.loop.nights import Outcome

PARTS = re.compile(r'(-?)(?:"([^"]+)"|(\S+))')
AROUND = 60


class Sought(NamedTuple):
    """What is looked for: folded texts that have to be in one text, and those that may not be."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    def fits(self, folded: str) -> bool:
        """Return True if a folded text holds all that is wanted and nothing that is not."""
        return all(one in folded for one in self.wanted) and not any(one in folded for one in self.unwanted)


class Found(NamedTuple):
    """A text that fits: what it is ("evidence"), its day, its value's name, its outcome, and the words."""

    what: str
    day: date
    value: str
    outcome: Outcome | None
    text: str


class SearchResult(NamedTuple):
    """What was looked for, the newest texts that fit, and how many `more` there are."""

    words: str
    sought: Sought
    found: tuple[Found, ...]
    more: int


def parse_sought(words: str) -> Sought:
    """Read what was typed: words, "phrases in quotes", and -words that may not be there.

    A sign that means nothing is looked for as it is; nothing that is typed is an error.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in PARTS.findall(words):
        text = fold(phrase or word)
        (unwanted if minus and text else wanted).append(text or fold(minus))
    return Sought(tuple(filter(None, wanted)), tuple(filter(None, unwanted)))


def fold(text: str) -> str:
    """The text in small letters and without accents, its white space as single spaces."""
    small = text.casefold()
    if not small.isascii():
        small = "".join(
            char for char in unicodedata.normalize("NFKD", small) if not unicodedata.combining(char)
        )
    return " ".join(small.split())


def words_around(text: str, sought: Sought) -> str:
    """The part of a text around its first match, on one line, with an ellipsis where it was cut."""
    line = " ".join(text.split())
    places = [_place_of(line, one) for one in sought.wanted]
    place = min((one for one in places if one >= 0), default=0)
    start = max(0, place - AROUND)
    end = min(len(line), place + 2 * AROUND)
    if start:
        start = line.find(" ", start, place) + 1 or start
    if end < len(line):
        end = line.rfind(" ", place, end) if line.rfind(" ", place, end) > place else end
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def _place_of(line: str, folded: str) -> int:
    """Where a folded text begins in a line: near it, for folding may change the length; never outside."""
    place = fold(line).find(folded)
    return min(place, len(line))
