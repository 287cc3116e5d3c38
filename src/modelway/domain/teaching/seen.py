"""What was read and seen: the vision, remarks and examples, books and the lessons taken from them."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.loop.values import Value

LONGEST_VISION = 600
LONGEST_WHO = 80
LONGEST_TITLE = 200
MOST_WORDS, LONGEST_SENTENCE = 35, 22
ASK_OTHERS_AFTER = timedelta(days=90)
FIRST_FOUR_WEEKS = timedelta(days=28)
GENERIC = frozenset(
    {
        *(
            "best",
            "excellence",
            "excellent",
            "exceed",
            "exceptional",
            "first-class",
            "leading",
            "outstanding",
        ),
        *("premier", "quality", "superior", "unparalleled", "unrivalled", "world-class"),
    }
)
NEGATIONS = frozenset(
    {"avoid", "don't", "never", "no", "nobody", "none", "not", "nothing", "stop", "without", "won't"}
)
# Title and author of what a new leader may begin with.
FIRST_BOOKS = (
    ("The Leadership Challenge", "James Kouzes and Barry Posner"),
    ("Authentic Leadership", "Bill George"),
)


class Seen(StrEnum):
    """Whether someone saw the leader, or the leader saw another one."""

    REMARK = "remark"
    EXAMPLE = "example"


class Vision(NamedTuple):
    """One wording of the service vision, in force from a date."""

    id: str
    starts_on: date
    text: str


class Observation(NamedTuple):
    """What was seen, and by whom, or in whom; a remark belongs to a value, an example may."""

    id: str
    kind: Seen
    value_id: str | None
    day: date
    who: str
    negative: bool
    text: str


class Lesson(NamedTuple):
    """A lesson that was taken from a source."""

    id: str
    taken_on: date
    text: str


class Source(NamedTuple):
    """A book or another source, with the lessons taken from it."""

    id: str
    title: str
    author: str
    value_id: str | None
    added_on: date
    finished_on: date | None = None
    lessons: tuple[Lesson, ...] = ()


class LessonInTurn(NamedTuple):
    """The lesson of a morning, with its source and the name of its value; empty where there is none."""

    text: str
    title: str
    author: str
    value: str

    @property
    def origin(self) -> str:
        """Such as "The Leadership Challenge, James Kouzes and Barry Posner"."""
        return f"{self.title}, {self.author}" if self.author else self.title


class Beside(NamedTuple):
    """What stands beside the nights of a period.

    `remarks` are what others said about values in it, `examples` those for the values to look at first;
    `checks_due` are the names of the checks that it is time for. `asks_others` says that it is time to ask
    observers. Both are looked for in a review longer than a week alone.
    """

    remarks: tuple[tuple[Observation, Value], ...] = ()
    examples: tuple[tuple[Observation, Value | None], ...] = ()
    checks_due: tuple[str, ...] = ()
    asks_others: bool = False


def hint_at_faults(text: str) -> list[str]:
    """What a service vision might do better, as kind sentences: generic, clunky, or only what not to do."""
    words = re.findall(r"[\w’'-]+", text.casefold().replace("’", "'"))
    if not words:
        return []
    hints = []
    generic = [word for word in dict.fromkeys(words) if word in GENERIC]
    if generic:
        hints.append(
            f"“{generic[0]}” could stand in anyone's vision: say what a customer would see only with you."
        )
    sentences = [one for one in re.split(r"[.!?]+\s*", text) if one.strip()]
    if len(words) > MOST_WORDS or max(len(one.split()) for one in sentences) > LONGEST_SENTENCE:
        hints.append("It is hard to say from memory: two short sentences are carried on more easily.")
    if all(NEGATIONS & set(one.casefold().replace("’", "'").split()) for one in sentences):
        hints.append("It says what you do not do: say what you do instead.")
    return hints


def is_time_to_ask_others(asked_on: date | None, first_night: date | None, today: date) -> bool:
    """Whether observers are to be asked: four weeks after the first night, then every three months."""
    if first_night is None:
        return False
    return today >= (asked_on + ASK_OTHERS_AFTER if asked_on else first_night + FIRST_FOUR_WEEKS)


def shown_first(observations: Sequence[Observation], value_ids: Sequence[str]) -> list[Observation]:
    """The observations for these values, in the order of the values; of each value the newest first."""
    newest = sorted(observations, key=lambda one: one.day, reverse=True)
    return [one for value_id in value_ids for one in newest if one.value_id == value_id]
