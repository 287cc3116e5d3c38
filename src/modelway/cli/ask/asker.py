"""Asks one question at a time and leaves question and answer on the screen, as a transcript."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from math import ceil
from types import FrameType, TracebackType
from typing import Literal, Self

from modelway.cli.ask.draft import PATIENCE, Draft, as_text
from modelway.cli.ask.forms import Answer, Back, Choice, Drafts, Edit, Left, Pressing, Reader, Writing
from modelway.cli.ask.wrapping import NARROWEST, WIDEST, answer_width, columns_of, visible, wrapped
from modelway.errors import ModelwayError
from modelway.machine.processes import CLOSING

Handler = Callable[[int, FrameType | None], object] | int

ESCAPE = re.compile(r"\x1b\[[\d;]*m")
TAKEN_UP = "You had begun this answer: go on from here."


class Asker:
    """Asks on the terminal that stdin and stdout are; use it as a context manager around a conversation.

    Every question can raise `Back` (Ctrl-B, or Page Up) and `Left` (Ctrl-C, Ctrl-D where nothing is
    typed, a terminal that closed, a request to end). Between two questions all of that waits for the
    next one, so that it interrupts no saving; what is typed ahead goes there too, without an echo.
    Questions and answers may hold any text: nothing in them is markup, and control characters are
    shown, not sent. A terminal that cannot move its cursor (TERM=dumb) is asked line by line.

    Args:
        color: Whether the question stands out (bold) and the hint stands back (dim): "auto" follows
            NO_COLOR.
        plain: Whether it asks line by line on any terminal, for a screen reader.
        edit: The leader's editor. Without it Ctrl-O is not offered.
        drafts: Where half-written answers are kept; without it they are lost when the question is left.
        transcript: What stands on the screen before the conversation, each piece to be drawn in the width
            of the moment; what is asked and answered joins it.
        environ: The environment; `os.environ` when None.
    """

    def __init__(
        self,
        *,
        color: Literal["auto", "always", "never"] = "auto",
        plain: bool = False,
        edit: Edit | None = None,
        drafts: Drafts | None = None,
        transcript: list[Callable[[], str]] | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        environ = os.environ if environ is None else environ
        plain = plain or environ.get("TERM", "dumb") in ("", "dumb", "unknown")
        self._styled = not plain and (color == "always" or (color == "auto" and not environ.get("NO_COLOR")))
        self._edit = edit
        self._drafts = drafts
        self._transcript = [] if transcript is None else transcript
        self._reader = _reader(environ, self._last_lines, plain=plain, styled=self._styled)
        self._left: Left | None = None
        self._terminals = [number for number in (1, 2) if os.isatty(number)]
        self._handlers: dict[signal.Signals, Handler] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, *CLOSING):
            self._handlers[number] = signal.signal(number, self._told_to_leave) or signal.SIG_DFL
        self._reader.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.close()
        if self._drafts and error is None:
            self._drafts.close()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def line(
        self,
        question: str,
        *,
        default: str = "",
        optional: bool = True,
        hint: str = "",
        check: Callable[[str], object] | None = None,
        several_lines: bool = True,
        back: bool = True,
        draft: str = "",
    ) -> str:
        r"""One free answer, without white space around it; "" when it was left empty.

        Enter takes it, Alt-Enter (or Esc, then Enter) starts a new line, pasted lines stay one text,
        Ctrl-O opens the editor.

        Args:
            question: What is asked.
            default: The old answer, put in place to be edited.
            optional: Whether it may be left empty.
            hint: A few words of help beside the keys.
            check: Raises a `ModelwayError` for an answer that cannot be taken: its sentence is shown
                and the answer stays to be mended.
            several_lines: Whether Alt-Enter starts a new line.
            back: Whether there is a question to go back to.
            draft: The key under which the answer is kept while it is typed, and found again when it was
                left half-written; empty to keep nothing.

        Raises:
            Back: The question before this one is wanted.
            Left: The conversation was left.
        """
        kept = Draft(self._drafts, draft, default)

        def complaint(text: str) -> str | None:
            if not text.strip():
                return None if optional else "A few words are needed here."
            return _complaint_of(check, text.strip()) if check else None

        form = Writing(
            kept.begun or default,
            several_lines,
            hint,
            () if several_lines else ("Enter done",),
            complaint,
            self._edit,
            back,
            notice=TAKEN_UP if kept.begun not in ("", default) else "",
            keep=kept.keep,
        )
        self._say_question(question)
        try:
            answer = as_text(self._read(self._reader.write, form).strip())
        except (Back, Left) as turned:
            not_kept = kept.keep_at_the_end(turned.typed)
            if isinstance(turned, Left):
                turned.kept, turned.not_kept = turned.kept or kept.is_kept, not_kept
            raise
        kept.answered(answer)
        self._say_answer(answer or "(left empty)")
        return answer

    def key(
        self,
        question: str,
        choices: Sequence[Choice[Answer]],
        *,
        default: Choice[Answer] | None = None,
        back: bool = True,
    ) -> Answer:
        """The answer of the choice whose key is pressed, in lower or upper case; other keys do nothing.

        A sentence that is typed or pasted here answers nothing, whatever it begins with: `Hearing` says what
        counts as a pressed key. Who types ahead puts Enter behind the key when more is to follow.

        Args:
            question: What is asked.
            choices: At least one; each with its own key, a single character.
            default: The choice that Enter takes; None when Enter takes none.
            back: Whether there is a question to go back to.

        Raises:
            Back: The question before this one is wanted.
            Left: The conversation was left.
        """
        by_key = {choice.key.lower(): choice for choice in choices}
        form = Pressing(
            {key: visible(choice.words) for key, choice in by_key.items()},
            default.key.lower() if default else None,
            back,
        )
        self._say_question(question)
        chosen = by_key[self._read(self._reader.press, form)]
        self._say_answer(chosen.words, echoed=False)
        return chosen.answer

    def pick(
        self,
        question: str,
        options: Sequence[Answer],
        *,
        words: Callable[[Answer], str] = str,
        several: bool = False,
        offered: Sequence[Answer] = (),
        none: bool = False,
        back: bool = True,
    ) -> list[Answer]:
        """The options whose numbers are typed ("2", "1 3"), in the order typed, each once.

        Input that names no option is cleared away and told what is possible.

        Args:
            question: What is asked.
            options: At least one, shown under the numbers 1, 2, …
            words: How an option is written on the screen.
            several: Whether more than one may be taken.
            offered: What Enter alone takes; with nothing offered, Enter takes none if that is allowed.
            none: Whether none may be taken; typed as 0.
            back: Whether there is a question to go back to.

        Returns:
            One option unless `several`; the empty list only with `none`.

        Raises:
            Back: The question before this one is wanted.
            Left: The conversation was left.
        """
        usual = [options.index(option) + 1 for option in offered]

        def numbers_in(text: str) -> list[int] | str:
            return _numbers(text, count=len(options), several=several, usual=usual, none=none)

        def complaint(text: str) -> str | None:
            numbers = numbers_in(text)
            return numbers if isinstance(numbers, str) else None

        keys = ["type numbers, like 1 2" if several and len(options) > 1 else "type a number"]
        if usual:
            keys.append(f"Enter takes {' '.join(map(str, usual))}")
        if none:
            keys.append("0 none" if usual else "Enter takes none")
        self._say_question(question)
        for number, option in enumerate(options, start=1):
            self._say_wrapped(words(option), first=f"{number:3}  ", other="     ")
        form = Writing("", False, "", tuple(keys), complaint, None, back, stays=False)
        numbers = numbers_in(self._read(self._reader.write, form))
        picked = [options[number - 1] for number in numbers if isinstance(number, int)]
        self._say_answer(", ".join(words(option) for option in picked) or "none", echoed=False)
        return picked

    def confirm(self, question: str, default: bool = False, *, back: bool = True) -> bool:
        """Return True if the leader says yes: the keys y and n; Enter takes the default.

        Raises:
            Back: The question before this one is wanted.
            Left: The conversation was left.
        """
        yes, no = Choice("y", "yes", True), Choice("n", "no", False)
        return self.key(question, (yes, no), default=yes if default else no, back=back)

    def _read(self, read: Callable[..., str], form: Writing | Pressing) -> str:
        try:
            if self._drafts:
                # If the journal is busy now, they are kept again when the conversation ends.
                with suppress(ModelwayError):
                    self._drafts.keep_unsaved()
            if self._left:
                raise Left(form.start if isinstance(form, Writing) else "", closed=self._left.closed)
            return read(form)
        except Back:
            self._say(lambda: ["< back"])
            raise
        except Left as left:
            self._left = left
            self._speak_to_nobody_if_closed()
            if self._drafts:
                with suppress(ModelwayError):
                    left.kept = self._drafts.keep_unsaved(patience=PATIENCE)
            raise

    def _told_to_leave(self, number: int, frame: FrameType | None) -> None:
        closed = self._speak_to_nobody_if_closed()
        self._left = Left(closed=closed)
        self._reader.leave(closed=closed)

    def _speak_to_nobody_if_closed(self) -> bool:
        closed = [number for number in self._terminals if not os.isatty(number)]
        if closed:
            # After the terminal is closed every write fails, also the interpreter's own flush at the end.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            for number in closed:
                os.dup2(nowhere, number)
            os.close(nowhere)
        return bool(closed)

    def _width(self) -> int:
        return max(NARROWEST, min(_columns(), WIDEST))

    def _say_question(self, question: str) -> None:
        def lines() -> list[str]:
            asked = wrapped(question, self._width())
            return ["", *((f"\x1b[1m{line}\x1b[0m" for line in asked) if self._styled else asked)]

        self._say(lines)

    def _say_answer(self, answer: str, *, echoed: bool = True) -> None:
        if not (echoed and self._reader.echoes):
            self._say(lambda: wrapped(answer, answer_width(_columns()), "> ", "  "))

    def _last_lines(self, number: int) -> str:
        """The end of the transcript, so many rows at most, in the width that the terminal has now."""
        columns, last = _columns(), ""
        for drawn in reversed(self._transcript):
            for line in reversed(drawn().splitlines(keepends=True)):
                # A terminal narrower than any screen wraps the lines itself.
                number -= max(1, ceil(columns_of(ESCAPE.sub("", line.rstrip("\n"))) / columns))
                if number < 0:
                    return last
                last = line + last
        return last

    def _say_wrapped(self, text: str, *, first: str, other: str) -> None:
        self._say(lambda: wrapped(text, self._width(), first, other))

    def _say(self, lines: Callable[[], Iterable[str]]) -> None:
        def drawn() -> str:
            encoding = sys.stdout.encoding
            return "".join(f"{line}\n" for line in lines()).encode(encoding, "replace").decode(encoding)

        self._transcript.append(drawn)
        try:
            sys.stdout.write(drawn())
            sys.stdout.flush()
        except OSError:
            self._left = Left(closed=True)
            self._speak_to_nobody_if_closed()


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or WIDEST
    except OSError:
        return WIDEST


def _reader(
    environ: Mapping[str, str], last_lines: Callable[[int], str], *, plain: bool, styled: bool
) -> Reader:
    if plain:
        from modelway.cli.ask.plain import PlainReader

        return PlainReader()
    from modelway.cli.ask.screen import ScreenReader

    # Ctrl-B is the key that tmux keeps for itself.
    return ScreenReader(last_lines, styled=styled, back_key="PgUp" if environ.get("TMUX") else "Ctrl-B")


def _complaint_of(check: Callable[[str], object], text: str) -> str | None:
    try:
        check(text)
    except ModelwayError as error:
        return error.sentence
    return None


def _numbers(text: str, *, count: int, several: bool, usual: Iterable[int], none: bool) -> list[int] | str:
    """The numbers in a typed text, or the sentence why they cannot be taken."""
    possible = f"Type a number from 1 to {count}." if count > 1 else "Type 1."
    words = text.replace(",", " ").split()
    if not words:
        return list(usual) or ([] if none else possible)
    numbers = []
    for word in words:
        # Longer numbers name no option, and very long ones cannot be parsed.
        with suppress(ValueError):
            numbers.append(int(word) if len(word) < 6 else -1)
    if none and numbers == [0]:
        return []
    if len(numbers) < len(words) or not all(1 <= number <= count for number in numbers):
        return possible
    unique = list(dict.fromkeys(numbers))
    return unique if several or len(unique) == 1 else "One number only."
