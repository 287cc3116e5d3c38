"""The bundle: everything a journal holds as JSON, and back again, checked record by record."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from modelway.domain.exchange.records import CHANGE, KINDS, PAST, Field, Holds, Kind, Record
from modelway.domain.loop.texts import LONGEST_TEXT
from modelway.errors import BadFile
from modelway.exchange.fields import Fields, either, fields_of, iso_date, line_of, without_envelope, wrong
from modelway.exchange.json_reader import read_json
from modelway.exchange.json_stream import JsonStream

SCHEMA = "modelway.bundle/1"
LONGEST_ID = 100
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
LARGEST = 2**63 - 1
NOT_TEXT = re.compile("[\0\ud800-\udfff]")

BY_NAME = {kind.name: kind for kind in (*KINDS, *PAST)}
EXAMPLE = '{"value": [], "night": []}'


def write_bundle(records: Iterable[tuple[str, Iterable[Record]]]) -> Iterator[str]:
    """The bundle in pieces, a record a line; each kind with its records, in the order of `KINDS`."""
    yield f'{{"schema": "{SCHEMA}", "data": {{'
    for number, (kind, found) in enumerate(records):
        yield f'{"," if number else ""}\n"{kind}": ['
        for place, record in enumerate(found):
            yield f"{',' if place else ''}\n{json.dumps(record, ensure_ascii=False, allow_nan=False)}"
        yield "]"
    yield "\n}}\n"


class Bundle:
    """A bundle that was read through once and found sound; its records are read again as they are needed."""

    def __init__(self, data: bytes, source: str) -> None:
        """Check every record, and that every id it names is in the bundle.

        Raises:
            BadFile: it is no bundle, or a record is not as it has to be; the sentence names the place.
        """
        self._stream = JsonStream(BytesIO(data), source)
        self._offsets: dict[str, int] = {}
        checking = _Checking(self._stream, source, self._offsets)
        checking.check()
        self.has_past = bool(checking.known.get(CHANGE.name))
        """Whether it holds the history of changes too."""

    def records(self, kind: Kind) -> Iterator[Record]:
        """Its records of a kind, one by one; those of another kind only once these are all read."""
        if kind.name not in self._offsets:
            return
        self._stream.go_to(self._offsets[kind.name])
        for item in self._stream.items():
            assert isinstance(item, dict)  # looked at before
            yield item


class _Checking:
    """One reading of a bundle from its start to its end."""

    def __init__(self, stream: JsonStream, source: str, offsets: dict[str, int]) -> None:
        self._stream = stream
        self._place = f"In {source}"
        self._source = source
        self._offsets = offsets
        self.known: dict[str, set[object]] = {}
        # Ids that name a record of a kind that comes later in the file, with their places.
        self._awaited: list[tuple[str, object, str]] = []

    def check(self) -> None:
        if not self._stream.peek():
            raise BadFile(f"{self._source} is empty: put some JSON into it.")
        if self._stream.peek() != "{":
            fields_of(self._stream.value(), EXAMPLE, self._place)
        for key in self._stream.members():
            self._check_member(key)
        self._stream.end()
        for of, named, where in self._awaited:
            if named not in self.known.get(of, ()):
                raise wrong(where, named, f"the {BY_NAME[of].key} of a {of} in it")

    def _check_member(self, key: str) -> None:
        """Look at a member of the envelope, or of a bundle that has none."""
        if key == "schema":
            without_envelope({"schema": self._stream.value()}, self._source, [SCHEMA])
        elif key != "data":
            self._check_kind(key)
        elif self._stream.peek() != "{":
            fields_of(self._stream.value(), EXAMPLE, self._place)
        else:
            for name in self._stream.members():
                self._check_kind(name)

    def _check_kind(self, name: str) -> None:
        kind = BY_NAME.get(name)
        if kind is None or name in self.known:
            Fields({name: None}, self._place).allow_only([] if kind else list(BY_NAME))
            raise BadFile(f"{self._source} has the key {name!r} twice in one object: keep one of them.")
        if self._stream.peek() != "[":
            Fields({name: self._stream.value()}, self._place).items(name)
            self.known[name] = set()
            return
        self._offsets[name] = self._stream.offset
        known: set[object] = set()
        names = {field.name for field in kind.fields}
        references = kind.references
        for number, item in enumerate(self._stream.items()):
            record = _sound(kind, names, item, self._place, number)
            key = record[kind.key]
            if key in known:
                raise BadFile(f"{self._place}, {name}[{number}].{kind.key} is there twice: keep one of them.")
            if kind is CHANGE and key != number + 1:
                raise wrong(
                    f"{self._place}, {name}[{number}].number", key, f"{number + 1}, for none may be left out"
                )
            known.add(key)
            for field in references:
                named = record[field.name]
                if named is not None and named not in self.known.get(field.of, ()):
                    self._await(field, named, f"{self._place}, {name}[{number}].{field.name}")
        self.known[name] = known

    def _await(self, field: Field, named: object, where: str) -> None:
        """Look for the record that is named once its kind was read; refuse it where that is done."""
        if field.of in self.known:
            raise wrong(where, named, f"the {BY_NAME[field.of].key} of a {field.of} in it")
        self._awaited.append((field.of, named, where))


def _sound(kind: Kind, names: set[str], item: object, place: str, number: int) -> Record:
    """The item as a record; raises BadFile where it is none."""
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
    if kind is CHANGE:
        _refuse_impossible_images(item, f"{place}, {where}")
    return item


def holds_what_it_may(field: Field, value: Any) -> bool:
    """Return True if a journal can hold this value in that field."""
    if value is None:
        return field.optional
    if field.holds is Holds.TEXT and not field.choices:  # most are, and there are a million in a long life
        return isinstance(value, str) and len(value) <= LONGEST_TEXT and not NOT_TEXT.search(value)
    if field.holds in (Holds.WHOLE, Holds.FLAG):
        return type(value) is int and (-LARGEST if field.lowest is None else field.lowest) <= value <= (
            LARGEST if field.highest is None else field.highest
        )
    if field.holds is Holds.SHARE:
        return type(value) in (int, float) and 0 <= value <= 1
    if not isinstance(value, str) or NOT_TEXT.search(value):
        return False
    if field.holds is Holds.IMAGE:
        return True
    if field.holds is Holds.ID:
        return 0 < len(value) <= LONGEST_ID
    if field.holds is Holds.DAY:
        return iso_date(value) is not None
    if field.holds is Holds.INSTANT:
        return _is_instant(value)
    return value in field.choices


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


def _refuse_impossible_images(change: Record, place: str) -> None:
    """Raise BadFile where a change has no image, or one that is no record of its kind."""
    kind = BY_NAME[str(change["table_name"])]
    images = [(name, change[name]) for name in ("before_image", "after_image") if change[name] is not None]
    if not images:
        raise wrong(f"{place}.after_image", None, "an image of the row before, after, or both")
    for name, text in images:
        where = f"{place}.{name}"
        image = read_json(str(text).encode(), where)
        if not isinstance(image, dict) or image.keys() != {field.name for field in kind.fields}:
            raise wrong(where, text, f"the JSON of a {kind.name} with all its fields")
        for field in kind.fields:
            if not holds_what_it_may(field, image[field.name]):
                raise wrong(f"{where}.{field.name}", image[field.name], allowed_in(field))
        if image["id"] != change["row_id"]:
            raise wrong(f"{where}.id", image["id"], "the id in row_id")


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
            Holds.IMAGE: "the JSON of a record in quotes",
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
        for kind in (*KINDS, *PAST)
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
        made["description"] = f"The {BY_NAME[field.of].key} of a {field.of} in the bundle."
    if field.holds is Holds.IMAGE:
        made["contentMediaType"] = "application/json"
    return made


def _is_instant(text: str) -> bool:
    if not INSTANT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
