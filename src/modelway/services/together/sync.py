"""Meeting the other machines: send what they lack, take in what they did, notice what the place did."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import TYPE_CHECKING

from modelway.domain.keeping.purge import OfNight, OfValue
from modelway.domain.together.address import without_password
from modelway.domain.together.canonical import command_from, content_of
from modelway.domain.together.commands import Exchanged
from modelway.domain.together.meeting import Met, Standing
from modelway.domain.together.merge import merge
from modelway.errors import BadFile, ModelwayError, Refused
from modelway.services.keeping.purge import holding, said
from modelway.services.place import Place
from modelway.services.together.conflicts import mark_conflicts
from modelway.services.together.membership import (
    ID_BYTES,
    NAME_ROW,
    change_key,
    membership_in,
    opened,
    put_name,
    read_row,
    sealer_for,
)
from modelway.services.together.membership import Begun as Begun
from modelway.services.together.places import MeetingPlace, SealedRow, reached
from modelway.store.keeping import purging
from modelway.store.together import commands, meeting
from modelway.store.together.membership import Membership, put_membership, transaction
from modelway.store.together.turns import meeting_turn
from modelway.store.transactions import Store

if TYPE_CHECKING:
    from modelway.exchange.together.sealing import Sealer

Tell = Callable[[str], None]
Rows = Mapping[str, set[int]]
KEY_CHANGED = (
    "The key was changed on another of your machines: go on with modelway sync join {place} "
    "and the new recovery code."
)


def _quiet(words: str) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class _Meeting:
    """One meeting: the journal, this machine's membership, the place and its seals, and what was noticed."""

    place: Place
    store: Store
    membership: Membership
    sealer: "Sealer"
    there: MeetingPlace
    tell: Tell
    notices: list[str] = field(default_factory=list)

    def name(self, machine: str) -> str:
        """What a machine is called."""
        return self.membership.names.get(machine) or "another machine"

    def keep(self, membership: Membership) -> None:
        """Write the membership down."""
        assert self.store.path is not None
        with transaction(self.store.connection, self.store.path):
            put_membership(self.store.connection, membership)
        self.membership = membership


def sync(place: Place, tell: Tell = _quiet) -> Met:
    """Meet the other machines: send what was done here, and take in what was done there.

    Raises:
        Refused: the place cannot be used, or a row there is not as one of the machines sealed it. What is in
            the journal is whole, and the next meeting goes on from there.
    """
    with opened(place) as store:
        membership_in(store)
        tell("waiting for another sync to end")
        with meeting_turn(place.store):
            return meet_others(place, store, tell)


def meet_others(place: Place, store: Store, tell: Tell = _quiet) -> Met:
    """Meet them in an open journal, by whoever has the turn.

    Raises:
        Refused: as `sync` does.
    """
    membership = membership_in(store)
    sealer = sealer_for(membership.secret, membership.journal, membership.epoch)
    tell("looking at the place")
    with reached(membership.place, membership.journal) as there:
        met = _meet(_Meeting(place, store, membership, sealer, there, tell))
    if met.conflicts is not None:
        mark_conflicts(place, met.conflicts)
    return met


def rotate(place: Place, tell: Tell = _quiet) -> Begun:
    """Meet once more, change the key, and send everything anew under it; the code for the other machines."""
    sync(place, tell)
    begun = change_key(place)
    sync(place, tell)
    return begun


def standing(place: Place) -> Standing:
    """How this machine stands with the others; nothing is changed.

    Raises:
        Refused: it meets none.
    """
    with opened(place, backed_up=True) as store:
        found = membership_in(store)
        connection = store.connection
        known = commands.known(connection)
        others = [(found.names.get(one) or "another machine", known[one]) for one in sorted(known)]
        to_send = commands.count_new(connection, found.registered) + known.get(found.machine, 0) - found.sent
        try:
            with reached(found.place, found.journal) as there:
                rows = there.rows(found.epoch)
            missing = {(machine, one) for machine, numbers in rows.items() for one in numbers if one}
            to_receive = sum(1 for machine, one in missing if one > known.get(machine, 0))
        except Refused:
            to_receive = None
        conflicts = len(merge(commands.read_commands(connection)).conflicts)
        own = found.names[found.machine]
        return Standing(
            without_password(found.place), own, tuple(other for other in others if other[0] != own),
            to_send, to_receive, conflicts, found.met_at,
        )  # fmt: skip


