"""How far tonight is, for the prompt and the first shell of the evening: at once, without key or question."""

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from modelway.domain.days.night import DAY_ENDS_AT, EVENING_AT, NOON, is_evening, night_of
from modelway.store.tonight import Tonight, look_at
from modelway.system.settings_at_once import marks_of_shells, simple_settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from modelway.services.place import Place

MARK = "told-"
WAITING = ("open", "begun", "waiting")


class Reminder:
    """What a prompt tells: how far the night of `day` is, and when in the evening it is asked for."""

    __slots__ = ("day", "evening_at", "glyphs", "is_evening", "tonight")

    def __init__(self, now: datetime, store: str, day_ends_at: time, evening_at: time, glyphs: str) -> None:
        self.day: date = night_of(now, day_ends_at)
        self.evening_at = evening_at
        self.glyphs = glyphs
        self.is_evening = is_evening(now, evening_at, day_ends_at)
        self.tonight: Tonight = look_at(store, self.day)

    @property
    def waits(self) -> bool:
        """Whether anything is left to answer tonight."""
        return self.tonight.state in WAITING


def look_at_tonight(environ: Mapping[str, str], overrides: Mapping[str, str | None]) -> Reminder:
    """How far tonight is.

    Raises:
        BadSetting: a setting is wrong.
        OSError, sqlcipher3.Error: the journal cannot be read now.
    """
    settings = None if overrides or environ.get("MODELWAY_NOW") else simple_settings(environ)
    if settings is not None:
        day_ends_at = _time(settings.get("day_ends_at"), DAY_ENDS_AT)
        evening_at = _time(settings.get("evening_at"), EVENING_AT)
        glyphs = settings.get("glyphs", "auto")
        if day_ends_at and evening_at and day_ends_at < NOON and glyphs in ("auto", "unicode", "ascii"):
            return Reminder(datetime.now().astimezone(), settings["store"], day_ends_at, evening_at, glyphs)
    return _with_all_settings(environ, overrides)


def tell_once(reminder: Reminder, environ: Mapping[str, str]) -> bool:
    """Whether a shell is to say that tonight waits; true for the first one of an evening alone.

    Raises OSError where it cannot be remembered, for then every shell would say it.
    """
    if not (reminder.is_evening and reminder.waits):
        return False
    folder = marks_of_shells(environ) or _marks_elsewhere(environ)
    os.makedirs(folder, 0o700, exist_ok=True)  # noqa: PTH103 - pathlib takes longer than all of this
    mark = f"{MARK}{reminder.day.isoformat()}"
    try:
        os.close(os.open(f"{folder}/{mark}", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return False
    for older in os.listdir(folder):  # noqa: PTH208
        if older.startswith(MARK) and older < mark:
            os.unlink(f"{folder}/{older}")  # noqa: PTH108
    return True


def status_of(place: "Place") -> tuple[date, str, Sequence[str] | None, time]:
    """The night that it is now, how far it is, its answers (None where unknown), and when it is asked for.

    Raises:
        StoreError: the journal cannot be read now.
    """
    from modelway.store.files.engine import engine_failures

    with engine_failures(place.store):
        reminder = _in_place(place)
    return reminder.day, reminder.tonight.state, reminder.tonight.answers, reminder.evening_at


def _time(text: str | None, otherwise: time) -> time | None:
    """A time such as 21:30; None where it is not simply that."""
    if text is None:
        return otherwise
    hours, _, minutes = text.partition(":")
    if len(hours) != 2 or len(minutes) != 2 or not (hours + minutes).isascii():
        return None
    if not (hours + minutes).isdigit() or int(hours) > 23 or int(minutes) > 59:
        return None
    return time(int(hours), int(minutes))


def _with_all_settings(environ: Mapping[str, str], overrides: Mapping[str, str | None]) -> Reminder:
    from modelway.services.place import Place

    return _in_place(Place.find(environ, overrides))


def _in_place(place: "Place") -> Reminder:
    settings, now, store = place
    return Reminder(now, str(store), settings.day_ends_at, settings.evening_at, settings.glyphs.value)


def _marks_elsewhere(environ: Mapping[str, str]) -> str:
    from modelway.system.paths import state_folder

    return str(state_folder(environ))
