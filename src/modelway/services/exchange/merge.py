"""Everything in: the records of a file merged into the journal, all of them or none."""

from collections.abc import Mapping, Sequence
from typing import Any

from modelway.domain.exchange.merging import Conflict, Counts, Imported, OnConflict, merge_records
from modelway.domain.exchange.records import KINDS, Kind, Record
from modelway.services.session import Session
from modelway.store.exchange.records import add_record, change_record, each_record
from modelway.store.transactions import new_id


def merge_into_journal(
    session: Session,
    records: Mapping[str, Sequence[Record]],
    *,
    source: str,
    how: OnConflict = OnConflict.KEEP,
    dry: bool = False,
    refused: Sequence[str] = (),
    entries_of: Mapping[str, int] | None = None,
) -> Imported:
    """Merge records into the journal under one command, or with `dry` only tell what would become of them.

    A record that is there already is merged field by field; the same file twice changes nothing.

    Args:
        session: The journal, and the moment.
        records: By kind; each names others by the ids they have in the file.
        source: What the history calls the file.
        how: What becomes of a field that both fill differently.
        dry: Whether to change nothing.
        refused: What the file held that could not be taken, and why.
        entries_of: How many entries of the file each night's date stands for, where it has entries.
    """
    merging = _Merging(session, how, dry=dry)

    def merged() -> Imported:
        found = merging.merge(records)
        entries = merging.count_entries(entries_of) if entries_of is not None else None
        return found._replace(dry=dry, refused=tuple(refused), entries=entries)

    if dry:
        return merged()
    if session.place:
        from modelway.services.automatic_backups import back_up_before

        back_up_before(session.place, "import")
    with session.journal.writing(session.command("import", f"importing {source}")):
        return merged()


class _Merging:
    """One run over the kinds, in an order in which each finds those it names merged already."""

    def __init__(self, session: Session, how: OnConflict, *, dry: bool) -> None:
        self._journal = session.journal
        self._how = how
        self._dry = dry
        # Where a record of the file goes by another id here.
        self._renamed: dict[str, dict[str, str]] = {kind.name: {} for kind in KINDS}
        self._conflicts: list[Conflict] = []
        # The dates of nights that were added, and the ids of nights something of which was changed.
        self._new_nights: set[str] = set()
        self._changed_nights: set[str] = set()
        self._dates: dict[str, str] = {}

    def merge(self, records: Mapping[str, Sequence[Record]]) -> Imported:
        counts: dict[str, Counts] = {}
        for kind in KINDS:
            coming = records.get(kind.name, ())
            if coming:
                counts[kind.name] = self._merge_kind(kind, coming)
        return Imported(counts, tuple(self._conflicts))

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

    def _merge_kind(self, kind: Kind, coming: Sequence[Record]) -> Counts:
        known = _Known(kind, each_record(self._journal, kind))
        new = changed = unchanged = 0
        for one in coming:
            record = self._in_this_journal(kind, one)
            present = known.find(record)
            if present is None:
                added = known.make_room(record)
                self._rename(kind, one, added)
                known.put(added)
                self._note(kind, added, new=True, changed=True)
                new += 1
                if not self._dry:
                    add_record(self._journal, kind, added)
                continue
            self._rename(kind, one, present)
            merged, conflicts = merge_records(kind, present, record, self._how)
            merged = known.keep_unique(merged, present)
            self._conflicts += [Conflict(_place(kind, present), name) for name in conflicts]
            self._note(kind, merged, new=False, changed=merged != present)
            if merged == present:
                unchanged += 1
                continue
            changed += 1
            known.put(merged)
            if not self._dry:
                change_record(self._journal, kind, merged)
        return Counts(new, changed, unchanged)

    def _in_this_journal(self, kind: Kind, record: Record) -> Record:
        """The record with the ids that those it names have here."""
        renamed = {
            field.name: self._renamed[field.of][str(record[field.name])]
            for field in kind.references
            if record[field.name] in self._renamed[field.of]
        }
        return {**record, **renamed} if renamed else record

    def _rename(self, kind: Kind, coming: Record, here: Record) -> None:
        if coming["id"] != here["id"]:
            self._renamed[kind.name][str(coming["id"])] = str(here["id"])


class _Known:
    """The records of one kind that the journal holds, found by what makes them the same."""

    def __init__(self, kind: Kind, records: Any) -> None:
        self._kind = kind
        self._by_id: dict[str, Record] = {}
        self._by_key: dict[tuple[Any, ...], str] = {}
        for record in records:
            self.put(record)

    def put(self, record: Record) -> None:
        self._by_id[str(record["id"])] = record
        for key in self._keys(record):
            self._by_key[key] = str(record["id"])

    def find(self, record: Record) -> Record | None:
        """The record here that is the same one."""
        if self._kind.by_id and str(record["id"]) in self._by_id:
            return self._by_id[str(record["id"])]
        found = next((self._by_key[key] for key in self._keys(record) if key in self._by_key), None)
        return self._by_id[found] if found else None

    def make_room(self, record: Record) -> Record:
        """The record with an id, and for a value a place, that no other one has."""
        made = dict(record)
        if str(made["id"]) in self._by_id:
            made["id"] = new_id()
        if self._kind.name == "value":
            taken = {one["position"] for one in self._by_id.values()}
            if made["position"] in taken:
                made["position"] = 1 + max(int(place or 0) for place in taken)
        return made

    def keep_unique(self, merged: Record, present: Record) -> Record:
        """The record, or the one that is there where a third has what would make it this one."""
        taken = any(self._by_key.get(key, merged["id"]) != merged["id"] for key in self._keys(merged))
        return present if taken else merged

    def _keys(self, record: Record) -> list[tuple[Any, ...]]:
        keys = [(names, *(record[name] for name in names)) for names in self._kind.same]
        return [key for key in keys if None not in key]


def _place(kind: Kind, record: Record) -> str:
    """Where a conflict lies, as a leader knows it."""
    named = next(
        (record[name] for name in ("name", "day", "week", "due_on", "starts_on", "title") if name in record),
        "",
    )
    return f"{kind.noun} {named}".strip()
