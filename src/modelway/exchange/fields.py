"""Walk the data of a file with its place in hand: every refusal says where, what, and what is allowed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from modelway.domain.loop.texts import LONGEST_TEXT, clean_line, clean_text
from modelway.errors import BadFile, BadText

LONGEST_SHOWN = 40

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fields:
    """One object of a file, and where it stands.

    `where` opens the sentence ("In night.json, the night of 2026-11-20"), `path` leads on to the object
    ("reflections[1]"; empty at the start). A field that is null counts as absent.
    """

    mapping: Mapping[str, object]
    where: str
    path: str = ""

    def place_of(self, key: str) -> str:
        """How a sentence names a field: "In night.json, the night of 2026-11-20, plans[1].due"."""
        return f"{self.where}, {self.path}.{key}" if self.path else f"{self.where}, {key}"

    def allow_only(self, allowed: Sequence[str], ignored: Sequence[str] = ()) -> None:
        """Refuse a key that is neither allowed nor ignored, and guess which one was meant."""
        for key in self.mapping:
            if key not in allowed and key not in ignored:
                here = f"{self.where}, {self.path}" if self.path else self.where
                raise BadFile(f"{here} has the key {shown(key)}, which is not known: {_meant(key, allowed)}")

    def wrong(self, key: str, allowed: str) -> BadFile:
        """The refusal of what stands in a field, or of its absence; `allowed` follows "use"."""
        return wrong(self.place_of(key), self.mapping.get(key), allowed)

    def line(self, key: str, longest: int) -> str:
        """A text that has to be there, on one line."""
        return line_of(self.mapping.get(key), self.place_of(key), longest)

    def line_or_empty(self, key: str, longest: int) -> str:
        """A text on one line; empty when it is absent or blank."""
        value = self.mapping.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            return ""
        return self.line(key, longest)

    def text_or_none(self, key: str, longest: int = LONGEST_TEXT) -> str | None:
        """A text of any number of lines; None when it is absent."""
        value = self.mapping.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.wrong(key, 'a text in quotes, such as ""')
        return in_file(clean_text, value, self.place_of(key), longest)

    def text(self, key: str, longest: int = LONGEST_TEXT) -> str:
        """A text of any number of lines; empty when it is absent."""
        return self.text_or_none(key, longest) or ""

    def reference(self, key: str, longest: int) -> str:
        """The name a value goes by; its bare number will do."""
        value = self.mapping.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            raise self.wrong(key, 'the short name or the number of a value, such as "honesty"')
        return in_file(clean_line, value, self.place_of(key), longest)

    def one_of(self, key: str, choices: Mapping[str, Choice], default: Choice | None = None) -> Choice:
        """What one of the allowed words stands for; without a default it has to be there."""
        value = self.mapping.get(key)
        if value is None and default is not None:
            return default
        if isinstance(value, str) and value in choices:
            return choices[value]
        raise self.wrong(key, either([str(choice) for choice in dict.fromkeys(choices.values())]))

    def day_or_none(self, key: str) -> date | None:
        """A date written as 2026-11-20; None when it is absent."""
        value = self.mapping.get(key)
        return None if value is None else self.day(key)

    def day(self, key: str) -> date:
        """A date that has to be there, written as 2026-11-20."""
        day = iso_date(self.mapping.get(key))
        if day is None:
            raise self.wrong(key, "a date such as 2026-11-20")
        return day

    def whole_number(self, key: str, lowest: int, highest: int, default: int) -> int:
        """A whole number within its bounds, both included."""
        value = self.mapping.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise self.wrong(key, f"a whole number from {lowest} to {highest}")
        return value

    def share(self, key: str, default: float) -> float:
        """A fraction from 0 to 1, both included."""
        value = self.mapping.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.wrong(key, "a number from 0 to 1, such as 0.8")
        return float(value)

    def items(self, key: str) -> list[object]:
        """A list of anything; empty when it is absent."""
        value = self.mapping.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(key, "a list in square brackets, such as []")
        return value

    def objects(self, key: str, example: str) -> list["Fields"]:
        """A list of objects like the example, each with its own place; empty when it is absent."""
        inside = f"{self.path}.{key}" if self.path else key
        return [
            fields_of(item, example, self.where, f"{inside}[{index}]")
            for index, item in enumerate(self.items(key))
        ]


def fields_of(value: object, example: str, where: str, path: str = "") -> Fields:
    """An object of a file with its place; anything else is refused, and `example` shows what would do."""
    if not isinstance(value, dict):
        place = f"{where}, {path}" if path else where
        raise wrong(place, value, f"an object in curly brackets, such as {example}")
    return Fields(value, where, path)


def line_of(value: object, place: str, longest: int) -> str:
    """A text on one line from the field that `place` names; anything else is refused."""
    if not isinstance(value, str):
        raise wrong(place, value, 'a text in quotes, such as "a few words"')
    return in_file(clean_line, value, place, longest)


def in_file(clean: Callable[[str, str, int], str], text: str, place: str, longest: int) -> str:
    """A text cleaned by its rules, with a refusal that counts as one of the file's."""
    try:
        return clean(text, place, longest)
    except BadText as refused:
        raise BadFile(refused.sentence) from None


def without_envelope(whole: object, source: str, schemas: Sequence[str]) -> object:
    """What an envelope with one of these schemas holds; data without an envelope as it is.

    Raises:
        BadFile: The envelope is of another schema, or has keys that do not belong to it.
    """
    if not isinstance(whole, dict) or "schema" not in whole:
        return whole
    envelope = Fields(whole, f"In {source}")
    envelope.allow_only(("schema", "data"))
    if envelope.mapping["schema"] not in schemas:
        raise envelope.wrong("schema", either(schemas))
    return envelope.mapping.get("data")


def wrong(place: str, value: object, allowed: str) -> BadFile:
    """The refusal of `value` at a place, or of its absence; `allowed` follows "use"."""
    return BadFile(f"{place} is {'missing' if value is None else shown(value)}: use {allowed}.")


def iso_date(value: object) -> date | None:
    """The date that a text such as 2026-11-20 names; None for everything else."""
    if not isinstance(value, str):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value else None


def shown(value: object) -> str:
    """A short picture of what a file holds that is safe to print."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return repr(value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…")
    number = str(value)
    return number if len(number) <= LONGEST_SHOWN else number[: LONGEST_SHOWN - 1] + "…"


def either(words: Sequence[str]) -> str:
    """Words to choose from, as a sentence lists them: "kept, partly or not_kept"."""
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


def _meant(key: str, allowed: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(key[:LONGEST_SHOWN].casefold(), allowed, n=1)
    return f"did you mean {near[0]!r}?" if near else f"use {either(allowed)}."
