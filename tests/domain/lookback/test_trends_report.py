import pytest

from modelway.domain.lookback.calendar import CalendarNight, NightKind, night_of_states
from modelway.domain.lookback.trends_report import report_of, without_words
from modelway.domain.loop.nights import State
from weeks import a_leaders_weeks, due_practices, on

STATES = dict(zip("DFMNUR", State, strict=True))


@pytest.mark.parametrize(
    ("letters", "night"),
    [
        ("DDF", CalendarNight(NightKind.JOURNALED, 2, 3)),
        ("DNU", CalendarNight(NightKind.JOURNALED, 1, 1)),
        ("NNR", CalendarNight(NightKind.JOURNALED, 0, 0)),
        ("UUR", CalendarNight(NightKind.UNANSWERED)),
        ("R", CalendarNight(NightKind.REST)),
    ],
)
def test_a_night_is_told_by_its_values(letters: str, night: CalendarNight) -> None:
    assert night_of_states([STATES[letter] for letter in letters]) == night


def test_strengths_are_the_values_shown_the_highest_rate_first() -> None:
    report = report_of(a_leaders_weeks(), [])
    rates = [one.series.tally.rate or 0 for one in report.strengths]
    assert rates == sorted(rates, reverse=True)
    assert all(rates)


def test_ahead_is_what_is_not_reported_yet() -> None:
    planned = due_practices("courage", "K?", start=on(81))
    report = report_of(a_leaders_weeks(), planned)
    assert [(one.due_on, value.name) for one, value in report.ahead] == [(on(82), "Courage")]


def test_shared_it_keeps_figures_and_practices_and_loses_definitions_and_notes() -> None:
    planned = [one._replace(note="only for me") for one in due_practices("courage", "?", start=on(82))]
    whole = report_of(a_leaders_weeks(), planned)
    shared = without_words(whole)
    assert whole.definitions["courage"] == f"Said on {on(49)}."
    assert (shared.definitions, shared.is_shared) == ({}, True)
    assert [(one.sentence, one.note) for one, _ in shared.ahead] == [("I will do it.", "")]
    assert (shared.trends, shared.gaps, shared.calendar) == (whole.trends, whole.gaps, whole.calendar)
