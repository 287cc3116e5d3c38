"""Being reminded by the system: turned on and off, looked at, tried, and what is said when it calls."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from modelway.domain.prompting.schedule import Schedule, Subject, find_subject, make_schedule
from modelway.errors import Refused
from modelway.services.place import Place
from modelway.services.prompting.tonight import WAITING
from modelway.store.tonight import look_at
from modelway.system.config import Settings
from modelway.system.prompting.calling import find_elsewhere, is_program, make_call
from modelway.system.prompting.scheduler import (
    Installation,
    Installed,
    Scheduler,
    find_holders,
    find_scheduler,
)
from modelway.system.prompting.speaking import Way, speak


class Planned(NamedTuple):
    """What turning it on would do: when it calls, what is installed, and what that replaces.

    `others` are schedulers that hold something too, and are to let go of it.
    """

    schedule: Schedule
    installation: Installation
    scheduler: Scheduler
    before: Schedule | None
    others: tuple[Scheduler, ...]


class Reminding(NamedTuple):
    """Whether the system reminds a leader; without an `installed` it does not.

    `program_is_there` is whether the program that is called first is there; `elsewhere` is another one that
    would be called then, empty for none.
    """

    installed: Installed | None
    program_is_there: bool = True
    elsewhere: str = ""


def plan_reminding(
    place: Place,
    environ: Mapping[str, str],
    overrides: Mapping[str, str | None],
    *,
    at: str,
    days: str,
    morning: str,
) -> Planned:
    """What would be installed; nothing is done.

    Raises:
        UsageError: an hour or a day cannot be understood.
        Refused: there is no scheduler, or nothing that it could call.
    """
    settings = place.settings
    schedule = _schedule_of(settings, at, days, morning)
    scheduler = find_scheduler(environ)
    holders = find_holders(environ)
    installation = scheduler.plan(make_call(schedule, environ, overrides), settings.day_ends_at)
    others = tuple(one for one, held in holders if held.scheduler != installation.scheduler)
    before = holders[0][1].schedule if holders else None
    return Planned(schedule, installation, scheduler, before, others)


def turn_on(planned: Planned) -> None:
    """Have the system remind the leader, by one scheduler alone; raises Refused where it does not take it."""
    planned.scheduler.install(planned.installation)
    for other in planned.others:
        other.remove()


def turn_off(environ: Mapping[str, str]) -> Installed | None:
    """Have the system remind the leader no more; what it held, None for nothing.

    Raises Refused where it does not let go.
    """
    holders = find_holders(environ)
    for scheduler, _ in holders:
        scheduler.remove()
    return holders[0][1] if holders else None


def find_reminding(environ: Mapping[str, str]) -> Reminding:
    """Whether the system reminds the leader, and what keeps it from it."""
    installed = next((held for _, held in find_holders(environ)), None)
    if not installed or not installed.program or is_program(installed.program):
        return Reminding(installed)
    return Reminding(installed, program_is_there=False, elsewhere=find_elsewhere(environ))


def find_what_waits(
    environ: Mapping[str, str], overrides: Mapping[str, str | None], *, at: str, days: str, morning: str
) -> tuple[Subject, date] | None:
    """What is to be said now, and of which day; None where nothing waits, or a rest covers it.

    No passphrase is needed.

    Raises:
        BadSetting, UsageError: a setting or an option is wrong.
        OSError, sqlcipher3.Error: the journal cannot be read now.
    """
    place = Place.find(environ, overrides)
    settings = place.settings
    schedule = _schedule_of(settings, at, days, morning)
    found = find_subject(place.now, schedule, settings.day_ends_at)
    if not found or look_at(str(place.store), found[1]).state not in WAITING:
        return None
    return found


def say(sentence: str, environ: Mapping[str, str]) -> Way:
    """Say a sentence to the leader, wherever they are; how it was said."""
    return speak(sentence, environ)


def try_out(sentence: str, environ: Mapping[str, str]) -> Way:
    """Say a sentence as a trial; how it was said. Raises Refused where nobody could be told."""
    way = speak(sentence, environ)
    if way is Way.NONE:
        raise Refused(
            "Nobody could be told: no desktop takes a notification here, and no terminal of yours takes "
            "messages. Install notify-send, or let your terminals take them with mesg y."
        )
    return way


def make_calendar(
    place: Place, environ: Mapping[str, str], *, at: str, days: str, morning: str
) -> tuple[str, Schedule, str]:
    """A calendar file with an event for each reminder; its text, its schedule, and its time zone.

    Raises UsageError where an hour or a day cannot be understood.
    """
    from modelway.exchange.prompting.calendar_file import write_calendar
    from modelway.system.time_zone import zone_name

    settings = place.settings
    schedule = _schedule_of(settings, at, days, morning)
    zone = zone_name(environ)
    return write_calendar(schedule, place.now, zone, settings.day_ends_at), schedule, zone


def _schedule_of(settings: Settings, at: str, days: str, morning: str) -> Schedule:
    return make_schedule(at, days, morning, evening_at=settings.evening_at, day_ends_at=settings.day_ends_at)
