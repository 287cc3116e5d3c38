"""What a question asks a reader for, and how a leader can turn away from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from modelway.errors import ExitCode, ModelwayError

Answer = TypeVar("Answer")
Edit = Callable[[str, Callable[[str], object]], str]
"""Opens the leader's editor on a text and gives the new one.

For an editor that does not wait for its window, it is given what waits with a sentence for the leader. A
`ModelwayError` that it raises is shown.
"""


class Back(ModelwayError):
    """The leader wants the question before this one; `typed` is what stood there so far."""

    def __init__(self, typed: str = "") -> None:
        super().__init__("There is no question before this one.")
        self.typed = typed


class Left(ModelwayError):
    """The leader left the conversation; the caller knows what was saved.

    `typed` is what stood there so far, and `closed` says that the terminal is gone: what is said
    from then on goes nowhere. `kept` tells whether a half-written answer was kept, and `not_kept` is
    the sentence why it could not be.
    """

    exit_code = ExitCode.INTERRUPTED

    def __init__(self, typed: str = "", *, closed: bool = False) -> None:
        super().__init__("The conversation was left.")
        self.typed = typed
        self.closed = closed
        self.kept = False
        self.not_kept = ""


class Drafts(Protocol):
    """Where half-written answers are kept, each under the key of its question."""

    def begun(self, key: str) -> str:
        """What was typed there before and not answered; empty when nothing was."""

    def keep(self, key: str, text: str, *, patience: float = 0.0) -> None:
        """Keep what is typed so far; an empty text drops what was kept. Raises ModelwayError."""

    def answered(self, key: str, text: str) -> None:
        """Take note that the question is answered: its draft goes once the answer is saved."""

    def keep_unsaved(self, *, patience: float = 0.0) -> bool:
        """Keep the answers that were given and not saved yet; False without any. Raises ModelwayError."""

    def close(self) -> None:
        """Drop the drafts of answers that nothing had to be saved for; raises ModelwayError."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[Answer]):
    """One answer of a question that one key press settles: "[k] kept"."""

    key: str
    words: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Writing:
    """A text to be written, starting from `start`.

    `complaint` gives the sentence that keeps a text from being taken, or None; such a text stays to be
    mended where it `stays`, and is cleared away where typing it anew is easier. `edit` opens the leader's
    editor; `hint` is a line of help, `notice` stands in its place until something is typed, and `keys` name
    what is this question's own. `keep` is called with the text as it grows, and returns False when it could
    not keep it.
    """

    start: str
    several_lines: bool
    hint: str
    keys: tuple[str, ...]
    complaint: Callable[[str], str | None]
    edit: Edit | None
    back: bool
    stays: bool = True
    notice: str = ""
    keep: Callable[[str], bool] = lambda text: True


@dataclass(frozen=True, slots=True)
class Pressing:
    """A key to be pressed: lower-case keys with their words, and the one that Enter stands for."""

    words: dict[str, str]
    default: str | None
    back: bool


class Reader(Protocol):
    """A way to read answers from a terminal."""

    echoes: bool
    """Return True if the terminal itself has left the typed answer on the screen."""

    def open(self) -> None:
        """Take the terminal for a conversation."""

    def close(self) -> None:
        """Give the terminal back as it was."""

    def leave(self, *, closed: bool) -> None:
        """End the question that is waiting, if one is: it raises Left. Called from a signal handler."""

    def write(self, form: Writing) -> str:
        """The text as written, or `Back` or `Left` raised."""

    def press(self, form: Pressing) -> str:
        """The key that was pressed, in lower case, or `Back` or `Left` raised."""


def edited(form: Writing, text: str, wait: Callable[[str], object]) -> tuple[str, str]:
    """The text as the editor left it, and why it could not (then the text is as before).

    Raises:
        Left: the leader left while the editor was waited for.
    """
    if form.edit is None:
        return text, "There is no editor here."
    try:
        return form.edit(text, wait), ""
    except Left:
        raise
    except ModelwayError as error:
        return text, error.sentence
