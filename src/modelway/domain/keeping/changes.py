"""What a command changed, told in words from the images of the rows before and after."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from modelway.domain.days.dates import format_short_date
from modelway.domain.loop.practices import Practice

Image = Mapping[str, Any]

PURGE = "purge"


class Kind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a change; `before` is None in what was added, `after` in what was removed."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One changed row: what it is ("the answer on Honesty"), what became of it, and its fields that matter.

    `days` and `value_id` say which nights and value it belongs to, if any: a practice belongs to the night it
    was made on and to the one it was told on. `thing` is what many of them are counted as ("answer").
    """

    what: str
    kind: Kind
    parts: tuple[Part, ...]
    days: tuple[date, ...] = ()
    value_id: str | None = None
    thing: str = "change"


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of a sort ("answer") a command added, changed or removed."""

    kind: Kind
    thing: str
    number: int


@dataclass(frozen=True, slots=True)
class Told:
    """A command with all it changed; `undone` while it stands taken back. A purge tells no changes.

    Of a command that changed a great many rows, `counts` may be told instead of the changes.
    """

    number: int
    name: str
    words: str
    at: datetime
    undone: bool
    changes: tuple[Change, ...]
    counts: tuple[Count, ...] = ()

    @property
    def erased(self) -> bool:
        """Whether it erased something for good."""
        return self.name == PURGE


@dataclass(frozen=True, slots=True)
class History:
    """The newest commands, and whether there are `more`; of one night or one value where these are named.

    `can_undo` and `can_redo` say whether either would find anything, of whatever night or value.
    """

    commands: tuple[Told, ...]
    more: bool
    night: date | None = None
    value: str = ""
    can_undo: bool = True
    can_redo: bool = False


@dataclass(slots=True)
class Names:
    """What ids stand for: the newest name of each value, the value of each wording, the day of each night."""

    values: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    nights: dict[str, str] = field(default_factory=dict)

    def learn(self, table: str, image: Image) -> None:
        """Remember what an image tells; the newest comes first, and an older one does not go over it."""
        if table == "value":
            self.values.setdefault(image["id"], image["name"])
        elif table == "definition":
            self.definitions.setdefault(image["id"], image["value_id"])
        elif table == "night":
            self.nights.setdefault(image["id"], image["day"])

    def value(self, value_id: str | None) -> str:
        """The value's name; a value that was purged has none."""
        return self.values.get(value_id or "", "a value")


@dataclass(slots=True)
class Order:
    """The numbers that values have in the leader's list, followed back in time from the newest images."""

    places: dict[str, int] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def learn(self, image: Image, *, gone: bool = False) -> None:
        """Remember where a value stands; the newest image comes first, and an older one tells nothing new."""
        if image["id"] not in self.known:
            self.known.add(image["id"])
            self._put(image["id"], None if gone else image)

    def take_back(self, changed: Iterable[tuple[Image | None, Image | None]]) -> None:
        """Go back to before these changes of values, which are told the oldest first."""
        for before, after in reversed(list(changed)):
            image = before or after
            if image:
                self._put(image["id"], before)

    def numbers(self) -> dict[str, int]:
        """The number of each value that is in use, 1 for the first."""
        return {id_: number for number, id_ in enumerate(sorted(self.places, key=self.places.__getitem__), 1)}

    def _put(self, id_: str, image: Image | None) -> None:
        self.places.pop(id_, None)
        if image and image.get("retired_on") is None:
            self.places[id_] = image.get("position", 0)


LABELS = {
    "reflection": {"outcome": "outcome", "text": "words"},
    "night": {"note": "note"},
    "practice": {
        "sentence": "practice",
        "due_on": "due",
        "outcome": "outcome",
        "note": "note",
    },
    "value": {
        "name": "name",
        "role": "role",
        "importance": "importance",
        "target": "target",
        "position": "place",
        "retired_on": "retired on",
    },
    "definition": {"text": "wording", "starts_on": "from"},
    "behavior": {"text": "behavior"},
    "rest": {"starts_on": "from", "ends_on": "to", "reason": "reason"},
    "week_review": {
        "intended": "intended",
        "happened": "happened",
        "why": "why",
        "next": "next",
        "focus": "focus",
    },
    "vision": {"text": "wording", "starts_on": "from"},
    "check_run": {"day": "day"},
    "check_answer": {"score": "answer", "text": "words"},
    "observation": {"text": "words", "who": "who", "day": "day"},
    "source": {"title": "title", "author": "author", "finished_on": "finished on"},
    "lesson": {"text": "lesson"},
    "form": {"observer": "observer", "answered_on": "answered on", "closed": "closed"},
    "form_answer": {"frequency": "how often", "example": "example", "wish": "wish"},
    "lens": {"name": "lens"},
}
THINGS = {
    "reflection": "answer",
    "definition": "wording",
    "week_review": "weekly review",
    "check_run": "check",
    "check_answer": "answer",
    "form_answer": "observer's answer",
}
NAMED_BY_FIELD = {
    "value": "the value {name}",
    "week_review": "the review of {week}",
    "check_run": "the check {name}",
    "check_answer": "the answer to {question}",
    "source": "the source {title}",
    "form": "the form {code}",
}
NAMED_BY_VALUE = {
    "reflection": "the answer on",
    "practice": "the practice for",
    "definition": "the wording of",
    "form_answer": "an observer's answer on",
}
# The change of the value itself tells of it.
UNTOLD = "earlier_aim"
HIDDEN = frozenset(
    {
        *("id", "value_id", "night_id", "definition_id", "focus_value_id"),
        *("run_id", "source_id", "form_id", "reflection_id", "practice_id"),
    }
)


