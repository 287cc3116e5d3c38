"""A night from the options of the command line: "V=TEXT" for an answer, "V[=NOTE]" for a report."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from modelway.domain.drafts import NightDraft, PlanDraft, ReflectionDraft, ReportDraft
from modelway.domain.nights import Outcome
from modelway.domain.practices import PracticeOutcome
from modelway.errors import UsageError

PROMISE = re.compile(r"\s*when\s+(?P<when>.+?)\s*,?\s*\bI\s+will\s+(?P<will>.+)", re.IGNORECASE | re.DOTALL)


def night_from_options(
    day: date,
    *,
    answers: Mapping[Outcome, Sequence[str]],
    reports: Mapping[PracticeOutcome, Sequence[str]],
    plans: Sequence[str],
    note: str | None,
) -> NightDraft:
    """The night that the options describe; the words are checked when it is recorded.

    Raises:
        UsageError: an option without its value, or --lived or --plan without words.
    """
    return NightDraft(
        day=day,
        note=note,
        reflections=tuple(
            _reflection(option, outcome) for outcome, options in answers.items() for option in options
        ),
        reports=tuple(_report(option, outcome) for outcome, options in reports.items() for option in options),
        plans=tuple(_plan(option) for option in plans),
    )


def _reflection(option: str, outcome: Outcome) -> ReflectionDraft:
    value, text = _halves(option)
    if not value or (outcome is Outcome.DEMONSTRATED and not text):
        raise UsageError("An answer names its value and says what happened: write honesty=I told them first.")
    return ReflectionDraft(value, outcome, text)


def _report(option: str, outcome: PracticeOutcome) -> ReportDraft:
    value, note = _halves(option)
    if not value:
        raise UsageError("A report names the value of its practice: write honesty, or honesty=a line on it.")
    return ReportDraft(value, outcome, note)


def _plan(option: str) -> PlanDraft:
    value, promise = _halves(option)
    if not value or not promise:
        raise UsageError(
            "A plan names its value and what you will do: write honesty=When I am asked, I will say it."
        )
    found = PROMISE.fullmatch(promise)
    return PlanDraft(value, found["when"], found["will"]) if found else PlanDraft(value, "", promise)


def _halves(option: str) -> tuple[str, str]:
    value, _, words = option.partition("=")
    return value.strip(), words.strip()
