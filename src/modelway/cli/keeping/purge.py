"""`modelway purge`: erase for good."""

from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.asking import confirmed
from modelway.cli.opening import opened
from modelway.cli.output import progress, show
from modelway.errors import NotFound, UsageError

if TYPE_CHECKING:
    from modelway.domain.keeping.purge import Scope
    from modelway.services.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

OfNight = Annotated[
    str, typer.Option("--night", metavar="DAY", help="A night, with all that was written on it.")
]
OfValue = Annotated[
    str, typer.Option("--value", metavar="V", help="A value, with every answer and practice for it.")
]
Before = Annotated[
    str, typer.Option("--history-before", metavar="DAY", help="How things came about before a day.")
]
Too = Annotated[bool, typer.Option("--backups-too", help="Erase it from your backups as well.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


@app.command()
def purge(
    ctx: typer.Context,
    night: OfNight = "",
    value: OfValue = "",
    history_before: Before = "",
    backups_too: Too = False,
    yes: Yes = False,
) -> None:
    """Erase for good: a night, a value, or older history; the one thing that undo cannot take back."""
    from modelway.services.keeping import purge as services
    from modelway.views.keeping.purge import purged_screen, weighed_screen

    with opened(ctx, to_read=True) as session:
        scope, place = _scope(session, night, value, history_before), session.place
    if place is None:
        raise NotFound("There is no journal yet. Begin with: modelway values define")
    with progress("looking where it is"):
        weighed = services.weigh(place, scope)
    show(place.settings, weighed_screen, weighed, services.said(scope), backups_too=backups_too)
    question = "Erase it for good, from your backups too?" if backups_too else "Erase it for good?"
    if confirmed(place, question, yes=yes):
        with progress("erasing it"):
            done = services.purge(place, weighed, backups_too=backups_too)
        option = _option(night, value, history_before)
        show(place.settings, purged_screen, done, f"modelway purge {option} --backups-too")


def _scope(session: "Session", night: str, value: str, history_before: str) -> "Scope":
    """What is to be erased; raises UsageError unless one thing is named."""
    from modelway.domain.days.dates import parse_day
    from modelway.domain.keeping import purge
    from modelway.services.keeping.purge import of_value

    if sum(map(bool, (night, value, history_before))) != 1:
        raise UsageError("Name one thing to erase: --night DAY, --value V or --history-before DAY.")
    if night:
        return purge.OfNight(parse_day(night, session.tonight))
    if history_before:
        return purge.OfHistory(parse_day(history_before, session.tonight))
    return of_value(session, value)


def _option(night: str, value: str, history_before: str) -> str:
    from shlex import quote

    if night:
        return f"--night {quote(night)}"
    return f"--value {quote(value)}" if value else f"--history-before {quote(history_before)}"