def change_of(table: str, before: Image | None, after: Image | None, names: Names) -> Change | None:
    """The change in words; None for one that a leader never sees, such as a night marked as through."""
    image = after or before
    if image is None or table == UNTOLD:
        return None
    kind = Kind.CHANGED if before and after else Kind.ADDED if after else Kind.REMOVED
    parts = _parts(table, before, after, names)
    if kind is Kind.CHANGED and not parts:
        return None
    value_id = image.get("value_id") or names.definitions.get(image.get("definition_id", ""))
    value_id = image["id"] if table == "value" else value_id
    days = {day for one in (before, after) if one for day in _days_of(table, one, names)}
    return Change(_what(table, image, names), kind, parts, tuple(sorted(days)), value_id, thing_in(table))


def count_changes(changes: Iterable[Change]) -> tuple[Count, ...]:
    """How many of each thing were added, changed or removed, in the order in which they are met."""
    counts = Counter((one.kind, one.thing) for one in changes)
    return tuple(Count(kind, thing, number) for (kind, thing), number in counts.items())


def thing_in(table: str) -> str:
    """What the rows of a table are counted as."""
    return THINGS.get(table) or table.replace("_", " ")


def _parts(table: str, before: Image | None, after: Image | None, names: Names) -> tuple[Part, ...]:
    old, new = _shown(table, before, names), _shown(table, after, names)
    labels = LABELS.get(table) or {name: name.replace("_", " ") for name in {**old, **new}}
    return tuple(
        Part(label, old.get(name) if before else None, new.get(name) if after else None)
        for name, label in labels.items()
        if (old.get(name) or "") != (new.get(name) or "") and not _comes_or_goes(label, old, new)
    )


def _comes_or_goes(label: str, old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Whether it is the number of a value that is retired, or in use again: that is told already."""
    return label == "place" and bool(old and new) and not (old.get("position") and new.get("position"))


def _shown(table: str, image: Image | None, names: Names) -> dict[str, str]:
    """The fields of an image as texts; what is not set is an empty one."""
    if image is None:
        return {}
    shown = {name: _text(value) for name, value in image.items() if name not in HIDDEN}
    if table == "practice":
        practice = Practice("", "", date.min, date.min, image["cue"], image["action"])
        shown["sentence"] = practice.sentence
    if table == "week_review":
        shown["focus"] = names.value(image["focus_value_id"]) if image.get("focus_value_id") else ""
    return shown


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value)


def _what(table: str, image: Image, names: Names) -> str:
    if table in NAMED_BY_FIELD:
        return NAMED_BY_FIELD[table].format_map(image)
    if table in NAMED_BY_VALUE:
        return f"{NAMED_BY_VALUE[table]} {names.value(image['value_id'])}"
    match table:
        case "night":
            return f"the night of {format_short_date(date.fromisoformat(image['day']))}"
        case "behavior":
            return f"a behavior of {names.value(names.definitions.get(image['definition_id']))}"
        case "rest":
            return f"the rest from {format_short_date(date.fromisoformat(image['starts_on']))}"
        case "observation":
            return f"the {image['kind']} of {format_short_date(date.fromisoformat(image['day']))}"
    return table.replace("_", " ")


def _days_of(table: str, image: Image, names: Names) -> set[date]:
    match table:
        case "reflection":
            days = [names.nights.get(image["night_id"])]
        case "night":
            days = [image["day"]]
        case "practice":
            days = [image["planned_on"], image["reported_on"]]
        case _:
            days = []
    return {date.fromisoformat(day) for day in days if day}
