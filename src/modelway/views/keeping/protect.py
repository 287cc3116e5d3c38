"""Whether a journal is protected, what changed about it, and the sheet to write the passphrase on."""

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from modelway.domain.days.dates import format_date
from modelway.domain.keeping.protection import Outcome, Sheet, Source, Status
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import (
    bullets,
    fields,
    heading,
    join_lines,
    next_step,
    note,
    paragraph,
    section,
    stack,
)
from modelway.views.screen.theme import Glyphs

SOURCES = {
    Source.COMMAND: "from the command in MODELWAY_PASSPHRASE_COMMAND",
    Source.KEYRING: "not needed while your keyring is unlocked",
    Source.PROMPT: "asked for in the terminal",
}
KEYRINGS = {
    "keyring.backends.SecretService.Keyring": "Secret Service (GNOME Keyring, KeePassXC, KWallet)",
    "keyring.backends.libsecret.Keyring": "Secret Service (GNOME Keyring, KeePassXC, KWallet)",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.kwallet.DBusKeyringKWallet4": "KWallet",
}
REASONS = {
    "another passphrase": "it has another passphrase",
    "damaged": "it cannot be read",
    "another disk": "it lies on another disk",
}
NOBODY_ELSE = (
    "Without the passphrase nobody can read them: not a thief, not modelway, and not you. "
    "Write it down, and keep the paper where you keep your passport."
)
OLD_BYTES = (
    "The old files were overwritten and removed. A solid-state disk, a snapshot or a copy elsewhere may "
    "still hold their bytes; the manual says what helps."
)
LEFT_OPEN = "Who could read those can read them still: look at them, and delete what you do not need."
FOR_HAND = 3


def status_screen(status: Status, *, glyphs: Glyphs, width: int) -> Text:
    """Whether the journal is protected, where the passphrase comes from, and how its backups lie there."""
    pairs: list[tuple[str, str | Text]] = [
        ("Journal", f"protected with {status.cipher}" if status.protected else "plain")
    ]
    if status.protected:
        pairs.append(("Passphrase", SOURCES[status.source]))
    if status.keyring:
        pairs.append(("Keyring", KEYRINGS.get(status.keyring, status.keyring)))
    pairs.append(("Backups", _backups_in_words(status)))
    return stack(
        heading("Protection", glyphs=glyphs, width=width),
        fields(pairs, glyphs=glyphs, width=width),
        _unfinished(status, glyphs=glyphs, width=width),
        next_step(*_next(status), glyphs=glyphs, width=width),
    )


def status_data(status: Status) -> dict[str, Any]:
    """The status as the machine interface has it."""
    as_it_is = status.backups - status.plain_backups - status.other_backups
    return {
        "protected": status.protected,
        "cipher": status.cipher if status.protected else None,
        "passphrase": str(status.source) if status.protected else None,
        "keyring": status.keyring,
        "backups": {
            "protected": as_it_is if status.protected else 0,
            "plain": status.plain_backups,
            "other": status.other_backups,
        },
        "unfinished": status.unfinished,
    }


def protected_screen(outcome: Outcome, *, changed: bool, glyphs: Glyphs, width: int) -> Text:
    """That the journal has a passphrase now, or another one."""
    which = _with_backups(outcome)
    said = f"{which} now open with the new passphrase alone." if changed else f"{which} are now protected."
    return stack(
        heading(
            "Your passphrase is changed" if changed else "Your journal is protected",
            glyphs=glyphs,
            width=width,
        ),
        paragraph(said, glyphs=glyphs, width=width),
        _in_keyring(outcome, glyphs=glyphs, width=width),
        paragraph(NOBODY_ELSE, glyphs=glyphs, width=width),
        _left(outcome, glyphs=glyphs, width=width),
        note(OLD_BYTES, glyphs=glyphs, width=width),
        next_step(
            "modelway protect recovery-sheet",
            "A sheet to write the passphrase on.",
            glyphs=glyphs,
            width=width,
        ),
    )


def plain_screen(outcome: Outcome, *, glyphs: Glyphs, width: int) -> Text:
    """That the journal is plain again."""
    return stack(
        heading("Your journal is plain again", glyphs=glyphs, width=width),
        paragraph(
            f"{_with_backups(outcome)} open without a passphrase. Only the permissions of their files "
            "keep others out now.",
            glyphs=glyphs,
            width=width,
        ),
        _left(outcome, glyphs=glyphs, width=width),
        next_step("modelway protect on", "To protect them again:", glyphs=glyphs, width=width),
    )


def remembered_screen(keyring: str, *, glyphs: Glyphs, width: int) -> Text:
    """That the keyring holds the key."""
    return stack(
        heading("Your keyring holds the key", glyphs=glyphs, width=width),
        fields([("Keyring", KEYRINGS.get(keyring, keyring))], glyphs=glyphs, width=width),
        paragraph(
            "From now on you are not asked while you are logged in. It is the key that is kept there, not "
            "the passphrase: whoever can use your unlocked keyring can open your journal.",
            glyphs=glyphs,
            width=width,
        ),
        next_step("modelway protect forget", "To be asked again:", glyphs=glyphs, width=width),
    )


