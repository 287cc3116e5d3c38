"""The screen of `modelway status`."""

from datetime import time

import pytest
from rendering import GLYPHS, assert_golden, rendered

from journals import FRIDAY
from modelway.domain.loop.nights import Outcome
from modelway.views.prompting.status import NEXT, TOLD, status_screen
from modelway.views.prompting.tonight import short_status
from modelway.views.screen.signs import ANSWERS
from modelway.views.screen.theme import UNICODE

ANSWERED = ("demonstrated", "fell_short", "unanswered")


@pytest.mark.parametrize(("name", "width"), [("unicode", 80), ("ascii", 40)])
def test_the_screen_looks_as_agreed(name: str, width: int) -> None:
    shown = status_screen(FRIDAY, "begun", ANSWERED, time(21, 30), glyphs=GLYPHS[name], width=width)
    assert_golden(f"prompting/status-{name}-{width}", rendered(shown, width, GLYPHS[name]))


@pytest.mark.parametrize("state", TOLD)
def test_every_state_ends_with_its_next_command(state: str) -> None:
    answers = None if state == "waiting" else ()
    shown = status_screen(FRIDAY, state, answers, time(21, 30), glyphs=UNICODE, width=80)
    assert shown.plain.rstrip().endswith(f"Next: {NEXT[state][0]}")


def test_every_outcome_has_its_sign() -> None:
    for signs in ANSWERS:
        drawn = short_status(list(Outcome), "written", time(21, 30), signs=signs)
        assert len(set(drawn)) == len(Outcome)
