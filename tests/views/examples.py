"""Values, nights and practices that the screens of these tests show."""

from datetime import date, timedelta

from modelway.domain.loop.nights import State
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import Definition, Role, Value
from modelway.views.charts.grid import GridRow
from modelway.views.screen.figures import format_rate
from modelway.views.screen.theme import Glyphs

LETTERS = dict(zip("DFMNUR", State, strict=True)) | {" ": None}
MONDAY = date(2026, 11, 16)
WEEK = [MONDAY + timedelta(days=number) for number in range(7)]
FORTNIGHT = [date(2026, 11, 7) + timedelta(days=number) for number in range(14)]


def states(letters: str) -> tuple[State | None, ...]:
    """One state per letter: D F M N U R, and a space for a night that has not ended."""
    return tuple(LETTERS[letter] for letter in letters)


def fortnight_rows() -> list[GridRow]:
    return [
        GridRow("Honesty", states("DDFDURRDDNDFDD"), "8 of 10"),
        GridRow("Care for the people around me", states("MDDDURRNDDDMDF"), "7 of 10"),
        GridRow("Courage", states("NNNFURRNNNMND "), "1 of 3"),
    ]


def week_rows(glyphs: Glyphs) -> list[GridRow]:
    return [
        GridRow("Honesty", states("DNDFD  "), "3 of 4", format_rate(0.75, 0.300642, 0.954413, glyphs)),
        GridRow(
            "Care for the people around me",
            states("DDDMF  "),
            "3 of 5",
            format_rate(0.6, 0.2307, 0.8824, glyphs),
        ),
        GridRow("Courage", states("NNRNU  "), "", "no opportunity"),
    ]


def wide_rows() -> list[GridRow]:
    return [
        GridRow("勇気", states("DDFDURRDDNDFDD"), "8 of 10"),
        GridRow("Focus 👩‍💻 at work", states("MDDDURRNDDDMDF"), "7 of 10"),
        GridRow("Zoe\u0301", states("NNNFURRNNNMND "), "1 of 3"),
    ]


HONESTY = Value(
    id="v1",
    slug="honesty",
    name="Honesty",
    role=Role.LEADER,
    importance=8,
    target=0.8,
    position=1,
    defined_on=date(2026, 1, 1),
    retired_on=None,
    definitions=(
        Definition("d1", date(2026, 1, 1), "I do not lie.", ("I say what is so.",)),
        Definition(
            "d2",
            date(2026, 6, 1),
            "I say what is so, early and plainly, also when it costs me, and I ask to hear the same.",
            (
                "I name a risk in the meeting in which I first see it.",
                "When I do not know, I say so, and by when I will.",
            ),
        ),
    ),
)

PRACTICE = Practice(
    id="p1",
    value_id="v1",
    planned_on=date(2026, 11, 20),
    due_on=date(2026, 11, 21),
    when="the numbers slip and the room goes quiet",
    will="say so in the same meeting, before I am asked",
)
KEPT = PRACTICE._replace(outcome=PracticeOutcome.KEPT, note="Ana thanked me.")
