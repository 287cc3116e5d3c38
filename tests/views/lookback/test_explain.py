"""What an explanation looks like, and the JSON that goes with it."""

import pytest
from rendering import APPEARANCES, GLYPHS, WIDTHS, assert_golden, rendered
from rich.cells import cell_len

from lettered import COURAGE, HONESTY, MONDAY, ONE_DAY, Journal
from modelway.domain.days.periods import Period
from modelway.domain.lookback.explaining.explanation import Explanation, Figure
from modelway.domain.lookback.explaining.figures import ABOUT, Of, explain
from modelway.domain.loop.next_steps import JournalState
from modelway.views.lookback.explain import explanation_data, explanation_screen, figures_data, figures_screen
from modelway.views.screen.theme import ASCII, UNICODE, Glyphs

WEEKS = "DDFDDMDDFFDDN DDMDDDDDDDFDFDDDDDDDDDFFDDDMDDNDDDDDDDDDDD"
LAST_WEEKS = Period(MONDAY + 28 * ONE_DAY, MONDAY + 55 * ONE_DAY)


@pytest.fixture
def journal() -> Journal:
    """Eight weeks of two values, with a night that was missed, and practices of every fate."""
    return Journal({HONESTY: WEEKS, COURAGE: WEEKS[::-1].replace(" ", "N")}, "KPKXCKQKKP" * 5)


def told(journal: Journal, figure: Figure) -> Explanation:
    value = None if ABOUT[figure].of is Of.JOURNAL else HONESTY
    return explain(figure, journal.records(LAST_WEEKS), value)


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
@pytest.mark.parametrize("figure", [Figure.RATE, Figure.GAP, Figure.TREND, Figure.STREAK])
def test_an_explanation(journal: Journal, figure: Figure, name: str, width: int) -> None:
    shown = explanation_screen(told(journal, figure), glyphs=GLYPHS[name], width=width)
    assert_golden(f"lookback/explain-{figure.value}-{name}-{width}", rendered(shown, width, GLYPHS[name]))


@pytest.mark.parametrize(
    "figure", sorted(set(Figure) - {Figure.RATE, Figure.GAP, Figure.TREND, Figure.STREAK})
)
def test_every_other_figure_at_the_design_width(journal: Journal, figure: Figure) -> None:
    shown = explanation_screen(told(journal, figure), glyphs=UNICODE, width=80)
    assert_golden(f"lookback/explain-{figure.value}-unicode-80", rendered(shown, 80, UNICODE))


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_the_list_of_figures(name: str, width: int) -> None:
    shown = figures_screen(glyphs=GLYPHS[name], width=width)
    assert_golden(f"lookback/explain-list-{name}-{width}", rendered(shown, width, GLYPHS[name]))


def test_at_the_design_width_the_list_has_a_line_for_each_figure() -> None:
    screen = figures_screen(glyphs=UNICODE, width=80).plain
    assert [line.split()[0] for line in screen.split("\n")[3:15]] == [figure.value for figure in Figure]


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("width", [20, *WIDTHS])
def test_every_explanation_fits_and_ends_with_a_command(
    journal: Journal, figure: Figure, glyphs: Glyphs, width: int
) -> None:
    screen = rendered(explanation_screen(told(journal, figure), glyphs=glyphs, width=width), width, glyphs)
    assert max(cell_len(line) for line in screen.split("\n")) <= width
    assert "Next: modelway" in " ".join(screen.split())
    assert screen.isascii() or glyphs is UNICODE


@pytest.mark.parametrize("figure", Figure)
def test_without_a_night_every_explanation_says_what_it_would_need(figure: Figure) -> None:
    screen = explanation_screen(told(Journal({HONESTY: ""}), figure), glyphs=UNICODE, width=80).plain
    assert "It would need " in screen
    assert "The formula" in screen
    assert "With your numbers" not in screen


def test_without_any_value_it_leads_to_the_values() -> None:
    records = Journal({HONESTY: ""}).records()._replace(values=[])
    explained = explain(Figure.GAP, records, None)._replace(state=JournalState(has_values=False))
    screen = explanation_screen(explained, glyphs=UNICODE, width=80).plain
    assert screen.startswith("Gap  ")
    assert screen.endswith("Next: modelway values define")


def test_a_chosen_value_is_said_to_be_chosen(journal: Journal) -> None:
    one = told(journal, Figure.RATE)
    said = "No value was named, so this is the one to look at first"
    assert said in explanation_screen(one._replace(chosen=True), glyphs=UNICODE, width=80).plain
    assert said not in explanation_screen(one, glyphs=UNICODE, width=80).plain


@pytest.mark.parametrize("figure", [Figure.GAP, Figure.NEGLECTED, Figure.LIFT])
def test_no_plan_is_offered_for_a_retired_value(journal: Journal, figure: Figure) -> None:
    one = told(journal, figure)
    assert explanation_screen(one, glyphs=UNICODE, width=80).plain.endswith("modelway plan add honesty")
    retired = one._replace(value=HONESTY._replace(retired_on=MONDAY))
    assert explanation_screen(retired, glyphs=UNICODE, width=80).plain.endswith("Next: modelway trends")


