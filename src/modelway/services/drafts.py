"""The half-written answers of a conversation, kept in the journal until they are answered."""

from modelway.services.session import Session


class Drafts:
    """Keeps what is typed and not answered yet, each under the key of its question.

    An answer whose question is over stays here until it is saved: a practice is saved whole, and its
    "When …" would be lost with the program that waits for its "I will …".
    """

    def __init__(self, session: Session) -> None:
        self._journal = session.journal
        self._now = session.now
        self._kept: dict[str, str] = {}

    def begun(self, key: str) -> str:
        """What was typed there before and not answered; empty when nothing was."""
        self._journal.answered.pop(key, None)
        self._kept[key] = self._journal.draft(key)
        return self._kept[key]

    def keep(self, key: str, text: str, *, patience: float = 0.0) -> None:
        """Keep what is typed so far, unless it is kept already; an empty text drops what was kept.

        Raises:
            StoreError, Refused: it could not be kept.
        """
        if self._kept.get(key) != text:
            self._journal.keep_draft(key, text, self._now, patience=patience)
            self._kept[key] = text

    def answered(self, key: str, text: str) -> None:
        """Take note of the answer: its draft goes in the transaction that saves it."""
        self._journal.answered[key] = text

    def keep_unsaved(self, *, patience: float = 0.0) -> bool:
        """Keep the answers that were given and not saved yet; False without any.

        Raises:
            StoreError, Refused: they could not be kept.
        """
        unsaved = self._journal.answered
        for key, text in unsaved.items():
            self.keep(key, text, patience=patience)
        return any(unsaved.values())

    def close(self) -> None:
        """Drop what is left of answers that nothing had to be saved for."""
        self._journal.drop_answered()
