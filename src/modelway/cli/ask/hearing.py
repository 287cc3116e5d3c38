"""Tells a key that was pressed from a sentence that was typed or pasted where one key answers."""

from collections.abc import Callable, Collection
from typing import Protocol

SETTLE = 0.25
QUIET = 0.4
ENTER = "\r"
PASTE = "paste"
NO_CHARACTER = ""


class Timer(Protocol):
    """Something that will be done later."""

    def cancel(self) -> None:
        """Do it no more."""


class Hearing:
    """Hears key after key and takes one of them as the answer; never the first letter of a sentence.

    - A key that answers is taken once nothing has followed it for `SETTLE` seconds, or at once when Enter
      does: that Enter belongs to the key and answers nothing else. Typed ahead, a key therefore wants its
      Enter when a text for the next question follows.
    - The same key again is the same press, held a little long.
    - Any other character behind it shows that a sentence is being typed, and so do a paste and a character
      that answers nothing: none of it is taken, nor its Enter, until the keys have been still for `QUIET`
      seconds.
    - A key that is no character (an arrow, Backspace) takes a choice back that has not settled.

    Args:
        keys: The characters that answer, in lower case.
        default: The one that Enter alone stands for; None when Enter answers nothing.
        take: Called once with the answer.
        later: Calls something after so many seconds, unless it is cancelled.
    """

    def __init__(
        self,
        keys: Collection[str],
        default: str | None,
        *,
        take: Callable[[str], None],
        later: Callable[[float, Callable[[], None]], Timer],
    ) -> None:
        self._keys = keys
        self._default = default
        self._take = take
        self._later = later
        self._timer: Timer | None = None
        self._muted = False
        self.chosen: str | None = None
        """The key that is about to be taken."""
        self.notice = ""
        """What the leader is told about the keys that were not taken."""

    def hear(self, key: str) -> None:
        """One key: a character, `ENTER`, `PASTE` for all of one, or `NO_CHARACTER` for every other key."""
        if self._timer:
            self._timer.cancel()
        character, before, self.chosen = key.lower(), self.chosen, None
        answer = before or self._default
        if self._muted or (before and character not in (before, ENTER, NO_CHARACTER)):
            self._mute()
        elif character == ENTER and answer:
            self._take(answer)
        elif character in self._keys:
            self.chosen, self.notice = character, ""
            self._timer = self._later(SETTLE, lambda: self._take(character))
        elif character in (ENTER, NO_CHARACTER):
            self._say_keys()
        else:
            self._mute()

    def _mute(self) -> None:
        self._muted = True
        self.notice = "One key answers here; what you type is not taken."
        self._timer = self._later(QUIET, self._listen_again)

    def _listen_again(self) -> None:
        self._muted = False
        self._say_keys()

    def _say_keys(self) -> None:
        self.notice = f"Press one of these keys: {' '.join(self._keys)}"
