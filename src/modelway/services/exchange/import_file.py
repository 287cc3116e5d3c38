"""Bringing in a file: recognised, read by its format, and merged."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from modelway.domain.exchange.entries import Entries, Entry, EntryAnswer, FindValue, UnknownName
from modelway.domain.exchange.merging import BETWEEN_BOTH, Imported, OnConflict
from modelway.domain.exchange.records import Record
from modelway.domain.loop.texts import clean_text
from modelway.domain.loop.values import Value, find_value
from modelway.errors import BadFile, BadText, ModelwayError, UsageError
from modelway.exchange.bundle import Bundle
from modelway.exchange.fields import either
from modelway.exchange.other_programs.csv_reader import read_csv, read_loop
from modelway.exchange.other_programs.dayone_reader import read_dayone
from modelway.exchange.other_programs.entries_file import read_entries
from modelway.exchange.other_programs.jrnl_reader import read_jrnl, read_jrnl_json
from modelway.exchange.other_programs.markdown_reader import read_markdown
from modelway.exchange.other_programs.recognising import FORMATS, begins_as_json, recognise
from modelway.exchange.other_programs.zip_file import read_zip
from modelway.services.exchange.merge import Tell, merge_into_journal, say_nothing
from modelway.services.session import Session
from modelway.store.exchange.other_journal import is_other_journal, other_journal
from modelway.store.exchange.records import each_record
from modelway.store.transactions import new_id, stamp

MOST_BYTES = 256 * 2**20
# What is no bundle is read as a whole; a hundred years of long evenings have less.
MOST_BYTES_OF_TEXT = 64 * 2**20
# No more are asked for, the most frequent first, and none that is a sentence.
MOST_NAMES = 30
NAME = re.compile(r"(?=.*[^\W\d])\S+( \S+){0,4}")
NOT_ASKED = ("note", "notes", "none")
ZIP_START = b"PK\x03\x04"
Part = tuple[str, bytes]


class How(NamedTuple):
    """How a file is to be brought in: its format if it is named, names for values, and what both tell."""

    format: str = ""
    names: Mapping[str, str] = {}
    on_conflict: OnConflict = OnConflict.KEEP
    dry: bool = False


def import_from(
    session: Session, file: str, read: Callable[[], Sequence[Part]], how: How, tell: Tell = say_nothing
) -> Imported:
    """Merge another journal, or what `read` gives of a file or a folder; see the two functions below."""
    if _is_journal(file):
        return import_journal(session, Path(file), how, tell)
    return import_file(session, read(), _source(file), how, tell)


def find_unknown_names(
    session: Session, file: str, read: Callable[[], Sequence[Part]], how: How
) -> list[UnknownName]:
    """The tags, headings and habits of a file that name no value so far, the most frequent first.

    Raises:
        UsageError, NotFound, BadFile: as `import_file` does.
    """
    if _is_journal(file):
        return []
    kinds = _kinds(read(), _source(file), how)
    if _is_bundle(kinds):
        return []
    known = _finder(session.journal.values(), how.names)
    times: Counter[str] = Counter()

    def find(name: str) -> str | None:
        found = known(name)
        shown = name.strip()
        if found is None and NAME.fullmatch(shown) and shown.casefold() not in NOT_ASKED:
            times[shown.casefold()] += 1
        return found

    _read_all(session, kinds, find)
    return [UnknownName(name, number) for name, number in times.most_common(MOST_NAMES)]


def import_file(
    session: Session, parts: Sequence[Part], source: str, how: How, tell: Tell = say_nothing
) -> Imported:
    """Merge a file, or the files of a folder, into the journal; or tell what would become of them.

    Args:
        session: The journal, and the moment.
        parts: The name and the bytes of each file.
        source: What sentences and the history call them together.
        how: Its format where it is named, and the wishes of the leader.
        tell: Called with a few words now and then, on how far it is.

    Raises:
        UsageError: there is no such format.
        NotFound: a name is to stand for a value that is not there.
        BadFile: it cannot be read as what it is; nothing was changed.
    """
    kinds = _kinds(parts, source, how)
    find = _finder(session.journal.values(), how.names)
    if _is_bundle(kinds):
        tell("checking it")
        bundle = Bundle(kinds[0][1], source)
        return merge_into_journal(
            session,
            bundle.records,
            source=source,
            how=how.on_conflict,
            dry=how.dry,
            has_past=bundle.has_past,
            tell=tell,
        )
    entries, refused = _read_all(session, kinds, find)
    return _merge(session, entries, refused, source, how, tell)


def _kinds(parts: Sequence[Part], source: str, how: How) -> list[tuple[str, bytes, str]]:
    """Each part with its format; the parts of a zip are those within it."""
    if how.format and how.format not in FORMATS:
        raise UsageError(f"There is no format “{how.format}” to bring in: choose {either(FORMATS)}.")
    if len(parts) == 1 and parts[0][1].startswith(ZIP_START):
        parts = read_zip(parts[0][1], source, MOST_BYTES)
    return [(name, data, _format_of(name, data, how)) for name, data in parts]


def _format_of(name: str, data: bytes, how: How) -> str:
    """The format of a file; raises BadFile where it is too large to be read as a whole, and would be."""
    is_large = len(data) > MOST_BYTES_OF_TEXT
    may_be_bundle = how.format in ("", "bundle") and begins_as_json(data)
    if not is_large or may_be_bundle:
        kind = how.format or recognise(name, data)
        if not is_large or kind == "bundle":
            return kind
    most = MOST_BYTES_OF_TEXT // 2**20
    raise BadFile(f"{name} is larger than {most} MB: split it, and bring in one part at a time.")


def _is_bundle(kinds: Sequence[tuple[str, bytes, str]]) -> bool:
    return [kind for *_, kind in kinds] == ["bundle"]


def _is_journal(file: str) -> bool:
    return file != "-" and is_other_journal(Path(file))


def _source(file: str) -> str:
    return file if file != "-" else "standard input"


def _read_all(
    session: Session, kinds: Sequence[tuple[str, bytes, str]], find: FindValue
) -> tuple[list[Entry], list[str]]:
    """The entries of all parts, and what could not be taken, a sentence part for each."""
    read: list[Entries] = []
    skipped: list[str] = []
    loops = {name.rpartition("/")[0] for name, _, kind in kinds if kind == "loop"}
    for name, data, kind in kinds:
        if kind != "loop" and (loops or len(kinds) > 1) and not _is_asked_for(kind, loops):
            skipped += [] if loops else [f"{name}: not recognised"]
        elif kind == "loop" and name.rpartition("/")[0] != min(loops, key=len, default=""):
            continue  # the checkmarks of one habit alone, which the table of all holds as well
        else:
            read.append(_read(kind, data, name, find, session.now.tzinfo))
    entries = [entry for one in read for entry in one.entries]
    return entries, [*skipped, *(said for one in read for said in one.refused)]


def import_journal(session: Session, path: Path, how: How, tell: Tell = say_nothing) -> Imported:
    """Merge another journal of modelway, such as a conflicted copy, which is left as it is.

    Raises:
        Refused: it is no journal, or of another version.
        StoreError: it cannot be opened or read to its end.
    """
    with other_journal(path) as other:
        return merge_into_journal(
            session,
            partial(each_record, other),
            source=str(path),
            how=how.on_conflict,
            dry=how.dry,
            tell=tell,
        )


def _is_asked_for(kind: str, loops: set[str]) -> bool:
    return not loops and kind not in ("", "bundle")


def _finder(values: Sequence[Value], names: Mapping[str, str]) -> FindValue:
    """Find values by slug, name or a name the leader gave for one; `names` may begin with @ or #."""
    known = {key.casefold(): value.id for value in values for key in (value.slug, value.name)}
    known |= {name.lstrip("@#").casefold(): find_value(values, wanted).id for name, wanted in names.items()}
    return lambda name: known.get(name.strip().lstrip("@#").casefold())


