"""Protecting a journal and its backups with a passphrase."""

import os
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path

from modelway.domain.keeping.passphrase import complaint
from modelway.domain.keeping.protection import Outcome, Sheet, Source, Status
from modelway.errors import NotFound, Refused
from modelway.machine import NEW_FILE
from modelway.services.automatic_backups import back_up_before
from modelway.services.place import Place
from modelway.services.session import refuse_lost
from modelway.services.unlocking import keyring_for
from modelway.store.files.encryption import Key, fresh_key, key_from, keys
from modelway.store.files.engine import engine_failures, is_there
from modelway.store.journal import Journal
from modelway.store.keeping import protection
from modelway.system import keyring, passphrase

Tell = Callable[[str], None]


def status(place: Place, environ: Mapping[str, str] = os.environ) -> Status:
    """How the journal is protected, and where its passphrase comes from; nothing has to be unlocked for it.

    Raises:
        NotFound: there is no journal yet.
    """
    found = _protection(place)
    held_by = keyring_for(place.store, found.salt) if found.salt else None
    has_command = bool(environ.get(passphrase.COMMAND, "").strip())
    return Status(
        found.salt is not None,
        protection.cipher(),
        Source.COMMAND if has_command else Source.KEYRING if held_by else Source.PROMPT,
        held_by,
        found.backups,
        found.plain_backups,
        found.other_backups,
        found.unfinished,
    )


def refuse_protected(place: Place) -> None:
    """Refuse a journal that is protected already; one that is not there yet is made.

    Raises:
        Refused: it is.
        StoreError: it is gone, and its backups are there.
    """
    refuse_lost(place)
    if is_there(place.store) and _protection(place).salt:
        raise Refused("Your journal is protected already. For another passphrase: modelway protect change")
    Journal.open(place.store).close()


def unlock(place: Place) -> None:
    """Have the key of a protected journal, asking for it if need be.

    Raises:
        Refused: it is not protected.
        StoreError: no passphrase fits.
    """
    if _protection(place).salt is None:
        raise Refused("Your journal is not protected. To protect it: modelway protect on")
    Journal.open(place.store).close()


def unlock_to_change(place: Place) -> None:
    """Have the key of a protected journal, and the keyring at hand if it holds that key.

    Raises:
        Refused: it is not protected, or the keyring would go on holding the old key.
        StoreError: no passphrase fits.
    """
    unlock(place)
    salt = _protection(place).salt
    if salt:
        keyring.reach(place.store.parent, salt)


def new_from_command(environ: Mapping[str, str], *, change: bool) -> str | None:
    """The passphrase to come as a command of the leader's gives it; None when there is no such command.

    Raises:
        StoreError: the command fails.
        Refused: what it gives is too short.
    """
    variable = passphrase.NEW_COMMAND if change else passphrase.COMMAND
    given = passphrase.from_command(variable, environ)
    refusal = complaint(given) if given is not None else None
    if refusal:
        raise Refused(refusal)
    return given


def turn_on(place: Place, words: str, tell: Tell) -> Outcome:
    """Protect the journal and its backups with the passphrase `words`.

    Raises:
        StoreError, Refused: nothing was changed.
    """
    return _convert(place, fresh_key(words), tell)


def change(place: Place, words: str, tell: Tell) -> Outcome:
    """Protect the journal and its backups with the passphrase `words` instead of the one that opened them.

    Raises:
        StoreError, Refused: nothing was changed; it may be the one there is.
    """
    old = _own_key(place)
    if key_from(words, old.salt) == old:
        raise Refused("That is the passphrase you have, and nothing was changed: take another one.")
    return _convert(place, fresh_key(words), tell)


def turn_off(place: Place, tell: Tell) -> Outcome:
    """Write the journal and its backups as plain files again.

    Raises:
        StoreError, Refused: nothing was changed.
    """
    return _convert(place, None, tell)


def remember(place: Place) -> str:
    """Put the key of the unlocked journal into the operating system's keyring; the keyring's name.

    Raises:
        Refused: there is no keyring that keeps it safe.
    """
    key = _own_key(place)
    with engine_failures(place.store):
        return keyring.remember(place.store.parent, key.salt, key.blob)


def forget(place: Place) -> bool:
    """Take the key out of the keyring; whether it was there.

    Raises:
        Refused: it may still be there.
    """
    salt = _protection(place).salt
    with engine_failures(place.store):
        return bool(salt and keyring.forget(place.store.parent, salt))


def sheet(place: Place) -> Sheet:
    """What the recovery sheet of the journal says.

    Raises:
        NotFound: there is no journal yet.
        Refused: it is not protected.
    """
    unlock(place)
    with closing(Journal.open(place.store)) as journal:
        found = protection.identity_of(journal)
    identity, begun = found or (None, None)
    return Sheet(identity, begun, str(place.store.resolve()), protection.cipher(), place.now.date())


def write_privately(file: Path, text: str) -> None:
    """Write a new file for its owner alone.

    Raises:
        Refused: something lies there already, or it cannot be written.
    """
    try:
        descriptor = os.open(file, NEW_FILE, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError:
        raise Refused(f"{file} is there already: name a file that is not, or move that one away.") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refused(f"{file} cannot be written ({reason}): name another file.") from None


def _convert(place: Place, key: Key | None, tell: Tell) -> Outcome:
    old = _protection(place).salt
    held_by = keyring_for(place.store, old) if old else None
    tell("keeping a backup")
    back_up_before(place, "passphrase")
    done = protection.convert(place.store, key, tell)
    if old and held_by:
        held_by = _moved(place, old, key)
    return Outcome(
        done.backups,
        tuple((path.name, reason) for path, reason in done.left),
        tuple(path.name for path in done.linked),
        held_by,
    )


def _moved(place: Place, old: bytes, key: Key | None) -> str | None:
    """Have the keyring hold the new key instead of the old one; its name, None when it holds none now."""
    # The files have changed places by now; a keyring that was locked in between keeps its mark.
    with suppress(Refused):
        keyring.forget(place.store.parent, old)
    if key is None:
        return None
    try:
        return keyring.remember(place.store.parent, key.salt, key.blob)
    except Refused:
        return None


def _own_key(place: Place) -> Key:
    unlock(place)
    salt = _protection(place).salt
    key = keys.known(salt) if salt else None
    assert key is not None
    return key


def _protection(place: Place) -> protection.Protection:
    if not is_there(place.store):
        raise NotFound("There is no journal yet: begin with: modelway values define")
    return protection.protection_of(place.store)
