"""Answers that were in the journal already when another one was saved, and what becomes of the two."""

from datetime import date
from typing import Generic, NamedTuple, TypeVar

from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.domain.loop.texts import LONGEST_TEXT

AnyOutcome = TypeVar("AnyOutcome", Outcome, PracticeOutcome)


class EarlierAnswer(NamedTuple):
    """An answer as it was before: its outcome and its words.

    `about` names the value, or what has no outcome: the night's note, a question of the week, its focus.
    """

    about: str
    outcome: Outcome | PracticeOutcome | None
    text: str


class RecordedNights(NamedTuple):
    """The nights that were saved, in order, and the earlier answers that they replaced."""

    days: tuple[date, ...]
    replaced: tuple[EarlierAnswer, ...]


class Answer(NamedTuple, Generic[AnyOutcome]):
    """An outcome with its words; a question of the week has words only."""

    outcome: AnyOutcome | None
    text: str

    @property
    def is_empty(self) -> bool:
        """Return True if the question was skipped or left empty."""
        return self.outcome is None and not self.text


class Conflict(NamedTuple):
    """An answer that came from another window while the question was open in this one.

    `stays` if it was left as it is, because this window's answer was empty; `keeps_text` if its words stand
    in the answer that was saved, whose outcome is `outcome`.
    """

    earlier: EarlierAnswer
    stays: bool
    keeps_text: bool
    outcome: Outcome | PracticeOutcome | None


def settle(
    about: str,
    seen: Answer[AnyOutcome] | None,
    found: Answer[AnyOutcome] | None,
    given: Answer[AnyOutcome],
) -> tuple[Answer[AnyOutcome], Conflict | None]:
    """Decide what to save when an answer may have come from elsewhere while the question was open.

    The later outcome counts, and both texts are kept, the earlier one first. An empty answer replaces none.

    Args:
        about: What is asked about, for the screen: the name of the value, or a question.
        seen: The answer that stood there when the question was asked.
        found: The answer that stands there now.
        given: The answer just given.

    Returns:
        The answer to save, and the conflict; None where nothing is lost or was added by others.
    """
    if found is None or found.is_empty or found in (seen, given):
        return given, None
    earlier = EarlierAnswer(about, found.outcome, found.text)
    if given.is_empty:
        return found, Conflict(earlier, stays=True, keeps_text=True, outcome=found.outcome)
    text = _join_texts(seen.text if seen else "", found.text, given.text)
    keeps_text = bool(found.text) and found.text in text
    settled = Answer(given.outcome, text)
    if settled == given and keeps_text and found.outcome == given.outcome:
        return given, None
    return settled, Conflict(earlier, stays=False, keeps_text=keeps_text, outcome=given.outcome)


def _join_texts(seen: str, found: str, given: str) -> str:
    """Return both texts as paragraphs; the one alone that holds the other, or that was changed alone."""
    if found == seen or found in given:
        return given
    if given == seen or given in found:
        return found
    both = f"{found}\n\n{given}"
    return both if len(both) <= LONGEST_TEXT else given
