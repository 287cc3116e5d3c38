"""`modelway` alone."""

import typer

from modelway.cli.loop import daily
from modelway.cli.opening import opened
from modelway.cli.output import show_json


def home(ctx: typer.Context, *, json: bool = False) -> None:
    """The last fourteen nights, the practice due, and the next command."""
    with opened(ctx, to_read=True) as session:
        if json:
            from modelway.services.loop.glance import glance
            from modelway.views.loop.home import home_data

            show_json("glance", home_data(glance(session)))
        else:
            daily.home(session)
