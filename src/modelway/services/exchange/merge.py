"""Everything in: the records of a file merged into the journal, all of them or none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from modelway.domain.exchange.merging import Conflict, Counts, Imported, OnConflict, merge_records
from modelway.domain.exchange.records import CHANGE, COMMAND, KINDS, Kind, Record
from modelway.services.session import Session
from modelway.store.exchange.records import add_records, change_record, each_key, record_of
from modelway.store.journal import Journal
from modelway.store.keeping.past import has_no_past, replace_past
from modelway.store.transactions import new_id

VALUE = "value"
BATCH = 1000
Tell = Callable[[str], object]
RecordsOf = Callable[[Kind], Iterable[Record]]


def say_nothing(words: str) -> None:
    """Tell nobody how far it is."""


def merge_into_journal(
    session: Session,
    records: RecordsOf,
    *,
    source: str,
    how: OnConflict = OnConflict.KEEP,
    dry: bool = False,
    refused: Sequence[str] = (),
    entries_of: Mapping[str, int] | None = None,
    has_past: bool = False,
    tell: Tell = say_nothing,
) -> Imported:
    """Merge records into the journal under one command, or with `dry` only tell what would become of them.

    A record that is there already is merged field by field; the same file twice changes nothing.

    Args:
        session: The journal, and the moment.
        records: Those of a kind, one by one; each names others by the ids they have in the file.
        source: What the history calls the file.
        how: What becomes of a field that both fill differently.
        dry: Whether to change nothing.
        refused: What the file held that could not be taken, and why.
        has_past: Whether `records` has the history of changes too, which an empty journal takes over.
        tell: Called with a few words for each thousand records.
        entries_of: How many entries of the file each night's date stands for, where it has entries.
    """
    merging = _Merging(session, how, tell, dry=dry)

    def merged() -> Imported:
        found = merging.merge(records)
        entries = merging.count_entries(entries_of) if entries_of is not None else None
        return found._replace(dry=dry, refused=tuple(refused), entries=entries)

    if dry:
        return merged()._replace(past=has_past and has_no_past(session.journal))
    if session.place:
        from modelway.services.automatic_backups import back_up_before

        back_up_before(session.place, "import")
    with session.journal.writing(session.command("import", f"importing {source}")):
        takes_past = has_past and has_no_past(session.journal)
        found = merged()
        if takes_past:
            replace_past(session.journal, records(COMMAND), records(CHANGE), source)
        return found._replace(past=takes_past)


class _Merging:
    """One run over the kinds, in an order in which each finds those it names merged already."""

    def __init__(self, session: Session, how: OnConflict, tell: Tell, *, dry: bool) -> None:
        self._journal = session.journal
        self._how = how
        self._tell = tell
        self._records = 0
        self._dry = dry
        # Where a record of the file goes by another id here.
        self._renamed: dict[str, dict[str, str]] = {kind.name: {} for kind in KINDS}
        self._references = {kind.name: kind.references for kind in KINDS}
        self._conflicts: list[Conflict] = []
        # The dates of nights that were added, and the ids of nights something of which was changed.
        self._new_nights: set[str] = set()
        self._changed_nights: set[str] = set()
        self._dates: dict[str, str] = {}

    def merge(self, records: RecordsOf) -> Imported:
        counts = {kind.name: self._merge_kind(kind, records(kind)) for kind in KINDS}
        return Imported({name: count for name, count in counts.items() if count.all}, tuple(self._conflicts))

    def count_entries(self, entries_of: Mapping[str, int]) -> Counts:
        """Count the entries by what became of the night that each is told on."""
        changed = {self._dates[night] for night in self._changed_nights} - self._new_nights
        new = sum(number for day, number in entries_of.items() if day in self._new_nights)
        merged = sum(number for day, number in entries_of.items() if day in changed)
        return Counts(new, merged, sum(entries_of.values()) - new - merged)

    def _note(self, kind: Kind, record: Record, *, new: bool, changed: bool) -> None:
        """Remember what became of a night, or of an answer on it."""
        if kind.name == "night":
            self._dates[str(record["id"])] = str(record["day"])
            if new:
                self._new_nights.add(str(record["day"]))
        if changed and kind.name in ("night", "reflection"):
            self._changed_nights.add(str(record["night_id" if kind.name == "reflection" else "id"]))

    def _merge_kind(self, kind: Kind, coming: Iterable[Record]) -> Counts:
        known: _Known | None = None
        new = changed = unchanged = 0
        for one in coming:
            self._records += 1
            if self._records % BATCH == 0:
                self._tell(f"bringing it in: {self._records:,} records")
            known = known or _Known(kind, self._journal, dry=self._dry)
            record = self._in_this_journal(kind, one)
            present = known.find(record)
            if present is None:
                added = known.make_room(record)
                self._rename(kind, one, added)
                known.add(added)
                self._note(kind, added, new=True, changed=True)
                new += 1
                continue
            self._rename(kind, one, present)
            merged, conflicts = merge_records(kind, present, record, self._how)
            merged = known.keep_unique(merged, present)
            self._conflicts += [Conflict(self._place(kind, present), name) for name in conflicts]
            self._note(kind, merged, new=False, changed=merged != present)
            if merged == present:
                unchanged += 1
                continue
            changed += 1
            known.change(merged)
        if known:
            known.save()
        return Counts(new, changed, unchanged)

    def _in_this_journal(self, kind: Kind, record: Record) -> Record:
        """The record with the ids that those it names have here."""
        renamed = {
            field.name: self._renamed[field.of][str(record[field.name])]
            for field in self._references[kind.name]
            if record[field.name] in self._renamed[field.of]
        }
        return {**record, **renamed} if renamed else record

    def _place(self, kind: Kind, record: Record) -> str:
        """Where a conflict lies, as a leader knows it."""
        if kind.name == "reflection":
            return f"{kind.noun} of {self._dates.get(str(record['night_id']), 'another night')}"
        named = ("name", "day", "week", "due_on", "starts_on", "title")
        return f"{kind.noun} {next((record[name] for name in named if name in record), '')}".strip()

    def _rename(self, kind: Kind, coming: Record, here: Record) -> None:
        if coming["id"] != here["id"]:
            self._renamed[kind.name][str(coming["id"])] = str(here["id"])


class _Known:
    """The records of one kind that the journal holds, found by what makes them the same.

    What is added is saved in batches; with `dry` nothing is, and all of it is kept here instead.
    """

    def __init__(self, kind: Kind, journal: Journal, *, dry: bool) -> None:
        self._kind = kind
        self._journal = journal
        self._dry = dry
        self._ids: set[str] = set()
        self._by_key: dict[tuple[Any, ...], str] = {}
        self._positions: set[Any] = set()
        # Records that were added or, in a dry run, changed, and are not saved.
        self._unsaved: dict[str, Record] = {}
        names = ["id", *dict.fromkeys(name for names in kind.same for name in names)]
        names += ["position"] if kind.name == VALUE else []
        for row in each_key(journal, kind, names):
            self._remember(dict(zip(names, row, strict=True)))

    def add(self, record: Record) -> None:
        """Add a record that is not there yet."""
        self._remember(record)
        self._unsaved[str(record["id"])] = record
        if len(self._unsaved) >= BATCH and not self._dry:
            self.save()

    def change(self, record: Record) -> None:
        """Put a record in place of the one with its id."""
        self._remember(record)
        if self._dry or record["id"] in self._unsaved:
            self._unsaved[str(record["id"])] = record
        else:
            change_record(self._journal, self._kind, record)

    def save(self) -> None:
        """Save what was added."""
        if self._unsaved and not self._dry:
            add_records(self._journal, self._kind, list(self._unsaved.values()))
            self._unsaved.clear()

    def find(self, record: Record) -> Record | None:
        """The record here that is the same one."""
        if self._kind.by_id and record["id"] in self._ids:
            return self._record(str(record["id"]))
        found = next((self._by_key[key] for key in self._keys(record) if key in self._by_key), None)
        return self._record(found) if found else None

    def _record(self, id_: str) -> Record:
        return self._unsaved.get(id_) or record_of(self._journal, self._kind, id_)

    def _remember(self, record: Record) -> None:
        id_ = str(record["id"])
        self._ids.add(id_)
        for key in self._keys(record):
            self._by_key[key] = id_
        if self._kind.name == VALUE:
            self._positions.add(record["position"])

    def make_room(self, record: Record) -> Record:
        """The record with an id, and for a value a place, that no other one has."""
        made = dict(record)
        if made["id"] in self._ids:
            made["id"] = new_id()
        if self._kind.name == VALUE and made["position"] in self._positions:
            made["position"] = 1 + max(int(place or 0) for place in self._positions)
        return made

    def keep_unique(self, merged: Record, present: Record) -> Record:
        """The record, or the one that is there where a third has what would make it this one."""
        taken = any(self._by_key.get(key, merged["id"]) != merged["id"] for key in self._keys(merged))
        return present if taken else merged

    def _keys(self, record: Record) -> list[tuple[Any, ...]]:
        keys = [(place, *[record[name] for name in names]) for place, names in enumerate(self._kind.same)]
        return [key for key in keys if None not in key]
