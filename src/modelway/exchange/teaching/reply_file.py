"""What observers send back: text with one block for each form, out of a mail or a file."""

import re
from collections.abc import Iterator

from modelway.domain.loop.texts import clean_text
from modelway.domain.teaching.observers import (
    COULD_NOT_SEE,
    EXAMPLE,
    HIGHEST,
    HOW_OFTEN,
    LOWEST,
    WISH,
    FormAnswer,
    Reply,
)
from modelway.errors import BadFile, BadText

OPENED = re.compile(r"\[modelway form ([a-z0-9-]+)\]")
SECTION = re.compile(r"\[([a-z0-9-]+)\]")
LABELLED = re.compile(rf"({HOW_OFTEN}|{EXAMPLE}|{WISH})\b[^:]*:\s*(.*)", re.IGNORECASE)
QUOTED = re.compile(r"^(?:>\s?)+")
END = "end"
LONGEST = 5_000
BLIND = frozenset({"", "-", "–", "—", COULD_NOT_SEE})


def read_replies(data: bytes, source: str) -> list[Reply]:
    """Every form in a text, as it was sent back; lines that a mail quoted with ">" count too.

    Raises:
        BadFile: there is none in it, or an answer cannot be taken: the sentence names its line.
    """
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise BadFile(f"{source} is not UTF-8 text (byte {error.start + 1}): save it as UTF-8.") from None
    replies = []
    code, first = "", 0
    for number, line in enumerate([*lines, "[modelway form end]"]):
        opened = OPENED.search(line)
        if opened:
            if code:
                replies.append(Reply(code, _read_answers(lines[first:number], first, source)))
            code, first = opened[1], number + 1
    if not replies:
        raise BadFile(f"{source} holds no form: look for the line that begins with [modelway form.")
    return replies


def _read_answers(lines: list[str], before: int, source: str) -> dict[str, FormAnswer]:
    answers: dict[str, FormAnswer] = {}
    for slug, told in _sections(lines, before):
        often, number = told.get(HOW_OFTEN.lower(), ("", before))
        words = {label: " ".join(told.get(label.lower(), ("", 0))[0].split()) for label in (EXAMPLE, WISH)}
        try:
            kept = [clean_text(text, f"“{label}”", LONGEST) for label, text in words.items()]
        except BadText as refused:
            raise BadFile(f"In {source}, [{slug}]: {refused.sentence}") from None
        answers[slug] = FormAnswer("", "", _frequency(often, f"{source}, line {number}"), *kept)
    return answers


def _sections(lines: list[str], before: int) -> Iterator[tuple[str, dict[str, tuple[str, int]]]]:
    """Each value's short name with its labelled answers, and the line of each."""
    slug, label = "", ""
    told: dict[str, tuple[str, int]] = {}
    for number, line in enumerate([*lines, f"[{END}]"], start=before + 1):
        plain = QUOTED.sub("", line).strip()
        opened, labelled = SECTION.fullmatch(plain), LABELLED.match(plain)
        if opened:
            if slug and slug != END:
                yield slug, told
            slug, label, told = opened[1], "", {}
            if slug == END:
                return
        elif labelled:
            label = labelled[1].lower()
            told[label] = labelled[2], number
        elif label and label != HOW_OFTEN.lower() and plain:
            told[label] = f"{told[label][0]} {plain}", told[label][1]


def _frequency(text: str, place: str) -> int | None:
    words = text.strip().casefold()
    if words in BLIND:
        return None
    if words.isdecimal() and len(words) < 3 and LOWEST <= int(words) <= HIGHEST:
        return int(words)
    raise BadFile(
        f"{place}: {text.strip()[:40]!r} is no answer: use {LOWEST} to {HIGHEST}, or - for not seen."
    )
