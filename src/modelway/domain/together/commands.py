"""What machines exchange: the commands of their histories, each numbered by its machine."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from modelway.domain.together.rules import NIGHT_COLUMNS, RULES

Fields = Mapping[str, Any]


class Stamp(NamedTuple):
    """A moment of the hybrid logical clock: seconds since 1970, and a turn among commands of one second.

    Whoever knows of a stamp gives later ones, so a command that could see another is always later than it,
    however wrong a machine's clock is.
    """

    seconds: int
    turn: int


class Change(NamedTuple):
    """What a command wrote into a row: the fields it gave it, or None where it deleted the row.

    The fields of a row that was added are all of its fields, its "id" among them; those of a changed row are
    the ones that changed.
    """

    table: str
    row_id: str
    fields: Fields | None

    @property
    def adds(self) -> bool:
        """Whether it added the row."""
        return self.fields is not None and "id" in self.fields


class Erasure(NamedTuple):
    """What a purge erased: a night by its `day`, or a value by its ids; `rows` names all that went."""

    day: str
    values: tuple[str, ...]
    rows: frozenset[tuple[str, str]]


class Exchanged(NamedTuple):
    """A command as machines tell each other of it.

    `seen` says how many commands of each other machine were known where it was given; `token` names it, and
    `previous` names the one before it on its machine, so that a row put in its place is noticed.
    """

    machine: str
    number: int
    token: str
    previous: str
    stamp: Stamp
    seen: Mapping[str, int]
    name: str
    words: str
    at: str
    at_offset: int
    changes: tuple[Change, ...]
    undoes: tuple[str, int] | None = None
    erases: Erasure | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What no other command shares: its machine and its number there."""
        return self.machine, self.number

    @property
    def order(self) -> tuple[Stamp, str, int]:
        """Its place among all commands: the same on every machine, and later than all that it could see."""
        return self.stamp, self.machine, self.number


def next_stamp(seconds: int, latest: Stamp) -> Stamp:
    """The stamp of a command given at `seconds` of this machine's clock, after the `latest` one known."""
    if seconds > latest.seconds:
        return Stamp(seconds, 0)
    return Stamp(latest.seconds, latest.turn + 1)


def could_see(later: Exchanged, earlier: Exchanged) -> bool:
    """Whether `earlier` was known where `later` was given; if neither was, they were given apart."""
    if later.machine == earlier.machine:
        return later.number > earlier.number
    return later.seen.get(earlier.machine, 0) >= earlier.number


def given_apart(one: Exchanged, other: Exchanged) -> bool:
    """Whether neither could see the other."""
    return not could_see(one, other) and not could_see(other, one)


def without_erased(command: Exchanged, erasures: Iterable[tuple[Exchanged, Erasure]]) -> Exchanged:
    """The command without what a purge erased that it could not see; what was written after one stays."""
    for purge, erasure in erasures:
        if could_see(command, purge) or command.key == purge.key:
            continue
        kept = tuple(_kept(command.changes, erasure))
        if kept != command.changes:
            words = command.words if len(kept) == len(command.changes) else "something that was purged"
            command = command._replace(changes=kept, words=words)
    return command


UNREPORTED = {"outcome": None, "note": "", "reported_on": None}


def _kept(changes: Iterable[Change], erasure: Erasure) -> Iterable[Change]:
    gone = {row_id for _, row_id in erasure.rows} | set(erasure.values)
    left = list(changes)
    # What belongs to an erased row goes too: an answer with its night, a behavior with its wording.
    while going := [one for one in left if _is_erased(one, erasure, gone)]:
        gone.update(one.row_id for one in going)
        left = [one for one in left if one not in going]
    for one in left:
        yield _without_mentions(one, erasure, gone)


def _is_erased(change: Change, erasure: Erasure, gone: set[str]) -> bool:
    fields, rule = change.fields or {}, RULES[change.table]
    if change.row_id in gone:
        return True
    if erasure.day and fields.get(NIGHT_COLUMNS.get(change.table, "")) == erasure.day:
        return True
    return any(fields.get(column) in gone for column in rule.references.keys() - rule.optional)


def _without_mentions(change: Change, erasure: Erasure, gone: set[str]) -> Change:
    fields = change.fields
    if fields is None:
        return change
    emptied = [column for column in RULES[change.table].optional if fields.get(column) in gone]
    fields = {**fields, **dict.fromkeys(emptied)}
    if erasure.day and fields.get("reported_on") == erasure.day:
        fields = {**fields, **UNREPORTED}
    return change._replace(fields=fields)
