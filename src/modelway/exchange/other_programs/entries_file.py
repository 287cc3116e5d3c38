"""The entries of a JSON journal of another program, read one by one in bounded memory."""

from io import BytesIO
from typing import Any

from modelway.errors import BadFile
from modelway.exchange.json_stream import JsonStream
from modelway.exchange.other_programs.entry_text import take_entries

READ = ("date", "title", "body", "tags", "text", "creationDate", "timeZone")


def read_entries(data: bytes, source: str) -> dict[str, Any]:
    """The list of entries under its name, of each what is read of it; all else in the file is passed over.

    Raises:
        BadFile: it is not sound JSON, has no list of entries, or more than 200,000.
    """
    stream = JsonStream(BytesIO(data), source)
    if not stream.peek():
        raise BadFile(f"{source} is empty: put some JSON into it.")
    entries: list[object] | None = None
    for key in stream.members() if stream.peek() == "{" else ():
        if key != "entries" or stream.peek() != "[":
            stream.value()
            continue
        entries = take_entries(map(_what_is_read, stream.items()), source)
    if entries is None:
        raise BadFile(
            f"{source} holds no list of entries: export it again, or name its format with --format."
        )
    stream.end()
    return {"entries": entries}


def _what_is_read(one: object) -> object:
    return {name: one[name] for name in READ if name in one} if isinstance(one, dict) else one
