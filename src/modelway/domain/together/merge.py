"""The journal that a set of commands comes to: the same for the same set, in whatever order it was met.

Field by field the latest command wins, but what was left empty never wins over what was written apart from
it. Nothing is thrown away: the commands stay, and words that were written apart into one field are told as a
conflict until a later command that could see both writes that field.
A row is deleted only if every command that wrote into it could be seen by one that deleted it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from modelway.domain.together.commands import Change, Exchanged, could_see, given_apart
from modelway.domain.together.rules import RULES, Rule

Row = dict[str, Any]


class Write(NamedTuple):
    """One change of a row, and the command that made it."""

    command: Exchanged
    change: Change


class Version(NamedTuple):
    """What one command wrote into a field."""

    text: str
    machine: str
    at: str
    at_offset: int


class Conflict(NamedTuple):
    """Words written apart into one field; `versions` has the one that stands first, then the others."""

    table: str
    row_id: str
    column: str
    versions: tuple[Version, ...]


@dataclass(slots=True)
class Merged:
    """A journal's rows by table and id, what each id that was ever given stands for, and what is in conflict.

    `last` has also the rows that are deleted, as they were written last.
    """

    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    last: dict[tuple[str, str], Row] = field(default_factory=dict)


@dataclass(slots=True)
class _Pool:
    """All that was written into what is one row."""

    writes: list[Write]
    open: list[Write]

    @property
    def id(self) -> str:
        """The id it goes by: the oldest of those that something stands in."""
        alive = {write.change.row_id for write in self.open or self.writes}
        return next(write.change.row_id for write in self.writes if write.change.row_id in alive)


def merge(commands: Iterable[Exchanged]) -> Merged:
    """The journal that these commands come to."""
    written: dict[str, dict[str, list[Write]]] = {table: {} for table in RULES}
    for command in sorted(commands, key=lambda one: one.order):
        for change in command.changes:
            if change.table in written:
                written[change.table].setdefault(change.row_id, []).append(Write(command, change))
    merged = Merged()
    alive: dict[tuple[str, str], _Pool] = {}
    for table, rule in RULES.items():
        rows = {row_id: writes for row_id, writes in written[table].items() if _was_added(writes)}
        for writes in _united(rows, rule, merged):
            pool = _Pool(writes, _open(writes))
            row = _latest(pool, rule, merged)
            if row is None:
                continue
            merged.ids.update({(table, write.change.row_id): pool.id for write in writes})
            merged.last[table, pool.id] = row
            if pool.open:
                alive[table, pool.id] = pool
                merged.conflicts += _conflicts(table, pool, rule)
    _collect(merged, set(alive))
    _tell_apart(merged)
    return merged


def _was_added(writes: list[Write]) -> bool:
    """Whether something is left of how the row began; not of one that was purged."""
    return any(write.change.adds for write in writes)


def _open(writes: list[Write]) -> list[Write]:
    """The writes that no deletion could see."""
    deleting = [write.command for write in writes if write.change.fields is None]
    return [
        write
        for write in writes
        if write.change.fields is not None and not any(could_see(gone, write.command) for gone in deleting)
    ]


def _united(rows: dict[str, list[Write]], rule: Rule, merged: Merged) -> Iterable[list[Write]]:
    """The writes of the rows that are one, each in the order of commands."""
    groups = _by_key(rows, rule, merged) if rule.key else _by_likeness(rows, rule, merged)
    for group in groups:
        if len(group) == 1:
            yield rows[group[0]]
        else:
            writes = [write for row_id in group for write in rows[row_id]]
            yield sorted(writes, key=lambda write: (write.command.order, write.change.row_id))


def _by_key(rows: dict[str, list[Write]], rule: Rule, merged: Merged) -> Iterable[list[str]]:
    groups: dict[tuple[Any, ...], list[str]] = {}
    for row_id, writes in rows.items():
        first = next(write.change for write in writes if write.change.adds)
        groups.setdefault(_told(first, rule.key, rule, merged), []).append(row_id)
    return groups.values()


def _by_likeness(rows: dict[str, list[Write]], rule: Rule, merged: Merged) -> Iterable[list[str]]:
    """Unite rows that two machines gave the same apart; one machine's own it told apart itself."""
    alike: dict[tuple[Any, ...], list[Write]] = {}
    for writes in rows.values():
        for write in writes:
            if write.change.fields is not None and set(rule.alike) <= write.change.fields.keys():
                alike.setdefault(_told(write.change, rule.alike, rule, merged), []).append(write)
    pairs = [
        (one, other)
        for same in alike.values()
        if len(same) > 1
        for one, other in combinations(same, 2)
        if one.change.row_id != other.change.row_id and given_apart(one.command, other.command)
    ]
    group_of = {row_id: [row_id] for row_id in rows}
    makers = {row_id: {_maker(writes)} for row_id, writes in rows.items()}
    for one, other in sorted(pairs, key=_newest_first, reverse=True):
        first, second = group_of[one.change.row_id], group_of[other.change.row_id]
        if first is second or makers[first[0]] & makers[second[0]]:
            continue
        makers[first[0]] |= makers[second[0]]
        first += second
        group_of.update(dict.fromkeys(second, first))
    return {id(group): group for group in group_of.values()}.values()


