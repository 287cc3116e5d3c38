"""Answers read line by line, for a terminal that cannot move its cursor."""

import sys
from contextlib import suppress

from modelway.cli.ask.forms import Back, Left, Pressing, Writing, edited
from modelway.cli.ask.wrapping import arranged, wrapped

WIDTH = 40
BACK, EDITOR = "\x02", "\x0f"


class PlainReader:
    """Reads whole lines as the terminal gives them; a control key is typed with Enter behind it."""

    echoes = True

    def __init__(self) -> None:
        self._waiting = False
        self._told: Left | None = None

    def open(self) -> None:
        """Nothing to take: the terminal stays as it is."""

    def close(self) -> None:
        """Nothing to give back."""

    def leave(self, *, closed: bool) -> None:
        """End a waiting read, if there is one, by raising Left in it."""
        self._told = Left(closed=closed)
        if self._waiting:
            raise self._told

    def write(self, form: Writing) -> str:
        """The lines as typed; a line that ends in a backslash goes on with the next one."""
        text = form.start
        if text:
            _say(*wrapped(text, WIDTH, "  ", "  "))
        own = ("Enter keeps this", "or type it anew") if text else ()
        lines = ("\\ Enter: new line",) if form.several_lines else ()
        editor = ("Ctrl-O Enter: editor",) if form.edit else ()
        if form.notice or form.hint:
            _say(*wrapped(form.notice or form.hint, WIDTH, "  ", "  "))
        _say(*arranged((*form.keys, *own, *lines, *editor, *_ways_out(back=form.back)), WIDTH, " | "))
        while True:
            typed = self._lines(form, text)
            if typed.strip() == BACK and form.back:
                raise Back(text)
            if typed.strip() == EDITOR and form.edit:
                try:
                    text, notice = edited(form, text, self._wait)
                except Left as left:
                    raise Left(text, closed=left.closed) from None
                _say(*wrapped(notice or text, WIDTH, "  ", "  "))
                _say("  Enter keeps this")
                continue
            answer = typed or text
            notice = form.complaint(answer) or ""
            if not notice:
                return answer
            _say(*wrapped(notice, WIDTH, "  ", "  "))

    def press(self, form: Pressing) -> str:
        """The key that was typed, with Enter behind it."""
        _say(*arranged((f"[{key}] {words}" for key, words in form.words.items()), WIDTH))
        own = (f"Enter {form.words[form.default]}",) if form.default else ()
        _say(*arranged((*own, *_ways_out(back=form.back)), WIDTH, " | "))
        while True:
            typed = self._line().strip().lower()
            if typed == BACK and form.back:
                raise Back
            key = typed or form.default
            if key in form.words:
                return key
            _say(*wrapped(f"Type one of {' '.join(form.words)}.", WIDTH, "  ", "  "))

    def _lines(self, form: Writing, before: str) -> str:
        """One line, and those that follow a backslash at its end; `Left` holds what was typed so far."""
        lines: list[str] = []
        try:
            while True:
                lines.append(self._line())
                if not (form.several_lines and lines[-1].endswith("\\")):
                    return "\n".join(lines)
                lines[-1] = lines[-1].removesuffix("\\")
                form.keep("\n".join(lines))
        except Left as left:
            typed = "\n".join([*lines, left.typed] if left.typed else lines)
            raise Left(typed or before, closed=left.closed) from None

    def _wait(self, sentence: str) -> None:
        _say(*wrapped(sentence, WIDTH, "  ", "  "))
        self._line()

    def _line(self) -> str:
        """One line without its end, or Left."""
        sys.stdout.write("> ")
        sys.stdout.flush()
        self._waiting = True
        try:
            if self._told:
                raise self._told
            line = sys.stdin.buffer.readline()
        except Left:
            _say("")
            raise
        except OSError:
            raise Left(closed=True) from None
        finally:
            self._waiting = False
        if not line.endswith(b"\n"):
            with suppress(OSError):
                _say("")
            raise Left(line.decode(errors="replace"), closed=not sys.stdin.isatty())
        return line.decode(sys.stdin.encoding, "replace").rstrip("\r\n")


def _ways_out(*, back: bool) -> tuple[str, ...]:
    return (("Ctrl-B Enter: back",) if back else ()) + ("Ctrl-C: leave",)


def _say(*lines: str) -> None:
    encoding = sys.stdout.encoding
    sys.stdout.write("".join(f"{line}\n" for line in lines).encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()
