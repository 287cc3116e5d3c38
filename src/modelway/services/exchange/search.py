"""Finding again what was written."""

from datetime import date

from modelway.domain.exchange.searching import SearchResult, fold, parse_sought
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.values import Value
from modelway.errors import UsageError
from modelway.services.session import Session
from modelway.store.exchange.texts import each_text
from modelway.store.journal import EARLIEST, LATEST


def search(
    session: Session,
    words: str,
    *,
    start: date | None = None,
    end: date | None = None,
    value: Value | None = None,
    outcome: Outcome | None = None,
    limit: int | None = None,
) -> SearchResult:
    """Return the texts that hold every word, the newest first.

    Raises:
        UsageError: no word is wanted.
    """
    sought = parse_sought(words)
    if not sought.wanted:
        raise UsageError("There is no word to look for: name one, such as modelway search budget")
    names = {one.id: one.name for one in session.journal.values()}
    fitting = [
        text
        for text in each_text(session.journal, start or EARLIEST, end or LATEST, names)
        if (not value or text.value == value.name)
        and (not outcome or text.outcome is outcome)
        and sought.fits(fold(text.text))
    ]
    fitting.sort(key=lambda text: text.day, reverse=True)
    shown = tuple(fitting[:limit])
    return SearchResult(words, sought, shown, len(fitting) - len(shown))