def _maker(writes: list[Write]) -> str:
    return next(write.command.machine for write in writes if write.change.adds)


def _newest_first(pair: tuple[Write, Write]) -> Any:
    return sorted(((write.command.order, write.change.row_id) for write in pair), reverse=True)


def _told(change: Change, columns: tuple[str, ...], rule: Rule, merged: Merged) -> tuple[Any, ...]:
    """What a change says in some columns, with each row that it names by the id that one goes by."""
    fields = change.fields or {}
    return tuple(_named(fields[column], column, rule, merged) for column in columns)


def _named(value: Any, column: str, rule: Rule, merged: Merged) -> Any:
    table = rule.references.get(column)
    return merged.ids.get((table, value), value) if table and value is not None else value


def _latest(pool: _Pool, rule: Rule, merged: Merged) -> Row | None:
    """Each field as it was written last; None where a row that it belongs to was purged."""
    row: Row = {}
    for write in pool.writes:
        row.update(write.change.fields or {})
    if len({write.command.machine for write in pool.writes}) > 1:
        for columns in _units(row, rule):
            row.update(_standing(pool.writes, columns))
    row["id"] = pool.id
    for column, table in rule.references.items():
        if row.get(column) is None:
            continue
        named = merged.ids.get((table, row[column]))
        if named is None and column not in rule.optional:
            return None
        row[column] = named
    return row


def _units(row: Row, rule: Rule) -> Iterable[tuple[str, ...]]:
    """The columns, those that are taken from one command together."""
    grouped = {column for columns in rule.as_one for column in columns}
    return [*rule.as_one, *((column,) for column in row if column not in grouped)]


def _standing(writes: list[Write], columns: tuple[str, ...]) -> Row:
    """What stands in some columns: of what was written apart the latest that is not left empty."""
    written = _newest(writes, columns[0])
    told = [write for write in written if any(_fields(write).get(one) not in (None, "") for one in columns)]
    return {column: _fields((told or written)[-1]).get(column) for column in columns} if written else {}


def _newest(writes: list[Write], column: str) -> list[Write]:
    """The writes of a column that no other write of it could see, in the order of commands."""
    written = [write for write in writes if column in _fields(write)]
    return [write for write in written if not any(could_see(one.command, write.command) for one in written)]


def _fields(write: Write) -> Mapping[str, Any]:
    return write.change.fields or {}


def _conflicts(table: str, pool: _Pool, rule: Rule) -> Iterable[Conflict]:
    if len({write.command.machine for write in pool.open}) == 1:
        return
    for column in rule.words:
        versions: dict[str, Version] = {}
        for write in reversed(_newest(pool.open, column)):
            text = _fields(write)[column] or ""
            if text.strip():
                command = write.command
                versions.setdefault(text, Version(text, command.machine, command.at, command.at_offset))
        if len(versions) > 1:
            yield Conflict(table, pool.id, column, tuple(versions.values()))


def _collect(merged: Merged, alive: set[tuple[str, str]]) -> None:
    """The rows that live, and those that they belong to: an answer written apart keeps its night."""
    for table in reversed(RULES):
        rows = {row_id: merged.last[of, row_id] for of, row_id in sorted(alive) if of == table}
        merged.rows[table] = rows
        for row in rows.values():
            for column, named in RULES[table].references.items():
                if row.get(column) is not None:
                    alive.add((named, row[column]))


def _tell_apart(merged: Merged) -> None:
    """Number the names that two values came to have by being renamed apart."""
    values = merged.rows["value"]
    for column, parts in (("slug", {"slug": "-{}"}), ("name_key", {"name": " ({})", "name_key": " ({})"})):
        taken: set[str] = set()
        for row_id in sorted(values):
            row, number = values[row_id], 1
            wanted: Mapping[str, Any] = row
            while wanted[column] in taken:
                number += 1
                wanted = {name: f"{row[name]}{form.format(number)}" for name, form in parts.items()}
            taken.add(wanted[column])
            if number > 1:
                values[row_id] = {**row, **{name: wanted[name] for name in parts}}
