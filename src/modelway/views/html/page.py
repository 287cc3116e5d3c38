"""What a page holds, and how it becomes one self-contained file."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from modelway.views.html.drawing import Chart
from modelway.views.screen.text import make_safe
from modelway.views.screen.theme import HUES, UNICODE

TEMPLATES = Path(__file__).parent / "templates"


class Card(NamedTuple):
    """One value: its name, what has to be known beside it, its pictures, and its figures in words."""

    name: str
    definition: str
    charts: tuple[Chart, ...]
    figures: str
    told: tuple[str, ...]


class PracticeCard(NamedTuple):
    """A practice with its sign and what became of it; both are empty for one still ahead."""

    sign: str
    outcome: str
    day: str
    value: str
    sentence: str


class Told(NamedTuple):
    """A night with the words to its values, each with its name."""

    day: str
    lines: tuple[tuple[str, str], ...]


class GapLine(NamedTuple):
    """A value below its target: the words before its name, the name, the words behind it."""

    before: str
    name: str
    behind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A look back in the order it is read: strengths, the nights, the values, gaps, actions, tomorrow.

    All texts are plain; they are made harmless and escaped when the page is written. What is empty is left
    out. `key` names the signs of the overview, `notes` stand at the end, `step` is the next command with its
    reason, None on a page for someone else.
    """

    title: str
    name: str = ""
    lead: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    evidence: tuple[Told, ...] = ()
    overview_title: str = ""
    overview: Chart | None = None
    key: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    cards_title: str = ""
    cards: tuple[Card, ...] = ()
    gaps: tuple[GapLine, ...] = ()
    quiet: tuple[str, ...] = ()
    practices: tuple[PracticeCard, ...] = ()
    practice_charts: tuple[Chart, ...] = ()
    kept: tuple[str, ...] = ()
    written: tuple[tuple[str, str], ...] = ()
    ahead_title: str = ""
    ahead: tuple[PracticeCard, ...] = ()
    focus: str = ""
    notes: tuple[str, ...] = ()
    step: tuple[str, str] | None = None


def render(page: Page) -> str:
    """Render the page as one self-contained HTML file: no scripts, no links, styles and pictures inline."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    return environment.get_template("page.html.j2").render(page=page, hues=HUES["truecolor"])


def _harmless(printed: object) -> object:
    """Remove control characters from what a template prints; markup stays as it is."""
    return make_safe(printed, UNICODE) if type(printed) is str else printed
