from itertools import combinations

import pytest
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style

from modelway.domain.loop.nights import Outcome, State
from modelway.domain.loop.practices import PracticeOutcome
from modelway.views.screen.theme import (
    ASCII,
    HUES,
    STYLES,
    UNICODE,
    margin,
    practice_style,
    readable,
    state_style,
    styles,
)


def test_the_states_have_the_signs_of_the_design() -> None:
    assert [UNICODE.state(state) for state in State] == ["●", "◐", "○", "–", "·", " "]
    assert [ASCII.state(state) for state in State] == ["#", "/", "o", "-", ".", " "]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_every_state_practice_and_outcome_sign_takes_one_cell(glyphs) -> None:
    signs = [glyphs.state(state) for state in (*State, None)]
    signs += [glyphs.practice(outcome) for outcome in (*PracticeOutcome, None)]
    signs += [glyphs.outcome(outcome) for outcome in (*Outcome, None)]
    assert {cell_len(sign) for sign in signs} == {1}


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_no_two_states_and_no_two_practice_outcomes_share_a_sign(glyphs) -> None:
    assert len({glyphs.state(state) for state in State}) == len(State)
    assert len({glyphs.practice(outcome) for outcome in (*PracticeOutcome, None)}) == len(PracticeOutcome) + 1


def test_every_ascii_twin_is_ascii() -> None:
    assert all(sign.isascii() for sign in ASCII)
    assert all(ASCII)


def test_an_outcome_is_drawn_as_the_state_it_means_and_a_skipped_one_as_unanswered() -> None:
    assert [UNICODE.outcome(outcome) for outcome in (*Outcome, None)] == ["●", "◐", "○", "–", "·"]


def test_quotation_marks_have_twins() -> None:
    assert (UNICODE.quoted("so"), ASCII.quoted("so")) == ("“so”", '"so"')


@pytest.mark.parametrize("hue", HUES["truecolor"].values())
@pytest.mark.parametrize("background", ["#FFFFFF", "#1E1E1E"])
def test_every_hue_reads_on_white_and_on_near_black(hue: str, background: str) -> None:
    lighter, darker = sorted((luminance(hue), luminance(background)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3


@pytest.mark.parametrize("system", HUES)
def test_hues_stay_apart_where_colours_are_fewer(system) -> None:
    shown = [Color.parse(hue) for hue in HUES[system].values()]
    assert all(one != other for one, other in combinations(shown, 2))


def test_256_colours_come_near_the_hues() -> None:
    for name, hue in HUES["truecolor"].items():
        meant, shown = Color.parse(hue).get_truecolor(), Color.parse(HUES["256"][name]).get_truecolor()
        assert max(abs(one - other) for one, other in zip(meant, shown, strict=True)) <= 32


@pytest.mark.parametrize("system", HUES)
def test_no_style_is_left_without_its_hue(system) -> None:
    assert styles(system)["state.demonstrated"] == HUES[system]["green"]
    assert styles(system)["screen.command"] == f"bold {HUES[system]['blue']}"


def test_every_style_name_a_state_or_practice_asks_for_is_there_and_parses() -> None:
    names = {state_style(state) for state in (*State, *Outcome, None)}
    names |= {practice_style(outcome) for outcome in (*PracticeOutcome, None)}
    assert names <= set(STYLES)
    assert all(Style.parse(style) is not None for style in styles("256").values())


def test_a_screen_is_never_stretched_past_the_design_width() -> None:
    assert [readable(width) for width in (5, 40, 80, 120)] == [20, 40, 80, 80]
    assert [margin(width) for width in (40, 59, 60, 120)] == [0, 0, 2, 2]


def luminance(hue: str) -> float:
    """Relative luminance of an sRGB colour, 0–1 (WCAG 2.2)."""
    channels = [int(hue[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
