"""The journal's health: all that can go wrong with its file is looked at, and each thing has a remedy."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from shlex import quote

from modelway.domain.days.dates import format_date
from modelway.domain.keeping.backup import Backup, Difference, newest_whole
from modelway.domain.keeping.findings import THINGS, Finding, Rescue, State
from modelway.errors import Damaged, ModelwayError, NotFound
from modelway.services.place import Place
from modelway.store.files import backups, engine
from modelway.store.files.engine import holds_anything, is_there
from modelway.store.keeping import checks, comparing, protection, salvage
from modelway.store.migrations.migrate import in_this_schema
from modelway.system import editor, paths, permissions

OLDEST_ENGINE = (3, 51, 3)
LEAST_ROOM = 20_000_000
COPIES_THAT_FIT = 4
CLOCKS_DIFFER = timedelta(minutes=5)
BACKUP_WITHIN = timedelta(days=7)
SAYS = {
    "stamps": ("Stamps", "they say that this is a journal"),
    "pages": ("Pages and indexes", "whole"),
    "schema": ("Schema", "as this version writes it"),
    "references": ("References", "every row that is named is there"),
    "seals": ("History", "every row fits its seal"),
    "rows": ("Answers", "each equals its last image in the history"),
}


def examine(
    place: Place,
    environ: Mapping[str, str] = os.environ,
    *,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Finding]:
    """Look at the engine, files, every row, room, backups and clock; rights of others are taken away.

    `tell` is called with a few words when what takes long begins.

    Raises:
        StoreError: the journal is locked, or in use, or its disk fails: nobody can tell how it is.
    """
    refused = _refused(place) if is_there(place.store) else None
    if refused or not holds_anything(place.store):
        return [_engine(), refused or _missing(place)]
    of_the_file = [_engine(), *_files(place), *_contents(place), _room(place)]
    tell("looking at your backups")
    return [
        *of_the_file,
        *_backups(place),
        *_diverged_copies(place),
        *_protection(place),
        *_unsaved_texts(place, environ),
        _clock(place),
    ]


def rescue(place: Place, target: Path) -> Rescue:
    """Bring every readable row of a damaged journal into a new one at `target`; how much was lost, by table.

    Raises:
        NotFound: there is no journal.
        Refused, StoreError: nothing could be rescued, or `target` cannot be made.
    """
    if not is_there(place.store):
        raise NotFound(f"There is no journal at {place.store}: name yours with --store.")
    return salvage.salvage(place.store, target, place.now)


def _engine() -> Finding:
    version = checks.engine_version()
    words = ".".join(map(str, version))
    if version >= OLDEST_ENGINE:
        return Finding("Engine", State.WELL, f"SQLite {words}")
    return Finding(
        "Engine", State.WRONG, f"SQLite {words} has known faults", "upgrade the package sqlcipher3"
    )


def _missing(place: Place) -> Finding:
    """The journal is gone or was emptied, if backups of it are there; else it was never begun."""
    known = backups.backups_of(place.store)
    if not known:
        says = "nothing is written yet in" if is_there(place.store) else "none yet at"
        return Finding("Journal", State.WELL, f"{says} {place.store}")
    says = f"{place.store} is {'empty' if is_there(place.store) else 'gone'}, but its backups are there"
    best = newest_whole(known) or known[0]
    return Finding("Journal", State.WRONG, says, f"modelway backup restore {best.name}")


def _refused(place: Place) -> Finding | None:
    """Why no command opens the file; None when it may well be a journal of the leader's own."""
    store, says, remedy = place.store, "", "name a journal file with --store"
    if store.is_symlink():
        says = f"{store} is a link, and only a plain file is opened"
        remedy = f"modelway doctor --store {quote(str(store.resolve()))}"
    elif not store.is_file():
        says = f"{store} is no file"
    elif not permissions.is_own(store):
        says, remedy = f"{store} belongs to another user", "name your own journal with --store"
    elif not permissions.may_read(store):
        says, remedy = f"{store} cannot be read", f"chmod u+rw {quote(str(store))}"
    elif holds_anything(store) and not engine.looks_like_a_journal(store) and not backups.backups_of(store):
        says = f"{store} is no journal, or its very beginning is damaged"
        remedy = f"{remedy}, or rescue what is in it: modelway doctor --salvage rescued.db"
    return Finding("Journal file", State.WRONG, says, remedy) if says else None


