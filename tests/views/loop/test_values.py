from collections.abc import Callable
from datetime import date

import pytest
from examples import HONESTY
from rendering import APPEARANCES, GLYPHS, WIDTHS, assert_golden, rendered
from rich.cells import cell_len
from rich.text import Text

from modelway.domain.loop.next_steps import JournalState
from modelway.domain.loop.values import Definition, Role, Value
from modelway.domain.loop.wording import Hint, find_hints
from modelway.views.loop import value_questions, values
from modelway.views.screen.theme import UNICODE

NOVEMBER = date(2026, 11, 20)
CARE = Value(
    id="v2",
    slug="care",
    name="Care 🌱 [green]for[/green] the people around me",
    role=Role.TEAM_MEMBER,
    importance=10,
    target=0.75,
    position=2,
    defined_on=NOVEMBER,
    retired_on=None,
    definitions=(
        Definition(
            "d3", NOVEMBER, "People leave a talk with me\nfeeling heard.", ("Ask before I give advice",)
        ),
    ),
)
NOTHING_YET = Definition("d4", NOVEMBER, "", ())
BEGUN = CARE._replace(id="v3", slug="courage", name="Courage", position=3, definitions=(NOTHING_YET,))
RETIRED = CARE._replace(id="v4", slug="haste", name="Haste", position=4, retired_on=NOVEMBER)
ALL = [HONESTY, CARE, BEGUN, RETIRED]
REWORDED = HONESTY._replace(
    definitions=(
        *HONESTY.definitions,
        Definition("d5", NOVEMBER, "I say it first.", ("Name a risk when I see it",)),
    ),
)

ALL_DEFINED = JournalState()
SOME_BEGUN = JournalState(has_unfinished=True)
NONE = JournalState(has_values=False)
HINTS = [Hint("What would others see?", "Greet each person by name"), Hint("Name the moment.", "Greet")]

SCREENS: dict[str, Callable[..., Text]] = {
    "list": lambda **look: values.values_screen(ALL, SOME_BEGUN, **look),
    "list-empty": lambda **look: values.values_screen([], NONE, **look),
    "list-two": lambda **look: values.values_screen([HONESTY, CARE], ALL_DEFINED, **look),
    "show": lambda **look: values.value_screen(HONESTY, ALL, SOME_BEGUN, **look),
    "show-retired": lambda **look: values.value_screen(RETIRED, ALL, SOME_BEGUN, **look),
    "show-unfinished": lambda **look: values.value_screen(BEGUN, ALL, SOME_BEGUN, **look),
    "defined": lambda **look: values.defined([CARE, BEGUN], [CARE, BEGUN], SOME_BEGUN, thoughts=True, **look),
    "edited": lambda **look: values.edited(HONESTY, REWORDED, ALL, thoughts=True, **look),
    "retired": lambda **look: values.retired(RETIRED, ALL, SOME_BEGUN, **look),
    "restored": lambda **look: values.restored(CARE, ALL, SOME_BEGUN, **look),
    "moved": lambda **look: values.moved([CARE, HONESTY], ALL_DEFINED, **look),
    "opening": lambda **look: value_questions.opening([], **look),
    "opening-enough": lambda **look: value_questions.opening([HONESTY] * 5, **look),
    "going-on": lambda **look: value_questions.going_on(BEGUN, **look),
    "thought": lambda **look: value_questions.thought(HINTS, **look),
}
AMONG_THE_QUESTIONS = {"opening", "opening-enough", "going-on", "thought"}


def shown(name: str, width: int = 80) -> str:
    return rendered(SCREENS[name](glyphs=UNICODE, width=width), width, UNICODE)


@pytest.mark.parametrize(("glyphs", "width"), APPEARANCES)
def test_the_screens_of_values_look_as_agreed(glyphs: str, width: int) -> None:
    look = {"glyphs": GLYPHS[glyphs], "width": width}
    screens = [
        f"=== {name}\n{rendered(draw(**look), width, GLYPHS[glyphs])}" for name, draw in SCREENS.items()
    ]
    assert_golden(f"loop/values-{glyphs}-{width}", "\n".join(screens))


