"""What came of a meeting, and how this machine stands with the others."""

from typing import NamedTuple


class Met(NamedTuple):
    """What a meeting came to.

    Attributes:
        machine: What this machine is called.
        sent: How many commands were told to the others.
        received: How many commands came from each machine, by what it is called.
        conflicts: How many fields hold words that were written apart; None when nothing came.
        purged: What other machines erased for good, in words.
        backups: The backups here that still hold some of that.
        notices: What was noticed at the place, each a sentence.
    """

    machine: str
    sent: int
    received: tuple[tuple[str, int], ...] = ()
    conflicts: int | None = None
    purged: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


class Standing(NamedTuple):
    """How this machine stands with the others; `to_receive` is None where the place cannot be reached now."""

    place: str
    machine: str
    others: tuple[tuple[str, int], ...]
    to_send: int
    to_receive: int | None
    conflicts: int
    met_at: str | None


class Text(NamedTuple):
    """One of the texts written apart: by which machine, and when on its wall clock."""

    text: str
    machine: str
    at: str


class Unsettled(NamedTuple):
    """A field that holds words written apart: what it is, in words, and the texts; the first one stands."""

    what: str
    field: str
    texts: tuple[Text, ...]
    table: str
    row_id: str
    column: str
