"""A night from the options of the command line: "V=TEXT" for an answer, "V[=NOTE]" for a report."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from modelway.domain.days.dates import quote
from modelway.domain.loop.drafts import NightDraft, PlanDraft, ReflectionDraft, ReportDraft
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.domain.loop.texts import LONGEST_REFERENCE
from modelway.errors import UsageError

# "I will" begins the second part behind a comma, or wherever it stands where no comma is before it.
LEADS = (re.compile(r",\s*I\s+will\s", re.IGNORECASE), re.compile(r"\bI\s+will\s", re.IGNORECASE))


def night_from_options(
    day: date,
    *,
    answers: Mapping[Outcome, Sequence[str]],
    reports: Mapping[PracticeOutcome, Sequence[str]],
    plans: Sequence[str],
    note: str | None,
    named: str = "honesty",
) -> NightDraft:
    """The night that the options describe; the words are checked when it is recorded.

    Args:
        day: The night.
        answers: The options "V=TEXT" of each outcome.
        reports: The options "V[=NOTE]" of each outcome of a practice.
        plans: The options "V=When …, I will …".
        note: The night's free note; None leaves it as it is.
        named: What the example in a refusal calls a value: best, one that the leader has.

    Raises:
        UsageError: an option without its value, or --lived or --plan without words.
    """
    return NightDraft(
        day=day,
        note=note,
        reflections=tuple(
            _reflection(option, outcome, named) for outcome, options in answers.items() for option in options
        ),
        reports=tuple(
            _report(option, outcome, named) for outcome, options in reports.items() for option in options
        ),
        plans=tuple(_plan(option, named) for option in plans),
    )


def _reflection(option: str, outcome: Outcome, named: str) -> ReflectionDraft:
    value, text = _halves(option)
    if not value or (outcome is Outcome.DEMONSTRATED and not text):
        raise _unreadable(
            option, "an answer", "names its value and says what happened", f"{named}=I told them first."
        )
    return ReflectionDraft(value, outcome, text)


def _report(option: str, outcome: PracticeOutcome, named: str) -> ReportDraft:
    value, note = _halves(option)
    if not value:
        raise _unreadable(option, "a report", "names the value of its practice", f"{named}=It went well.")
    return ReportDraft(value, outcome, note)


def _plan(option: str, named: str) -> PlanDraft:
    value, practice = _halves(option)
    when, will = _parts(practice)
    if not value or not will:
        raise _unreadable(
            option,
            "a plan",
            "names its value and what you will do",
            f"{named}=When I am asked, I will say it.",
        )
    return PlanDraft(value, when, will)


def _parts(practice: str) -> tuple[str, str]:
    """The "When …" and the "I will …" of a practice; without "When" all of it is what one will do.

    Where "I will" is left out, the first comma parts the two; without one there is no action.
    """
    lead = practice.split(maxsplit=1)
    if lead and lead[0].casefold() in ("when", "whenever"):
        if len(lead) == 1:
            return "", ""
        for pattern in LEADS:
            # Something has to stand between the two leads: "When I will be asked, I will say it".
            found = pattern.search(lead[1], 1)
            if found:
                return lead[1][: found.start()].rstrip(" ,"), lead[1][found.end() :]
        when, _, will = lead[1].partition(",")
        return when.strip(), will.strip()
    return "", practice


def _halves(option: str) -> tuple[str, str]:
    value, _, words = option.partition("=")
    if len(value) > LONGEST_REFERENCE:
        raise UsageError(
            f"{quote(option)} is too long to name a value: write its number or its name, then “=”."
        )
    return value.strip(), words.strip()


def _unreadable(option: str, what: str, holds: str, example: str) -> UsageError:
    return UsageError(f"{quote(option)} is not {what}, which {holds}: write for example {example}")