@pytest.mark.parametrize("width", [20, 33, *WIDTHS])
@pytest.mark.parametrize("name", SCREENS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    assert max(cell_len(line) for line in shown(name, width).splitlines()) <= width


@pytest.mark.parametrize("name", SCREENS)
def test_no_line_ends_in_spaces_and_only_what_follows_a_question_begins_with_an_empty_one(name: str) -> None:
    drawn = SCREENS[name](glyphs=UNICODE, width=80).plain
    assert [line for line in drawn.split("\n") if line != line.rstrip()] == []
    assert drawn.startswith("\n") == (name in {"going-on", "thought"})
    assert not drawn.endswith("\n")


@pytest.mark.parametrize(
    "name", sorted(SCREENS.keys() - {"opening", "opening-enough", "going-on", "thought"})
)
def test_every_screen_ends_with_the_one_next_thing_to_do(name: str) -> None:
    assert "Next: modelway" in shown(name).splitlines()[-1]


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ([HONESTY], "You have one value; two more make three, enough to model the way."),
        ([HONESTY, CARE], "You have two values; one more makes three, enough to model the way."),
        ([HONESTY, CARE, CARE._replace(id="v5")], ""),
        ([RETIRED], ""),
        (ALL, "Courage still waits for its definition and its first behavior."),
    ],
)
def test_what_is_missing_is_said_in_words(there: list[Value], said: str) -> None:
    assert values.missing(there, glyphs=UNICODE, width=80).plain.strip() == said


def test_a_thought_on_a_behavior_shows_its_hints_and_an_example_and_where_to_change_it() -> None:
    vague = CARE._replace(definitions=(CARE.definition._replace(behaviors=("Always be kind", "Ask")),))
    found = find_hints("Always be kind")
    screen = values.defined([vague], [vague], ALL_DEFINED, thoughts=True, glyphs=UNICODE, width=80).plain
    told = " ".join(screen.split())
    assert "“Always be kind”" in told
    assert found
    for hint in found:
        assert hint.what in told
    assert f"For example: {found[0].example}" in told
    assert "modelway values edit care" in told
    quiet = values.defined([vague], [vague], ALL_DEFINED, thoughts=False, glyphs=UNICODE, width=80).plain
    assert "thought" not in quiet


def test_a_value_with_a_definition_waits_for_its_behavior_alone() -> None:
    half = BEGUN._replace(definitions=(Definition("d4", NOVEMBER, "I speak up.", ()),))
    assert "Courage still waits for its first behavior." in rendered(
        values.value_screen(half, [half], SOME_BEGUN, glyphs=UNICODE, width=80), 80, UNICODE
    )


def test_without_a_change_the_screen_says_so() -> None:
    screen = values.edited(CARE, CARE, ALL, thoughts=True, glyphs=UNICODE, width=80).plain
    assert "Nothing was changed." in screen
    assert "thought" not in screen


def test_an_edit_brings_thoughts_on_new_behaviors_only() -> None:
    reworded = CARE._replace(definitions=(CARE.definition._replace(text="Heard."),))
    assert "thought" not in values.edited(CARE, reworded, ALL, thoughts=True, glyphs=UNICODE, width=80).plain


def test_the_list_as_data_has_numbers_for_the_active_ones_only() -> None:
    data = values.values_data([RETIRED, BEGUN, CARE, HONESTY])["values"]
    assert [(one["number"], one["slug"]) for one in data] == [
        (1, "honesty"),
        (2, "care"),
        (3, "courage"),
        (None, "haste"),
    ]
    assert data[1] == {
        "number": 2,
        "slug": "care",
        "name": "Care 🌱 [green]for[/green] the people around me",
        "definition": "People leave a talk with me\nfeeling heard.",
        "role": "team member",
        "importance": 10,
        "target": 0.75,
        "behaviors": ["Ask before I give advice"],
        "defined_on": "2026-11-20",
        "retired_on": None,
    }


def test_one_value_as_data_has_its_versions_the_oldest_first() -> None:
    data = values.value_data(HONESTY, ALL)
    assert {key: data[key] for key in data if key not in ("versions", "earlier_aims")} == values.values_data(
        ALL
    )["values"][0]
    assert data["versions"][0] == {
        "starts_on": "2026-01-01",
        "definition": "I do not lie.",
        "behaviors": ["I say what is so."],
    }
    assert data["versions"][1]["definition"] == data["definition"]
