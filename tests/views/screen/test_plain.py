"""A screen in words: each sign said, nothing drawn, what a leader wrote untouched."""

import pytest
from rich.text import Text

from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.views.screen.layout import bullets, heading, join_lines, next_step, paragraph, safe_text, stack
from modelway.views.screen.plain import SPOKEN, WORDS, draw_in_words
from modelway.views.screen.theme import ASCII, UNICODE, Glyphs


def in_words(*blocks: object, width: int = 80, glyphs: Glyphs = UNICODE) -> str:
    def draw(*, glyphs: Glyphs, width: int) -> Text:
        return stack(*(block(glyphs=glyphs, width=width) for block in blocks))  # type: ignore[operator]

    return draw_in_words(draw, glyphs=glyphs, width=width).plain


def test_a_heading_is_a_sentence_and_has_no_rule() -> None:
    assert in_words(lambda **look: heading("Your values", "4 values", **look)) == "Your values, 4 values."


@pytest.mark.parametrize("outcome", Outcome)
def test_a_sign_in_front_is_a_word(outcome: Outcome) -> None:
    def line(*, glyphs: Glyphs, width: int) -> Text:
        return Text(f"  {glyphs.outcome(outcome)} Honesty  Told them first")

    assert in_words(line) == f"{outcome.words}: Honesty, Told them first."


def test_each_sign_has_its_word() -> None:
    signs = [SPOKEN.outcome(one) for one in (*Outcome, None)]
    signs += [SPOKEN.practice(one) for one in (*PracticeOutcome, None)]
    assert len({WORDS[sign] for sign in signs}) == len(WORDS)


def test_signs_in_a_row_are_listed_and_a_legend_is_left_out() -> None:
    def grid(*, glyphs: Glyphs, width: int) -> Text:
        row = f"Honesty  {glyphs.demonstrated} {glyphs.missed}"
        return join_lines(
            [Text(row), Text(""), Text(f"{glyphs.demonstrated} demonstrated  {glyphs.missed} missed")]
        )

    assert in_words(grid) == "Honesty, demonstrated, missed."


def test_long_text_stays_one_sentence_and_is_broken_to_the_terminal_alone() -> None:
    long = (
        "I say what is so, early and plainly, also when it costs me, and I ask to hear the same from others."
    )
    shown = in_words(lambda **look: bullets([long], **look), width=40)

    assert " ".join(shown.split()) == long
    assert max(map(len, shown.splitlines())) <= 40


def test_a_command_stays_as_it_is_typed() -> None:
    shown = in_words(lambda **look: next_step("modelway journal", "Three minutes.", **look))
    assert shown.endswith("Next: modelway journal")


def test_what_a_leader_wrote_is_untouched_but_for_what_no_terminal_may_get() -> None:
    written = "● – · it's 5–6 % \x1b[31mred"
    shown = in_words(lambda **look: paragraph(safe_text(written, UNICODE), **look), glyphs=UNICODE)
    assert "● – · it's 5–6 %" in shown
    assert "\x1b" not in shown


def test_ranges_and_separators_are_said() -> None:
    def line(*, glyphs: Glyphs, width: int) -> Text:
        return Text(f"leader {glyphs.separator} 40{glyphs.range_dash}100 %")

    assert in_words(line, glyphs=ASCII) == "leader, 40 to 100 %."
