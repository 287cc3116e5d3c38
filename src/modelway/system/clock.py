"""The clock: the only place that asks what time it is."""

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from modelway.domain.days.dates import FIRST_YEAR, LAST_YEAR, quote
from modelway.errors import BadSetting

NOW_VARIABLE = "MODELWAY_NOW"


def now(environ: Mapping[str, str] = os.environ) -> datetime:
    """This moment, aware, on the local wall clock; or the moment that MODELWAY_NOW fixes.

    For demos and tests MODELWAY_NOW is a date and a time, such as 2026-11-20T21:30: on the local clock, or
    on the clock of the offset it ends in. Raises BadSetting when it is anything else.
    """
    fixed = environ.get(NOW_VARIABLE)
    return _read(fixed) if fixed else datetime.now(UTC).astimezone()


def _read(text: str) -> datetime:
    try:
        if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}", text):
            raise ValueError(text)
        moment = datetime.fromisoformat(text)
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValueError(text)
        return moment if moment.tzinfo else moment.astimezone()
    except ValueError as error:
        raise BadSetting(
            f"{NOW_VARIABLE} is {quote(text)}, which is no moment modelway can read: "
            f"set it to a date and a time from {FIRST_YEAR} to {LAST_YEAR}, such as 2026-11-20T21:30."
        ) from error
