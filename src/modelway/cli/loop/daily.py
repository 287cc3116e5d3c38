"""What `modelway`, `journal` and `today` do without options; with nothing to parse, Typer is not loaded."""

from typing import TYPE_CHECKING

from modelway.cli.opening import is_interactive
from modelway.cli.output import show

if TYPE_CHECKING:
    from modelway.services.session import Session


def home(session: "Session") -> None:
    """The last fourteen nights, the practice due, and the next command."""
    from modelway.services.loop.glance import glance
    from modelway.views.loop.home import home_screen

    show(session.settings, home_screen, glance(session))


def journal(session: "Session") -> None:
    """The conversation of tonight."""
    from modelway.cli.loop.evening import talk_through

    talk_through(session, session.tonight)


def today(session: "Session") -> None:
    """Today's practice and its value; in a terminal, one more is asked for."""
    from modelway.services.loop.today import today as practices_of_today
    from modelway.services.teaching.seen import find_lesson_of_today
    from modelway.views.loop.today import today_screen

    now, lesson = practices_of_today(session), find_lesson_of_today(session)
    asked = is_interactive() and bool(now.values)
    show(session.settings, today_screen, now, lesson, asked=asked)
    if asked:
        from modelway.cli.loop.today import ask_for_one_more

        ask_for_one_more(session, now)
