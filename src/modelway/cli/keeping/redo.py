"""`modelway redo`: bring back what the last undo took."""

from typing import Annotated

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Steps = Annotated[int, typer.Option("--steps", metavar="N", min=1, help="How many commands to bring back.")]


@app.command()
def redo(ctx: typer.Context, steps: Steps = 1) -> None:
    """Bring back what the last undo took, as long as nothing new was done since."""
    from modelway.services.keeping import undo as services
    from modelway.views.keeping.undo import brought_back

    with opened(ctx, to_read=True) as session:
        show(session.settings, brought_back, services.redo(session, steps), steps)
