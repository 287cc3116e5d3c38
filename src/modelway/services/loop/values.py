"""Defining values, and changing them without losing the past."""

from collections.abc import Sequence
from datetime import date

from modelway.domain.loop import texts
from modelway.domain.loop.drafts import ValueDraft
from modelway.domain.loop.values import (
    LEAST_IMPORTANCE,
    MOST_BEHAVIORS,
    MOST_IMPORTANCE,
    MOST_VALUES,
    Definition,
    Role,
    Value,
    find_value,
    make_slug,
    values_in_use,
)
from modelway.errors import BadText, NotFound, Refused
from modelway.services.session import Session
from modelway.store.transactions import Command, new_id


def list_values(session: Session) -> list[Value]:
    """Every value: the active ones by number, then the retired ones."""
    values = session.journal.values()
    return values_in_use(values) + [value for value in values if value.retired_on]


def find_named_value(session: Session, reference: str) -> Value:
    """The value that `reference` names; raises NotFound."""
    return find_value(session.journal.values(), reference)


def define(
    session: Session, drafts: Sequence[ValueDraft], command: Command, *, beyond_five: bool = False
) -> list[Value]:
    """Add values, all or none of them, and return them in order.

    A value may come without its definition and behaviors, to be finished later with `change`.

    Raises:
        BadText: a name that is empty, too long or taken, or a text that is no text.
        Refused: no value at all, or more than five of them, unless `beyond_five`.
    """
    if not drafts:
        raise Refused("There is no value in it: give at least one, with a name and a behavior.")
    known = session.journal.values()
    fresh: list[Value] = []
    for draft in drafts:
        fresh.append(_new_value(draft, [*known, *fresh], session.tonight))
    if not beyond_five and len(values_in_use([*known, *fresh])) > MOST_VALUES:
        raise _beyond_five("add it anyway with: modelway values add --beyond-five")
    with session.journal.writing(command):
        for value in fresh:
            session.journal.put_value(value)
    return fresh


def check_room(session: Session) -> None:
    """Raises Refused when one more value would be the sixth or a later one."""
    if len(values_in_use(session.journal.values())) >= MOST_VALUES:
        raise _beyond_five("add it anyway with: modelway values add --beyond-five")


def _beyond_five(otherwise: str) -> Refused:
    return Refused(
        f"That would be more than {MOST_VALUES} values, and fewer are practised better, because each gets "
        f"more of your attention: retire one first with: modelway values retire V, or {otherwise}"
    )


def _new_value(draft: ValueDraft, known: Sequence[Value], today: date) -> Value:
    name = clean_name(draft.name, known)
    return Value(
        id=new_id(),
        slug=make_slug(name, (value.slug for value in known)),
        name=name,
        role=draft.role,
        importance=_importance(draft.importance),
        target=_target(draft.target),
        position=1 + max((value.position for value in known), default=0),
        defined_on=today,
        retired_on=None,
        definitions=(
            Definition(new_id(), today, clean_definition(draft.definition), _behaviors(draft.behaviors)),
        ),
    )


def change(
    session: Session,
    value: Value,
    command: Command,
    *,
    name: str | None = None,
    definition: str | None = None,
    behaviors: Sequence[str] | None = None,
    role: Role | None = None,
    importance: int | None = None,
    target: float | None = None,
    correct: bool = False,
) -> Value:
    """Change what is given and leave the rest; a new wording, target or importance counts from today.

    The newest version is changed instead with `correct` (a slip of the pen), and when it started today; a
    wording also when it only gains what it lacked. Slugs stay.

    Raises:
        BadText: as in `define`; or a wording would lose its definition or its last behavior.
    """
    newest = value.definition
    wording = newest._replace(
        text=newest.text if definition is None else clean_definition(definition),
        behaviors=newest.behaviors if behaviors is None else _behaviors(behaviors),
    )
    _refuse_loss(newest, wording)
    versions = value.definitions
    if wording != newest:
        if correct or newest.starts_on >= session.tonight or _completes(newest, wording):
            versions = (*versions[:-1], wording)
        else:
            versions = (*versions, wording._replace(id=new_id(), starts_on=session.tonight))
    others = [one for one in session.journal.values() if one.id != value.id]
    changed = value._replace(
        name=value.name if name is None else clean_name(name, others),
        role=value.role if role is None else role,
        definitions=versions,
    )
    target = value.target if target is None else _target(target)
    importance = value.importance if importance is None else _importance(importance)
    if correct:
        changed = changed._replace(target=target, importance=importance)
    else:
        changed = changed.with_aim_from(session.tonight, target, importance)
    with session.journal.writing(command):
        session.journal.put_value(changed)
    return changed


