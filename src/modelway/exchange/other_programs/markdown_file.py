"""Nights as Markdown with front matter, as Obsidian and its like read it."""

import re
from collections.abc import Iterator, Sequence

from modelway.domain.loop.written_nights import WrittenNight
from modelway.exchange.other_programs.told_nights import told_answers, told_practices

# A line of the leader's that would begin a part of the document.
BEGINS_A_PART = re.compile(r"^(?=\\*(?:#|---))", re.MULTILINE)
NOTE, PRACTICES = "Note", "Practices"


def write_markdown(nights: Sequence[WrittenNight]) -> str:
    """One document: its front matter, then a heading for each night and each value below it."""
    days = [night.night.day for night in nights]
    names = dict.fromkeys(one.value.slug for night in nights for one in told_answers(night))
    front = ["---", "title: My journal"]
    if days:
        front += [f"from: {min(days)}", f"to: {max(days)}"]
    front += ["tags:", *(f"  - {name}" for name in ("modelway", *names)), "---", ""]
    return "\n".join(front) + "".join(_night(night) for night in nights)


def write_months(nights: Sequence[WrittenNight]) -> Iterator[tuple[str, str]]:
    """A name such as 2026-11.md and a document for each month that has a night."""
    months: dict[str, list[WrittenNight]] = {}
    for night in nights:
        months.setdefault(night.night.day.strftime("%Y-%m"), []).append(night)
    for month, found in months.items():
        yield f"{month}.md", write_markdown(found)


def escape_parts(text: str) -> str:
    """The text with a backslash before each line that would begin a heading or front matter."""
    return BEGINS_A_PART.sub(r"\\", text)


def _night(night: WrittenNight) -> str:
    parts = [f"\n## {night.night.day}\n"]
    if night.night.note:
        parts.append(f"\n### {NOTE}\n\n{escape_parts(night.night.note)}\n")
    for one in told_answers(night):
        title = f"{one.value.name}: {one.outcome}" if one.outcome else one.value.name
        parts.append(f"\n### {title}\n" + (f"\n{escape_parts(one.text)}\n" if one.text else ""))
    practices = list(told_practices(night))
    if practices:
        said = "\n".join(f"- {escape_parts(' '.join(one.split()))}" for one in practices)
        parts.append(f"\n### {PRACTICES}\n\n{said}\n")
    return "".join(parts)
