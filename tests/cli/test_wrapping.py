"""Rows broken between words, on the screen as they are typed and as they are taken."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from modelway.cli.ask.wrapping import breaks, columns_of, wrapped

TEXTS = st.text(st.sampled_from("ab 田🌱é\u200d"), max_size=60)


@given(TEXTS, st.integers(8, 40))
@example("two  blanks", 8)
@example("tooolongaword and more", 8)
def test_the_rows_that_are_typed_are_those_that_are_taken(text: str, width: int) -> None:
    starts = breaks(text, width, 2, 2)
    rows = [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    assert "".join(rows) == text
    assert all(2 + columns_of(row.removesuffix(" ")) <= width for row in rows[:-1])
    shown = [f"  {row.removesuffix(' ')}" for row in rows[:-1]] + [f"  {rows[-1]}".rstrip()]
    assert wrapped(text, width, "  ", "  ") == shown


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("one two three", ["one two", "three"]),
        ("one twoo three", ["one twoo", "three"]),
        ("onetwothree four", ["onetwoth", "ree four"]),
        ("田中田中 田", ["田中田中", "田"]),
        ("", [""]),
    ],
)
def test_a_row_ends_between_words_where_it_can(text: str, rows: list[str]) -> None:
    assert wrapped(text, 8) == rows
