"""Whatever a leader writes and however wide the terminal is, every screen fits and stays harmless."""

from examples import FORTNIGHT, HONESTY, KEPT, WEEK
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import rendered
from rich.cells import cell_len
from rich.text import Text

from modelway.domain.loop.nights import State
from modelway.domain.loop.values import Definition
from modelway.views.charts.grid import GridRow, legend, strip, week_grid
from modelway.views.loop.cards import practice_line, value_card
from modelway.views.screen.columns import Column, columns
from modelway.views.screen.layout import bullets, fields, heading, next_step, note, paragraph, section, stack
from modelway.views.screen.theme import ASCII, UNICODE, Glyphs

ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from("漢 \n\t👩\u200d\ufe0f\u0301🇩#1\x1bab"),
)
ANY_TEXT = st.text(ALPHABET, max_size=50)
ASCII_TEXT = st.text(st.characters(max_codepoint=127), max_size=50)
STATES = st.sampled_from([*State, None])


def every_block(words: str, states: list[State | None], glyphs: Glyphs, width: int) -> list[Text]:
    """One of each building block, with `words` in every place a leader's words can reach."""
    look = {"glyphs": glyphs, "width": width}
    week = [
        GridRow(words, tuple(states[:7]), "5 of 7", "71 %"),
        GridRow("Care", tuple(states[7:]), "14 of 14", words),
    ]
    fortnight = [GridRow(words, tuple(states), "14 of 14"), GridRow("Care", tuple(states))]
    value = HONESTY._replace(name=words, definitions=(Definition("d", WEEK[0], words, (words, words)),))
    practice = KEPT._replace(when=words, will=words, note=words)
    return [
        heading(words, words, **look),
        section("The week", words, **look),
        paragraph(words, **look),
        fields([("Store", words), ("Last backup", "Fri 20 Nov")], **look),
        bullets([words, "so"], **look),
        columns(
            [[words, "5 of 7", words]],
            head=[Column("A"), Column("B", "right"), Column("C", wraps=True)],
            **look,
        ),
        note(words, n=3, **look),
        strip(fortnight, FORTNIGHT, **look),
        week_grid(week, WEEK, **look),
        legend(fortnight, **look),
        value_card(value, 1, **look),
        practice_line(practice, value, **look),
        next_step(f"modelway values show {words}", words, **look),
    ]


@settings(deadline=None)
@given(
    ANY_TEXT,
    st.lists(STATES, min_size=14, max_size=14),
    st.sampled_from([UNICODE, ASCII]),
    st.integers(min_value=20, max_value=130),
)
def test_no_line_is_wider_than_the_terminal_and_nothing_reaches_it_that_it_could_obey(
    words: str, states: list[State | None], glyphs: Glyphs, width: int
) -> None:
    for block in every_block(words, states, glyphs, width):
        screen = rendered(block, width, glyphs)
        assert max(cell_len(line) for line in screen.split("\n")) <= width
        assert not [char for char in screen if (ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160]
        assert "\n" + screen == "\n" + "\n".join(line.rstrip() for line in screen.split("\n"))


@settings(deadline=None)
@given(ASCII_TEXT, st.lists(STATES, min_size=14, max_size=14), st.integers(min_value=20, max_value=130))
def test_with_ascii_signs_an_ascii_journal_stays_ascii(
    words: str, states: list[State | None], width: int
) -> None:
    for block in every_block(words, states, ASCII, width):
        assert rendered(block, width, ASCII).isascii()


@settings(deadline=None)
@given(
    st.lists(st.text("abcé漢", min_size=1, max_size=30), min_size=1), st.integers(min_value=20, max_value=130)
)
def test_a_leaders_words_are_wrapped_and_never_lost(words: list[str], width: int) -> None:
    text = " ".join(words)
    look = {"glyphs": UNICODE, "width": width}
    for block in (paragraph(text, **look), bullets([text], sign="", **look), fields([("", text)], **look)):
        assert "".join(block.plain.split()) == "".join(words)


@settings(deadline=None)
@given(st.lists(STATES, min_size=14, max_size=14))
def test_past_the_design_width_nothing_is_stretched(states: list[State | None]) -> None:
    at_80, at_120 = (stack(*every_block("Honesty", states, UNICODE, width)) for width in (80, 120))
    assert at_80.plain == at_120.plain
