"""`modelway undo`: take back what was done last."""

from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.asking import confirmed
from modelway.cli.opening import opened
from modelway.cli.output import show

if TYPE_CHECKING:
    from modelway.services.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

MOST_WITHOUT_A_QUESTION = 5

Steps = Annotated[int, typer.Option("--steps", metavar="N", min=1, help="How many commands to take back.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask, however many.")]


@app.command()
def undo(ctx: typer.Context, steps: Steps = 1, yes: Yes = False) -> None:
    """Take back what was done last; modelway redo brings it again.

    More than five at once are asked for.
    """
    from modelway.services.keeping import undo as services
    from modelway.views.keeping.undo import taken_back

    with opened(ctx, to_read=True) as session:
        if yes or steps <= MOST_WITHOUT_A_QUESTION or _is_meant(session, steps):
            show(session.settings, taken_back, services.undo(session, steps), steps)


def _is_meant(session: "Session", steps: int) -> bool:
    """Show what so many steps take back, and ask."""
    from modelway.services.keeping.undo import undoable
    from modelway.views.keeping.undo import to_take_back

    show(session.settings, to_take_back, undoable(session, steps))
    return confirmed(session, "Take all of this back?", yes=False)
