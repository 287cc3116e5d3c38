"""The bundle: everything a journal holds as JSON, and back again, checked record by record."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from modelway.domain.exchange.records import KINDS, Field, Holds, Kind, Record
from modelway.domain.loop.texts import LONGEST_TEXT
from modelway.errors import BadFile
from modelway.exchange.fields import either, fields_of, iso_date, line_of, without_envelope, wrong
from modelway.exchange.json_reader import read_json

SCHEMA = "modelway.bundle/1"
LONGEST_ID = 100
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
LARGEST = 2**63 - 1
NOT_TEXT = re.compile("[\0\ud800-\udfff]")

Records = Mapping[str, list[Record]]


def write_bundle(records: Iterable[tuple[str, Iterable[Record]]]) -> Iterator[str]:
    """The bundle in pieces, a record a line; each kind with its records, in the order of `KINDS`."""
    yield f'{{"schema": "{SCHEMA}", "data": {{'
    for number, (kind, found) in enumerate(records):
        yield f'{"," if number else ""}\n"{kind}": ['
        for place, record in enumerate(found):
            yield f"{',' if place else ''}\n{json.dumps(record, ensure_ascii=False, allow_nan=False)}"
        yield "]"
    yield "\n}}\n"


def read_bundle(data: bytes, source: str) -> Records:
    """The records of a bundle by their kinds, each checked, and every id it names found in it.

    Raises:
        BadFile: it is no bundle, or a record is not as it has to be; the sentence names the place.
    """
    whole = read_json(data, source)
    del data
    inner = without_envelope(whole, source, [SCHEMA])
    place = f"In {source}"
    bundle = fields_of(inner, '{"value": [], "night": []}', place)
    bundle.allow_only([kind.name for kind in KINDS])
    records = {kind.name: _records(kind, bundle.items(kind.name), place) for kind in KINDS}
    known = {name: {record["id"] for record in found} for name, found in records.items()}
    for kind in KINDS:
        for number, record in enumerate(records[kind.name]):
            for field in kind.references:
                named = record[field.name]
                if named is not None and named not in known[field.of]:
                    raise wrong(
                        f"{place}, {kind.name}[{number}].{field.name}", named, f"the id of a {field.of} in it"
                    )
    return records


def _records(kind: Kind, items: list[object], place: str) -> list[Record]:
    names = {field.name for field in kind.fields}
    found: list[Record] = []
    seen: set[str] = set()
    for number, item in enumerate(items):
        where = f"{kind.name}[{number}]"
        if not isinstance(item, dict) or item.keys() != names:
            inside = fields_of(item, '{"id": …}', place, where)
            inside.allow_only(sorted(names))
            missing = min(names - inside.mapping.keys())
            raise BadFile(f"{place}, {where}.{missing} is missing: add it.")
        for field in kind.fields:
            if not holds_what_it_may(field, item[field.name]):
                raise wrong(f"{place}, {where}.{field.name}", item[field.name], allowed_in(field))
        refuse_impossible(kind, item, f"{place}, {where}")
        if item["id"] in seen:
            raise BadFile(f"{place}, {where}.id is there twice: keep one of them.")
        seen.add(item["id"])
        found.append(item)
    return found


def holds_what_it_may(field: Field, value: Any) -> bool:
    """Return True if a journal can hold this value in that field."""
    if value is None:
        return field.optional
    if field.holds in (Holds.WHOLE, Holds.FLAG):
        return type(value) is int and (-LARGEST if field.lowest is None else field.lowest) <= value <= (
            LARGEST if field.highest is None else field.highest
        )
    if field.holds is Holds.SHARE:
        return type(value) in (int, float) and 0 <= value <= 1
    if not isinstance(value, str) or NOT_TEXT.search(value):
        return False
    if field.holds is Holds.ID:
        return 0 < len(value) <= LONGEST_ID
    if field.holds is Holds.DAY:
        return iso_date(value) is not None
    if field.holds is Holds.INSTANT:
        return _is_instant(value)
    return value in field.choices if field.choices else len(value) <= LONGEST_TEXT


def refuse_impossible(kind: Kind, record: Record, place: str) -> None:
    """Raise BadFile where fields that are each possible are not so together."""

    def day(name: str) -> str:
        return str(record[name])

    if kind.name == "value":
        line_of(record["name"], f"{place}.name", 60)
        if record["name_key"] != day("name").casefold() or not record["slug"]:
            raise wrong(f"{place}.name_key", record["name_key"], "the name in small letters, and a slug")
    if kind.name == "practice":
        if day("due_on") < day("planned_on"):
            raise wrong(f"{place}.due_on", record["due_on"], "a day that is not before planned_on")
        if (record["outcome"] is None) != (record["reported_on"] is None):
            raise wrong(f"{place}.reported_on", record["reported_on"], "a day with an outcome, else null")
    if kind.name == "rest" and day("ends_on") < day("starts_on"):
        raise wrong(f"{place}.ends_on", record["ends_on"], "a day that is not before starts_on")
    if kind.name == "observation" and record["kind"] == "remark" and record["value_id"] is None:
        raise wrong(f"{place}.value_id", None, "the id of a value")
    if kind.name == "lens" and sum(record[field.name] is not None for field in kind.references) != 1:
        raise wrong(f"{place}.value_id", record["value_id"], "one id of the three, and null for the others")


def allowed_in(field: Field) -> str:
    """What the field may hold, as it follows "use"."""
    if field.choices:
        said = either(field.choices)
    elif field.holds in (Holds.WHOLE, Holds.FLAG):
        bounds = f" from {field.lowest} to {field.highest}" if field.highest is not None else ""
        said = f"a whole number{bounds}"
    else:
        said = {
            Holds.SHARE: "a number from 0 to 1, such as 0.8",
            Holds.ID: "an id in quotes",
            Holds.DAY: "a day such as 2026-11-20",
            Holds.INSTANT: "an instant such as 2026-11-20T20:00:00Z",
        }.get(field.holds, "a text in quotes")
    return f"{said}, or null" if field.optional else said


def json_schema() -> dict[str, Any]:
    """The JSON schema of a bundle (draft 2020-12), as `docs/bundle.schema.json` holds it."""
    kinds = {
        kind.name: {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {field.name: _schema_of(field) for field in kind.fields},
                "required": [field.name for field in kind.fields],
                "additionalProperties": False,
            },
        }
        for kind in KINDS
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Everything a modelway journal holds",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            "data": {"type": "object", "properties": kinds, "additionalProperties": False},
        },
        "required": ["schema", "data"],
        "additionalProperties": False,
    }


def _schema_of(field: Field) -> dict[str, Any]:
    kinds = {Holds.WHOLE: "integer", Holds.FLAG: "integer", Holds.SHARE: "number"}
    kind = kinds.get(field.holds, "string")
    made: dict[str, Any] = {"type": [kind, "null"] if field.optional else kind}
    if field.choices:
        made["enum"] = [*field.choices, *([None] if field.optional else [])]
    if field.holds is Holds.DAY:
        made["format"] = "date"
    if field.holds is Holds.INSTANT:
        made["format"] = "date-time"
    if field.holds is Holds.SHARE:
        made |= {"minimum": 0, "maximum": 1}
    if field.lowest is not None:
        made["minimum"] = field.lowest
    if field.highest is not None:
        made["maximum"] = field.highest
    if field.of:
        made["description"] = f"The id of a {field.of} in the bundle."
    return made


def _is_instant(text: str) -> bool:
    if not INSTANT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
