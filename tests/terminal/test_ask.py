"""The questions as a leader meets them: in a real terminal, key by key."""

import json
import re
import signal
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from terminal import Terminal

Ask = Callable[..., Terminal]
WIDTHS = pytest.mark.parametrize("columns", [80, 40])


@pytest.fixture
def ask() -> Iterator[Ask]:
    with ExitStack() as terminals:

        def start(*names: str, columns: int = 80, rows: int = 24, **environ: str) -> Terminal:
            command = [sys.executable, str(Path(__file__).with_name("questions.py")), *names]
            terminal = terminals.enter_context(Terminal(command, environ=environ, columns=columns, rows=rows))
            terminal.wait_for("leave")
            return terminal

        yield start


def answer_of(terminal: Terminal) -> object:
    assert terminal.wait() == 0, terminal.text()
    return json.loads(re.findall(rb"ANSWER (.*)\r\n", terminal.raw)[-1])


def color_codes_in(raw: bytes) -> list[bytes]:
    return re.findall(rb"\x1b\[[\d;:]*m", raw)


# One free answer


@WIDTHS
def test_a_typed_answer_stays_on_the_screen_and_the_keys_go(ask: Ask, columns: int) -> None:
    terminal = ask("line", columns=columns)
    assert "Enter done | Alt-Enter new line" in terminal.text()
    terminal.send("I told Ada the truth.")
    terminal.send_key("enter")
    assert answer_of(terminal) == "I told Ada the truth."
    assert terminal.screen()[:3] == ["", "What did you do today?", "> I told Ada the truth."]
    assert "leave" not in terminal.text()


def test_the_arrow_keys_edit_what_is_typed(ask: Ask) -> None:
    terminal = ask("line")
    terminal.send("stayd cal")
    terminal.send_key("end")
    terminal.send("m")
    terminal.send_key("home", *["right"] * 4)
    terminal.send("e")
    terminal.send_key("end", "backspace", "left", "delete")
    terminal.send("lm")
    terminal.send_key("enter")
    assert answer_of(terminal) == "stayed calm"


@WIDTHS
def test_emoji_and_wide_characters_take_their_columns(ask: Ask, columns: int) -> None:
    terminal = ask("line", columns=columns)
    terminal.send("田中さん 🌱 ok")
    columns_taken = len("> ") + 4 * 2 + 1 + 2 + 3
    terminal.wait_until(lambda: terminal.cursor() == (2, columns_taken), "the cursor behind the text")
    terminal.send_key("left", "left", "left", "backspace")
    terminal.send("🎉👩‍👩‍👧")
    terminal.send_key("enter")
    assert answer_of(terminal) == "田中さん 🎉👩‍👩‍👧 ok"


@pytest.mark.parametrize("keys", [["alt-enter"], ["escape", "enter"]])
def test_alt_enter_starts_a_new_line(ask: Ask, keys: list[str]) -> None:
    terminal = ask("line")
    terminal.send("first")
    terminal.send_key(*keys)
    terminal.send("second")
    terminal.wait_for("> first\n  second\n  Enter done")
    terminal.send_key("enter")
    assert answer_of(terminal) == "first\nsecond"


def test_a_pasted_text_stays_one_text(ask: Ask) -> None:
    terminal = ask("line")
    terminal.paste("one\r\ntwo\nthree")
    terminal.wait_for("> one\n  two\n  three")
    terminal.send_key("enter")
    assert answer_of(terminal) == "one\ntwo\nthree"


def test_an_old_answer_stands_there_to_be_edited(ask: Ask) -> None:
    terminal = ask("line", SUBJECT="calm")
    terminal.wait_for("> calm")
    terminal.send(" and clear")
    terminal.send_key("enter")
    assert answer_of(terminal) == "calm and clear"


