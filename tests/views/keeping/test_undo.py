from datetime import UTC, datetime

import pytest
from rendering import WIDTHS, assert_golden, rendered

from modelway.domain.keeping.done import Done
from modelway.views.keeping.undo import brought_back, taken_back, to_take_back
from modelway.views.screen.theme import UNICODE

AT = datetime(2026, 11, 20, 21, 5, tzinfo=UTC)
PLAN = Done(3, "plan drop", "dropping “When [b]Ana\x1b speaks, I will listen.”", AT)
JOURNAL = Done(2, "journal", "the journal of Friday 20 November 2026", AT)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_done_is_said_in_words(width: int) -> None:
    taken = taken_back([PLAN, JOURNAL], 2, glyphs=UNICODE, width=width)
    brought = brought_back([JOURNAL], 1, glyphs=UNICODE, width=width)
    asked = to_take_back([JOURNAL] * 12 + [PLAN] * 30, glyphs=UNICODE, width=width)
    screens = (taken, brought, asked)
    assert_golden(f"keeping/undo-{width}", "\n".join(rendered(screen, width, UNICODE) for screen in screens))


def test_of_a_great_many_the_first_ones_and_the_last_are_told() -> None:
    told = to_take_back([JOURNAL] * 41 + [PLAN], glyphs=UNICODE, width=80).plain
    assert "42 commands" in told
    assert told.count("the journal of") == 10
    assert "• 31 more, and at last\n  • dropping" in told
    dozen = to_take_back([JOURNAL] * 12, glyphs=UNICODE, width=80).plain
    assert dozen.count("the journal of") == 12


def test_the_way_back_has_as_many_steps() -> None:
    assert taken_back([PLAN], 1, glyphs=UNICODE, width=80).plain.endswith("Next: modelway redo")
    assert taken_back([PLAN, JOURNAL], 2, glyphs=UNICODE, width=80).plain.endswith(
        "Next: modelway redo --steps 2"
    )


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (taken_back, "Nothing before that is left to take back."),
        (brought_back, "That was all that had been taken back."),
    ],
)
def test_fewer_steps_than_wished_are_said(draw, said: str) -> None:  # type: ignore[no-untyped-def]
    assert said in draw([PLAN], 2, glyphs=UNICODE, width=80).plain
    assert said not in draw([PLAN], 1, glyphs=UNICODE, width=80).plain