def _read(kind: str, data: bytes, name: str, find: FindValue, zone: tzinfo | None) -> Entries:
    by_text: dict[str, Callable[[bytes, str, FindValue], Entries]] = {
        "csv": read_csv,
        "jrnl": read_jrnl,
        "loop": read_loop,
        "markdown": read_markdown,
    }
    if kind in by_text:
        return by_text[kind](data, name, find)
    if kind not in ("jrnl-json", "dayone"):
        raise BadFile(f"{name} is of no format that is known: name one with --format ({either(FORMATS)}).")
    whole = read_entries(data, name)
    if kind == "jrnl-json":
        return read_jrnl_json(whole, name, find)
    assert zone is not None  # the moment of a session is always aware
    return read_dayone(whole, name, find, zone)


def _merge(
    session: Session, entries: Sequence[Entry], refused: Sequence[str], source: str, how: How, tell: Tell
) -> Imported:
    """Join the entries of each day to a night, and merge the nights."""
    accepted: list[Entry] = []
    refused = [*refused]
    for entry in entries:
        try:
            accepted.append(_checked(session, entry))
        except ModelwayError as error:
            refused.append(f"{entry.place}: {error.sentence.rstrip('.')}")
    values = {value.id: value for value in session.journal.values()}
    nights: dict[str, list[Entry]] = {}
    for entry in accepted:
        nights.setdefault(entry.day.isoformat(), []).append(entry)
    at = stamp(session.now)
    records: dict[str, list[Record]] = {"night": [], "reflection": []}
    for day, found in nights.items():
        night_id = new_id()
        records["night"].append(
            {
                "id": night_id,
                "day": day,
                "note": _joined(entry.note for entry in found),
                "started_at": at["at"],
                "started_offset": at["at_offset"],
                "finished": int(found[0].day < session.tonight),
            }
        )
        answers: dict[str, list[EntryAnswer]] = {}
        for answer in (answer for entry in found for answer in entry.answers):
            answers.setdefault(answer.value_id, []).append(answer)
        for value_id, said in answers.items():
            outcome = next((one.outcome for one in said if one.outcome), None)
            records["reflection"].append(
                {
                    "id": new_id(),
                    "night_id": night_id,
                    "value_id": value_id,
                    "definition_id": values[value_id].definition_on(found[0].day).id,
                    "outcome": str(outcome) if outcome else None,
                    "text": _joined(one.text for one in said),
                }
            )
    sizes = Counter(entry.day.isoformat() for entry in accepted)
    return merge_into_journal(
        session,
        lambda kind: records.get(kind.name, ()),
        source=source,
        how=how.on_conflict,
        dry=how.dry,
        refused=refused,
        entries_of=sizes,
        tell=tell,
    )


def _checked(session: Session, entry: Entry) -> Entry:
    if entry.day > session.tonight:
        raise BadText(f"{entry.day} lies ahead")
    return entry._replace(
        note=clean_text(entry.note, "its text"),
        answers=tuple(one._replace(text=clean_text(one.text, "its text")) for one in entry.answers),
    )


def _joined(texts: Any) -> str:
    """The texts below each other, each of them once."""
    return BETWEEN_BOTH.join(dict.fromkeys(text for text in texts if text))