@WIDTHS
def test_a_long_answer_wraps_at_its_words(ask: Ask, columns: int) -> None:
    terminal = ask("line", columns=columns)
    terminal.send("listened " * 20)
    terminal.send_key("enter")
    assert answer_of(terminal) == ("listened " * 20).strip()
    lines = terminal.screen()[
        2 : terminal.screen().index(next(x for x in terminal.screen() if "ANSWER" in x))
    ]
    assert len(lines) > 1
    assert all(set(line.lstrip("> ").split()) == {"listened"} for line in lines)


@WIDTHS
def test_an_answer_longer_than_the_screen_keeps_its_keys_in_view(ask: Ask, columns: int) -> None:
    terminal = ask("line", rows=8, columns=columns)
    terminal.paste("\n".join(f"row {number}" for number in range(30)))
    terminal.wait_for("row 29\n  Enter done")
    terminal.wait_for("Ctrl-C leave")
    terminal.send_key("enter")
    assert answer_of(terminal) == "\n".join(f"row {number}" for number in range(30))


def test_an_answer_that_is_needed_is_asked_for_until_it_is_there(ask: Ask) -> None:
    terminal = ask("needed")
    assert "one line is enough" in terminal.text()
    terminal.send_key("enter")
    terminal.wait_for("A few words are needed here.")
    terminal.send("yes")
    terminal.wait_gone("A few words are needed here.")
    terminal.send_key("enter")
    assert answer_of(terminal) == "yes"


def test_an_answer_that_cannot_be_taken_stays_to_be_mended(ask: Ask) -> None:
    terminal = ask("cue")
    terminal.send("a cue that is much too long")
    terminal.send_key("enter")
    terminal.wait_for("shorten it to 20 or fewer")
    terminal.send_key(*["backspace"] * len(" that is much too long"), "enter")
    assert answer_of(terminal) == "a cue"


def test_keys_that_would_take_the_text_or_the_question_away_do_nothing(ask: Ask) -> None:
    terminal = ask("pick")
    terminal.send("3")
    terminal.send_key("ctrl-o", "ctrl-l", "tab", "ctrl-r", "enter")
    assert answer_of(terminal) == ["Care 🌱"]
    assert "Which value?" in terminal.text()


def test_a_byte_that_is_no_text_becomes_a_question_mark(ask: Ask) -> None:
    terminal = ask("line")
    terminal.send_bytes(b"caf\xe9 then\r")
    assert answer_of(terminal) == "caf? then"


def test_what_is_typed_ahead_goes_to_the_next_question_unechoed(ask: Ask) -> None:
    terminal = ask("key", "line", "confirm")
    # The first Enter belongs to the key.
    terminal.send("k\rdone\ry")
    assert answer_of(terminal) is True
    assert terminal.text().count("done") == 2
    assert [line for line in terminal.screen() if line.startswith(">")] == ["> kept", "> done", "> yes"]


def test_what_is_typed_between_two_questions_waits_for_the_next(ask: Ask, tmp_path: Path) -> None:
    terminal = ask("key", "saving", "line", GATE=str(tmp_path / "gate"))
    terminal.send("k")
    terminal.wait_for("SAVING")
    terminal.send("ahead")
    (tmp_path / "gate").touch()
    terminal.wait_for("> ahead")
    terminal.send_key("enter")
    assert answer_of(terminal) == "ahead"
    # As the answer and in what came of it, and nowhere else.
    assert terminal.text().count("ahead") == 2


def test_ctrl_c_between_two_questions_lets_the_saving_end(ask: Ask, tmp_path: Path) -> None:
    terminal = ask("key", "saving", "line", GATE=str(tmp_path / "gate"))
    terminal.send("k")
    terminal.wait_for("SAVING")
    terminal.send_key("ctrl-c")
    (tmp_path / "gate").touch()
    assert terminal.wait() == 130
    assert 'ANSWER "saved"' in terminal.text()
    assert 'LEFT ""' in terminal.text()


def test_nothing_is_asked_of_the_terminal_itself(ask: Ask) -> None:
    terminal = ask("line", "key")
    terminal.send("words\rk")
    assert answer_of(terminal) == "kept"
    cursor_request, mouse = b"\x1b[6n", b"\x1b[?1000h"
    assert cursor_request not in terminal.raw
    assert mouse not in terminal.raw


