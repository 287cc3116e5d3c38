from datetime import date, timedelta

import pytest
from examples import FORTNIGHT, WEEK, fortnight_rows, states, week_rows, wide_rows
from rendering import APPEARANCES, GLYPHS, WIDE, WIDTHS, assert_golden, rendered
from rich.cells import cell_len

from modelway.views.charts.grid import GridRow, legend, strip, week_grid
from modelway.views.screen.layout import stack
from modelway.views.screen.theme import ASCII, UNICODE

at_every_width = pytest.mark.parametrize("width", WIDTHS)


@pytest.mark.parametrize(("name", "width"), [*APPEARANCES, WIDE])
def test_the_strip_looks_as_agreed(name: str, width: int) -> None:
    glyphs, rows = GLYPHS[name], fortnight_rows()
    screen = stack(
        strip(rows, FORTNIGHT, glyphs=glyphs, width=width), legend(rows, glyphs=glyphs, width=width)
    )
    assert_golden(f"charts/strip-{name}-{width}", rendered(screen, width, glyphs))


@pytest.mark.parametrize(("name", "width"), [*APPEARANCES, WIDE])
def test_the_week_looks_as_agreed(name: str, width: int) -> None:
    glyphs = GLYPHS[name]
    screen = week_grid(week_rows(glyphs), WEEK, glyphs=glyphs, width=width)
    assert_golden(f"charts/week-{name}-{width}", rendered(screen, width, glyphs))


@at_every_width
def test_wide_names_keep_the_columns(width: int) -> None:
    screen = strip(wide_rows(), FORTNIGHT, glyphs=UNICODE, width=width)
    assert_golden(f"charts/strip-wide-{width}", rendered(screen, width, UNICODE))


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 120])
@pytest.mark.parametrize("first", [FORTNIGHT[0] + timedelta(days=number) for number in range(7)])
def test_every_sign_stands_under_its_weekday_letter(width: int, first: date) -> None:
    days = [first + timedelta(days=number) for number in range(14)]
    row = GridRow("Courage", states("D" * 14), "14 of 14")
    lines = strip([row], days, glyphs=ASCII, width=width).plain.splitlines()
    letters = [place for place, char in enumerate(lines[1]) if char != " "]
    signs = next(line for line in lines if "#" in line)
    assert [place for place, char in enumerate(signs) if char == "#"] == letters
    assert "".join(lines[1].split()) == "".join("MTWTFSS"[day.weekday()] for day in days)


@pytest.mark.parametrize("width", [30, 40, 80])
def test_the_date_above_a_column_is_the_date_of_its_monday(width: int) -> None:
    row = GridRow("Courage", states("D" * 14), "14 of 14")
    dates, letters, *_ = strip([row], FORTNIGHT, glyphs=UNICODE, width=width).plain.splitlines()
    assert letters[dates.index("9 Nov")] == "M"
    assert letters[dates.index("16 Nov")] == "M"
    assert dates.split() == ["9", "Nov", "16", "Nov"]


def test_a_strip_that_starts_midweek_says_its_first_date_where_it_fits() -> None:
    days = [date(2026, 11, 10) + timedelta(days=number) for number in range(14)]
    row = GridRow("Courage", states("D" * 14), "14 of 14")
    dates = strip([row], days, glyphs=UNICODE, width=80).plain.splitlines()[0]
    assert " ".join(dates.split()) == "10 Nov 16 Nov 23 Nov"


def test_a_narrow_strip_shortens_names_and_a_narrow_week_moves_figures_below() -> None:
    narrow = strip(fortnight_rows(), FORTNIGHT, glyphs=UNICODE, width=40).plain.splitlines()
    assert len(narrow) == 2 + 3
    assert narrow[3].startswith("Care for")
    week = week_grid(week_rows(UNICODE), WEEK, glyphs=UNICODE, width=40).plain.splitlines()
    assert week[3].strip() == "3 of 4  75 % (30–95 %)"
    assert len(week) == 2 + 3 * 2


def test_a_night_not_over_yet_is_blank_and_only_its_place_tells_it_from_rest() -> None:
    rows = [GridRow("Care", states("R D"), "1 of 1")]
    assert strip(rows, WEEK[:3], glyphs=UNICODE, width=80).plain.splitlines()[2] == "  Care      ●   1 of 1"


def test_counts_align_at_their_right() -> None:
    rows = [GridRow("A", states("D"), "1 of 1"), GridRow("B", states("D"), "10 of 12")]
    first, second = strip(rows, WEEK[:1], glyphs=UNICODE, width=80).plain.splitlines()[2:]
    assert cell_len(first) == cell_len(second)


def test_the_legend_names_only_what_is_shown() -> None:
    shown = legend([GridRow("A", states("DMD "))], glyphs=UNICODE, width=80)
    assert shown.plain == "  ● demonstrated  ○ missed"
    rested = legend([GridRow("A", states("RF"))], glyphs=ASCII, width=80)
    assert rested.plain == "  / fell short  (blank) rest"
    assert legend([], glyphs=UNICODE, width=80).plain == ""


def test_nothing_to_show_is_an_empty_block_and_a_row_of_another_length_is_refused() -> None:
    assert strip([], WEEK, glyphs=UNICODE, width=80).plain == ""
    assert week_grid([GridRow("A", ())], [], glyphs=UNICODE, width=80).plain == ""
    with pytest.raises(ValueError, match="zip"):
        week_grid([GridRow("A", states("D"))], WEEK, glyphs=UNICODE, width=80)


def test_signs_wear_the_colour_of_their_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLORTERM", raising=False)
    rows = [GridRow("A", states("DFM"))]
    screen = rendered(strip(rows, WEEK[:3], glyphs=UNICODE, width=80), 80, UNICODE, color=True)
    assert screen.splitlines()[-1] == (
        "  A  \x1b[38;5;36m●\x1b[0m \x1b[38;5;166m◐\x1b[0m \x1b[38;5;175m○\x1b[0m"
    )
