"""Taking back what was done last, and bringing it again."""

from modelway.domain.keeping.done import Done
from modelway.errors import Refused
from modelway.services.session import Session
from modelway.store.keeping.history import last_to_redo, standing, take_back
from modelway.store.transactions import Command

NOTHING_LEFT = "Nothing is left to take back."


def undo(session: Session, steps: int = 1) -> list[Done]:
    """Take back the last commands that still stand, the newest first; what they were.

    Raises:
        Refused: there is nothing to take back, or a row was changed again since.
    """
    found = undoable(session, steps)
    for last in found:
        take_back(session.journal, Command("undo", last.words, session.now, undoes=last.number))
    return found


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
    brought: list[Done] = []
    while len(brought) < steps and (last := last_to_redo(session.journal)):
        take_back(session.journal, Command("redo", last.words, session.now, undoes=last.number))
        brought.append(last)
    if not brought:
        raise Refused("There is nothing to bring back since the last change.")
    return brought