def _files(place: Place) -> list[Finding]:
    try:
        return [
            _rights("Journal file", [place.store]),
            _folder(place.store.parent),
            _rights("Backup files", _backup_files(place.store)),
            *_not_written(place.store),
        ]
    except (ModelwayError, OSError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        remedy = f"ls -la {quote(str(place.store.parent))}"
        return [Finding("Files", State.WRONG, f"cannot be looked at: {reason}", remedy)]


def _backup_files(store: Path) -> list[Path]:
    folder = backups.folder_of(store)
    known = backups.backups_of(store)
    return (
        [folder, *sorted(folder / one.name for one in known), *backups.set_aside_of(store)] if known else []
    )


def _not_written(store: Path) -> list[Finding]:
    """The file or its folder, if nothing can be saved there."""
    return [
        Finding("Saving", State.WRONG, f"{path} cannot be written", f"chmod u+w {quote(str(path))}")
        for path in (store, store.parent)
        if not permissions.may_write(path)
    ]


def _rights(what: str, paths: list[Path]) -> Finding:
    foreign = [path for path in paths if path.is_symlink() or not permissions.is_own(path)]
    if foreign:
        return Finding(
            what, State.WRONG, f"{foreign[0]} is a link or belongs to another user", "move it away"
        )
    reached = [path for path in paths if permissions.others_reach(path)]
    closed = [path for path in reached if permissions.close_to_others(path)]
    if len(closed) < len(reached):
        open_still = next(path for path in reached if path not in closed)
        return Finding(
            what, State.WRONG, f"others can read {open_still}", f"chmod go= {quote(str(open_still))}"
        )
    if closed:
        return Finding(what, State.MENDED, "others could read them; now they are yours alone")
    return Finding(what, State.WELL, "yours alone")


def _folder(folder: Path) -> Finding:
    if permissions.others_may_write_in(folder):
        return Finding(
            "Folder", State.WRONG, f"others can put files into {folder}", f"chmod go-w {quote(str(folder))}"
        )
    return Finding("Folder", State.WELL, "nobody else can put files into it")


def _contents(place: Place) -> list[Finding]:
    try:
        with in_this_schema(place.store, place.store.parent) as readable:
            results = checks.results_of(readable)
    except Damaged as error:
        results = {"pages": [error.sentence]}
    remedy = _remedy_for_damage(place)
    findings = []
    for name, problems in results.items():
        what, well = SAYS[name]
        findings += [Finding(what, State.WRONG, problem.rstrip("."), remedy) for problem in problems]
        if not problems:
            findings.append(Finding(what, State.WELL, well))
    return findings


def _remedy_for_damage(place: Place) -> str:
    try:
        known = backups.backups_of(place.store)
    except ModelwayError:
        known = []
    whole = newest_whole(known)
    if whole is None:
        return "modelway doctor --salvage rescued.db"
    return f"modelway backup restore {whole.name}"


def _room(place: Place) -> Finding:
    try:
        free = permissions.free_bytes(place.store.parent)
        needed = max(LEAST_ROOM, COPIES_THAT_FIT * place.store.stat().st_size)
    except OSError as error:
        return Finding(
            "Room", State.WRONG, f"cannot be told: {error.strerror}", f"df {quote(str(place.store.parent))}"
        )
    if free < needed:
        return Finding("Room", State.WRONG, f"only {free // 1_000_000} MB are free", "make room on that disk")
    return Finding("Room", State.WELL, f"{free // 1_000_000:,} MB free")


def _backups(place: Place) -> list[Finding]:
    try:
        known = backups.backups_of(place.store)
        changed = [one for one in known if backups.bytes_changed(backups.folder_of(place.store) / one.name)]
    except (ModelwayError, OSError) as error:
        return [Finding("Backups", State.WRONG, f"cannot be looked at: {error}", "modelway backup list")]
    findings = [
        Finding(
            "Backups",
            State.WRONG,
            f"{one.name} is not as it was when it was found whole",
            f"modelway backup verify {one.name}",
        )
        for one in changed
    ]
    whole = [one for one in known if one not in changed]
    return [*findings, _newest_backup(place, whole)] if whole or not known else findings


def _newest_backup(place: Place, known: list[Backup]) -> Finding:
    first, newest = _first_and_newest_command(place)
    if not known:
        if first and place.now - first > timedelta(days=1):
            return Finding("Backups", State.WRONG, "there is none", "modelway backup create")
        return Finding("Backups", State.WELL, "none yet; one is made behind what you write")
    last = known[0]
    day = format_date(last.made_at.astimezone(place.now.tzinfo).date())
    if not any(one.verified_at for one in known):
        return Finding("Backups", State.WRONG, "none was looked through", "modelway backup verify --all")
    if newest and newest - last.made_at > BACKUP_WITHIN:
        return Finding("Backups", State.WRONG, f"the last one is of {day}", "modelway backup create")
    return Finding("Backups", State.WELL, f"{len(known)}, the last one of {day}")


def _diverged_copies(place: Place) -> list[Finding]:
    """The copies of this journal that a sync folder laid beside it, and what is in them that it has not."""
    store = place.store
    beside = sorted(
        path
        for path in store.parent.glob(f"*{store.suffix}")
        if store.stem in path.stem and path.name != store.name and path.is_file()
    )
    if not beside:
        return []
    try:
        with in_this_schema(store, store.parent) as readable:
            own, in_journal = comparing.told_by(readable)
    except ModelwayError:
        return []  # that the journal itself cannot be read is told already
    findings: list[Finding] = []
    for path in beside:
        try:
            with in_this_schema(path, store.parent) as readable:
                identity, in_copy = comparing.told_by(readable)
        except (ModelwayError, OSError):
            if "conflict" in path.name.lower():
                says = f"{path.name} lies beside your journal and cannot be read"
                findings.append(
                    Finding("Diverged copy", State.WRONG, says, f"modelway doctor --store {quote(str(path))}")
                )
            continue
        if identity == own:
            findings.append(_diverged_copy(path, comparing.differences(in_journal, in_copy)))
    return findings


def _diverged_copy(path: Path, found: Sequence[Difference]) -> Finding:
    held = [_counted(one.added, _noun(one)) for one in found if one.added]
    held += [f"{_counted(one.changed, _noun(one))} in other words" for one in found if one.changed]
    if not held:
        says = f"{path.name} holds nothing that your journal has not"
        return Finding("Diverged copy", State.WELL, says)
    says = (
        f"{path.name} holds what your journal has not: {', '.join(held)}; once it is in, move the copy away"
    )
    return Finding("Diverged copy", State.WRONG, says, f"modelway import {quote(str(path))}")


def _noun(found: Difference) -> str:
    return THINGS["week_review"] if found.kind == "week" else THINGS[found.kind]


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _protection(place: Place) -> list[Finding]:
    """Whether every file that holds the leader's words is protected, if one is."""
    try:
        found = protection.protection_of(place.store)
        remains = protection.plain_remains_of(place.store)
    except (ModelwayError, OSError):
        return []  # what hinders a look was told of the files already
    if found.salt is None:
        return [Finding("Passphrase", State.WELL, "none asked for")]
    findings = []
    if found.plain_backups:
        says = f"{_counted(found.plain_backups, 'backup')} can be read without it"
        findings.append(Finding("Passphrase", State.WRONG, says, "modelway protect change"))
    findings += [
        Finding(
            "Passphrase",
            State.WRONG,
            f"{path} was damaged and can be read without it",
            f"rm {quote(str(path))}",
        )
        for path in remains
    ]
    return findings or [Finding("Passphrase", State.WELL, "nothing can be read without it")]


def _unsaved_texts(place: Place, environ: Mapping[str, str]) -> list[Finding]:
    folders = {place.store.parent, paths.runtime_folder(environ) or place.store.parent}
    return [
        Finding(
            "Unsaved text",
            State.WRONG,
            f"modelway was stopped while your editor was open; {path} has what you saved there",
            f"read it, then: rm -r {quote(str(path.parent))}",
        )
        for folder in sorted(folders)
        for path in editor.left_behind(folder)
    ]


def _clock(place: Place) -> Finding:
    _, newest = _first_and_newest_command(place)
    if newest and newest - place.now > CLOCKS_DIFFER:
        day = format_date(newest.astimezone(place.now.tzinfo).date())
        return Finding(
            "Clock",
            State.WRONG,
            f"it says {format_date(place.now.date())}, but you wrote on {day}",
            "set this machine's clock right",
        )
    return Finding("Clock", State.WELL, "later than everything you wrote")


def _first_and_newest_command(place: Place) -> tuple[datetime | None, datetime | None]:
    return checks.first_and_newest_command(place.store)
