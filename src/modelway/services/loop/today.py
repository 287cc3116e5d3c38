"""The practices of today, and one more to lead by example."""

from modelway.domain.loop.glance import Today
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value, find_value, values_in_use
from modelway.errors import NotFound, UsageError
from modelway.services.loop import plans
from modelway.services.loop.evening import open_evening, suggest_value
from modelway.services.loop.focus import find_focus
from modelway.services.loop.glance import list_practices_due
from modelway.services.loop.journal_state import journal_state
from modelway.services.session import Session


def today(session: Session) -> Today:
    """Today's practices, reported ones too, and the values to choose from for one more."""
    values = session.journal.values()
    in_use = values_in_use(values)
    offered = None
    if in_use:
        # Seen from last night: today's focus, what fell short yesterday, the gaps up to then.
        offered = suggest_value(session, open_evening(session, session.last_ended))
    return Today(
        day=session.tonight,
        practices=list_practices_due(session, values),
        values=tuple(in_use),
        offered=offered,
        state=journal_state(session, values),
        focus=find_focus(session, session.tonight, in_use),
    )


def lead_by_example(session: Session, when: str, will: str, reference: str = "") -> tuple[Practice, Value]:
    """Plan a practice for today, for the value that `reference` names, and return both.

    Without one it is the value of today's only practice, or else the offered one.

    Raises:
        NotFound: there is no such value, or none at all.
        UsageError: no value was named, and today's practices are for several.
        BadText: the action is empty, or a part is too long.
    """
    now = today(session)
    practised = {value.id: value for _, value in now.practices}
    if reference:
        value = find_value(session.journal.values(), reference)
    elif not now.values:
        raise NotFound("There are no values to practise yet: define them with: modelway values define")
    elif len(practised) > 1:
        slugs = " or ".join(value.slug for value in practised.values())
        raise UsageError(f"Today's practices are for several values: add --value {slugs}.")
    else:
        value = next(iter(practised.values()), None) or now.offered or now.values[0]
    return plans.add(session, value, when, will, session.tonight), value