def forgotten_screen(was_there: bool, *, glyphs: Glyphs, width: int) -> Text:
    """That the keyring holds no key."""
    said = "The key is gone from your keyring." if was_there else "Your keyring holds no key of this journal."
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step(
            "modelway protect status", "See how your journal is protected.", glyphs=glyphs, width=width
        ),
    )


def sheet_screen(sheet: Sheet, *, glyphs: Glyphs, width: int) -> Text:
    """The recovery sheet as text, with room for the passphrase to be written by hand."""
    return stack(
        heading("Recovery sheet", "modelway", glyphs=glyphs, width=width),
        fields(sheet_pairs(sheet), glyphs=glyphs, width=width),
        stack(
            section("The passphrase, by hand", glyphs=glyphs, width=width),
            *(
                paragraph("_" * max(16, min(60, width - 4)), glyphs=glyphs, width=width)
                for _ in range(FOR_HAND)
            ),
        ),
        bullets(SHEET_ADVICE, glyphs=glyphs, width=width),
        next_step(
            "modelway protect recovery-sheet --html sheet.html", "To print it:", glyphs=glyphs, width=width
        ),
    )


SHEET_ADVICE = (
    "Write clearly: capitals, spaces and signs count.",
    "Keep it away from the machine, and show it to nobody.",
    "With it, and the file or a backup, modelway opens the journal on any machine; so does any SQLCipher 4.",
)


def sheet_pairs(sheet: Sheet) -> list[tuple[str, str | Text]]:
    """What stands on the sheet, on the screen and in print."""
    known: list[tuple[str, str | Text]] = []
    if sheet.identity and sheet.begun:
        known = [("Journal", sheet.identity), ("Begun on", format_date(sheet.begun.date()))]
    return [
        *known,
        ("File", sheet.path),
        ("Cipher", sheet.cipher),
        ("Printed on", format_date(sheet.printed_on)),
    ]


def sheet_written(file: str, *, glyphs: Glyphs, width: int) -> Text:
    """Where the sheet lies, and what to do with it."""
    return stack(
        paragraph(
            f"The sheet is in {file}. Print it, write the passphrase on it by hand, and keep the paper.",
            glyphs=glyphs,
            width=width,
            indent=0,
        ),
        next_step(
            "modelway protect status", "See how your journal is protected.", glyphs=glyphs, width=width
        ),
    )


def _in_keyring(outcome: Outcome, *, glyphs: Glyphs, width: int) -> Text:
    if not outcome.keyring:
        return join_lines([])
    return paragraph("Your keyring holds the new key, and no longer the old one.", glyphs=glyphs, width=width)


def _with_backups(outcome: Outcome) -> str:
    if not outcome.backups:
        return "Your journal and every backup to come"
    return f"Your journal and {_its(outcome.backups)}"


def _its(number: int) -> str:
    return "its backup" if number == 1 else f"its {number} backups"


def _left(outcome: Outcome, *, glyphs: Glyphs, width: int) -> Text:
    """The files that stay as they were, which the leader has to know."""
    blocks: list[Text] = []
    if outcome.left:
        said = [f"{name}: {REASONS[reason]}" for name, reason in outcome.left]
        blocks.append(_remaining("Left as they were", said, glyphs=glyphs, width=width))
        blocks.append(note(LEFT_OPEN, glyphs=glyphs, width=width))
    if outcome.linked:
        said = [f"{name}: its old file has another name elsewhere" for name in outcome.linked]
        blocks.append(_remaining("Not overwritten", said, glyphs=glyphs, width=width))
    return stack(*blocks)


def _remaining(title: str, said: Sequence[str], *, glyphs: Glyphs, width: int) -> Text:
    return stack(section(title, glyphs=glyphs, width=width), bullets(said, glyphs=glyphs, width=width), gap=0)


def _backups_in_words(status: Status) -> str:
    if not status.backups:
        return "none yet"
    wrong = status.plain_backups if status.protected else status.other_backups
    told = number_of(status.backups, "backup")
    if status.protected:
        said = "all protected with it" if not wrong and not status.other_backups else ""
        plain = f"{status.plain_backups} plain" if status.plain_backups else ""
        other = f"{status.other_backups} with another passphrase" if status.other_backups else ""
    else:
        said = "" if wrong else "all plain"
        plain, other = "", f"{wrong} with a passphrase" if wrong else ""
    return ", ".join(filter(None, (told, said, plain, other)))


def _unfinished(status: Status, *, glyphs: Glyphs, width: int) -> Text:
    if not status.unfinished:
        return join_lines([])
    return note("Another command is changing the protection right now.", glyphs=glyphs, width=width)


def _next(status: Status) -> tuple[str, str]:
    if not status.protected:
        return "modelway protect on", "A passphrase keeps your words yours if the machine is lost."
    if status.plain_backups:
        return "modelway protect change", "A new passphrase protects the plain backups too."
    return "modelway protect recovery-sheet", "Is the passphrase on paper? A sheet for it:"
