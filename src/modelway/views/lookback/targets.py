"""The targets in force within a period, each with its nights and its verdict, in words and as JSON."""

from collections.abc import Callable
from datetime import date

from modelway.domain.figures.gaps import Gap, JudgedStretch
from modelway.views.screen.figures import format_percent, number_of
from modelway.views.screen.theme import Glyphs


def changed_target(gap: Gap, say_day: Callable[[date], str], glyphs: Glyphs) -> str:
    """Since when there is a new target, and how the nights before it are judged; empty without one."""
    if gap.target_since is None:
        return ""
    *earlier, newest = gap.stretches
    said = f"since {say_day(gap.target_since)}, {_stretch(newest, glyphs)}"
    return f"{said}; before, {'; '.join(_stretch(one, glyphs) for one in reversed(earlier))}"


def targets_data(gap: Gap) -> list[dict[str, object]]:
    """Every target in force within the period, oldest first, with the nights that are judged by it."""
    return [
        {
            "start": one.period.start.isoformat(),
            "end": one.period.end.isoformat(),
            "target": one.target,
            "demonstrated": one.tally.demonstrated,
            "opportunities": one.tally.opportunities,
            "verdict": one.judged.verdict.value,
        }
        for one in gap.stretches
    ]


def _stretch(one: JudgedStretch, glyphs: Glyphs) -> str:
    nights = f"{one.tally.demonstrated} of {number_of(one.tally.opportunities, 'night')}"
    return f"target {format_percent(one.target, glyphs)} ({nights}): {one.judged.words}"
