"""Protecting a journal through the services: what opens it, what holds its key, from plain to plain again."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import keyring
import pytest
from keyrings.alt.file import PlaintextKeyring

import keyrings_for_tests as keyrings
import processes
from journals import a_leaders_journal, make_journal, session_at
from modelway.domain.keeping.protection import Source
from modelway.errors import ExitCode, Interrupted, NotFound, Refused, StoreError
from modelway.services.keeping import backups, protect
from modelway.services.place import Place
from modelway.services.unlocking import unlock_with
from modelway.store.files.encryption import keys, salt_of
from modelway.system.keyring import mark_of

WORDS, OTHER_WORDS = "copper lamp under wide river", "seven quiet maps of rain"
pytestmark = pytest.mark.usefixtures("few_rounds")


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    attempts, before = keys.attempts, keyring.get_keyring()
    keys.forget()
    keyrings.Kept.secrets.clear()
    keyring.set_keyring(keyrings.Kept())
    yield
    keys.forget()
    keys.attempts = attempts
    keyring.set_keyring(before)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    store = tmp_path / "data" / "journal.db"
    make_journal(store, a_leaders_journal)
    return place_of(store)


def place_of(store: Path) -> Place:
    home = str(store.parent)
    fixed = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "MODELWAY_STORE": str(store)}
    return Place.find({**fixed, "MODELWAY_NOW": "2026-11-20T21:00+01:00"}, {})


def silently(words: str) -> None:
    """No progress is shown."""


def typed(*answers: str, environ: Mapping[str, str] | None = None) -> list[int]:
    """A fresh process in which these are typed; the tries that were left at each question."""
    waiting, asked = list(answers), list[int]()

    def ask(path: Path, left: int) -> str:
        asked.append(left)
        if not waiting:
            raise Interrupted("Nothing was changed.")
        return waiting.pop(0)

    keys.forget()
    unlock_with(environ or {}, ask)
    return asked


def test_encrypted_backed_up_restored_elsewhere_changed_and_decrypted_with_every_row_equal(
    place: Place, tmp_path: Path
) -> None:
    before = processes.dump(place.store)
    protect.turn_on(place, WORDS, silently)
    asked = typed(WORDS)
    copy = backups.create(place, tmp_path / "usb.db")
    elsewhere = place_of(tmp_path / "new machine" / "journal.db")
    elsewhere.store.parent.mkdir()
    typed(WORDS)
    backups.restore(elsewhere, copy)
    assert salt_of(elsewhere.store) == salt_of(place.store)
    typed("wrong", WORDS)
    protect.unlock(elsewhere)
    protect.change(elsewhere, OTHER_WORDS, silently)
    assert typed(WORDS, OTHER_WORDS) == []
    assert processes.dump(elsewhere.store) == before
    protect.turn_off(elsewhere, silently)
    assert typed() == []
    assert processes.dump(elsewhere.store) == before
    assert asked == [3]


def test_a_protected_journal_goes_back_to_a_backup_as_a_plain_one_does(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    kept, before = backups.create(place), processes.dump(place.store)
    with session_at(place.store, "2026-11-20T21:30") as session:
        session.journal.rows("SELECT 1")
        with session.journal.writing(session.command("journal", "a note")):
            session.journal.start_night(session.tonight, session.now)
    assert processes.dump(place.store) != before
    backups.restore(place, kept)
    assert processes.dump(place.store)["night"] == before["night"]
    assert salt_of(place.store)


def test_a_passphrase_that_is_typed_may_be_wrong_twice(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    asked = typed("one", "two", WORDS)
    protect.unlock(place)
    assert asked == [3, 2, 1]
    typed("one", "two", "three", WORDS)
    with pytest.raises(StoreError) as caught:
        protect.unlock(place)
    assert caught.value.exit_code == ExitCode.STORE


def test_the_command_comes_before_the_keyring_and_the_keyring_before_the_question(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    protect.remember(place)
    command = {"MODELWAY_PASSPHRASE_COMMAND": f"echo {WORDS}", "PATH": "/bin:/usr/bin"}
    assert protect.status(place, command).source is Source.COMMAND
    assert protect.status(place, {}).source is Source.KEYRING
    asked = typed(environ=command)
    keyrings.Kept.secrets.clear()
    protect.unlock(place)
    assert asked == []
    asked = typed(WORDS)
    protect.unlock(place)
    assert asked == [3]
    protect.forget(place)
    assert protect.status(place, {}).source is Source.PROMPT


def test_a_command_that_gives_a_wrong_one_is_told_and_nobody_is_asked(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    asked = typed(WORDS, environ={"MODELWAY_PASSPHRASE_COMMAND": "echo wrong", "PATH": "/bin:/usr/bin"})
    with pytest.raises(StoreError, match="MODELWAY_PASSPHRASE_COMMAND gave does not open"):
        protect.unlock(place)
    assert asked == []


# The keyring


def test_the_keyring_holds_the_key_and_not_the_passphrase(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    assert protect.remember(place) == "keyrings_for_tests.Kept"
    (secret,) = keyrings.Kept.secrets.values()
    assert WORDS not in secret
    assert secret.startswith("x'")
    asked = typed()
    protect.unlock(place)
    backups.create(place)
    assert asked == []


def test_nothing_is_derived_when_the_keyring_holds_the_key(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect.turn_on(place, WORDS, silently)
    protect.remember(place)
    typed()
    monkeypatch.setattr("hashlib.pbkdf2_hmac", None)
    protect.unlock(place)


def test_a_change_brings_the_keyring_up_to_date_and_off_clears_it(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    protect.remember(place)
    assert protect.change(place, OTHER_WORDS, silently).keyring == "keyrings_for_tests.Kept"
    assert len(keyrings.Kept.secrets) == 1
    asked = typed()
    protect.unlock(place)
    assert asked == []
    protect.turn_off(place, silently)
    assert keyrings.Kept.secrets == {}
    assert not list(place.store.parent.glob(".remembered*"))


def test_a_keyring_that_lost_the_key_or_holds_another_one_leads_to_the_question(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    protect.remember(place)
    for held in ("x'00'", "nonsense", f"x'{'00' * 48}'", None):
        for name in keyrings.Kept.secrets:
            keyrings.Kept.secrets[name] = held  # type: ignore[assignment]
        asked = typed(WORDS)
        protect.unlock(place)
        assert asked == [3]


def test_why_the_keyring_gives_nothing_is_told_before_the_question(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    protect.remember(place)
    mark = mark_of(place.store.parent, salt_of(place.store) or b"")
    told: list[str] = []

    def ask(path: Path, left: int) -> str:
        told.append("asked")
        return WORDS

    for name in ("keyrings_for_tests.Locked", "keyrings_for_tests.Forgetful"):
        keyrings.Kept.secrets.clear()
        mark.write_text(name)
        keys.forget()
        unlock_with({}, ask, told.append)
        protect.unlock(place)
    assert told == [
        "Your keyring is locked.",
        "asked",
        "Your keyring does not hold the key any more. To have it hold it again: modelway protect remember",
        "asked",
    ]


def test_a_keyring_that_would_keep_the_old_key_holds_the_change_up(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    protect.remember(place)
    salt = salt_of(place.store) or b""
    mark_of(place.store.parent, salt).write_text("keyrings_for_tests.Locked")
    typed(WORDS)
    with pytest.raises(Refused, match="would go on holding the key"):
        protect.unlock_to_change(place)
    assert salt_of(place.store) == salt


def test_a_keyring_of_plain_text_is_refused_and_the_journal_opens_as_before(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    keyring.set_keyring(PlaintextKeyring())
    with pytest.raises(Refused, match="plain text"):
        protect.remember(place)
    assert salt_of(place.store)
    assert not mark_of(place.store.parent, salt_of(place.store) or b"").exists()


def test_a_journal_that_is_not_protected_has_nothing_to_remember(place: Place) -> None:
    with pytest.raises(Refused, match="modelway protect on"):
        protect.remember(place)
    assert not protect.forget(place)


# What is told


def test_the_status_counts_backups_by_their_protection(place: Place, tmp_path: Path) -> None:
    plain = backups.create(place).read_bytes()
    protect.turn_on(place, WORDS, silently)
    kept = backups.create(place)
    kept.write_bytes(plain)
    status = protect.status(place, {})
    assert status.protected
    assert (status.backups, status.plain_backups, status.other_backups) == (4, 1, 0)
    protect.change(place, OTHER_WORDS, silently)
    assert protect.status(place, {}).plain_backups == 0


def test_status_asks_for_nothing(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    asked = typed()
    assert protect.status(place, {}).protected
    assert asked == []


def test_on_is_refused_twice_and_off_without_on(place: Place) -> None:
    with pytest.raises(Refused, match="modelway protect on"):
        protect.unlock(place)
    protect.turn_on(place, WORDS, silently)
    with pytest.raises(Refused, match="modelway protect change"):
        protect.refuse_protected(place)


def test_a_new_journal_can_be_protected_before_the_first_word(tmp_path: Path) -> None:
    place = place_of(tmp_path / "data" / "journal.db")
    with pytest.raises(NotFound):
        protect.status(place)
    protect.refuse_protected(place)
    protect.turn_on(place, WORDS, silently)
    with session_at(place.store) as session:
        a_leaders_journal(session)
    assert b"Honest" not in place.store.read_bytes()


def test_a_new_passphrase_from_a_command_is_long_enough_or_refused() -> None:
    environ = {"PATH": "/bin:/usr/bin", "MODELWAY_PASSPHRASE_COMMAND": "echo seven77"}
    with pytest.raises(Refused, match="8 characters"):
        protect.new_from_command(environ, change=False)
    assert protect.new_from_command(environ, change=True) is None
    environ["MODELWAY_NEW_PASSPHRASE_COMMAND"] = "echo long enough"
    assert protect.new_from_command(environ, change=True) == "long enough"


def test_the_sheet_names_the_journal_and_never_the_passphrase(place: Place) -> None:
    protect.turn_on(place, WORDS, silently)
    protect.remember(place)
    sheet = protect.sheet(place)
    assert sheet.begun.date().isoformat() == "2026-11-20"
    assert len(sheet.identity) == 36
    assert WORDS not in repr(sheet)


def test_a_sheet_is_written_for_its_owner_alone_and_over_nothing(tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    protect.write_privately(file, "a sheet")
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Refused, match="is there already"):
        protect.write_privately(file, "another")
    with pytest.raises(Refused, match="cannot be written"):
        protect.write_privately(tmp_path / "no folder" / "sheet.html", "a sheet")
    assert file.read_text() == "a sheet"
