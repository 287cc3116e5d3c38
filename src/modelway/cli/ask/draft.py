"""Keeps what is typed at a question and not yet entered, so that it stands in the line again."""

from modelway.cli.ask.forms import Drafts
from modelway.errors import ModelwayError

# How long to wait for another program that writes to the journal, when the conversation ends.
PATIENCE = 2.0


class Draft:
    """The half-written answer to one question: what was begun before, and keeping what is typed now."""

    def __init__(self, drafts: Drafts | None, key: str, default: str) -> None:
        self._drafts = drafts if key else None
        self._key = key
        self._default = default
        self.begun = self._drafts.begun(key) if self._drafts else ""
        self.is_kept = bool(self.begun)

    def keep(self, text: str) -> bool:
        """Keep a text while it is typed; False when it could not be kept now."""
        return not self._tried(text, 0.0)

    def keep_at_the_end(self, text: str) -> str:
        """Keep a text as the question is left; return why it could not be kept, or an empty text."""
        return self._tried(text, PATIENCE)

    def answered(self, answer: str) -> None:
        """The question is answered: the draft goes once the answer is saved."""
        if self._drafts:
            self._drafts.answered(self._key, self._own_words(answer))

    def _tried(self, text: str, patience: float) -> str:
        if self._drafts is None:
            return ""
        words = self._own_words(text)
        try:
            self._drafts.keep(self._key, words, patience=patience)
        except ModelwayError as error:
            self.is_kept = False
            return error.sentence
        self.is_kept = bool(words)
        return ""

    def _own_words(self, text: str) -> str:
        """Return the text, or an empty one where it is blank or the same as the default."""
        is_there_anyway = text == self._default and not self.begun
        return "" if is_there_anyway or not text.strip() else as_text(text)


def as_text(typed: str) -> str:
    """What was typed, with a question mark for a byte that is no text: no file takes a lone surrogate."""
    return typed.encode(errors="replace").decode()
