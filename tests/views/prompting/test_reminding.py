"""The screens of being reminded."""

from datetime import time

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from modelway.domain.prompting.schedule import ALL_DAYS, Schedule
from modelway.system.prompting.calling import Call
from modelway.system.prompting.commands import Done
from modelway.system.prompting.scheduler import Installed
from modelway.system.prompting.speaking import Way
from modelway.system.prompting.systemd import LOGGED_OUT, Systemd
from modelway.views.prompting.reminding import (
    calendar_written,
    off_screen,
    on_screen,
    plan_screen,
    status_screen,
    tried_screen,
)

SCHEDULE = Schedule(time(21, 30), ALL_DAYS[:5], time(8))
PROGRAM = "/home/ada/.local/bin/modelway"
PLANNED = Systemd({"HOME": "/home/ada"}, lambda *_, **__: Done(0, "", "")).plan(
    Call(PROGRAM, SCHEDULE), time(4)
)
INSTALLED = Installed(PLANNED.scheduler, SCHEDULE, PROGRAM, tuple(entry.place for entry in PLANNED.entries))
SCREENS = {
    "plan": lambda **screen: plan_screen(SCHEDULE, PLANNED, Schedule(time(20)), **screen),
    "on": lambda **screen: on_screen(SCHEDULE, **screen),
    "off": lambda **screen: off_screen(INSTALLED, **screen),
    "status": lambda **screen: status_screen(INSTALLED, program_is_there=True, elsewhere="", **screen),
    "status-off": lambda **screen: status_screen(None, program_is_there=True, elsewhere="", **screen),
    "status-wrong": lambda **screen: status_screen(
        INSTALLED._replace(obstacles=(LOGGED_OUT,)), program_is_there=False, elsewhere="", **screen
    ),
    "calendar": lambda **screen: calendar_written("modelway.ics", SCHEDULE, "Europe/Berlin", **screen),
    "tried": lambda **screen: tried_screen(Way.TERMINALS, **screen),
}


@pytest.mark.parametrize(("signs", "width"), APPEARANCES)
@pytest.mark.parametrize("name", SCREENS)
def test_the_screens_look_as_agreed(name: str, signs: str, width: int) -> None:
    shown = SCREENS[name](glyphs=GLYPHS[signs], width=width)
    assert_golden(f"prompting/remind-{name}-{signs}-{width}", rendered(shown, width, GLYPHS[signs]))