# Going back and leaving


@pytest.mark.parametrize("key", ["ctrl-b", "pageup"])
def test_back_asks_the_question_before(ask: Ask, key: str) -> None:
    terminal = ask("key", "line")
    terminal.send("k")
    terminal.wait_for("Enter done")
    terminal.send("half a th")
    terminal.send_key(key)
    terminal.wait_for('BACK "half a th"')
    terminal.wait_for("[p] partly")
    assert "< back" in terminal.text()
    terminal.send("p")
    terminal.wait_for("Enter done")
    terminal.send_key("enter")
    assert answer_of(terminal) == ""
    assert "> (left empty)" in terminal.text()


@pytest.mark.parametrize("question", ["line", "key", "pick", "confirm"])
@pytest.mark.parametrize("key", ["ctrl-c", "ctrl-d"])
def test_ctrl_c_and_ctrl_d_leave_any_question(ask: Ask, question: str, key: str) -> None:
    terminal = ask(question)
    terminal.send_key(key)
    assert terminal.wait() == 130
    assert 'LEFT ""' in terminal.text()
    assert "Traceback" not in terminal.text()


def test_ctrl_c_hands_over_what_was_typed(ask: Ask) -> None:
    terminal = ask("line")
    terminal.send("half a th")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == 130
    assert 'LEFT "half a th"' in terminal.text()


def test_ctrl_d_within_a_text_only_deletes(ask: Ask) -> None:
    terminal = ask("line")
    terminal.send("xkept")
    terminal.send_key("home", "ctrl-d", "enter")
    assert answer_of(terminal) == "kept"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_with_what_was_typed(ask: Ask, number: int) -> None:
    terminal = ask("line")
    terminal.send("half a th")
    terminal.wait_for("half a th")
    terminal.signal(number)
    assert terminal.wait() == 130
    assert 'LEFT "half a th"' in terminal.text()


@pytest.mark.parametrize("question", ["line", "key"])
@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_a_closed_terminal_leaves_without_a_failure(
    ask: Ask, tmp_path: Path, question: str, term: str
) -> None:
    report = tmp_path / "left.json"
    terminal = ask(question, REPORT=str(report), TERM=term)
    assert terminal.hang_up() == 130
    assert json.loads(report.read_text()) == ["", True]


def test_a_closed_terminal_hands_over_what_was_typed(ask: Ask, tmp_path: Path) -> None:
    report = tmp_path / "left.json"
    terminal = ask("line", REPORT=str(report))
    terminal.send("half a th")
    terminal.wait_for("half a th")
    assert terminal.hang_up() == 130
    assert json.loads(report.read_text()) == ["half a th", True]


def test_the_terminal_is_given_back_as_it_was(ask: Ask) -> None:
    script = Path(__file__).with_name("questions.py")
    command = (
        f'before=$(stty -g); "{sys.executable}" "{script}" line; [ "$before" = "$(stty -g)" ] && echo same'
    )
    with Terminal(["sh", "-c", command]) as terminal:
        terminal.wait_for("leave")
        terminal.send_key("ctrl-c")
        assert terminal.wait() == 0
        assert terminal.screen()[-1] == "same"
        assert terminal.raw.count(b"\x1b[?2004h") == terminal.raw.count(b"\x1b[?2004l") > 0


# One key


@WIDTHS
def test_one_key_answers_at_once(ask: Ask, columns: int) -> None:
    terminal = ask("key", columns=columns)
    shown = " ".join(terminal.text().split())
    assert "[k] kept [p] partly [n] not kept [c] no chance" in shown
    assert all(len(line) <= columns for line in terminal.screen())
    terminal.send("n")
    assert answer_of(terminal) == "not_kept"
    assert terminal.screen()[1:3] == ["What became of it?", "> not kept"]
    assert "[k]" not in terminal.text()


def test_an_upper_case_key_is_the_same_key(ask: Ask) -> None:
    terminal = ask("key")
    terminal.send("C")
    assert answer_of(terminal) == "no_chance"


