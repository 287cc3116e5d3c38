import os
import pty
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from rich.text import Text

from modelway.views.screen.console import choose_glyphs, make_console
from modelway.views.screen.theme import ASCII, NARROWEST, UNICODE

ESCAPE = "\x1b"


@pytest.fixture(autouse=True)
def no_wishes_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "LINES", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


class Terminal(StringIO):
    """A stream in memory that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def printed(stream: StringIO, color: str, what: object = None) -> str:
    text = Text("●", style="state.demonstrated") if what is None else what
    make_console(color=color, glyphs="auto", width=None, file=stream).print(text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("stream", "color", "escapes"),
    [
        (StringIO, "auto", False),
        (StringIO, "never", False),
        (StringIO, "always", True),
        (Terminal, "auto", True),
        (Terminal, "never", False),
        (Terminal, "always", True),
    ],
)
def test_colour_goes_where_it_is_wished(stream: type[StringIO], color: str, escapes: bool) -> None:
    assert (ESCAPE in printed(stream(), color)) is escapes


@pytest.mark.parametrize("name", ["FORCE_COLOR", "TTY_COMPATIBLE"])
def test_a_pipe_stays_plain_whatever_the_environment_forces(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")
    assert printed(StringIO(), "auto") == "●\n"


@pytest.mark.parametrize("color", ["auto", "always"])
def test_a_pipe_is_never_taken_for_a_terminal(color: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert not make_console(color=color, glyphs="auto", width=None, file=StringIO()).is_terminal


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_a_terminal_that_knows_no_escapes_gets_none_unless_always(
    term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    assert printed(Terminal(), "auto") == "●\n"
    assert ESCAPE in printed(Terminal(), "always")


@pytest.mark.parametrize(
    ("term", "colorterm", "code"),
    [
        ("xterm", "", "\x1b[36m"),
        ("xterm-256color", "", "\x1b[38;5;36m"),
        ("xterm-256color", "truecolor", "\x1b[38;2;0;158;115m"),
    ],
)
def test_the_hue_is_told_in_the_colours_the_terminal_has(
    term: str, colorterm: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colorterm)
    assert printed(Terminal(), "auto") == f"{code}●\x1b[0m\n"


def test_strings_are_printed_as_they_are() -> None:
    what = "[bold]so[/bold] :smile: 42 'quoted' https://example.org"
    assert printed(StringIO(), "always", what) == what + "\n"


def test_a_line_longer_than_the_console_is_not_broken_or_cut() -> None:
    assert printed(StringIO(), "never", Text("word " * 40 + "end")) == "word " * 40 + "end\n"


def test_without_a_terminal_the_width_is_80_unless_columns_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def width(wish: int | None = None) -> int:
        return make_console(color="auto", glyphs="auto", width=wish, file=StringIO()).width

    assert width() == 80
    assert width(100) == 100
    assert width(3) == NARROWEST
    monkeypatch.setenv("COLUMNS", "47")
    assert width() == 47
    assert width(100) == 100
    for nonsense in ("", "0", "wide", "-5", "²"):
        monkeypatch.setenv("COLUMNS", nonsense)
        assert width() == 80


def test_a_terminal_says_its_own_width() -> None:
    leader, follower = pty.openpty()
    try:
        with os.fdopen(follower, "w", encoding="utf-8") as stream:
            import fcntl
            import struct
            import termios

            fcntl.ioctl(stream, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 63, 0, 0))
            console = make_console(color="auto", glyphs="auto", width=None, file=stream)
            assert (console.width, console.height) == (63, 30)
    finally:
        os.close(leader)


def stream_in(encoding: str) -> TextIOWrapper:
    return TextIOWrapper(BytesIO(), encoding=encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_an_encoding_that_carries_every_sign_gets_them(encoding: str) -> None:
    assert choose_glyphs("auto", stream_in(encoding)) is UNICODE


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437"])
def test_an_encoding_that_lacks_a_sign_gets_the_ascii_twins(encoding: str) -> None:
    assert choose_glyphs("auto", stream_in(encoding)) is ASCII


def test_a_setting_has_the_last_word_on_signs() -> None:
    assert choose_glyphs("unicode", stream_in("ascii")) is UNICODE
    assert choose_glyphs("ascii", stream_in("utf-8")) is ASCII
    assert make_console(color="auto", glyphs="ascii", width=None, file=StringIO()).glyphs is ASCII


def test_a_letter_the_stream_cannot_carry_becomes_a_question_mark_and_no_failure() -> None:
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding="ascii")
    make_console(color="auto", glyphs="auto", width=None, file=stream).print(Text("Zoë ●"))
    stream.flush()
    assert raw.getvalue() == b"Zo? ?\n"


def test_a_closed_stream_is_no_terminal() -> None:
    stream = StringIO()
    stream.close()
    assert make_console(color="auto", glyphs="auto", width=None, file=stream).width == 80
