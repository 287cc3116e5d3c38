"""Taking back what was done last, and bringing it again."""

from collections.abc import Callable

from modelway.domain.done import Done
from modelway.errors import Refused
from modelway.services.session import Session
from modelway.store.changes import standing
from modelway.store.history import last_to_redo, last_to_undo, take_back
from modelway.store.transactions import Command, Store

NOTHING_LEFT = "Nothing is left to take back."


def undo(session: Session, steps: int = 1) -> list[Done]:
    """Take back the last commands that still stand, the newest first; what they were.

    Raises:
        Refused: there is nothing to take back, or a row was changed again since.
    """
    return _repeat(session, steps, last_to_undo, "undo", NOTHING_LEFT)


def undoable(session: Session, steps: int) -> list[Done]:
    """What so many undos would take back, the newest first; nothing is changed.

    Raises:
        Refused: there is nothing to take back.
    """
    found = standing(session.journal, steps)
    if not found:
        raise Refused(NOTHING_LEFT)
    return found


def redo(session: Session, steps: int = 1) -> list[Done]:
    """Bring back what the last undo took, as long as nothing new was done since; what it was."""
    return _repeat(
        session, steps, last_to_redo, "redo", "There is nothing to bring back since the last change."
    )


def _repeat(
    session: Session, steps: int, find: Callable[[Store], Done | None], name: str, nothing: str
) -> list[Done]:
    taken: list[Done] = []
    for _ in range(steps):
        last = find(session.journal)
        if last is None:
            break
        take_back(session.journal, Command(name, last.words, session.now, undoes=last.number))
        taken.append(last)
    if not taken:
        raise Refused(nothing)
    return taken