@pytest.mark.parametrize("typed", ["x", "é", "\x1b[A", "\r", "\x1b[200~k\x1b[201~"])
def test_another_key_answers_nothing(ask: Ask, typed: str) -> None:
    terminal = ask("key")
    terminal.send(typed)
    terminal.wait_for("Press one of these keys: k p n c")
    assert b"ANSWER" not in terminal.raw
    terminal.send("k")
    assert answer_of(terminal) == "kept"


@pytest.mark.parametrize(
    "typed",
    [
        "and again, as so often\r",
        "nobody asked me\r",
        "\x1b[200~no\rnot again\r\x1b[201~\r",
        "k\x1b[200~k\x1b[201~",
    ],
)
def test_a_sentence_is_no_key_whatever_it_begins_with(ask: Ask, typed: str) -> None:
    terminal = ask("key", "line")
    terminal.send(typed)
    terminal.wait_for("One key answers here; what you type is not taken.")
    terminal.wait_for("Press one of these keys: k p n c")
    assert b"ANSWER" not in terminal.raw
    terminal.send("p")
    terminal.wait_for('ANSWER "partly"')
    terminal.wait_for("Enter done")
    terminal.send_key("enter")
    # Nothing of the sentence went on to the next question.
    assert answer_of(terminal) == ""


@pytest.mark.parametrize("question", ["key-default", "confirm"])
def test_a_sentence_takes_no_default_with_its_enter(ask: Ask, question: str) -> None:
    terminal = ask(question)
    terminal.send("yes, or rather wait\r")
    terminal.wait_for("Press one of these keys")
    assert b"ANSWER" not in terminal.raw


def test_the_enter_behind_a_key_belongs_to_the_key(ask: Ask) -> None:
    terminal = ask("key", "line")
    terminal.send("k\r")
    terminal.wait_for('ANSWER "kept"')
    terminal.wait_for("Enter done")
    assert terminal.raw.count(b"ANSWER") == 1
    terminal.send("It went well.\r")
    assert answer_of(terminal) == "It went well."


def test_a_pressed_key_is_shown_at_once_and_backspace_takes_it_back(ask: Ask) -> None:
    terminal = ask("key")
    terminal.send("n\x7f")
    terminal.wait_for("Press one of these keys: k p n c")
    terminal.send("k")
    terminal.wait_for("> kept")
    assert answer_of(terminal) == "kept"
    assert terminal.raw.count(b"ANSWER") == 1


def test_enter_takes_the_default_that_is_shown(ask: Ask) -> None:
    terminal = ask("key-default")
    assert "Enter partly | Ctrl-C leave" in terminal.text()
    terminal.send_key("ctrl-b")
    terminal.wait_for("Press one of these keys")
    terminal.send_key("enter")
    assert answer_of(terminal) == "partly"


@pytest.mark.parametrize(("typed", "expected"), [("y", True), ("N", False), ("\r", False)])
def test_yes_or_no(ask: Ask, typed: str, expected: bool) -> None:
    terminal = ask("confirm")
    assert "[y] yes  [n] no" in terminal.text()
    terminal.send(typed)
    assert answer_of(terminal) is expected


# A pick from a list


@pytest.mark.parametrize(
    ("typed", "expected"), [("3\r", ["Care 🌱"]), ("\r", ["Candour"]), (" 1 1\r", ["Honesty"])]
)
def test_one_option_by_its_number(ask: Ask, typed: str, expected: list[str]) -> None:
    terminal = ask("pick")
    assert "  1  Honesty\n  2  Candour\n  3  Care 🌱\n>" in terminal.text()
    terminal.send(typed)
    assert answer_of(terminal) == expected
    assert f"> {expected[0]}" in terminal.screen()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("3, 1\r", ["Care 🌱", "Honesty"]), ("\r", []), ("0\r", []), ("2 2\r", ["Candour"])],
)
def test_several_options_or_none(ask: Ask, typed: str, expected: list[str]) -> None:
    terminal = ask("pick-several")
    terminal.send(typed)
    assert answer_of(terminal) == expected
    assert f"> {', '.join(expected) or 'none'}" in terminal.screen()


