"""The next step is one that is neither done nor impossible."""

from datetime import date

import pytest

from modelway.domain.loop.next_steps import (
    JournalState,
    Tonight,
    decide_next_step,
    look_at,
    plan_practice,
    write_about_week,
    write_tonight,
)
from modelway.domain.loop.values import Definition, Role, Value

TRENDS = look_at("modelway trends", "See it week by week.")
JANUARY = date(2026, 1, 1)
WORDING = Definition("d", JANUARY, "I say what is so.", ("Name a risk when I see it.",))
HONESTY = Value("v", "honesty", "Honesty", Role.LEADER, 10, 0.8, 1, JANUARY, None, (WORDING,))


@pytest.mark.parametrize(
    ("state", "command"),
    [
        (JournalState(has_values=False), "modelway values define"),
        (JournalState(has_unfinished=True, tonight=Tonight.WRITTEN), "modelway values define"),
        (JournalState(), "modelway journal"),
        (JournalState(is_morning=True), "modelway today"),
        (JournalState(is_morning=True, tonight=Tonight.BEGUN), "modelway journal"),
        (JournalState(tonight=Tonight.WRITTEN), "modelway review"),
        (JournalState(tonight=Tonight.WRITTEN, has_report_due=True), "modelway journal"),
        (JournalState(tonight=Tonight.WRITTEN, week_is_due=True), "modelway review write"),
        (JournalState(tonight=Tonight.REST), "modelway review"),
    ],
)
def test_what_the_journal_needs_comes_next(state: JournalState, command: str) -> None:
    assert decide_next_step(state).command == command


def test_a_screen_is_not_offered_to_itself() -> None:
    written = JournalState(tonight=Tonight.WRITTEN)
    assert decide_next_step(written, here="modelway review").command == "modelway trends"


@pytest.mark.parametrize(
    ("state", "command"),
    [
        (JournalState(), "modelway plan add honesty"),
        (JournalState(planned=(HONESTY,)), "modelway plan"),
        (JournalState(has_values=False), "modelway values define"),
    ],
)
def test_a_practice_is_planned_once(state: JournalState, command: str) -> None:
    assert decide_next_step(state, plan_practice(HONESTY)).command == command


def test_a_night_and_a_week_are_written_once() -> None:
    offers = write_about_week("Look back."), write_tonight(), TRENDS
    written = JournalState(tonight=Tonight.WRITTEN)
    assert decide_next_step(JournalState(), *offers).command == "modelway journal"
    assert decide_next_step(written, *offers).command == "modelway trends"
    assert decide_next_step(written._replace(week_is_due=True), *offers).command == "modelway review write"
