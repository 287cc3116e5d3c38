"""The one next command at the end of a screen, decided from what the journal holds."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.loop.values import Value


class Tonight(StrEnum):
    """How far tonight's journal is."""

    OPEN = "open"
    BEGUN = "begun"
    WRITTEN = "written"
    REST = "rest"


class JournalState(NamedTuple):
    """What the journal holds as far as a next step depends on it.

    `has_values` is about values in use, `has_unfinished` about those of them without a definition or a
    behavior. `has_report_due` tells that a practice waits to be reported tonight; `planned` are the values
    with a practice for tonight or later that is not reported yet. `is_morning` lasts until noon;
    `week_is_due` once the leader may be reminded to write about the week.
    """

    has_values: bool = True
    has_unfinished: bool = False
    tonight: Tonight = Tonight.OPEN
    is_morning: bool = False
    has_report_due: bool = False
    planned: tuple[Value, ...] = ()
    week_is_due: bool = False

    @property
    def asks_tonight(self) -> bool:
        """Return True if tonight's journal has a question left."""
        return self.tonight in (Tonight.OPEN, Tonight.BEGUN) or self.has_report_due


class NextStep(NamedTuple):
    """A command, and why to call it, as a short sentence."""

    command: str
    why: str


Offer = Callable[[JournalState], NextStep | None]
"""A next step that a screen offers; None where it is done already, or cannot be done."""

DEFINE_VALUES = NextStep("modelway values define", "Begin with what you stand for.")


def decide_next_step(state: JournalState, *offers: Offer, here: str = "") -> NextStep:
    """Return the first of a screen's own offers that can be done now, else what the journal needs next.

    Args:
        state: What the journal holds.
        offers: The screen's own offers, the best first.
        here: The command that shows this screen, which is not offered again.
    """
    if not state.has_values:
        return DEFINE_VALUES
    open_steps = (offer(state) for offer in (*offers, _finish_values, *_EVERY_DAY))
    return next(step for step in open_steps if step and step.command != here)


def look_at(command: str, why: str) -> Offer:
    """Offer a command that only shows something: it can always be called."""
    return lambda _: NextStep(command, why)


def write_tonight(why: str = "Three minutes for tonight.") -> Offer:
    """Offer tonight's journal, unless it is written."""
    return lambda state: NextStep("modelway journal", why) if state.asks_tonight else None


def plan_practice(value: Value | None = None, why: str = "One small practice for tomorrow.") -> Offer:
    """Offer to plan a practice for a value, or for any of them; one that is planned is shown instead."""

    def offer(state: JournalState) -> NextStep:
        planned = [one for one in state.planned if value is None or one.id == value.id]
        if planned:
            return NextStep("modelway plan", f"A practice for {planned[0].name} is planned: see it here.")
        return NextStep(f"modelway plan add {value.slug}" if value else "modelway plan add", why)

    return offer


def write_about_week(why: str) -> Offer:
    """Offer the questions about the week, once it is due and until it is written."""
    return lambda state: NextStep("modelway review write", why) if state.week_is_due else None


def _finish_values(state: JournalState) -> NextStep | None:
    return NextStep("modelway values define", "Go on where you left off.") if state.has_unfinished else None


def _go_on_tonight(state: JournalState) -> NextStep | None:
    begun = NextStep("modelway journal", "Tonight is begun; go on where you left off.")
    return begun if state.tonight is Tonight.BEGUN else None


def _lead_by_example(state: JournalState) -> NextStep | None:
    asked = NextStep("modelway today", "How will you lead by example today?")
    return asked if state.is_morning and state.tonight is Tonight.OPEN else None


def _report_practice(state: JournalState) -> NextStep | None:
    report = NextStep("modelway journal", "A practice was due: tell what became of it.")
    return report if state.has_report_due and state.tonight is not Tonight.OPEN else None


_EVERY_DAY: tuple[Offer, ...] = (
    _go_on_tonight,
    _report_practice,
    _lead_by_example,
    write_tonight(),
    write_about_week("Tonight is written; well done. Look back on the week, too."),
    look_at("modelway review", "Tonight is written; well done. See how the week adds up."),
    look_at("modelway trends", "See it week by week."),
)