@pytest.mark.parametrize("typed", ["0", "4", "-1", "two", "1.5", "²", "9" * 5000, "\x11\x1b[", "1 x"])
def test_what_names_no_option_is_told_what_is_possible(ask: Ask, typed: str) -> None:
    terminal = ask("pick")
    terminal.paste(typed)
    terminal.send_key("enter")
    terminal.wait_for("Type a number from 1 to 3.")
    # What was refused is gone, so that it cannot spoil what is typed next.
    terminal.send("3")
    terminal.wait_gone("Type a number")
    assert "> 3" in terminal.screen()
    terminal.send_key("enter")
    assert answer_of(terminal) == ["Care 🌱"]


def test_only_one_option_where_one_is_asked_for(ask: Ask) -> None:
    terminal = ask("pick")
    terminal.send("1 2\r")
    terminal.wait_for("One number only.")
    terminal.send("1\r")
    assert answer_of(terminal) == ["Honesty"]


# The editor


def an_editor(folder: Path, script: str) -> str:
    editor = folder / "an editor"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    return f"'{editor}'"


def test_the_editor_takes_the_text_and_brings_it_back(ask: Ask, tmp_path: Path) -> None:
    editor = an_editor(tmp_path, 'cat "$1" > "$SEEN"; printf "second line\\n" >> "$1"')
    private, seen = tmp_path / "private", tmp_path / "seen"
    terminal = ask("line", FOLDER=str(private), SEEN=str(seen), EDITOR=editor)
    terminal.send("first line\x1b\r")
    terminal.send_key("ctrl-o")
    terminal.wait_for("> first line\n  second line")
    terminal.send(" and more\r")
    assert answer_of(terminal) == "first line\nsecond line and more"
    assert seen.read_text() == "first line\n"
    assert list(private.iterdir()) == []


def test_a_request_to_end_waits_for_the_editor(ask: Ask, tmp_path: Path) -> None:
    private = tmp_path / "private"
    editor = an_editor(tmp_path, 'printf "written" > "$1"; kill -TERM $PPID')
    terminal = ask("line", FOLDER=str(private), EDITOR=editor)
    terminal.send_key("ctrl-o")
    assert terminal.wait() == 130
    assert 'LEFT "written"' in terminal.text()
    assert list(private.iterdir()) == []


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_an_editor_that_does_not_wait_is_waited_for(ask: Ask, tmp_path: Path, term: str) -> None:
    private, window = tmp_path / "private", tmp_path / "window"
    editor = an_editor(tmp_path, 'echo "$1" > "$WINDOW"')
    terminal = ask("line", FOLDER=str(private), WINDOW=str(window), EDITOR=editor, TERM=term)
    terminal.send("" if term == "dumb" else "Half of it")
    terminal.send_key(*(["ctrl-o", "enter"] if term == "dumb" else ["ctrl-o"]))
    terminal.wait_for("came back at once")
    Path(window.read_text().strip()).write_text("All of it\n")
    terminal.send_key("enter")
    terminal.wait_for("All of it")
    assert list(private.iterdir()) == []
    terminal.send_key("enter")
    assert answer_of(terminal) == "All of it"


def test_a_window_that_is_left_open_keeps_its_file(ask: Ask, tmp_path: Path) -> None:
    private = tmp_path / "private"
    terminal = ask("line", FOLDER=str(private), EDITOR=an_editor(tmp_path, "true"))
    terminal.send("Half of it")
    terminal.send_key("ctrl-o")
    terminal.wait_for("came back at once")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == 130
    assert 'LEFT "Half of it"' in terminal.text()
    assert [path.read_text() for path in private.glob("*/*.md")] == ["Half of it"]


def test_a_failing_editor_keeps_what_was_typed(ask: Ask, tmp_path: Path) -> None:
    editor = an_editor(tmp_path, 'echo lost > "$1"; exit 3')
    terminal = ask("line", FOLDER=str(tmp_path / "private"), EDITOR=editor)
    terminal.send("kept")
    terminal.send_key("ctrl-o")
    terminal.wait_for("ended with code 3")
    terminal.send_key("enter")
    assert answer_of(terminal) == "kept"


