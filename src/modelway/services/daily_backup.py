"""The backup before the first write of a day; on the other writes of it only a folder is looked into."""

from modelway.errors import ModelwayError
from modelway.services.place import Place
from modelway.store import backups
from modelway.store.engine import engine_failures


def back_up_daily(place: Place) -> str | None:
    """A backup unless one was made today; a sentence when it failed, for that stops no answer."""
    today = place.now.date()
    try:
        with engine_failures(backups.folder_of(place.store)):
            made = backups.instants_of(place.store)
        if not any(one.astimezone(place.now.tzinfo).date() == today for one in made):
            from modelway.services.backups import back_up_before

            back_up_before(place, "daily")
    except ModelwayError as error:
        return f"Today's backup was not made, though your answers are saved: {error.sentence}"
    return None