def _meet(at: _Meeting) -> Met:
    place, store, membership = at.place, at.store, at.membership
    assert store.path is not None
    rows = at.there.rows(membership.epoch)
    if any(epoch > membership.epoch for epoch in at.there.epochs()):
        raise Refused(KEY_CHANGED.format(place=without_password(membership.place)))
    if commands.count_new(store.connection, membership.registered):
        at.membership = meeting.register(store.connection, store.path, membership)
    _mind_a_copy(at, rows)
    if commands.has_removed(store.connection, at.membership):
        at.membership = meeting.take_in(store.connection, store.path, at.membership, [], place.now)
    sent = _send(at, rows)
    at.there.drop_before(at.membership.epoch)
    try:
        received = _receive(at, rows)
    except ModelwayError:
        at.keep(at.membership)
        raise
    purged, backups = _erase(at, received)
    conflicts = None
    if received:
        at.tell("bringing your machines together")
        at.membership = meeting.take_in(store.connection, store.path, at.membership, received, place.now)
        conflicts = len(merge(commands.read_commands(store.connection)).conflicts)
        _replace(at)
    at.keep(at.membership._replace(met_at=place.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))
    came = dict.fromkeys(command.machine for command in received)
    counts = [(at.name(one), sum(1 for command in received if command.machine == one)) for one in came]
    return Met(
        at.name(at.membership.machine), sent, tuple(counts), conflicts, purged, backups, tuple(at.notices)
    )


def _mind_a_copy(at: _Meeting, rows: Rows) -> None:
    """Take a new name where this journal was put back from a copy: its number may be another command's."""
    machine, sent = at.membership.machine, at.membership.sent
    named = commands.tokens(at.store.connection)
    for number in sorted(rows.get(machine, set())):
        if number > sent and _opened(at, machine, number).token != named.get((machine, number)):
            break
    else:
        return
    import secrets

    assert at.store.path is not None
    with transaction(at.store.connection, at.store.path):
        renamed = commands.take_new_name(at.store.connection, at.membership, secrets.token_hex(ID_BYTES))
        put_membership(at.store.connection, renamed)
    at.membership = renamed
    at.notices.append("This journal is a copy, or was put back from one: it goes on as a machine of its own.")


def _send(at: _Meeting, rows: Rows) -> int:
    """Put every row that is known here and missing there; how many of this machine's are new."""
    membership = at.membership
    if NAME_ROW not in rows.get(membership.machine, set()):
        put_name(at.there, membership)
    known = commands.known(at.store.connection)
    missing = [
        (machine, number)
        for machine, newest in known.items()
        for number in range(1, newest + 1)
        if number not in rows.get(machine, set())
    ]
    own = known.get(membership.machine, 0)
    new = {(membership.machine, number) for number in range(membership.sent + 1, own + 1)}
    lost = len(set(missing) - new)
    if lost and any(rows.values()):
        at.notices.append(f"The place had lost {_rows(lost)} that were there before: sent again.")
    _put(at, missing)
    # Written down with the end of the meeting: what is sent again until then is what lies there.
    at.membership = at.membership._replace(sent=own)
    _replace(at)
    return len(new)


def _replace(at: _Meeting) -> None:
    """Put what a purge changed over the rows that hold what was erased."""
    keys = commands.to_replace(at.store.connection)
    if keys:
        _put(at, keys, again=True)
        assert at.store.path is not None
        with transaction(at.store.connection, at.store.path):
            commands.note_replaced(at.store.connection, keys)


def _put(at: _Meeting, keys: Sequence[tuple[str, int]], *, again: bool = False) -> None:
    if not keys:
        return
    found = sorted(commands.read_commands(at.store.connection, keys), key=lambda one: one.key)

    def sealed() -> Iterator[SealedRow]:
        for place, command in enumerate(found, start=1):
            at.tell(f"sending {place} of {len(found)}")
            yield *command.key, at.sealer.seal(*command.key, content_of(command))

    if not at.there.put(at.membership.epoch, sealed(), again=again):
        raise Refused("Another sync is at work at the same place: run modelway sync again.")


