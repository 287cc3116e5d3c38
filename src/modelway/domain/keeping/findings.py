"""What a look at the journal's health found."""

from dataclasses import dataclass
from enum import StrEnum

# What a leader calls a row of each table, in the order in which screens list them.
THINGS = {
    "night": "night",
    "reflection": "answer",
    "practice": "practice",
    "value": "value",
    "earlier_aim": "earlier target",
    "definition": "wording",
    "behavior": "behavior",
    "rest": "rest",
    "week_review": "weekly review",
    "vision": "wording of the vision",
    "check_run": "check",
    "check_answer": "answer to a check",
    "observation": "observation",
    "source": "source",
    "lesson": "lesson",
    "form": "form for an observer",
    "form_answer": "answer of an observer",
    "lens": "lens",
    "draft": "unfinished answer",
    "together": "way to your other machines",
    "exchanged_command": "exchanged command",
    "exchanged_change": "exchanged change",
}


class State(StrEnum):
    """How it stands with what was looked at: well, mended just now, or wrong and the leader's to mend."""

    WELL = "well"
    MENDED = "mended"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what there is to say, and what to do where it is wrong."""

    check: str
    state: State
    says: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Rescued:
    """How many rows of one table came over from a damaged journal, and how many are known to be lost.

    `from_history` counts those of the rescued that the history told better than the row itself, or alone.
    """

    table: str
    rescued: int
    lost: int
    from_history: int = 0


@dataclass(frozen=True, slots=True)
class Rescue:
    """What came over from a damaged journal; nobody knows what the pages held that its file lacks."""

    tables: tuple[Rescued, ...]
    missing_pages: int
