"""How far tonight is, in a few signs for a prompt and in one line for a shell; imports next to nothing."""

from collections.abc import Sequence
from datetime import time

from modelway.views.screen.signs import ANSWERS

WRITTEN = {"unicode": "✓", "ascii": "+"}
WAITS = "Tonight waits: three minutes for your journal. Next: modelway journal"
GOES_ON = "Tonight is begun; go on where you left off. Next: modelway journal"


def short_status(answers: Sequence[str] | None, state: str, evening_at: time, *, signs: str) -> str:
    """Such as "●·· 21:30": a sign for each value, and the hour while there is something left to answer.

    Where the answers are unknown, for the journal is protected: "· 21:30", or "✓" once it is written. Without
    values, and on a night of rest, empty.

    Args:
        answers: The outcomes of tonight in the leader's order, or "unanswered"; None where unknown.
        state: How far tonight is.
        evening_at: When the night is asked for.
        signs: unicode or ascii.
    """
    drawn = ANSWERS[signs]
    hour = f" {evening_at:%H:%M}"
    if answers is None:
        return WRITTEN[signs] if state == "written" else f"{drawn['unanswered']}{hour}"
    return "".join(drawn[answer] for answer in answers) + (hour if state in ("open", "begun") else "")


def evening_line(state: str) -> str:
    """What the first shell of an evening says."""
    return GOES_ON if state == "begun" else WAITS


def signs_for(setting: str, encoding: str | None) -> str:
    """Which signs an output takes: unicode or ascii."""
    if setting != "auto":
        return setting
    try:
        "".join((*ANSWERS["unicode"].values(), WRITTEN["unicode"])).encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return "ascii"
    return "unicode"
