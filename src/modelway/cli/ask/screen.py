"""Answers read key by key with line editing, on prompt_toolkit."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from modelway.cli.ask.forms import Back, Left, Pressing, Writing, edited
from modelway.cli.ask.hearing import ENTER, NO_CHARACTER, PASTE, Hearing
from modelway.cli.ask.wrapping import answer_width, arranged, wrapped
from modelway.machine import terminal

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, TimerHandle

    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout import Window
    from prompt_toolkit.output import Output

PROMPT, INDENT = "> ", "  "
FOREVER = 3_600.0
# Together with the time of saving, at most two seconds of typing are lost.
KEEP_AFTER = 1.5
# How long to wait after the last resize before drawing anew.
RESIZED = 0.1


class ScreenReader:
    """Shows an answer while it is typed, with its keys below; both go when it is taken.

    Every question runs a small application of its own on the one input, so that keys typed ahead
    go to the next question.

    Args:
        last_lines: Gives so many of the last lines before the question, in the width of the moment.
        styled: Whether the terminal gets attributes such as bold.
        back_key: The key that goes back, as the leader is told.
    """

    echoes = False

    def __init__(self, last_lines: Callable[[int], str], *, styled: bool, back_key: str) -> None:
        self._last_lines = last_lines
        self._styled = styled
        self._back_key = back_key
        self._attributes: Any = None
        self._input: Input | None = None
        self._application: Application[str] | None = None
        self._told: Left | None = None

    def open(self) -> None:
        """Keep the terminal from echoing what is typed between two questions."""
        self._attributes = terminal.attributes_of(sys.stdin)
        if self._attributes is not None:
            terminal.set_attributes(sys.stdin, terminal.quiet(self._attributes))

    def close(self) -> None:
        """Set the terminal as it was."""
        if self._attributes is not None:
            terminal.set_attributes(sys.stdin, self._attributes)

    def leave(self, *, closed: bool) -> None:
        """End the question that is waiting, if one is: it raises Left."""
        self._told = Left(closed=closed)
        application = self._application
        if application and application.loop:
            application.loop.call_soon_threadsafe(_end, application, self._told)

    def write(self, form: Writing) -> str:
        """The text as it stands when Enter is pressed."""
        text, notice = form.start, form.notice
        while True:
            text, wants_editor = self._written(form, text, notice)
            if not wants_editor:
                return text
            self.close()
            form.keep(text)
            try:
                text, notice = edited(form, text, self._wait)
            except Left as left:
                raise Left(text, closed=left.closed) from None
            form.keep(text)
            self.open()

    def _wait(self, sentence: str) -> None:
        """Wait for Enter."""
        keys = ("Enter when it is saved",)
        self._written(Writing("", False, sentence, keys, lambda text: None, None, back=False), "", "")

    def _written(self, form: Writing, text: str, notice: str) -> tuple[str, bool]:
        """The text, and whether the editor is wanted for it."""
        from prompt_toolkit.buffer import Buffer
        from prompt_toolkit.document import Document
        from prompt_toolkit.filters import Condition
        from prompt_toolkit.key_binding import KeyBindings
        from prompt_toolkit.layout import Window

        from modelway.cli.ask.word_wrap import WordWrapControl

        shown = [notice or form.hint]
        wants_editor: list[bool] = []
        buffer = Buffer(document=Document(text, len(text)), multiline=True)
        bindings = KeyBindings()

        @buffer.on_text_changed.add_handler
        def _forget_complaint(_: Buffer) -> None:
            shown[:] = [form.hint]

        @bindings.add("enter")
        @bindings.add("c-j")
        def _accept(event: "KeyPressEvent") -> None:
            complaint = form.complaint(buffer.text)
            if complaint:
                if not form.stays:
                    buffer.reset()
                shown[:] = [complaint]
            else:
                event.app.exit(result=buffer.text)

        @bindings.add("escape", "enter", filter=Condition(lambda: form.several_lines))
        @bindings.add("escape", "c-j", filter=Condition(lambda: form.several_lines))
        def _new_line(event: "KeyPressEvent") -> None:
            buffer.insert_text("\n")

        @bindings.add("c-o")
        def _open_editor(event: "KeyPressEvent") -> None:
            # Without this binding the key would clear the text.
            if form.edit:
                wants_editor.append(True)
                event.app.exit(result=buffer.text)

        _add_ways_out(bindings, back=form.back, typed=lambda: buffer.text, keep=form.keep)
        self._keep_while_typing(buffer, form)
        several = ("Enter done", "Alt-Enter new line") if form.several_lines else ()
        editor = ("Ctrl-O editor",) if form.edit else ()
        keys = (*form.keys, *several, *editor, *self._ways_out(back=form.back))
        area = Window(
            WordWrapControl(buffer, lambda: answer_width(self._columns()) - len(INDENT)),
            wrap_lines=True,
            dont_extend_height=True,
            get_line_prefix=lambda number, wrap: PROMPT if number == wrap == 0 else INDENT,
        )
        return self._run(area, keys, lambda: shown[0], bindings, lambda: buffer.text), bool(wants_editor)

    def _keep_while_typing(self, buffer: "Buffer", form: Writing) -> None:
        """Keep the text within `KEEP_AFTER` seconds of every change, and try again where it could not be."""
        waiting: list[TimerHandle] = []

        def keep() -> None:
            waiting.clear()
            if not form.keep(buffer.text):
                note_change()

        def note_change(_: object = None) -> None:
            if not waiting:
                waiting.append(self._later(KEEP_AFTER, keep))

        buffer.on_text_changed.add_handler(note_change)

    def press(self, form: Pressing) -> str:
        """The key that was pressed; what counts as pressed is for `Hearing` to say."""
        from prompt_toolkit.key_binding import KeyBindings
        from prompt_toolkit.keys import Keys
        from prompt_toolkit.layout import FormattedTextControl, Window

        hearing = Hearing(form.words, form.default, take=self._take, later=self._later)
        bindings = KeyBindings()

        @bindings.add(Keys.Any)
        def _press(event: "KeyPressEvent") -> None:
            key = event.key_sequence[0].key
            if key in (Keys.ControlM, Keys.ControlJ):
                hearing.hear(ENTER)
            elif key == Keys.BracketedPaste:
                hearing.hear(PASTE)
            else:
                hearing.hear(NO_CHARACTER if isinstance(key, Keys) else key)

        _add_ways_out(bindings, back=form.back, typed=str)

        def choices() -> "StyleAndTextTuples":
            pieces = [f"[{key}] {words}" for key, words in form.words.items()]
            lines = "\n".join(arranged(pieces, self._columns()))
            chosen = form.words[hearing.chosen] if hearing.chosen else " "
            return [("", f"{lines}\n{PROMPT}"), ("[SetCursorPosition]", chosen[:1]), ("", chosen[1:])]

        area = Window(FormattedTextControl(choices, focusable=True), dont_extend_height=True)
        default = (f"Enter {form.words[form.default]}",) if form.default else ()
        keys = (*default, *self._ways_out(back=form.back))
        return self._run(area, keys, lambda: hearing.notice, bindings, str)

    def _take(self, answer: str) -> None:
        if self._application:
            self._application.exit(result=answer)

    def _later(self, seconds: float, action: Callable[[], None]) -> "TimerHandle":
        application = self._application
        if application is None or application.loop is None:
            raise LookupError("no question is waiting")

        def act() -> None:
            # The question may have been left meanwhile.
            if application.future and not application.future.done():
                action()
                application.invalidate()

        return application.loop.call_later(seconds, act)

    def _run(
        self,
        area: "Window",
        keys: tuple[str, ...],
        notice: Callable[[], str],
        bindings: "KeyBindings",
        typed: Callable[[], str],
    ) -> str:
        from prompt_toolkit.application import Application
        from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
        from prompt_toolkit.output import ColorDepth
        from prompt_toolkit.styles import Attrs, Style

        def hint_lines() -> list[str]:
            width = self._columns()
            said = wrapped(notice(), width, INDENT, INDENT) if notice() else []
            return said + arranged(keys, width, " | ")

        # Older versions do not know this attribute.
        style = Style([("hint", "dim" if self._styled and "dim" in Attrs._fields else "")])
        hint = Window(
            FormattedTextControl(lambda: [("class:hint", "\n".join(hint_lines()))]),
            dont_extend_height=True,
        )
        application: Application[str] = Application(
            layout=Layout(HSplit([area, hint]), focused_element=area),
            key_bindings=bindings,
            style=style,
            include_default_pygments_style=False,
            color_depth=ColorDepth.DEPTH_1_BIT,
            erase_when_done=True,
            input=self._opened_input(),
            output=_output(styled=self._styled),
        )
        # Esc waits for its Enter however long that takes.
        application.timeoutlen = FOREVER
        application.terminal_size_polling_interval = None
        self._follow_size(application)
        return self._answer_of(application, typed)

    def _follow_size(self, application: "Application[str]") -> None:
        """Draw the screen again once its size has changed and stayed the same for a moment.

        Terminals differ in what they do to lines that have become too long: some wrap them, some cut them.
        Nobody can tell where the half-written answer stands then, so everything is drawn anew.
        """
        size = application.output.get_size()
        waiting: list[TimerHandle] = []

        def notice(_: object) -> None:
            nonlocal size
            if application.output.get_size() != size:
                size = application.output.get_size()
                for timer in waiting:
                    timer.cancel()
                waiting[:] = [self._later(RESIZED, lambda: self._draw_again(application))]

        application.before_render.add_handler(notice)

    def _draw_again(self, application: "Application[str]") -> None:
        output = application.output
        size = output.get_size()
        own = application.layout.container.preferred_height(size.columns, size.rows).preferred
        application.renderer.reset()
        output.cursor_goto(0, 0)
        output.erase_down()
        output.write_raw(self._last_lines(size.rows - own).replace("\n", "\r\n"))
        output.flush()

    def _answer_of(self, application: "Application[str]", typed: Callable[[], str]) -> str:
        def start() -> None:
            if application.loop:
                application.loop.set_exception_handler(fail)
            # It may have come while the editor had the terminal.
            if self._told:
                _end(application, self._told)

        def fail(loop: "AbstractEventLoop", context: dict[str, Any]) -> None:
            _end(application, context.get("exception") or RuntimeError(context["message"]))

        self._application = application
        try:
            return application.run(pre_run=start, set_exception_handler=False)
        except Left as left:
            raise Left(typed(), closed=left.closed) from None
        except (EOFError, OSError):
            raise Left(typed(), closed=True) from None
        finally:
            self._application = None

    def _opened_input(self) -> "Input":
        from prompt_toolkit.input import create_input

        if self._input is None:
            self._input = create_input(sys.stdin)
        return self._input

    def _columns(self) -> int:
        from prompt_toolkit.application import get_app

        return get_app().output.get_size().columns

    def _ways_out(self, *, back: bool) -> tuple[str, ...]:
        return ((f"{self._back_key} back",) if back else ()) + ("Ctrl-C leave",)


def _add_ways_out(
    bindings: "KeyBindings",
    *,
    back: bool,
    typed: Callable[[], str],
    keep: Callable[[str], object] = lambda text: True,
) -> None:
    from prompt_toolkit.filters import Condition

    @bindings.add("c-b", filter=Condition(lambda: back))
    @bindings.add("pageup", filter=Condition(lambda: back))
    def _back(event: "KeyPressEvent") -> None:
        event.app.exit(exception=Back(typed()))

    @bindings.add("c-c")
    @bindings.add("<sigint>")
    @bindings.add("c-d", filter=Condition(lambda: not typed()))
    def _leave(event: "KeyPressEvent") -> None:
        event.app.exit(exception=Left(typed()))

    @bindings.add("c-l")
    def _keep_screen(event: "KeyPressEvent") -> None:
        """Clearing the screen would take the question away."""

    @bindings.add("c-z")
    def _suspend(event: "KeyPressEvent") -> None:
        keep(typed())
        event.app.suspend_to_background()


def _end(application: "Application[str]", error: BaseException) -> None:
    if application.future and not application.future.done():
        application.future.set_exception(error)


def _output(*, styled: bool) -> "Output":
    """The terminal's output; unstyled, it sends no attribute at all, not even a reset."""
    from prompt_toolkit.output import ColorDepth, create_output
    from prompt_toolkit.output.vt100 import Vt100_Output
    from prompt_toolkit.styles import Attrs

    if not terminal.SPEAKS_VT100:
        return create_output(sys.stdout)

    class Unstyled(Vt100_Output):
        def reset_attributes(self) -> None:
            pass

        def set_attributes(self, attrs: Attrs, color_depth: ColorDepth) -> None:
            pass

    output = (Vt100_Output if styled else Unstyled).from_pty(sys.stdout)
    # Asking where the cursor is would wait for an answer that some terminals never give.
    output.enable_cpr = False
    return output
