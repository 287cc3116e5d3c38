"""`modelway sync`: one journal on several machines, which meet at a folder or a database."""

from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.asking import confirmed
from modelway.cli.opening import is_interactive, located, read_source
from modelway.cli.output import progress, show, show_json
from modelway.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from modelway.domain.together.meeting import Unsettled
    from modelway.services.place import Place

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Where = Annotated[str, typer.Argument(metavar="PLACE", help="A folder, or a postgresql:// address.")]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help="What to call this machine.")]
Code = Annotated[str, typer.Option("--from", metavar="FILE|-", help="Where the recovery code is.")]
Which = Annotated[int | None, typer.Argument(metavar="[N]", min=1, help="The conflict to settle.")]
Keep = Annotated[int | None, typer.Option("--keep", metavar="N", min=1, help="The text to keep.")]
Words = Annotated[str, typer.Option("--text", metavar="WORDS", help="The words to keep instead.")]
Database = Annotated[str, typer.Argument(metavar="PLACE", help="The database, as an administrator.")]
Leader = Annotated[str, typer.Option("--for", metavar="NAME", help="Make a role for a leader.")]
NewPassword = Annotated[bool, typer.Option("--new-password", help="Give that role another password.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def sync(ctx: typer.Context) -> None:
    """Write on several machines, and let them meet at a place; alone it lets them meet now."""
    if ctx.invoked_subcommand is None:
        from modelway.services.together import sync as services
        from modelway.views.together.sync import met_screen

        place = located(ctx)
        with progress() as tell:
            met = services.sync(place, tell)
        show(place.settings, met_screen, met)


@app.command()
def init(ctx: typer.Context, place: Where, name: Name = "") -> None:
    """Begin at a place; shows a recovery code.

    Your other machines need the code, and it is shown this once.
    """
    from modelway.services.together import membership, sync
    from modelway.views.together.sync import begun_screen

    journal = located(ctx)
    begun = membership.init(journal, place, name)
    with progress() as tell:
        sync.sync(journal, tell)
    show(journal.settings, begun_screen, begun)


@app.command()
def join(ctx: typer.Context, place: Where, code: Code = "", name: Name = "") -> None:
    """Meet the machines that meet at a place.

    It asks for the recovery code; two journals become one.
    """
    from modelway.services.together import membership, sync
    from modelway.views.together.sync import met_screen

    journal = located(ctx)
    membership.join(journal, place, _code(journal, code), name)
    with progress() as tell:
        met = sync.sync(journal, tell)
    show(journal.settings, met_screen, met, joined=True)


@app.command()
def status(ctx: typer.Context, json: Json = False) -> None:
    """See what is to be sent and to come."""
    from modelway.services.together.sync import standing
    from modelway.views.together.sync import standing_data, standing_screen

    place = located(ctx)
    found = standing(place)
    if json:
        show_json("sync", standing_data(found))
    else:
        show(place.settings, standing_screen, found, place.now)


@app.command()
def conflicts(
    ctx: typer.Context, number: Which = None, keep: Keep = None, text: Words = "", json: Json = False
) -> None:
    """Choose between words written apart."""
    from modelway.services.together import conflicts as services
    from modelway.views.together.conflicts import conflicts_data, conflicts_screen, settled_screen

    place = located(ctx)
    if number is not None:
        show(place.settings, settled_screen, services.settle(place, number, keep=keep, text=text))
    elif json:
        show_json("conflicts", conflicts_data(services.unsettled(place)))
    elif (found := services.unsettled(place)) and is_interactive():
        _settle(place, found)
    else:
        show(place.settings, conflicts_screen, found)


@app.command()
def leave(ctx: typer.Context, yes: Yes = False) -> None:
    """Meet the others no more; this journal stays whole."""
    from modelway.services.together.membership import leave as services_leave
    from modelway.views.together.sync import left_screen

    place = located(ctx)
    if confirmed(place, "Meet your other machines no more?", yes=yes):
        show(place.settings, left_screen, services_leave(place))


@app.command()
def rotate(ctx: typer.Context, yes: Yes = False) -> None:
    """Change the key, after a machine was lost.

    Your other machines go on with the new recovery code.
    """
    from modelway.services.together.sync import rotate as services_rotate
    from modelway.views.together.sync import begun_screen

    place = located(ctx)
    if confirmed(place, "Change the key? Your other machines then need the new code.", yes=yes):
        with progress() as tell:
            begun = services_rotate(place, tell)
        show(place.settings, begun_screen, begun, changed=True)


@app.command()
def prepare(
    ctx: typer.Context, place: Database, leader: Leader = "", new_password: NewPassword = False
) -> None:
    """Make a PostgreSQL database a place.

    For whoever runs it: makes its tables or brings them up to date, and a role for each leader.
    """
    from modelway.services.together.places import prepare as services_prepare
    from modelway.views.together.sync import prepared_screen

    settings = located(ctx).settings
    show(settings, prepared_screen, services_prepare(place, leader, new_password=new_password), leader)


def _code(place: "Place", source: str) -> str:
    """The recovery code: from a file, or asked for."""
    from modelway.cli.ask import Asker, Left
    from modelway.domain.together.recovery import secret_of

    if source:
        return read_source(source)[0].decode("utf-8", "replace")
    if not is_interactive():
        raise UsageError("There is no terminal to ask for the recovery code in: name a file with --from.")
    try:
        with Asker(color=place.settings.color.value, plain=place.settings.plain == "yes") as asker:
            return asker.line(
                "The recovery code?", optional=False, several_lines=False, back=False, check=secret_of
            )
    except Left as left:
        raise Interrupted("Nothing was changed.") from left


def _settle(place: "Place", found: "list[Unsettled]") -> None:
    from modelway.cli.ask import Asker, Left
    from modelway.cli.settling import settle_each

    try:
        with Asker(color=place.settings.color.value, plain=place.settings.plain == "yes") as asker:
            settle_each(place, asker, found)
    except Left as left:
        raise Interrupted("What you chose is saved. Go on with: modelway sync conflicts") from left
