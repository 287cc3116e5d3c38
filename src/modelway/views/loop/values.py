"""The screens of a leader's values, and their JSON."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from rich.text import Text

from modelway.domain.days.dates import format_date
from modelway.domain.days.periods import Period
from modelway.domain.loop.next_steps import (
    JournalState,
    NextStep,
    decide_next_step,
    look_at,
    write_tonight,
)
from modelway.domain.loop.values import FEWEST_VALUES, Definition, Value, is_unfinished, values_in_use
from modelway.views.loop.cards import value_card
from modelway.views.screen.figures import format_percent, format_period, number_of
from modelway.views.screen.layout import (
    bullets,
    fields,
    heading,
    join_lines,
    next_step,
    note,
    paragraph,
    section,
    stack,
)
from modelway.views.screen.theme import Glyphs, margin

if TYPE_CHECKING:
    from modelway.domain.loop.wording import Hint

NUMBERS = ("no", "one", "two", "three")
ONE_DAY = timedelta(days=1)


def values_screen(values: Sequence[Value], state: JournalState, *, glyphs: Glyphs, width: int) -> Text:
    """Every value with its number, what is still missing, and the retired ones, quiet, below."""
    in_use = values_in_use(values)
    how_many = number_of(len(in_use), "value") if in_use else "none yet"
    return stack(
        heading("Your values", how_many, glyphs=glyphs, width=width),
        _cards(in_use, glyphs=glyphs, width=width),
        missing(values, glyphs=glyphs, width=width),
        _retired(values, glyphs=glyphs, width=width),
        _next(values, state, glyphs=glyphs, width=width),
    )


def value_screen(
    value: Value, values: Sequence[Value], state: JournalState, *, glyphs: Glyphs, width: int
) -> Text:
    """One value with its wordings: since when the newest is in force, and the earlier ones."""
    step = decide_next_step(state, write_tonight("Tonight, say how you lived it."))
    if value.retired_on:
        step = NextStep(f"modelway values restore {value.slug}", "To practise it again:")
    elif is_unfinished(value):
        step = NextStep("modelway values define", lacking(value))
    return stack(
        value_card(value, _number(value, values), glyphs=glyphs, width=width),
        note(_since(value), glyphs=glyphs, width=width),
        _earlier_aims(value, glyphs=glyphs, width=width),
        _earlier_wordings(value, glyphs=glyphs, width=width),
        next_step(*step, glyphs=glyphs, width=width),
    )


def defined(
    fresh: Sequence[Value],
    values: Sequence[Value],
    state: JournalState,
    *,
    thoughts: bool,
    glyphs: Glyphs,
    width: int,
) -> Text:
    """New values under their numbers, `thoughts` on their wording if wanted, and what is still missing."""
    title = f"{fresh[0].name} is one of your values now" if len(fresh) == 1 else "Your new values"
    worded = [(value, value.definition.behaviors) for value in fresh if thoughts]
    return stack(
        heading(title, glyphs=glyphs, width=width),
        *(value_card(value, _number(value, values), glyphs=glyphs, width=width) for value in fresh),
        _thoughts(worded, glyphs=glyphs, width=width),
        missing(values, glyphs=glyphs, width=width),
        _next(values, state, glyphs=glyphs, width=width),
    )


def edited(
    before: Value, value: Value, values: Sequence[Value], *, thoughts: bool, glyphs: Glyphs, width: int
) -> Text:
    """A value as it is now, and what the change means for the nights that were written before."""
    remarks = []
    if len(value.definitions) > len(before.definitions):
        remarks.append(
            "The new wording counts from today; earlier nights keep the one they were written under."
        )
    if len(value.earlier_aims) > len(before.earlier_aims):
        remarks.append(f"{_changed_aims(before, value)} from today; earlier nights keep what held then.")
    if value == before:
        remarks.append("Nothing was changed.")
    fresh = [one for one in value.definition.behaviors if one not in before.definition.behaviors]
    return stack(
        value_card(value, _number(value, values), glyphs=glyphs, width=width),
        *(note(remark, glyphs=glyphs, width=width) for remark in remarks),
        _thoughts([(value, fresh)] if thoughts else [], glyphs=glyphs, width=width),
        next_step("modelway values", "See it beside the others.", glyphs=glyphs, width=width),
    )


def retired(
    value: Value, values: Sequence[Value], state: JournalState, *, glyphs: Glyphs, width: int
) -> Text:
    """What retiring a value means, and how to have it back."""
    ways_back = [("Now", "modelway undo"), ("Later", f"modelway values restore {value.slug}")]
    return stack(
        heading(f"{value.name} is retired", glyphs=glyphs, width=width),
        stack(
            paragraph(
                "It is asked for no more from tonight on. Its nights stay. To have it back:",
                glyphs=glyphs,
                width=width,
            ),
            fields(ways_back, glyphs=glyphs, width=width),
            gap=0,
        ),
        missing(values, glyphs=glyphs, width=width),
        _next(values, state, glyphs=glyphs, width=width),
    )


def restored(
    value: Value, values: Sequence[Value], state: JournalState, *, glyphs: Glyphs, width: int
) -> Text:
    """A value that is asked for again."""
    return stack(
        heading(f"{value.name} is back", glyphs=glyphs, width=width),
        value_card(value, _number(value, values), glyphs=glyphs, width=width),
        note("It is asked for again from tonight on.", glyphs=glyphs, width=width),
        _next(values, state, glyphs=glyphs, width=width),
    )


def moved(values: Sequence[Value], state: JournalState, *, glyphs: Glyphs, width: int) -> Text:
    """The values in their new order, by their names."""
    in_use = values_in_use(values)
    names = [f"{number}  {value.name}" for number, value in enumerate(in_use, start=1)]
    return stack(
        heading("Your values in their new order", glyphs=glyphs, width=width),
        stack(*(paragraph(name, glyphs=glyphs, width=width) for name in names), gap=0),
        _next(values, state, glyphs=glyphs, width=width),
    )


def missing(values: Sequence[Value], *, glyphs: Glyphs, width: int) -> Text:
    """What is still missing, if anything: values to make three, and words of those that are there."""
    in_use = values_in_use(values)
    said = []
    if 0 < len(in_use) < FEWEST_VALUES:
        still = FEWEST_VALUES - len(in_use)
        have = f"You have {NUMBERS[len(in_use)]} {'value' if len(in_use) == 1 else 'values'}"
        make = "makes" if still == 1 else "make"
        said.append(f"{have}; {NUMBERS[still]} more {make} three, enough to model the way.")
    said += [lacking(value) for value in in_use if is_unfinished(value)]
    return stack(*(paragraph(one, glyphs=glyphs, width=width) for one in said), gap=0)


def lacking(unfinished: Value) -> str:
    """What a value that was begun still waits for, as a sentence."""
    wording = unfinished.definition
    parts = (("its definition", wording.text), ("its first behavior", wording.behaviors))
    lacks = " and ".join(what for what, there in parts if not there)
    return f"{unfinished.name} still waits for {lacks}."


def values_data(values: Sequence[Value]) -> dict[str, Any]:
    """The data of `modelway.values/1`: the active values by number, then the retired ones."""
    ordered = [*values_in_use(values), *(value for value in values if value.retired_on)]
    return {"values": [_data(value, values) for value in ordered]}


def value_data(value: Value, values: Sequence[Value]) -> dict[str, Any]:
    """The data of `modelway.value/1`: as in the list, with `versions` and `earlier_aims`, oldest first."""
    versions = [
        {
            "starts_on": version.starts_on.isoformat(),
            "definition": version.text,
            "behaviors": list(version.behaviors),
        }
        for version in value.definitions
    ]
    aims = [
        {"until": aim.until.isoformat(), "target": aim.target, "importance": aim.importance}
        for aim in value.earlier_aims
    ]
    return {**_data(value, values), "versions": versions, "earlier_aims": aims}


def _data(value: Value, values: Sequence[Value]) -> dict[str, Any]:
    return {
        "number": _number(value, values),
        "slug": value.slug,
        "name": value.name,
        "definition": value.definition.text,
        "role": value.role.value,
        "importance": value.importance,
        "target": value.target,
        "behaviors": list(value.definition.behaviors),
        "defined_on": value.defined_on.isoformat(),
        "retired_on": value.retired_on.isoformat() if value.retired_on else None,
    }


def _number(value: Value, values: Sequence[Value]) -> int | None:
    """The place of a value among the active ones, from 1; None for a retired one."""
    places = (place for place, one in enumerate(values_in_use(values), start=1) if one.id == value.id)
    return next(places, None)


def _cards(values: Sequence[Value], *, glyphs: Glyphs, width: int) -> Text:
    if not values:
        return paragraph(
            "A value is what you mean to model, put into behaviors that others can see. "
            "Three to five are enough.",
            glyphs=glyphs,
            width=width,
        )
    cards = (value_card(value, number, glyphs=glyphs, width=width) for number, value in enumerate(values, 1))
    return stack(*cards)


def _retired(values: Sequence[Value], *, glyphs: Glyphs, width: int) -> Text:
    said = [
        Text(f"{value.name}, since {_day(value.retired_on)}", style="screen.note")
        for value in values
        if value.retired_on
    ]
    if not said:
        return join_lines([])
    return stack(
        note("Retired, with all their nights kept:", glyphs=glyphs, width=width),
        bullets(said, glyphs=glyphs, width=width),
        gap=0,
    )


def _since(value: Value) -> str:
    newest = value.definition
    if len(value.definitions) == 1:
        return f"Defined on {format_date(value.defined_on)}."
    return (
        f"Defined on {format_date(value.defined_on)}; in these words since {format_date(newest.starts_on)}."
    )


def _changed_aims(before: Value, value: Value) -> str:
    """Which of target and importance are new, as the subject and verb of a sentence."""
    changed = [
        word
        for word, is_new in (
            ("target", before.target != value.target),
            ("importance", before.importance != value.importance),
        )
        if is_new
    ]
    return f"The new {' and '.join(changed)} {'count' if len(changed) > 1 else 'counts'}"


def _earlier_aims(value: Value, *, glyphs: Glyphs, width: int) -> Text:
    """The targets and importances before the present ones, the newest first, each with its days."""
    if not value.earlier_aims:
        return join_lines([])
    told = []
    for aim, later in zip(value.aims, value.aims[1:], strict=False):
        days = format_period(Period(aim.starts_on, max(aim.starts_on, later.starts_on - ONE_DAY)), glyphs)
        told.append(f"{days}: target {format_percent(aim.target, glyphs)}, importance {aim.importance}")
    return stack(
        section("Earlier targets", glyphs=glyphs, width=width),
        bullets(reversed(told), glyphs=glyphs, width=width),
        gap=0,
    )


def _earlier_wordings(value: Value, *, glyphs: Glyphs, width: int) -> Text:
    if len(value.definitions) == 1:
        return join_lines([])
    pairs = zip(value.definitions, value.definitions[1:], strict=False)
    told = [_wording(version, later.starts_on, glyphs=glyphs, width=width) for version, later in pairs]
    return stack(section("Earlier wordings", glyphs=glyphs, width=width), stack(*reversed(told)), gap=0)


def _wording(version: Definition, until: date, *, glyphs: Glyphs, width: int) -> Text:
    period = Period(version.starts_on, until - ONE_DAY)
    return stack(
        note(format_period(period, glyphs), glyphs=glyphs, width=width),
        paragraph(version.text, glyphs=glyphs, width=width),
        bullets(version.behaviors, glyphs=glyphs, width=width),
        gap=0,
    )


def _thoughts(worded: Sequence[tuple[Value, Sequence[str]]], *, glyphs: Glyphs, width: int) -> Text:
    """Gentle hints on behaviors, each under its value's name; an empty block when there are none."""
    from modelway.domain.loop.wording import find_hints

    told = [
        _thought(value, behavior, found, glyphs=glyphs, width=width)
        for value, behaviors in worded
        for behavior in behaviors
        if (found := find_hints(behavior))
    ]
    if not told:
        return join_lines([])
    which = worded[0][0].slug if len(worded) == 1 else "V"
    keep = f"Keep your words if they fit you, or reword them with: modelway values edit {which}"
    return stack(
        section("A thought on the wording", glyphs=glyphs, width=width),
        *told,
        note(keep, glyphs=glyphs, width=width),
        gap=0,
    )


def _thought(value: Value, behavior: str, found: "Sequence[Hint]", *, glyphs: Glyphs, width: int) -> Text:
    points = [*(hint.what for hint in found), f"For example: {found[0].example}"]
    return stack(
        paragraph(f"{value.name}: {glyphs.quoted(behavior)}", glyphs=glyphs, width=width),
        bullets(points, glyphs=glyphs, width=width, indent=margin(width) + 2),
        gap=0,
    )


def _next(values: Sequence[Value], state: JournalState, *, glyphs: Glyphs, width: int) -> Text:
    tonight = write_tonight("Tonight, say how you lived them.")
    more = look_at("modelway values define", "Add the next one.")
    unfinished = look_at("modelway values define", "Go on where you left off.")
    offers = (
        [unfinished] if state.has_unfinished else [more] if len(values_in_use(values)) < FEWEST_VALUES else []
    )
    return next_step(*decide_next_step(state, *offers, tonight), glyphs=glyphs, width=width)


def _day(day: date | None) -> str:
    return format_date(day) if day else ""
