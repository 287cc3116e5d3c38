"""Defining values, and changing them without losing the past."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from modelway.domain import texts
from modelway.domain.drafts import ValueDraft
from modelway.domain.values import (
    MOST_VALUES,
    Definition,
    Role,
    Value,
    active,
    find,
    slug_of,
)
from modelway.errors import BadText, Refused
from modelway.services.session import Session
from modelway.store.transactions import Command, new_id

MOST_BEHAVIORS = 3


def all_values(session: Session) -> list[Value]:
    """Every value: the active ones by number, then the retired ones."""
    values = session.journal.values()
    return active(values) + [value for value in values if value.retired_on]


def named(session: Session, reference: str) -> Value:
    """The value that `reference` names; raises NotFound."""
    return find(session.journal.values(), reference)


def define(
    session: Session, drafts: Sequence[ValueDraft], command: Command, *, beyond_five: bool = False
) -> list[Value]:
    """Add values, all or none of them; the whole list afterwards.

    Raises:
        BadText: a name that is empty, too long or taken, or a text that is no text.
        Refused: more than five values, unless `beyond_five`.
    """
    known = session.journal.values()
    fresh: list[Value] = []
    for draft in drafts:
        fresh.append(_new_value(draft, [*known, *fresh], session.tonight))
    if len(active([*known, *fresh])) > MOST_VALUES and not beyond_five:
        raise Refused(
            "That makes more than five values, and fewer are practised better: retire one first, "
            "or add it all the same with: modelway values add --beyond-five"
        )
    with session.journal.writing(command):
        for value in fresh:
            session.journal.put_value(value)
    return all_values(session)


def _new_value(draft: ValueDraft, known: Sequence[Value], today: date) -> Value:
    name = _free_name(draft.name, known)
    return Value(
        id=new_id(),
        slug=slug_of(name, (value.slug for value in known)),
        name=name,
        role=draft.role,
        importance=_importance(draft.importance),
        target=_target(draft.target),
        position=1 + max((value.position for value in known), default=0),
        defined_on=today,
        retired_on=None,
        definitions=(
            Definition(new_id(), today, _definition(draft.definition), _behaviors(draft.behaviors)),
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
    """Change what is given and leave the rest; a new wording starts a new version today.

    With `correct` (a slip of the pen) the newest version is reworded instead, as is one that started
    today or that no night was written under its full wording yet. Slugs stay.

    Raises:
        BadText: as in `define`.
    """
    newest = value.definition
    wording = replace(
        newest,
        text=newest.text if definition is None else _definition(definition),
        behaviors=newest.behaviors if behaviors is None else _behaviors(behaviors),
    )
    versions = value.definitions
    if wording != newest:
        unfinished = not (newest.text and newest.behaviors)
        if correct or unfinished or newest.starts_on >= session.tonight:
            versions = (*versions[:-1], wording)
        else:
            versions = (*versions, replace(wording, id=new_id(), starts_on=session.tonight))
    others = [one for one in session.journal.values() if one.id != value.id]
    changed = replace(
        value,
        name=value.name if name is None else _free_name(name, others),
        role=value.role if role is None else role,
        importance=value.importance if importance is None else _importance(importance),
        target=value.target if target is None else _target(target),
        definitions=versions,
    )
    with session.journal.writing(command):
        session.journal.put_value(changed)
    return changed


def retire(session: Session, value: Value) -> Value:
    """Ask for the value no more from tonight on; its past stays."""
    if value.retired_on:
        raise Refused(f"{value.name} is retired already: see it with: modelway values list")
    return _put(session, replace(value, retired_on=session.tonight), f"retired {value.name}")


def restore(session: Session, value: Value, *, beyond_five: bool = False) -> Value:
    """Ask for a retired value again, as the last one in the list."""
    if not value.retired_on:
        raise Refused(f"{value.name} is not retired: it is asked for every evening.")
    others = session.journal.values()
    if len(active(others)) >= MOST_VALUES and not beyond_five:
        raise Refused(
            "You have five values already, and fewer are practised better: retire one first, "
            "or add --beyond-five."
        )
    position = 1 + max(one.position for one in others)
    return _put(session, replace(value, retired_on=None, position=position), f"restored {value.name}")


def move(session: Session, value: Value, number: int) -> list[Value]:
    """Give the value another place in the list, 1 for the first; the whole list afterwards."""
    order = active(session.journal.values())
    if value.retired_on or not 1 <= number <= len(order):
        raise Refused(f"{value.name} cannot move there: choose a number from 1 to {len(order)}.")
    order = [one for one in order if one.id != value.id]
    order.insert(number - 1, value)
    with session.journal.writing(session.command("values move", f"moved {value.name} to {number}")):
        for position, one in enumerate(order, start=1):
            session.journal.put_value(replace(one, position=position))
    return all_values(session)


def _put(session: Session, value: Value, words: str) -> Value:
    with session.journal.writing(session.command("values", words)):
        session.journal.put_value(value)
    return value


def _free_name(name: str, others: Sequence[Value]) -> str:
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


def _definition(text: str) -> str:
    return texts.clean_text(text, "The definition", texts.LONGEST_DEFINITION) if text else ""


def _behaviors(behaviors: Sequence[str]) -> tuple[str, ...]:
    if len(behaviors) > MOST_BEHAVIORS:
        raise BadText(
            f"A value has one to {MOST_BEHAVIORS} behaviors: keep the ones that others would notice."
        )
    return tuple(texts.clean_line(one, "A behavior", texts.LONGEST_BEHAVIOR) for one in behaviors)


def _importance(importance: int) -> int:
    if not 1 <= importance <= 10:
        raise BadText("The importance of a value is a whole number from 1 to 10.")
    return importance


def _target(target: float) -> float:
    if not 0 <= target <= 1:
        raise BadText("The target of a value is a share from 0 to 1, such as 0.8.")
    return round(target, 4)
