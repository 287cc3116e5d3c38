import pytest
from rendering import APPEARANCES, GLYPHS, WIDE, assert_golden, rendered
from rich.text import Text

from modelway.views.screen.layout import (
    bullets,
    fields,
    heading,
    join_lines,
    next_step,
    note,
    paragraph,
    safe_text,
    section,
    stack,
)
from modelway.views.screen.theme import UNICODE

LONG = "I told the board on Monday what we did not know yet, and by when we would, before anybody had asked."


def shown(block: Text, width: int = 40) -> str:
    return rendered(block, width, UNICODE)


@pytest.mark.parametrize(("name", "width"), [*APPEARANCES, WIDE])
def test_the_building_blocks_look_as_agreed(name: str, width: int) -> None:
    look = {"glyphs": GLYPHS[name], "width": width}
    screen = stack(
        heading("Evening of Friday 20 November", "3 of 5 answered", **look),
        paragraph(f"{LONG}\n\nThat was all.", **look),
        section("Your journal", "kept safe", **look),
        fields([("Store", "journal.db"), ("Last backup", "Fri 20 Nov"), ("Words", LONG)], **look),
        bullets(["Short.", LONG], **look),
        note("Association, not cause.", n=28, **look),
        next_step("modelway journal", "Tonight is still open.", **look),
    )
    assert_golden(f"screen/layout-{name}-{width}", rendered(screen, width, GLYPHS[name]))


def test_a_heading_and_its_note_share_a_line_where_they_fit() -> None:
    assert shown(heading("Week", "n = 5", glyphs=UNICODE, width=20)) == f"Week           n = 5\n{'─' * 20}\n"
    assert shown(heading("A longer title", "n = 5", glyphs=UNICODE, width=20)).splitlines()[:2] == [
        "A longer title",
        "n = 5",
    ]


def test_a_leaders_words_are_never_markup_and_never_reach_the_terminal_as_controls() -> None:
    screen = shown(paragraph("[red]so[/red] \x1b[31m :smile:", glyphs=UNICODE, width=60), 60)
    assert screen == "  [red]so[/red] \N{REPLACEMENT CHARACTER}[31m :smile:\n"


def test_a_styled_text_with_something_harmful_in_it_loses_its_styles_not_its_words() -> None:
    harmful = Text("so\x9bit", style="bold")
    assert safe_text(harmful, UNICODE).plain == "so\N{REPLACEMENT CHARACTER}it"
    styled = Text("so it is", style="bold")
    assert safe_text(styled, UNICODE) is styled


def test_a_paragraph_keeps_its_line_breaks_and_its_indent() -> None:
    assert shown(paragraph("one\n\ntwo three", glyphs=UNICODE, width=20, indent=13)) == (
        " " * 13 + "one\n\n" + " " * 13 + "two\n" + " " * 13 + "three\n"
    )


def test_fields_go_below_their_labels_rather_than_break_a_word() -> None:
    path = "~/.local/share/modelway/journal.db"
    assert shown(fields([("Last backup", path)], glyphs=UNICODE, width=40)) == f"Last backup\n  {path}\n"
    assert shown(fields([("Store", "here")], glyphs=UNICODE, width=40)) == "Store  here\n"


def test_no_fields_and_no_bullets_are_empty_blocks_that_leave_no_trace_in_a_stack() -> None:
    look = {"glyphs": UNICODE, "width": 40}
    assert stack(Text("a"), fields([], **look), bullets([], **look), Text("b")).plain == "a\n\nb"
    assert stack(Text("a"), Text("b"), gap=0).plain == "a\nb"


def test_the_command_has_the_last_line_to_itself_when_both_do_not_fit() -> None:
    short = next_step("modelway review", "The week is over.", glyphs=UNICODE, width=80)
    assert short.plain == "The week is over.  Next: modelway review"
    narrow = next_step("modelway review", "The week is over.", glyphs=UNICODE, width=30)
    assert narrow.plain == "The week is over.\nNext: modelway review"
    assert next_step("modelway review", "", glyphs=UNICODE, width=80).plain == "Next: modelway review"


def test_a_note_says_what_it_rests_on() -> None:
    look = {"glyphs": UNICODE, "width": 40}
    assert note("Too few to tell.", n=1, **look).plain == "Too few to tell (n = 1 night)."
    assert note("Too few to tell.", **look).plain == "Too few to tell."


def test_bullets_may_carry_another_sign() -> None:
    block = bullets(["one"], glyphs=UNICODE, width=40, indent=3, sign=UNICODE.arrow)
    assert block.plain == "   → one"


def test_spaces_at_line_ends_go_and_the_given_lines_stay_as_they_were() -> None:
    line = Text("so  ")
    assert join_lines([line, Text("it")]).plain == "so\nit"
    assert line.plain == "so  "


def test_titles_and_commands_stand_out_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLORTERM", raising=False)
    step = next_step("modelway journal", "", glyphs=UNICODE, width=80)
    colored = rendered(step, 80, UNICODE, color=True)
    assert colored == "\x1b[2mNext: \x1b[0m\x1b[1;38;5;25mmodelway journal\x1b[0m\n"


def test_wrapping_keeps_the_styles_of_a_text() -> None:
    block = paragraph(Text.assemble("plain words and ", ("bold ones", "bold")), glyphs=UNICODE, width=20)
    last = block.split("\n")[-1]
    assert last.plain == "ones"
    assert [str(span.style) for span in last.spans] == ["bold"]
