"""A check as TOML: every mistake in it is named by its line and its key."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from modelway.domain.loop.texts import clean_line
from modelway.domain.teaching.checks import Check, Every, Kind, Question, Scale, Unit
from modelway.errors import BadFile, BadText
from modelway.exchange.fields import either, shown

KEYS = ("title", "source", "why", "every", "first_after", "record", "scale", "questions")
QUESTION_KEYS = Question._fields
SCALE_KEYS = Scale._fields
NEEDED_OF_CHECK, NEEDED_OF_QUESTION = ("title", "source", "why", "every"), ("key", "name", "ask")
TEXTS = {"title": 80, "source": 300, "why": 600, "name": 60, "ask": 400, "sentence": 300}
TEXTS |= {"suggest": 600, "practice": 250, "low": 40, "high": 40}
HIGHEST = 100
EVERY = re.compile(r"(\d{1,3}) (week|month)s?")
HEADER = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]")
NAMED = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_check(data: bytes, name: str, where: str, *, own: bool) -> Check:
    """The check that a file holds.

    Args:
        data: The whole file.
        name: What the check is called.
        where: What sentences call the file.
        own: Whether it is one of the leader's.

    Raises:
        BadFile: the first mistake in it, with its line, its key and what is allowed there.
    """
    try:
        text = data.decode()
        whole = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise BadFile(f"{where} is not UTF-8 text (byte {error.start + 1}): save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"{where} is not TOML: {error}. Mend it there.") from None
    top = _Table(whole, text, where)
    top.allow_only(KEYS)
    top.need(NEEDED_OF_CHECK)
    scale = _scale(top)
    questions = _questions(top)
    return Check(
        name=name,
        title=top.text("title"),
        source=top.text("source"),
        why=top.text("why"),
        every=top.every("every"),
        questions=questions,
        scale=scale,
        first_after=top.every("first_after") if "first_after" in whole else None,
        record=top.flag("record"),
        own=own,
    )


class _Table(NamedTuple):
    """One table of the file; `section` is its header and `place` counts tables of the same header."""

    content: Mapping[str, object]
    file: str
    where: str
    section: str = ""
    place: int = 0

    def wrong(self, key: str, what: str) -> BadFile:
        return BadFile(f"{self.where}, line {self._line_of(key)}, {key}: {what}.")

    def allow_only(self, allowed: Collection[str]) -> None:
        for key in self.content:
            if key not in allowed:
                from difflib import get_close_matches

                near = get_close_matches(key, list(allowed), n=1)
                meant = f"did you mean {near[0]}?" if near else f"use {either(list(allowed))}"
                raise self.wrong(key, f"this key is not known: {meant}".rstrip("?"))

    def need(self, keys: Collection[str]) -> None:
        for key in keys:
            if key not in self.content:
                raise self.wrong(key, "this key is missing: write it here")

    def text(self, key: str) -> str:
        value = self.content.get(key, "")
        if not isinstance(value, str):
            raise self.wrong(key, f"{shown(value)} is no text: put it in quotes")
        if value == "" and key not in self.content:
            return ""
        try:
            return clean_line(value, "this", TEXTS[key])
        except BadText as refused:
            raise self.wrong(key, refused.sentence.rstrip(".")) from None

    def flag(self, key: str) -> bool:
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, f"{shown(value)} is neither: use true or false")
        return value

    def number(self, key: str, default: int) -> int:
        value = self.content.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= HIGHEST:
            raise self.wrong(key, f"{shown(value)} is none: use a whole number from 0 to {HIGHEST}")
        return value

    def every(self, key: str) -> Every:
        value = self.content.get(key)
        found = EVERY.fullmatch(value) if isinstance(value, str) else None
        if not found or not int(found[1]):
            raise self.wrong(key, f'{shown(value)} is no stretch of time: write "6 months" or "2 weeks"')
        return Every(int(found[1]), Unit(f"{found[2]}s"))

    def _line_of(self, key: str) -> int:
        """The line of a key; that of its table's header, or the first, where the key is missing."""
        header, places, line_of_table = "", Counter[str](), 1
        for number, line in enumerate(self.file.splitlines(), start=1):
            opened, named = HEADER.match(line), NAMED.match(line)
            if opened:
                header = opened[1]
                places[header] += 1
                if (header, places[header]) == (self.section, self.place):
                    line_of_table = number
                if not self.section and header == key:
                    return number
            elif named and (header, places[header]) == (self.section, self.place) and named[1] == key:
                return number
            elif named and not header and named[1] == self.section:
                line_of_table = number
        return line_of_table


def _scale(top: _Table) -> Scale:
    content = top.content.get("scale", {})
    if not isinstance(content, dict):
        raise top.wrong("scale", f"{shown(content)} is no table: write [scale] and its keys below it")
    table = _Table(content, top.file, top.where, "scale", 1)
    table.allow_only(SCALE_KEYS)
    usual = Scale()
    scale = Scale(
        table.number("lowest", usual.lowest),
        table.number("highest", usual.highest),
        table.text("low") or usual.low,
        table.text("high") or usual.high,
        table.number("weak", usual.weak),
    )
    if scale.lowest >= scale.highest:
        raise table.wrong("highest", f"{scale.highest} is not above the lowest, {scale.lowest}: raise it")
    if not scale.lowest <= scale.weak < scale.highest:
        allowed = f"use a number from {scale.lowest} to {scale.highest - 1}"
        raise table.wrong("weak", f"{scale.weak} leaves no answer on one side of it: {allowed}")
    return scale


def _questions(top: _Table) -> tuple[Question, ...]:
    content = top.content.get("questions")
    if not isinstance(content, list) or not content:
        raise top.wrong("questions", "there is none: write [[questions]] and the keys of one below it")
    if not all(isinstance(one, dict) for one in content):
        raise top.wrong("questions", "it is no list of tables: write [[questions]] above each one")
    tables = [
        _Table(one, top.file, top.where, "questions", place) for place, one in enumerate(content, start=1)
    ]
    found: list[Question] = []
    for table in tables:
        found.append(_question(table, {one.key for one in found}))
    known = {one.key for one in found}
    for table, question in zip(tables, found, strict=True):
        for key in question.rests_on:
            if key not in known:
                raise table.wrong("rests_on", f"there is no question {shown(key)}: name the key of one")
    return tuple(found)


def _question(table: _Table, taken: Collection[str]) -> Question:
    table.allow_only(QUESTION_KEYS)
    table.need(NEEDED_OF_QUESTION)
    key, kind = table.content["key"], table.content.get("kind", "scale")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise table.wrong("key", f'{shown(key)} is no key: use small letters and hyphens, such as "be-there"')
    if key in taken:
        raise table.wrong("key", f"{shown(key)} is taken by an earlier question: choose another one")
    if kind not in [*Kind]:
        raise table.wrong("kind", f"{shown(kind)} is not known: use {either([*Kind])}")
    rests_on = table.content.get("rests_on", [])
    if not isinstance(rests_on, list) or not all(isinstance(one, str) for one in rests_on):
        raise table.wrong("rests_on", f'{shown(rests_on)} is no list of keys: write ["one", "other"]')
    question = Question(
        key=key,
        name=table.text("name"),
        ask=table.text("ask"),
        kind=Kind(str(kind)),
        sentence=table.text("sentence"),
        gate=table.flag("gate"),
        suggest=table.text("suggest"),
        practice=table.text("practice"),
        rests_on=tuple(rests_on),
    )
    if question.gate and question.kind is not Kind.YES_NO:
        raise table.wrong("gate", 'only a question with kind = "yes_no" can be one: change its kind')
    return question
