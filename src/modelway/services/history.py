"""Who changed what, and when."""

from datetime import date
from itertools import islice

from modelway.domain.changes import Told
from modelway.domain.values import Value
from modelway.services.session import Session
from modelway.store import changes


def history(
    session: Session, *, night: date | None = None, value: Value | None = None, limit: int | None = None
) -> tuple[list[Told], bool]:
    """The newest commands that changed something of this night and value, and whether older ones did."""
    found = changes.told(session.journal, night=night, value_id=value.id if value else None)
    shown = list(islice(found, limit))
    return shown, next(found, None) is not None
