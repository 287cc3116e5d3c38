"""Bytes of a JSON file -> plain data, with every failure told in one sentence."""

import json
from collections import Counter
from typing import NoReturn

from modelway.errors import BadFile
from modelway.exchange.fields import shown

BYTE_ORDER_MARK = "\ufeff"


def read_json(data: bytes, source: str) -> object:
    """The data of a JSON file: dicts, lists, texts, numbers, true and false, None.

    UTF-8 only, with or without a byte order mark. Texts come as they are, and may still hold lone surrogates
    that the file spelled out; see `domain.texts`.

    Args:
        data: The whole file.
        source: What sentences call it: its name, or "standard input".

    Raises:
        BadFile: It is empty, not UTF-8 or not JSON; an object holds a key twice; it holds NaN or Infinity, a
            number of thousands of digits, or lists too deep to follow.
    """
    text = _decoded(data, source)
    if not text or text.isspace():
        raise BadFile(f"{source} is empty: put some JSON into it.")

    try:
        parsed: object = json.loads(
            text,
            object_pairs_hook=lambda pairs: refuse_twins(pairs, source),
            parse_constant=lambda word: refuse_number(word, source),
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadFile(f"{source} is not JSON at {place} ({describe(error)}): mend it there.") from None
    except RecursionError:
        raise BadFile(f"{source} is nested too deep to read: hand in one night, or a list of them.") from None
    except ValueError:
        raise BadFile(f"{source} holds a number that is too long to read: shorten it.") from None
    return parsed


def refuse_twins(pairs: list[tuple[str, object]], source: str) -> dict[str, object]:
    """The object of these keys and values; raises BadFile where a key is there twice."""
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        twin, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise BadFile(f"{source} has the key {shown(twin)} twice in one object: keep one of them.")
    return mapping


def refuse_number(word: str, source: str) -> NoReturn:
    """Raise BadFile for NaN or Infinity."""
    raise BadFile(f"{source} holds {word}, which is not a number in JSON: write a number there, or null.")


def describe(error: json.JSONDecodeError) -> str:
    """Why something is not JSON, as it stands in brackets."""
    reason = error.msg.rstrip(": ").removesuffix(" at").removesuffix(" starting")
    return reason[:1].lower() + reason[1:]


def _decoded(data: bytes, source: str) -> str:
    try:
        return data.decode().removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise BadFile(
            f"{source} is not UTF-8 text (byte {error.start + 1} cannot be read): save it as UTF-8."
        ) from None
