"""The only place that writes to stdout and stderr: screens and JSON to the one, sentences to the other."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.text import Text

    from modelway.system.config import Settings

# The narrowest terminal that screens are made for.
PROGRESS_WIDTH = 38
# It joins emoji into one, and does nothing else to a terminal.
JOINER = "\u200d"
WIDEST = 80
# The screens of this command, each to be drawn again when the terminal changes its size.
transcript: list[Callable[[], str]] = []
ASCII_TWINS = str.maketrans({"“": '"', "”": '"', "’": "'", "…": "...", "–": "-"})
# Where a screen names a command to go on with; not where that names a journal of its own.
NAMED_COMMAND = r"(?:(?<=Next: )|(?<=To mend it: ))modelway(?![^\n]*--store)"
# What --store named in the command that runs.
_store_named = ContextVar("store", default="")


def show(settings: "Settings", draw: "Callable[..., Text]", *arguments: Any, **options: Any) -> None:
    """Print the screen that `draw` makes of its arguments, in the signs and the width of this terminal."""
    from modelway.views.screen.console import make_console

    store, drawer = _store_named.get(), draw
    if settings.plain == "yes":
        from modelway.views.screen.plain import draw_in_words

        drawer = partial(draw_in_words, draw)

    def put(*, capture: bool = False) -> str:
        screen = make_console(color=settings.color, glyphs=settings.glyphs, width=None, file=sys.stdout)
        drawn = drawer(*arguments, glyphs=screen.glyphs, width=screen.width, **options)
        drawn = _in_the_same_journal(drawn, store) if store else drawn
        if not capture:
            screen.print(drawn)
            return ""
        with screen.capture() as captured:
            screen.print(drawn)
        return captured.get()

    put()
    transcript.append(lambda: put(capture=True))


def name_store(path: str) -> None:
    """Have what is shown and said from now on name commands with `--store path`; without it where empty."""
    _store_named.set(path)


def _in_the_same_journal(drawn: "Text", store: str) -> "Text":
    """The screen with --store in the commands that it names to go on with."""
    import re
    from shlex import quote

    from rich.text import Text

    option, end, parts = f" --store {_harmless(quote(store))}", 0, Text()
    for found in re.finditer(NAMED_COMMAND, drawn.plain):
        parts = parts.append_text(drawn[end : found.end()]).append(option, "screen.command")
        end = found.end()
    return parts.append_text(drawn[end:])


def _said_of_the_same_journal(sentence: str, store: str) -> str:
    """The sentence with --store in the commands that it names."""
    import re
    from shlex import quote

    from modelway.cli.tree import COMMANDS

    named = rf"\bmodelway(?= (?:{'|'.join(COMMANDS)})\b)(?![^\n]* --store)"
    # In a function, for no backslash or number in the path may mean anything.
    return re.sub(named, lambda _: f"modelway --store {quote(store)}", sentence)


def remarks(sentences: Iterable[str]) -> None:
    """Say on stderr what is no part of the command's answer."""
    for sentence in sentences:
        say(sentence)


def say(sentence: str) -> None:
    """Write a sentence to stderr, with nothing in it that a terminal could obey; never fails."""
    store = _store_named.get()
    if store:
        sentence = _said_of_the_same_journal(sentence, store)
    stream = sys.stderr
    encoding = stream.encoding or "ascii"
    words = _harmless(sentence)
    try:
        words.encode(encoding)
    except UnicodeEncodeError:
        words = words.translate(ASCII_TWINS).encode(encoding, "replace").decode(encoding)
    try:
        stream.write("\n".join(_broken(words) if stream.isatty() else [words]) + "\n")
        stream.flush()
    except OSError:
        send_nowhere(stream)


def _harmless(text: str) -> str:
    return "".join(char if char.isprintable() or char == JOINER else "?" for char in text)


def _broken(sentence: str) -> list[str]:
    """The lines of a sentence on a terminal, broken at its spaces."""
    from shutil import get_terminal_size

    from modelway.cli.ask.wrapping import wrapped

    return wrapped(sentence, min(get_terminal_size((WIDEST, 24)).columns, WIDEST))


def send_nowhere(stream: IO[str]) -> None:
    """What is left in the stream goes nowhere: the interpreter's own flush at its end must not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def replace_closed_streams() -> None:
    """Let a stream that the shell has closed give and take nothing, rather than fail in the middle."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - open to the end
            setattr(sys, name, nowhere)


@contextmanager
def progress(words: str = "") -> Iterator[Callable[[str], None]]:
    """Tells on one line of the terminal what is being done, at first `words`, then takes it away.

    Where stderr is no terminal, it is silent.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda words: None
        return
    longest = 0

    def tell(words: str) -> None:
        nonlocal longest
        line = _harmless(words)[:PROGRESS_WIDTH]
        with suppress(OSError):
            sys.stderr.write(f"\r{line.ljust(longest)}")
            sys.stderr.flush()
        longest = max(longest, len(line))

    try:
        if words:
            tell(words)
        yield tell
    finally:
        if longest:
            clear_progress()


def clear_progress() -> None:
    """Take away what `progress` tells, if anything: for a question, or the screen itself."""
    if sys.stderr is not None and sys.stderr.isatty():
        with suppress(OSError):
            sys.stderr.write(f"\r{' ' * PROGRESS_WIDTH}\r")
            sys.stderr.flush()


def show_json(name: str, data: object) -> None:
    """Print the envelope of the machine interface, in UTF-8 whatever the locale says."""
    from modelway.views.screen.envelope import envelope

    sys.stdout.buffer.write(envelope(name, data).encode() + b"\n")
    sys.stdout.buffer.flush()


def show_text(text: str) -> None:
    """Print a document as it is, in UTF-8 whatever the locale says."""
    sys.stdout.buffer.write(text.encode(errors="replace"))
    sys.stdout.buffer.flush()
