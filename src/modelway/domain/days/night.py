"""Which night a moment belongs to; the prompt of a shell asks it, so that it imports next to nothing."""

from datetime import date, datetime, time, timedelta

DAY_ENDS_AT = time(4)
EVENING_AT = time(21, 30)
EVENING_BEGINS = time(18)
NOON = time(12)
_ONE_DAY = timedelta(days=1)


def night_of(now: datetime, day_ends_at: time = DAY_ENDS_AT) -> date:
    """The civil date of the evening that `now` belongs to: before `day_ends_at` it is still yesterday's.

    Reads the wall clock of `now` and nothing else: neither a clock change nor another zone moves a night.
    Raises ValueError when `day_ends_at` is noon or later, for then an evening could belong to the day before.
    """
    if day_ends_at >= NOON:
        raise ValueError(f"a day must end before noon, not at {day_ends_at}")
    today = now.date()
    return today - _ONE_DAY if now.time() < day_ends_at else today


def is_evening(now: datetime, evening_at: time, day_ends_at: time) -> bool:
    """Return True from 18:00, or from an earlier `evening_at`, to the end of the night."""
    begins = EVENING_BEGINS if evening_at < day_ends_at else min(evening_at, EVENING_BEGINS)
    return now.time() >= begins or now.time() < day_ends_at