# What the terminal is sent


HOSTILE = "a\x1b]52;c;aGk=\x07b\x1b[31mc [red]d[/] <b>e</b>\x9b2J\x7f %s {0}"


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
@pytest.mark.parametrize("question", ["line", "key"])
def test_words_are_neither_markup_nor_commands_to_the_terminal(ask: Ask, question: str, term: str) -> None:
    terminal = ask(question, SUBJECT=HOSTILE, TERM=term)
    shown = "a^[]52;c;aGk=^Gb^[[31mc [red]d[/] <b>e</b><9b>2J^? %s {0}"
    assert shown in " ".join(terminal.text().split())
    terminal.send("\r" if question == "line" else "k\r")
    assert answer_of(terminal) == (HOSTILE if question == "line" else "kept")
    for sequence in (b"\x1b]52", b"\x1b[31m", b"\x07", b"\xc2\x9b", b"\x7f"):
        assert sequence not in terminal.raw


@pytest.mark.parametrize("questions", [["line", "key", "pick", "confirm"]])
def test_no_color_means_no_attribute_at_all(ask: Ask, questions: list[str]) -> None:
    terminal = ask(*questions, NO_COLOR="1")
    terminal.send("words\rk\r1\ry")
    assert answer_of(terminal) is True
    assert color_codes_in(terminal.raw) == []
    usual = ask(*questions)
    usual.send("words\rk\r1\ry")
    assert answer_of(usual) is True
    assert set(color_codes_in(usual.raw)) <= {b"\x1b[0m", b"\x1b[1m", b"\x1b[0;2m"}
    assert b"\x1b[1m" in usual.raw


def test_a_dumb_terminal_gets_plain_lines(ask: Ask, tmp_path: Path) -> None:
    editor = an_editor(tmp_path, 'printf "edited" > "$1"')
    terminal = ask("key", "line", "pick", "confirm", TERM="dumb", FOLDER=str(tmp_path), EDITOR=editor)
    terminal.send("x\r")
    terminal.wait_for("Type one of k p n c.")
    terminal.send("P\r")
    terminal.wait_for("new line")
    terminal.send("\x02\r")
    terminal.wait_for("BACK")
    terminal.wait_for("[k] kept")
    terminal.send("n\r")
    terminal.wait_for('ANSWER "not_kept"')
    terminal.send("first\\\rsecond\r")
    terminal.wait_for('ANSWER "first\\nsecond"')
    terminal.send("7\r")
    terminal.wait_for("Type a number from 1 to 3.")
    terminal.send("\r")
    terminal.wait_for('ANSWER ["Candour"]')
    terminal.send("y\r")
    assert answer_of(terminal) is True
    assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize("keys", [["ctrl-c"], ["ctrl-d"]])
def test_a_dumb_terminal_is_left_the_same_way(ask: Ask, keys: list[str]) -> None:
    terminal = ask("line", TERM="dumb")
    terminal.send_key(*keys)
    assert terminal.wait() == 130
    assert "LEFT" in terminal.text()


def test_the_editor_from_a_dumb_terminal(ask: Ask, tmp_path: Path) -> None:
    editor = an_editor(tmp_path, 'printf " and edited" >> "$1"')
    terminal = ask("line", TERM="dumb", FOLDER=str(tmp_path / "private"), EDITOR=editor, SUBJECT="old")
    terminal.send("\x0f\r")
    terminal.wait_for("old and edited")
    terminal.send("\r")
    assert answer_of(terminal) == "old and edited"


def test_the_keys_follow_the_width_of_the_window(ask: Ask) -> None:
    terminal = ask("line")
    terminal.resize(40, 24)
    terminal.wait_for("Alt-Enter new line\n  Ctrl-O editor | Ctrl-B back")
    terminal.send("words\r")
    assert answer_of(terminal) == "words"
