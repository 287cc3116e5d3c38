"""Any screen for a screen reader: a sentence a line, words for signs, neither columns nor rules."""

import re
from collections.abc import Callable
from typing import Any

from rich.text import Text

from modelway.views.screen.layout import join_lines, paragraph
from modelway.views.screen.theme import UNBROKEN, UNICODE, Glyphs

# Signs that no text holds, so that each can be told from what a leader wrote.
WORDS = {
    "\ue000": "demonstrated",
    "\ue001": "fell short",
    "\ue002": "missed",
    "\ue003": "no opportunity",
    "\ue004": "not answered",
    "\ue005": "yes",
    "\ue006": "partly",
    "\ue007": "no",
    "\ue008": "no chance",
    "\ue009": "to practise",
}
# What the history begins a line with.
MARKS = {"+ ": "added", "~ ": "changed", "- ": "removed"}
DASH, SEPARATOR, ARROW, SILENT = "\ue00a", "\ue00b", "\ue00c", "\ue00d"
SPOKEN = UNICODE._replace(
    **dict(
        zip(
            (
                *("demonstrated", "fell_short", "missed", "no_opportunity", "unanswered"),
                *("kept", "partly", "not_kept", "no_chance", "waiting"),
            ),
            WORDS,
            strict=True,
        )
    ),
    range_dash=DASH,
    separator=SEPARATOR,
    # Mathematics is then written in words too.
    minus="-",
    bullet=SILENT,
    arrow=ARROW,
    rule=SILENT,
    levels=SILENT * 8,
    thin_levels=SILENT * 4,
    night_levels=SILENT * 5,
    track=SILENT * 2,
    track_low=SILENT,
    track_high=SILENT,
    track_point=SILENT,
    track_target=SILENT * 2,
)
_SIGN = re.compile("|".join(WORDS))
_SPEECH = str.maketrans({DASH: " to ", SEPARATOR: ",", ARROW: ", now", SILENT: ""})
_ENDED = re.compile(r"[.:?!…,]”?$|\bmodelway( |$)")
_CLOSED = (".", "?", "!", ":", "…")


def draw_in_words(
    draw: Callable[..., Text], *arguments: Any, glyphs: Glyphs, width: int, **options: Any
) -> Text:
    """Draw the screen that `draw` makes of its arguments in words; `glyphs` are those of the terminal."""
    drawn = draw(*arguments, glyphs=SPOKEN, width=UNBROKEN, **options)
    said = re.sub(r"\n{3,}", "\n\n", "\n".join(map(_line, drawn.plain.split("\n")))).rstrip("\n")
    return join_lines([paragraph(line, glyphs=glyphs, width=width, indent=0) for line in said.split("\n")])


def _line(drawn: str) -> str:
    """A line in words, its cells one after the other; empty where it only draws."""
    cells = [said for cell in re.split(r" {2,}", drawn.strip()) if (said := _cell(cell))]
    said = ""
    for cell in cells:
        said += cell if not said else f" {cell}" if said.endswith(_CLOSED) else f", {cell}"
    return said if not said or _ENDED.search(said) else f"{said}."


def _cell(drawn: str) -> str:
    """A cell in words: its sign in front, with a colon; empty where it only says what a sign means."""
    shown = " ".join(drawn.translate(_SPEECH).replace(" ,", ",").split())
    if not shown.translate(dict.fromkeys(map(ord, WORDS), "")).strip():
        return ", ".join(WORDS[sign] for sign in shown if sign in WORDS)
    if shown[:2] in MARKS:
        return f"{MARKS[shown[:2]]}: {shown[2:]}"
    sign, text = (shown[0], shown[1:].strip()) if shown[0] in WORDS else ("", shown)
    text = _SIGN.sub(lambda found: WORDS[found[0]], text)
    meaning = WORDS.get(sign, "")
    if meaning and text in (meaning, "unanswered"):
        return ""
    return f"{meaning}: {text}" if meaning else text