def _receive(at: _Meeting, rows: Rows) -> list[Exchanged]:
    """The commands that are new here, as far as each stands on what is known.

    Raises:
        Refused: a row was altered, or stands where another one was.
    """
    known = commands.known(at.store.connection)
    named = commands.tokens(at.store.connection)
    found: list[Exchanged] = []
    for machine in sorted(rows.keys() - {at.membership.machine}):
        first, numbers = known.get(machine, 0) + 1, rows[machine]
        newest = max(numbers, default=0)
        if newest >= first:
            _learn_name(at, machine)
        whole = next((one for one in range(first, newest + 1) if one not in numbers), newest + 1)
        for number, sealed in at.there.read(at.membership.epoch, machine, range(first, whole)):
            at.tell(f"reading {number} of {newest}")
            command = _unsealed(at, machine, number, sealed)
            if number > 1 and command.previous != named.get((machine, number - 1)):
                raise Refused(
                    f"Row {number} of {at.name(machine)} does not follow what was there before, so nothing "
                    "was taken in: look at what else writes to the place."
                )
            named[machine, number] = command.token
            found.append(command)
        if whole <= newest:
            at.notices.append(
                f"Row {whole} of {at.name(machine)} is not at the place, so what followed was not "
                "taken: sync that machine again."
            )
    return _standing_on_known(at, found, known)


def _standing_on_known(at: _Meeting, found: list[Exchanged], known: Mapping[str, int]) -> list[Exchanged]:
    """The commands whose makers knew nothing that is unknown here; the others wait for it to arrive."""
    have = dict(known)
    taken: list[Exchanged] = []
    for command in sorted(found, key=lambda one: one.order):
        knows_all = all(have.get(machine, 0) >= number for machine, number in command.seen.items())
        if knows_all and have.get(command.machine, 0) == command.number - 1:
            have[command.machine] = command.number
            taken.append(command)
    waiting = {command.machine for command in found if command.number > have.get(command.machine, 0)}
    for machine in sorted(waiting):
        at.notices.append(
            f"{at.name(machine)} knew of rows that are not at the place, so what it did next was not taken: "
            "sync your other machines, then this one again."
        )
    return taken


def _opened(at: _Meeting, machine: str, number: int) -> Exchanged:
    return _unsealed(at, machine, number, read_row(at.there, at.membership.epoch, machine, number))


def _unsealed(at: _Meeting, machine: str, number: int, sealed: bytes) -> Exchanged:
    try:
        return command_from(machine, number, at.sealer.open(machine, number, sealed))
    except (BadFile, KeyError, TypeError, ValueError) as error:
        raise Refused(
            f"Row {number} of {at.name(machine)} at the place was altered, or has not arrived whole; nothing "
            "was taken in, and your journal is as it was: run modelway sync again later."
        ) from error


def _learn_name(at: _Meeting, machine: str) -> None:
    if machine in at.membership.names:
        return
    sealed = read_row(at.there, at.membership.epoch, machine, NAME_ROW)
    try:
        name = str(at.sealer.open(machine, NAME_ROW, sealed).get("name", ""))
    except BadFile:
        return
    at.membership = at.membership._replace(names={**at.membership.names, machine: name})


def _erase(at: _Meeting, received: Iterable[Exchanged]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Erase here what others purged, before anything is taken in: what, and the backups that hold it."""
    assert at.store.path is not None
    erased, still = [], dict[str, None]()
    for command in received:
        if command.erases is None:
            continue
        day, values = command.erases.day, command.erases.values
        scopes = [OfNight(date.fromisoformat(day))] if day else [OfValue(one, "a value") for one in values]
        for scope in scopes:
            reach = purging.reach(at.store.path, scope)
            if not reach.nothing:
                purging.erase(at.store.path, scope, at.place.now, travels=False)
                still.update(dict.fromkeys(path.name for path in holding(at.place, scope)))
        erased.append(said(scopes[0]) if day else "a value")
    return tuple(erased), tuple(still)


def _rows(number: int) -> str:
    return "a row" if number == 1 else f"{number} rows"
