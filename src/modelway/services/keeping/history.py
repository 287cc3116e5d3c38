"""Who changed what, and when."""

from contextlib import closing
from datetime import date
from itertools import islice

from modelway.domain.keeping.changes import History
from modelway.domain.loop.values import Value
from modelway.services.session import Session
from modelway.store.keeping import changes
from modelway.store.keeping.history import last_to_redo, last_to_undo


def history(
    session: Session,
    *,
    night: date | None = None,
    value: Value | None = None,
    limit: int | None = None,
    counted: bool = False,
) -> History:
    """The newest commands that changed something of this night and value, and whether undo would find any.

    With `counted`, a command that changed a great many rows tells how many, where neither is named.
    """
    value_id = value.id if value else None
    counted = counted and night is None and value is None
    with closing(changes.told(session.journal, night=night, value_id=value_id, counted=counted)) as found:
        shown = tuple(islice(found, limit))
        more = next(found, None) is not None
    return History(
        commands=shown,
        more=more,
        night=night,
        value=value.name if value else "",
        can_undo=last_to_undo(session.journal) is not None,
        can_redo=last_to_redo(session.journal) is not None,
    )
