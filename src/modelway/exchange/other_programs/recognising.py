"""Of what format a file is, told from its name and its first lines."""

import codecs

from modelway.exchange.other_programs.entry_text import decode_text
from modelway.exchange.other_programs.jrnl_reader import holds_jrnl
from modelway.exchange.other_programs.markdown_reader import DAY_HEADING, FRONT_DATE, NAMED_BY_DATE

FORMATS = ("bundle", "csv", "markdown", "jrnl", "jrnl-json", "dayone", "loop")
LOOP_TABLE = "checkmarks.csv"
MARKDOWN = (".md", ".markdown")
LOOKED_AT = 100_000


def recognise(name: str, data: bytes) -> str:
    """The format of a file, one of `FORMATS`; empty where none can be told."""
    folded = name.casefold()
    if folded.rpartition("/")[2] == LOOP_TABLE:
        return "loop"
    if begins_as_json(data):
        return _of_json(data)
    text = decode_text(data)
    if text is None:
        return ""
    opening = text[:LOOKED_AT].lstrip()
    if opening.startswith("{"):
        return _of_json(text.encode())
    if folded.endswith(MARKDOWN) or NAMED_BY_DATE.fullmatch(name):
        told = NAMED_BY_DATE.fullmatch(name) or DAY_HEADING.search(text) or FRONT_DATE.search(opening)
        if told and not (folded.endswith(".txt") and holds_jrnl(text[:LOOKED_AT])):
            return "markdown"
    head = opening.partition("\n")[0].casefold()
    columns = {cell.strip(' "') for mark in ",;\t" for cell in head.split(mark)}
    if folded.endswith(".csv") or ("date" in columns and len(columns) > 2):
        return "csv"
    if holds_jrnl(text[:LOOKED_AT]):
        return "jrnl"
    return "markdown" if DAY_HEADING.search(text) else ""


def begins_as_json(data: bytes) -> bool:
    """Return True if an object begins where a file begins."""
    return data[:LOOKED_AT].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")


def _of_json(data: bytes) -> str:
    if b'"modelway.' in data[:LOOKED_AT]:
        return "bundle"
    if b'"creationDate"' in data:
        return "dayone"
    return "jrnl-json" if b'"entries"' in data else "bundle"