def test_a_name_from_elsewhere_reaches_no_terminal_as_a_command() -> None:
    named = HONESTY._replace(name="Hon\x1b[31mesty [bold]")
    shown = told(Journal({named: "DDF"}), Figure.WEEKDAYS)
    screen = explanation_screen(shown._replace(of=named.name), glyphs=UNICODE, width=80).plain
    assert "\x1b" not in screen
    assert "[bold]" in screen


KEYS_OF_A_RESULT = {
    Figure.RATE: ["rate", "low", "high"],
    Figure.GAP: ["gap", "priority", "place", "verdict"],
    Figure.FOLLOW_THROUGH: ["strict", "low", "high", "credited", "credited_low", "credited_high"],
    Figure.CHANGE: ["difference", "low", "high", "level", "verdict"],
    Figure.TREND: ["z", "p", "adjusted_p", "design_effect", "level", "verdict"],
    Figure.SLOPE: ["slope"],
    Figure.CONSISTENCY: ["score"],
    Figure.STREAK: ["streak"],
    Figure.COVERAGE: ["rate"],
    Figure.NEGLECTED: ["verdict"],
    Figure.WEEKDAYS: ["weekday", "p", "adjusted_p", "comparisons", "verdict"],
    Figure.LIFT: ["difference", "low", "high", "level", "verdict"],
}


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("line", [WEEKS, ""], ids=["told", "untold"])
def test_the_keys_of_an_explanation_are_a_promise(figure: Figure, line: str) -> None:
    data = explanation_data(told(Journal({HONESTY: line}, "KPKX" * 9), figure))
    assert list(data) == [
        *("figure", "value", "period", "formula", "counts", "steps", "result", "source", "caveats")
    ]
    result = data["result"]
    assert isinstance(result, dict)
    assert list(result) == ["words", "n", "needs", *KEYS_OF_A_RESULT[figure]]


COUNTS = {
    Figure.RATE: ["demonstrated", "fell_short", "missed", "no_opportunity", "unanswered", "rest"],
    Figure.GAP: [
        *("demonstrated", "fell_short", "missed", "no_opportunity", "unanswered", "rest"),
        *("target", "importance", "importance_of_all"),
    ],
    Figure.FOLLOW_THROUGH: ["kept", "partly", "not_kept", "no_chance", "unreported"],
    Figure.CHANGE: ["demonstrated", "opportunities", "demonstrated_before", "opportunities_before"],
    Figure.TREND: ["answers", "yes", "no"],
    Figure.SLOPE: ["weeks", "pairs"],
    Figure.CONSISTENCY: ["journaled", "missed", "rest"],
    Figure.STREAK: ["nights", "missed"],
    Figure.COVERAGE: ["journaled", "nights", "rest"],
    Figure.NEGLECTED: [
        *("demonstrated", "fell_short", "missed", "no_opportunity", "unanswered", "rest"),
        "demonstrated_tonight",
    ],
    Figure.WEEKDAYS: [
        *("demonstrated", "opportunities", "demonstrated_other_weekdays", "opportunities_other_weekdays"),
        "comparisons",
    ],
    Figure.LIFT: ["demonstrated", "opportunities", "demonstrated_without", "opportunities_without"],
}


@pytest.mark.parametrize("figure", Figure)
def test_the_names_of_the_counts_are_a_promise(journal: Journal, figure: Figure) -> None:
    assert list(told(journal, figure).counts) == COUNTS[figure]


def test_numbers_are_not_rounded_and_what_cannot_be_told_is_none(journal: Journal) -> None:
    data = explanation_data(told(Journal({HONESTY: WEEKS[:28] + "DDF"}), Figure.RATE))
    assert data["value"] == "honesty"
    assert data["period"] == {"start": "2026-09-28", "end": "2026-10-25"}
    assert data["steps"][0] == {"name": "rate", "arithmetic": "2 / (2 + 1 + 0)", "equals": 2 / 3}  # type: ignore[index]
    untold = explanation_data(told(Journal({HONESTY: ""}), Figure.RATE))["result"]
    assert untold == {
        "words": "No night has been written yet.",
        "n": 0,
        "needs": "one night that calls for it, answered with demonstrated, fell short or missed.",
        "rate": None,
        "low": None,
        "high": None,
    }


def test_the_list_as_data_names_what_each_figure_is_about() -> None:
    listed = figures_data()["figures"]
    assert isinstance(listed, list)
    assert [one["figure"] for one in listed] == [figure.value for figure in Figure]
    assert {one["of"] for one in listed} == {"value", "value_or_all", "journal"}
    assert list(listed[0]) == ["figure", "title", "says", "of"]
