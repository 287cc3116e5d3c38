"""`modelway undo`: take back what was done last."""

from typing import Annotated

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Steps = Annotated[int, typer.Option("--steps", metavar="N", min=1, help="How many commands to take back.")]


@app.command()
def undo(ctx: typer.Context, steps: Steps = 1) -> None:
    """Take back what was done last; modelway redo brings it again."""
    from modelway.services import undo as services
    from modelway.views.undo import taken_back

    with opened(ctx, to_read=True) as session:
        show(session.settings, taken_back, services.undo(session, steps), steps)
