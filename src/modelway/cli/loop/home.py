"""`modelway` alone."""

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show, show_json


def home(ctx: typer.Context, *, json: bool = False) -> None:
    """The last fourteen nights, the practice due, and the next command."""
    from modelway.services.loop.glance import glance
    from modelway.views.loop.home import home_data, home_screen

    with opened(ctx, to_read=True) as session:
        found = glance(session)
        if json:
            show_json("glance", home_data(found))
        else:
            show(session.settings, home_screen, found)
