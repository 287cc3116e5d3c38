"""The one look: the signs that carry the meaning, and the colours that only help."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from modelway.domain.loop.nights import Outcome, State
from modelway.domain.loop.practices import PracticeOutcome
from modelway.views.screen.signs import ANSWERS

DESIGN_WIDTH = 80
NARROWEST = 20
# As wide as no text is: every paragraph stays one line.
UNBROKEN = 100_000
ROOMY = 60


class Glyphs(NamedTuple):
    """Every sign a screen draws; each of the state and practice signs is one terminal cell wide.

    `levels`, `thin_levels` and `night_levels` hold a sign for each step, the lowest first; `track` and
    `track_target` one for beside an interval and one for upon it.
    """

    demonstrated: str
    fell_short: str
    missed: str
    no_opportunity: str
    unanswered: str
    rest: str
    kept: str
    partly: str
    not_kept: str
    no_chance: str
    waiting: str
    ellipsis: str
    range_dash: str
    minus: str
    bullet: str
    arrow: str
    rule: str
    separator: str
    opening_quote: str
    closing_quote: str
    apostrophe: str
    percent: str
    replacement: str
    levels: str
    thin_levels: str
    night_levels: str
    track: str
    track_low: str
    track_high: str
    track_point: str
    track_target: str

    def level(self, share: float, *, thin: bool = False) -> str:
        """The sign of a share, 0–1, in a line through time; `thin` for one that rests on too few."""
        return _step(share, self.thin_levels if thin else self.levels)

    def night(self, share: float) -> str:
        """The sign of a night by the share of values demonstrated: none, few, half, most, all."""
        if share in (0, 1):
            return self.night_levels[-1 if share else 0]
        return _step(share, self.night_levels[1:-1])

    def state(self, state: State | None) -> str:
        """The sign of one value on one night; None, a night that has not ended, is blank."""
        return " " if state is None else str(getattr(self, state.value))

    def outcome(self, outcome: Outcome | None) -> str:
        """The sign of an answer; None was asked and skipped, so it is unanswered."""
        return self.unanswered if outcome is None else str(getattr(self, outcome.value))

    def practice(self, outcome: PracticeOutcome | None) -> str:
        """The sign of what became of a practice; None is not reported yet."""
        return self.waiting if outcome is None else str(getattr(self, outcome.value))

    def quoted(self, text: str) -> str:
        """The text between quotation marks; `text` is taken as it is."""
        return f"{self.opening_quote}{text}{self.closing_quote}"


def _step(share: float, signs: str) -> str:
    """The sign of the step that a share, 0–1, lies on; the steps are equally high."""
    return signs[min(int(share * len(signs)), len(signs) - 1)]


UNICODE = Glyphs(
    **ANSWERS["unicode"],
    rest=" ",
    kept="✓",
    partly="~",
    not_kept="✗",
    no_chance="–",
    waiting="→",
    ellipsis="…",
    range_dash="–",
    minus="−",
    bullet="•",
    arrow="→",
    rule="─",
    separator="·",
    opening_quote="“",
    closing_quote="”",
    apostrophe="’",
    percent=" %",
    replacement="\N{REPLACEMENT CHARACTER}",
    levels="▁▂▃▄▅▆▇█",
    thin_levels="⡀⠄⠂⠁",
    night_levels="○◔◑◕●",
    track="·─",
    track_low="├",
    track_high="┤",
    track_point="●",
    track_target="│┼",
)

ASCII = Glyphs(
    **ANSWERS["ascii"],
    rest=" ",
    kept="+",
    partly="~",
    not_kept="x",
    no_chance="-",
    waiting=">",
    ellipsis="...",
    range_dash="-",
    minus="-",
    bullet="*",
    arrow="->",
    rule="-",
    separator="|",
    opening_quote='"',
    closing_quote='"',
    apostrophe="'",
    percent=" %",
    replacement="?",
    levels="0123456789",
    thin_levels=".-'",
    night_levels="o:=*#",
    track=".-",
    track_low="[",
    track_high="]",
    track_point="#",
    track_target="||",
)


ColorSystem = Literal["standard", "256", "truecolor"]

# Okabe and Ito's colours that have a contrast of 3:1 on white and on near-black. In terminals of sixteen
# colours the nearest ones would look alike or vanish on white, so those are chosen by name.
HUES: Mapping[ColorSystem, Mapping[str, str]] = {
    "truecolor": {"green": "#009E73", "vermilion": "#D55E00", "purple": "#CC79A7", "blue": "#0072B2"},
    "256": {"green": "color(36)", "vermilion": "color(166)", "purple": "color(175)", "blue": "color(25)"},
    "standard": {"green": "cyan", "vermilion": "magenta", "purple": "red", "blue": "blue"},
}

STYLES: Mapping[str, str] = {
    "screen.title": "bold",
    "screen.rule": "dim",
    "screen.note": "dim",
    "screen.label": "dim",
    "screen.name": "bold",
    "screen.strong": "bold",
    "screen.command": "bold blue",
    "state.demonstrated": "green",
    "state.fell_short": "vermilion",
    "state.missed": "purple",
    "state.no_opportunity": "dim",
    "state.unanswered": "dim",
    "state.rest": "none",
    "practice.kept": "green",
    "practice.partly": "vermilion",
    "practice.not_kept": "purple",
    "practice.no_chance": "dim",
    "practice.waiting": "blue",
}


def styles(system: ColorSystem | None) -> dict[str, str]:
    """Every style by name, its hue in the colours that the terminal has; None shows none of them."""
    hues = HUES[system or "truecolor"]
    return {name: " ".join(hues.get(word, word) for word in style.split()) for name, style in STYLES.items()}


def state_style(state: State | Outcome | None) -> str:
    """The style name of a state or an outcome; None (not ended yet, or skipped) is quiet."""
    return f"state.{state.value}" if state else "state.unanswered"


def practice_style(outcome: PracticeOutcome | None) -> str:
    """The style name of what became of a practice; None is not reported yet."""
    return f"practice.{outcome.value}" if outcome else "practice.waiting"


def margin(width: int) -> int:
    """The empty cells at the left of a screen's body: none where every cell is needed."""
    return 2 if width >= ROOMY else 0


def readable(width: int) -> int:
    """The cells a screen uses of a terminal that is `width` wide: never stretched past the design width."""
    if width >= UNBROKEN:
        return width
    return max(NARROWEST, min(width, DESIGN_WIDTH))