def _refuse_loss(newest: Definition, wording: Definition) -> None:
    if newest.text and not wording.text:
        raise BadText("The definition is empty: say in a sentence what the value means to you.")
    if newest.behaviors and not wording.behaviors:
        raise BadText("A value needs a behavior: say what others would see you do.")


def _completes(newest: Definition, wording: Definition) -> bool:
    """Return True if the new wording only adds what the newest one lacked."""
    kept = wording.behaviors[: len(newest.behaviors)] == newest.behaviors and newest.text in (
        "",
        wording.text,
    )
    return kept and not (newest.text and newest.behaviors)


def retire(session: Session, value: Value) -> Value:
    """Ask for the value no more from tonight on; its past stays. Raises Refused when it is retired."""
    if value.retired_on:
        raise Refused(f"{value.name} is retired already: see it with: modelway values show {value.slug}")
    return _put(
        session, value._replace(retired_on=session.tonight), "values retire", f"retiring {value.name}"
    )


def restore(session: Session, value: Value, *, beyond_five: bool = False) -> Value:
    """Ask for a retired value again, as the last one in the list.

    Raises:
        Refused: it is not retired, or it would be the sixth, unless `beyond_five`.
    """
    if not value.retired_on:
        raise Refused(f"{value.name} is not retired: it is asked for every evening.")
    others = session.journal.values()
    if not beyond_five and len(values_in_use(others)) >= MOST_VALUES:
        raise _beyond_five(f"bring it back anyway with: modelway values restore {value.slug} --beyond-five")
    position = 1 + max(one.position for one in others)
    restored = value._replace(retired_on=None, position=position)
    return _put(session, restored, "values restore", f"bringing {value.name} back")


def move(session: Session, value: Value, number: int) -> list[Value]:
    """Move the value to another place in the list, 1 for the first, and return the whole list.

    Raises:
        Refused: the value is retired.
        NotFound: there is no such place.
    """
    if value.retired_on:
        raise Refused(
            f"{value.name} is retired and has no number: "
            f"bring it back first with: modelway values restore {value.slug}"
        )
    order = values_in_use(session.journal.values())
    if not 1 <= number <= len(order):
        known = f"choose a number from 1 to {len(order)}." if len(order) > 1 else "it holds one value."
        raise NotFound(f"There is no place {number} in the list: {known}")
    order = [one for one in order if one.id != value.id]
    order.insert(number - 1, value)
    with session.journal.writing(session.command("values move", f"moving {value.name} to {number}")):
        for position, one in enumerate(order, start=1):
            session.journal.put_value(one._replace(position=position))
    return list_values(session)


def _put(session: Session, value: Value, name: str, words: str) -> Value:
    with session.journal.writing(session.command(name, words)):
        session.journal.put_value(value)
    return value


def clean_name(name: str, others: Sequence[Value]) -> str:
    """A name for a value beside `others`; raises BadText when it is empty, too long, no text, or taken."""
    clean = texts.clean_line(name, "The name of a value", texts.LONGEST_NAME)
    taken = next((one for one in others if one.name.casefold() == clean.casefold()), None)
    if taken is None:
        return clean
    if taken.retired_on:
        raise BadText(
            f"{taken.name} is a retired value: bring it back with: modelway values restore {taken.slug}"
        )
    raise BadText(
        f"You have a value named {taken.name}: choose another name, "
        f"or change it with: modelway values edit {taken.slug}"
    )


def clean_definition(text: str) -> str:
    """A definition as it is kept, which may be empty; raises BadText when it is too long or no text."""
    return texts.clean_text(text, "The definition", texts.LONGEST_DEFINITION)


def clean_behavior(text: str) -> str:
    """A behavior as it is kept; raises BadText when it is empty, too long or no line of text."""
    return texts.clean_line(text, "A behavior", texts.LONGEST_BEHAVIOR)


def _behaviors(behaviors: Sequence[str]) -> tuple[str, ...]:
    if len(behaviors) > MOST_BEHAVIORS:
        raise BadText(
            f"A value has one to {MOST_BEHAVIORS} behaviors: keep the ones that others would notice."
        )
    return tuple(clean_behavior(one) for one in behaviors)


def _importance(importance: int) -> int:
    if not LEAST_IMPORTANCE <= importance <= MOST_IMPORTANCE:
        raise BadText(
            f"The importance of a value is a whole number from {LEAST_IMPORTANCE} to {MOST_IMPORTANCE}."
        )
    return importance


def _target(target: float) -> float:
    if not 0 <= target <= 1:
        raise BadText("The target of a value is a share from 0 to 1, such as 0.8.")
    return round(target, 4)
