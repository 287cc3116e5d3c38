"""How a journal is protected, and the sheet on which its leader writes the passphrase down."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Source(StrEnum):
    """Where the passphrase comes from when the journal is opened."""

    COMMAND = "command"
    KEYRING = "keyring"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class Status:
    """Whether a journal and its backups are protected; `keyring` names the one that holds the key, if any.

    `unfinished` says that a change of the protection is under way, or was broken off.
    """

    protected: bool
    cipher: str
    source: Source
    keyring: str | None
    backups: int
    plain_backups: int
    other_backups: int
    unfinished: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the files: how many backups were written anew, and which were not, each with why.

    `linked` are files whose old bytes have another name somewhere and stay there. `keyring` says that the
    key in the keyring was brought up to date or taken out; None when there was none.
    """

    backups: int
    left: tuple[tuple[str, str], ...]
    linked: tuple[str, ...]
    keyring: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a recovery sheet says of a journal; the passphrase is the leader's to write, by hand.

    `identity` and `begun` are None while nothing was written.
    """

    identity: str | None
    begun: datetime | None
    path: str
    cipher: str
    printed_on: date
