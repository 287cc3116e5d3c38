"""What another tool's journal holds: entries of a day, with what they say about values."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from modelway.domain.loop.nights import Outcome

# The id of the value that a tag, a heading or a column names; None where it names none.
FindValue = Callable[[str], str | None]


class EntryAnswer(NamedTuple):
    """What an entry says about one value; no outcome where it tells none."""

    value_id: str
    outcome: Outcome | None
    text: str


class Entry(NamedTuple):
    """One entry of the day on which its writer lived it; `place` says where in the file it stands."""

    day: date
    place: str
    note: str
    answers: tuple[EntryAnswer, ...] = ()


class Entries(NamedTuple):
    """The entries of a file in its order, and what could not be taken, a sentence part for each."""

    entries: tuple[Entry, ...]
    refused: tuple[str, ...] = ()


class UnknownName(NamedTuple):
    """A tag, heading or habit of a file that names no value, and how often it is there."""

    name: str
    times: int


def parse_outcome(word: str) -> Outcome | None:
    """The outcome that a word such as "fell short" or "no_opportunity" names; None for any other."""
    name = "_".join(word.strip().casefold().replace("-", " ").replace("_", " ").split())
    return Outcome(name) if name in list(Outcome) else None
