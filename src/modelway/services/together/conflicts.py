"""Words that two machines wrote apart into one field: what they are, and which of them stands."""

from contextlib import suppress
from datetime import datetime, timedelta

from modelway.domain.days.dates import format_date
from modelway.domain.keeping.changes import LABELS, Names, change_of
from modelway.domain.together.meeting import Text, Unsettled
from modelway.domain.together.merge import Conflict, Merged, merge
from modelway.errors import BadText, NotFound
from modelway.services.place import Place
from modelway.services.together.membership import membership_in, opened
from modelway.store.files.engine import PRIVATE_FILE
from modelway.store.together.commands import read_commands
from modelway.store.together.membership import read_membership
from modelway.store.together.settling import settle as settle_in
from modelway.store.transactions import Store


def unsettled(place: Place) -> list[Unsettled]:
    """The fields that hold words written apart, those written last first.

    Raises:
        Refused: the journal is on this machine alone.
    """
    with opened(place, backed_up=True) as store:
        return _unsettled(store)


def unsettled_marked(place: Place) -> list[Unsettled]:
    """The same where a meeting left any, found out without reading a command; none on one machine alone."""
    if not place.conflicts_marker.exists():
        return []
    with opened(place, backed_up=True) as store:
        membership = read_membership(store.connection)
        found = _unsettled(store) if membership and membership.place else []
    mark_conflicts(place, len(found))
    return found


def mark_conflicts(place: Place, number: int) -> None:
    """Leave a mark while there are any, so that the next evening asks."""
    with suppress(OSError):
        if number:
            place.conflicts_marker.touch(PRIVATE_FILE)
        else:
            place.conflicts_marker.unlink(missing_ok=True)


def settle(place: Place, number: int, *, keep: int | None = None, text: str = "") -> Unsettled:
    """Let one of the texts stand, or another one; what it was about.

    Args:
        place: The journal.
        number: Which conflict, as `unsettled` numbers them, from 1.
        keep: Which of its texts, from 1.
        text: The words instead.

    Raises:
        NotFound: there is no such conflict, or no such text.
        BadText: neither a text was chosen nor words are there.
    """
    with opened(place, backed_up=True) as store:
        found = _unsettled(store)
        if not 1 <= number <= len(found):
            raise NotFound(f"There is no conflict {number}: see them with modelway sync conflicts")
        conflict = found[number - 1]
        if keep is not None and not 1 <= keep <= len(conflict.texts):
            raise NotFound(f"There is no text {keep}: see them with modelway sync conflicts")
        wanted = text.strip() if keep is None else conflict.texts[keep - 1].text
        if not wanted:
            raise BadText("Name the text to keep with --keep, or write another with --text.")
        words = f"settling {conflict.what}"
        settle_in(store, conflict.table, conflict.row_id, conflict.column, wanted, words, place.now)
        mark_conflicts(place, len(found) - 1)
        return conflict


def _unsettled(store: Store) -> list[Unsettled]:
    names = membership_in(store).names
    merged = merge(read_commands(store.connection))
    known = _names(merged)
    found = [_told(conflict, merged, known, dict(names)) for conflict in merged.conflicts]
    return sorted(found, key=lambda one: (one.texts[0].at, one.what), reverse=True)


def _names(merged: Merged) -> Names:
    names = Names()
    for (table, _), row in merged.last.items():
        if table in ("value", "definition", "night"):
            names.learn(table, row)
    return names


def _told(conflict: Conflict, merged: Merged, known: Names, machines: dict[str, str]) -> Unsettled:
    row = merged.last[conflict.table, conflict.row_id]
    change = change_of(conflict.table, None, row, known)
    what = change.what if change else conflict.table
    if change and change.days and conflict.table in ("reflection", "practice"):
        what = f"{what}, {format_date(change.days[0])}"
    texts = tuple(
        Text(one.text, machines.get(one.machine) or "another machine", _on_the_wall(one.at, one.at_offset))
        for one in conflict.versions
    )
    field = LABELS.get(conflict.table, {}).get(conflict.column, conflict.column)
    return Unsettled(what, field, texts, conflict.table, conflict.row_id, conflict.column)


def _on_the_wall(at: str, offset: int) -> str:
    try:
        there = datetime.fromisoformat(at) + timedelta(minutes=offset)
    except ValueError:
        return ""
    return there.strftime("%Y-%m-%d %H:%M")
