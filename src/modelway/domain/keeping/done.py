"""A command that was done, as an undo tells it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Done:
    """A command in the history: an undo names its `number`; `words` say what it did, `at` when."""

    number: int
    name: str
    words: str
    at: datetime
