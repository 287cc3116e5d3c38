"""Which backups are kept: many of late, fewer of long ago."""

from collections.abc import Callable, Hashable, Iterable

from modelway.domain.keeping.backup import Backup

# A safety copy is not thinned away by the next backups of its day.
LATEST = 5
DAILY = 7
WEEKLY = 8
MONTHLY = 24


def kept(backups: Iterable[Backup]) -> list[Backup]:
    """The backups to keep, newest first.

    The newest one of each of the last 7 days, 8 weeks (from Monday) and 24 months that have any, in UTC; the
    5 newest whatever their day; and the newest that was found whole. Nothing depends on the clock: a journal
    that rests for a year keeps what it had.
    """
    newest_first = sorted(backups, key=lambda one: (one.made_at, one.name), reverse=True)
    chosen = set(newest_first[:LATEST])
    chosen |= _newest_of_each(newest_first, DAILY, lambda one: one.made_at.date())
    chosen |= _newest_of_each(newest_first, WEEKLY, lambda one: one.made_at.isocalendar()[:2])
    chosen |= _newest_of_each(newest_first, MONTHLY, lambda one: (one.made_at.year, one.made_at.month))
    whole = next((one for one in newest_first if one.verified_at), None)
    return [one for one in newest_first if one in chosen or one is whole]


def _newest_of_each(
    newest_first: Iterable[Backup], most: int, span: Callable[[Backup], Hashable]
) -> set[Backup]:
    newest: dict[Hashable, Backup] = {}
    for one in newest_first:
        newest.setdefault(span(one), one)
    return set(list(newest.values())[:most])
