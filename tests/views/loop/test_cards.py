from datetime import date

import pytest
from examples import HONESTY, KEPT, PRACTICE
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from modelway.domain.loop.practices import PracticeOutcome
from modelway.views.loop.cards import practice_line, value_card
from modelway.views.screen.layout import stack
from modelway.views.screen.theme import ASCII, UNICODE


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_the_cards_look_as_agreed(name: str, width: int) -> None:
    look = {"glyphs": GLYPHS[name], "width": width}
    screen = stack(
        value_card(HONESTY, 1, **look),
        value_card(HONESTY._replace(retired_on=date(2026, 12, 1)), **look),
        practice_line(PRACTICE, HONESTY, **look),
        practice_line(KEPT, HONESTY, **look),
    )
    assert_golden(f"loop/cards-{name}-{width}", rendered(screen, width, GLYPHS[name]))


def test_a_card_shows_the_wording_of_its_day() -> None:
    card = value_card(HONESTY, on=date(2026, 5, 31), glyphs=UNICODE, width=80).plain
    assert card.splitlines()[1:] == ["  I do not lie.", "  • I say what is so."]


def test_a_card_says_role_importance_and_target() -> None:
    assert value_card(HONESTY, 1, glyphs=UNICODE, width=80).plain.splitlines()[0].split("  ")[-1].strip() == (
        "leader · importance 8 · target 80 %"
    )


@pytest.mark.parametrize(
    ("outcome", "sign", "told"),
    [
        (None, "→", "due Sat 21 Nov"),
        (PracticeOutcome.KEPT, "✓", "Sat 21 Nov: kept"),
        (PracticeOutcome.PARTLY, "~", "Sat 21 Nov: partly"),
        (PracticeOutcome.NOT_KEPT, "✗", "Sat 21 Nov: not kept"),
        (PracticeOutcome.NO_CHANCE, "–", "Sat 21 Nov: no chance"),
    ],
)
def test_a_practice_wears_the_sign_of_what_became_of_it(
    outcome: PracticeOutcome | None, sign: str, told: str
) -> None:
    first, *_, last = practice_line(
        PRACTICE._replace(outcome=outcome), HONESTY, glyphs=UNICODE, width=80
    ).plain.splitlines()
    assert first.startswith(f"  {sign} Honesty  When the numbers slip")
    assert last.strip() == told


def test_a_note_of_the_leaders_is_harmless_and_whole() -> None:
    noted = KEPT._replace(note="[b]Ana\x1b[2J\nthanked me")
    lines = practice_line(noted, HONESTY, glyphs=ASCII, width=80).plain.splitlines()
    assert lines[-2:] == ["    Sat 21 Nov: kept | [b]Ana?[2J", "    thanked me"]
