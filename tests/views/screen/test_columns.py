import pytest
from rendering import APPEARANCES, GLYPHS, WIDE, assert_golden, rendered

from modelway.views.screen.columns import Column, columns
from modelway.views.screen.theme import UNICODE

HEAD = [Column("Value"), Column("Nights", "right"), Column("Rate", "right"), Column("Evidence", wraps=True)]
ROWS = [
    [
        "Honesty",
        "5 of 7",
        "71 %",
        "The meeting went well, since I had told them on Monday already.",
    ],
    ["Care", "12 of 20", "60 %", "Listened.\nAsked twice."],
    ["Courage", "", "", ""],
]


@pytest.mark.parametrize(("name", "width"), [*APPEARANCES, WIDE])
def test_columns_look_as_agreed(name: str, width: int) -> None:
    block = columns(ROWS, head=HEAD, glyphs=GLYPHS[name], width=width)
    assert_golden(f"screen/columns-{name}-{width}", rendered(block, width, GLYPHS[name]))


def test_a_narrow_place_folds_each_row_under_its_first_cell() -> None:
    head = [*HEAD[:2], Column("Evidence")]
    block = columns([["Honesty", "5 of 7", "told"]], head=head, glyphs=UNICODE, width=24)
    assert block.plain == "Honesty\n  Nights\n    5 of 7\n  Evidence\n    told"


def test_two_wrapping_columns_share_what_is_left() -> None:
    head = [Column("One", wraps=True), Column("Two", wraps=True)]
    block = columns([["aaaa " * 10, "b"]], head=head, glyphs=UNICODE, width=40)
    assert block.plain.splitlines() == [
        "One" + " " * 34 + "Two",
        "aaaa aaaa aaaa aaaa aaaa aaaa aaaa   b",
        "aaaa aaaa aaaa",
    ]


def test_wide_characters_align() -> None:
    block = columns([["漢字", "1"], ["abcd", "2"]], head=[Column(), Column()], glyphs=UNICODE, width=40)
    assert block.plain == "漢字  1\nabcd  2"


def test_no_rows_are_an_empty_block_and_a_row_too_short_is_refused() -> None:
    assert columns([], head=HEAD, glyphs=UNICODE, width=80).plain == ""
    with pytest.raises(ValueError, match="zip"):
        columns([["Honesty"]], head=HEAD, glyphs=UNICODE, width=80)
