"""The only thing that truly erases: a night, a value, or history before a day."""

from dataclasses import replace
from pathlib import Path

from modelway.domain.days.dates import format_date
from modelway.domain.keeping.purge import OfHistory, OfNight, OfValue, Purge, Scope
from modelway.errors import NotFound, Refused, StoreError
from modelway.services.automatic_backups import back_up_before
from modelway.services.loop.values import find_named_value
from modelway.services.place import Place
from modelway.services.session import Session
from modelway.store.files import backups
from modelway.store.files.engine import is_there
from modelway.store.keeping import purging


def weigh(place: Place, scope: Scope) -> Purge:
    """What would be erased, and which backups hold it.

    Raises:
        NotFound: nothing of it is in the journal, nor in its history.
    """
    if not is_there(place.store):
        raise NotFound("There is no journal yet. Begin with: modelway values define")
    reach = purging.reach(place.store, scope)
    found = Purge(scope, reach, tuple(path.name for path in holding(place, scope)))
    if reach.nothing:
        # The last purge may have been kept from rewriting the file.
        purging.rewrite_at(place.store)
        if not found.backups:
            raise NotFound(_nothing(scope))
    return found


def purge(place: Place, weighed: Purge, *, backups_too: bool = False) -> Purge:
    """Erase it from the journal, and with `backups_too` from its backups; the backups that still hold it.

    Without `backups_too` a backup is made before, and named among those that hold it.

    Raises:
        StoreError, Refused: nothing was erased, or the sentence says what is left to do.
    """
    if not weighed.reach.nothing:
        if not backups_too:
            back_up_before(place, "purge")
        purging.erase(place.store, weighed.scope, place.now)
    still = holding(place, weighed.scope)
    if backups_too:
        still = [path for path in still if not _erased_from(place, path, weighed.scope)]
    return replace(weighed, backups=tuple(path.name for path in still))


def holding(place: Place, scope: Scope) -> list[Path]:
    """The backups that hold something of it, newest first; one that cannot be read may hold it too."""
    folder = backups.folder_of(place.store)
    paths = [folder / one.name for one in backups.backups_of(place.store)]
    return [path for path in [*paths, *backups.set_aside_of(place.store)] if _may_hold(path, scope)]


def of_value(session: Session, reference: str) -> OfValue:
    """The value that `reference` names; one that is gone already is named by its whole name, in a backup too.

    Raises:
        NotFound: no such value is there, nor ever was.
    """
    try:
        value = find_named_value(session, reference)
        return OfValue(value.id, value.name)
    except NotFound:
        if session.place is None:
            raise
        wanted = reference.strip().casefold()
        folder = backups.folder_of(session.place.store)
        kept = [folder / one.name for one in backups.backups_of(session.place.store)]
        for path in [session.place.store, *kept]:
            for id_, slug, name in _values_ever(path):
                if wanted in (slug, name.casefold()):
                    return OfValue(id_, name)
        raise


def said(scope: Scope) -> str:
    """What is to be erased, in words."""
    match scope:
        case OfNight(day):
            return f"the night of {format_date(day)}"
        case OfValue(_, name):
            return f"the value {name}"
        case OfHistory(day):
            return f"the history before {format_date(day)}"


def _nothing(scope: Scope) -> str:
    if isinstance(scope, OfHistory):
        return f"There is no history before {format_date(scope.day)}, in your journal or in its backups."
    return f"Nothing of {said(scope)} is in your journal, its history or its backups."


def _values_ever(path: Path) -> list[tuple[str, str, str]]:
    try:
        return purging.values_ever(path)
    except (StoreError, Refused):
        return []


def _may_hold(path: Path, scope: Scope) -> bool:
    try:
        return not purging.reach(path, scope).nothing
    except (StoreError, Refused):
        return True


def _erased_from(place: Place, path: Path, scope: Scope) -> bool:
    """Erase it from a backup; one that is damaged is removed, for nobody can tell what it holds."""
    if path in backups.set_aside_of(place.store):
        backups.remove(path)
        return True
    try:
        purging.reach(path, scope)
        # It can be read, and its bytes change now: killed in between, nobody has looked through it yet.
        backups.forget_whole(path)
        purging.erase(path, scope, place.now)
    except StoreError:
        return False
    backups.note_whole(path, place.now)
    return True
