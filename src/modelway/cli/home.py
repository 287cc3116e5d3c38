"""`modelway` alone."""

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show


def home(ctx: typer.Context) -> None:
    """The last fourteen nights, the practice due, and the next command."""
    from modelway.services.glance import glance
    from modelway.views.home import home_screen

    with opened(ctx, to_read=True) as session:
        show(session.settings, home_screen, glance(session))
