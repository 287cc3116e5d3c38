"""How a record that comes in meets the one that is there: field by field, and nothing is lost unasked."""

from enum import StrEnum
from typing import NamedTuple

from modelway.domain.exchange.records import Holds, Kind, Record

BETWEEN_BOTH = "\n\n"


class OnConflict(StrEnum):
    """What becomes of a field that both records fill differently."""

    KEEP = "keep"
    REPLACE = "replace"
    BOTH = "both"


class Conflict(NamedTuple):
    """A field that both filled differently: what it is in ("night 2026-11-20"), and the field's name."""

    place: str
    field: str


class Counts(NamedTuple):
    """How many records of one kind came in, by what became of them."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def all(self) -> int:
        """Every one of them."""
        return self.new + self.changed + self.unchanged

    def __add__(self, other: object) -> "Counts":
        if not isinstance(other, Counts):
            return NotImplemented
        return Counts(self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged)


class Imported(NamedTuple):
    """What an import did, or would do: counts by kind of record, conflicts, what was refused and why.

    `entries` are the counts of the file's own entries, where it has such; several may tell of one night.
    `past` says that the history of changes came in as well.
    """

    counts: dict[str, Counts]
    conflicts: tuple[Conflict, ...]
    refused: tuple[str, ...] = ()
    dry: bool = False
    entries: Counts | None = None
    past: bool = False

    @property
    def total(self) -> Counts:
        """The counts of the file's entries; of a bundle, of its records."""
        return self.entries if self.entries is not None else sum(self.counts.values(), Counts())


def merge_records(
    kind: Kind, present: Record, coming: Record, how: OnConflict
) -> tuple[Record, tuple[str, ...]]:
    """Return the record as it is to be, and the names of the fields that both filled differently.

    A field that only one of them fills is taken from it. Where both fill it, `how` decides; a text that holds
    the other one already takes nothing more, so that the same file twice changes nothing.
    """
    merged = dict(present)
    conflicts: list[str] = []
    for field in kind.fields:
        name = field.name
        ours, theirs = present[name], coming[name]
        if ours == theirs or name == "id" or theirs in (None, ""):
            continue
        if ours in (None, ""):
            merged[name] = theirs
        elif field.quiet or (field.holds is Holds.TEXT and _holds_already(str(ours), str(theirs))):
            continue
        else:
            conflicts.append(name)
            if how is OnConflict.REPLACE:
                merged[name] = theirs
            elif how is OnConflict.BOTH and field.holds is Holds.TEXT and _is_free_text(kind, name):
                merged[name] = f"{ours}{BETWEEN_BOTH}{theirs}"
    return merged, tuple(conflicts)


def _holds_already(ours: str, theirs: str) -> bool:
    return f"{BETWEEN_BOTH}{theirs}{BETWEEN_BOTH}" in f"{BETWEEN_BOTH}{ours}{BETWEEN_BOTH}"


def _is_free_text(kind: Kind, name: str) -> bool:
    """Return True for words of any length; not for a name, a line or a choice."""
    return (kind.name, name) in {
        ("night", "note"),
        ("reflection", "text"),
        ("practice", "note"),
        ("week_review", "intended"),
        ("week_review", "happened"),
        ("week_review", "why"),
        ("week_review", "next"),
        ("vision", "text"),
        ("check_answer", "text"),
        ("lesson", "text"),
        ("observation", "text"),
    }
