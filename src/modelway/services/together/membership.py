"""Which machines share the journal: beginning, joining, leaving, and changing the key."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from modelway.domain.together.address import without_password
from modelway.domain.together.recovery import SECRET_BYTES, recovery_code, secret_of
from modelway.errors import BadFile, Refused
from modelway.services.automatic_backups import back_up_daily
from modelway.services.place import Place
from modelway.services.session import refuse_lost
from modelway.services.together.places import MeetingPlace, address_of, reached
from modelway.store.together.membership import Membership, put_membership, read_membership, transaction
from modelway.store.transactions import Store

if TYPE_CHECKING:
    from modelway.exchange.together.sealing import Sealer

ID_BYTES = 8
# The row before a machine's first command says what it is called, and shows whether a code fits.
NAME_ROW = 0
NOT_YET = "This journal is on this machine alone: begin with modelway sync init, or modelway sync join."
LONGEST_NAME = 40


class Begun(NamedTuple):
    """A journal that other machines may join, and the code that they need."""

    place: str
    machine: str
    code: str


@contextmanager
def opened(place: Place, *, backed_up: bool = False) -> Iterator[Store]:
    """The journal, made if there is none, with today's backup made first unless it is `backed_up`.

    Raises:
        StoreError: it cannot be opened, or is gone while its backups are there.
    """
    refuse_lost(place)
    if not backed_up:
        back_up_daily(place)
    with Store.open(place.store) as store:
        yield store


def membership_in(store: Store) -> Membership:
    """How this machine meets the others; raises Refused where it does not."""
    found = read_membership(store.connection)
    if found is None or not found.place:
        raise Refused(NOT_YET)
    return found


def init(place: Place, where: str, name: str = "") -> Begun:
    """Let other machines meet this one at a place; the code they need is told once.

    Raises:
        Refused: the journal is on several machines already, or the place cannot be used.
    """
    address = address_of(where)
    with reached(address) as there, opened(place) as store:
        there.journals()
        found = read_membership(store.connection)
        if found is not None:
            go_on = "modelway sync" if found.place else f"modelway sync join {without_password(where)}"
            raise Refused(f"This journal is on several machines already: go on with {go_on}")
        secret = secrets.token_bytes(SECRET_BYTES)
        membership = _new_member(secrets.token_hex(ID_BYTES), 1, secret, address, name)
        put_name(there.at(membership.journal), membership)
        _keep(store, membership)
        return Begun(without_password(address), membership.names[membership.machine], recovery_code(secret))


def join(place: Place, where: str, code: str, name: str = "") -> Membership:
    """Let this machine meet those that meet at a place already.

    Raises:
        BadText: the code was not typed as it was shown.
        Refused: it opens nothing there, or this journal meets other machines elsewhere.
    """
    address, secret = address_of(where), secret_of(code)
    with reached(address) as there:
        journal, epoch = _opened_by(there, secret, without_password(address))
    with opened(place) as store:
        found = read_membership(store.connection)
        if found is None:
            membership = _new_member(journal, epoch, secret, address, name)
        elif found.journal != journal:
            raise Refused(
                "This journal shares its nights with other machines than those that meet there: "
                "name another journal with --store."
            )
        else:
            moved = found.epoch != epoch
            sent = 0 if moved else found.sent
            membership = found._replace(epoch=epoch, secret=secret, place=address, sent=sent)
        _keep(store, membership)
        return membership


def leave(place: Place) -> str:
    """Meet the others no more; the journal stays whole, and so do the rows at the place. Where that was."""
    with opened(place) as store:
        membership = membership_in(store)
        _keep(store, membership._replace(place="", secret=b""))
        place.conflicts_marker.unlink(missing_ok=True)
        return without_password(membership.place)


def change_key(place: Place) -> Begun:
    """Go on under a new key, which a lost machine does not have; the next sync sends everything anew.

    Raises:
        Refused: this machine meets no others.
    """
    with opened(place) as store:
        membership = membership_in(store)
        secret = secrets.token_bytes(SECRET_BYTES)
        _keep(store, membership._replace(secret=secret, epoch=membership.epoch + 1, sent=0))
        own = membership.names[membership.machine]
        return Begun(without_password(membership.place), own, recovery_code(secret))


def sealer_for(secret: bytes, journal: str, epoch: int) -> "Sealer":
    """What seals and opens the rows of a journal.

    Raises:
        Refused: the library that it needs is not installed.
    """
    try:
        from modelway.exchange.together.sealing import Room, Sealer
    except ModuleNotFoundError as error:
        raise Refused('This needs one more library: pip install "modelway[together]"') from error
    return Sealer(secret, Room(journal, epoch))


def put_name(there: MeetingPlace, membership: Membership) -> None:
    """Write at the place what this machine is called."""
    sealer = sealer_for(membership.secret, membership.journal, membership.epoch)
    machine = membership.machine
    sealed = sealer.seal(machine, NAME_ROW, {"name": membership.names[machine]})
    there.put(membership.epoch, [(machine, NAME_ROW, sealed)])


def _new_member(journal: str, epoch: int, secret: bytes, address: str, name: str) -> Membership:
    machine = secrets.token_hex(ID_BYTES)
    from socket import gethostname

    called = (name.strip() or gethostname() or "this machine")[:LONGEST_NAME]
    return Membership(journal, epoch, secret, address, machine, {machine: called})


def _opened_by(place: MeetingPlace, secret: bytes, shown: str) -> tuple[str, int]:
    """The journal at a place that a secret opens, and its epoch."""
    for journal in place.journals():
        there = place.at(journal)
        for epoch in there.epochs()[-1:]:
            sealer = sealer_for(secret, journal, epoch)
            for machine, numbers in there.rows(epoch).items():
                if NAME_ROW not in numbers:
                    continue
                try:
                    sealer.open(machine, NAME_ROW, read_row(there, epoch, machine, NAME_ROW))
                except BadFile:
                    continue
                return journal, epoch
    raise Refused(
        f"This code opens nothing at {shown}: check the place, wait until it has arrived whole, "
        "and mind that a changed key has a new code."
    )


def read_row(there: MeetingPlace, epoch: int, machine: str, number: int) -> bytes:
    """One row; empty where it is gone meanwhile."""
    return next(sealed for _, sealed in there.read(epoch, machine, [number]))


def _keep(store: Store, membership: Membership) -> None:
    assert store.path is not None
    with transaction(store.connection, store.path):
        put_membership(store.connection, membership)
