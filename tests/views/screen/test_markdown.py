"""A leader's words within Markdown, read back by another program."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from modelway.views.screen.markdown import escape, escape_lines, table

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = list("\\`*_[]<>&|~$#+-=:.)!( \n\t1ab")
MARKUP = st.sampled_from([*SIGNS, "&amp;", "<b>", "](x)", "```", "---", "1. "])
ANY = st.lists(st.one_of(MARKUP, st.characters()), max_size=40).map("".join)
PLAIN = {"text", "softbreak", "hardbreak", "text_special"}


def read(markdown: str) -> list[Token]:
    return READER.parse(markdown)


def inline(markdown: str) -> list[Token]:
    return [child for token in read(markdown) for child in token.children or ()]


def text_of(markdown: str) -> str:
    return " ".join(
        "".join(" " if one.type.endswith("break") else one.content for one in inline(markdown)).split()
    )


def shown(text: str) -> str:
    """The text as a terminal may have it, on one line."""
    from modelway.views.screen.text import make_safe
    from modelway.views.screen.theme import UNICODE

    return " ".join(make_safe(text, UNICODE).split())


@given(ANY)
@example("1. one")
@example("1) one")
@example("- [ ] *a* _b_ `c` ~~d~~ <b>e</b> &amp; [f](http://g) ![h](i) http://j.k")
@example("# a\n===\n---\n> b\n\tcode\n```\n|x|y|\n|-|-|")
@example("a\\")
@example("<!-- a --> <?b?> <![CDATA[c]]>")
@example("[a]: http://b")
def test_one_line_reads_as_it_was_typed(text: str) -> None:
    markdown = escape(text)
    assert "\n" not in markdown
    assert {token.type for token in inline(markdown)} <= PLAIN
    assert [token.type for token in read(markdown)] in ([], ["paragraph_open", "inline", "paragraph_close"])
    assert text_of(markdown) == shown(text)


@given(ANY)
@example("a\n\n    code\n\n1. b\n2. c\n\n- d")
@example("Term\n: definition")
def test_several_lines_stay_paragraphs_of_text(text: str) -> None:
    markdown = escape_lines(text)
    assert {token.type for token in read(markdown)} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {token.type for token in inline(markdown)} <= PLAIN
    whole = " ".join(text_of(part) for part in markdown.split("\n\n"))
    assert " ".join(whole.split()) == shown(text)


@given(st.lists(ANY, min_size=1, max_size=4))
def test_a_cell_stays_in_its_place(names: list[str]) -> None:
    made = table(["Value", "Count"], [[escape(name), "5 of 7"] for name in names])
    tokens = read(made)
    assert [token.type for token in tokens].count("tr_open") == len(names) + 1
    cells = [token for token in tokens if token.type == "inline"]
    told = [" ".join("".join(one.content for one in cell.children or ()).split()) for cell in cells]
    assert told == ["Value", "Count", *(part for name in names for part in (shown(name), "5 of 7"))]


def test_a_list_item_and_a_bold_name_hold_any_text() -> None:
    for text in ("- a", "1. b", "**c**", "# d", "    e", "> f", "a*", "*"):
        markdown = f"- **{escape(text)}:** {escape(text)}"
        kinds = [token.type for token in inline(markdown)]
        assert [kind for kind in kinds if kind not in PLAIN] == ["strong_open", "strong_close"], text
        assert text_of(markdown) == f"{shown(text)}: {shown(text)}"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Told them.", "Told them."),
        ("a_b*c", r"a\_b\*c"),
        ("see http://a.b and www.c.d", r"see http\://a.b and www\.c.d"),
        ("well :smile:", r"well \:smile:"),
        ("12. a", r"12\. a"),
        ("+1", r"\+1"),
        ("a\x1b[2J\u202eb", "a\N{REPLACEMENT CHARACTER}\\[2J\N{REPLACEMENT CHARACTER}b"),
    ],
)
def test_no_more_is_escaped_than_has_to_be(text: str, markdown: str) -> None:
    assert escape(text) == markdown


def test_line_breaks_and_paragraphs_stay() -> None:
    assert escape_lines("a\nb\n\n\n  c\n") == "a  \nb\n\nc"
    assert escape_lines(" \n ") == ""
