"""`modelway library`: books and other sources, and the lessons taken from them."""

from typing import Annotated

import typer

from modelway.cli.asking import confirmed
from modelway.cli.opening import opened
from modelway.cli.output import show, show_json

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Title = Annotated[str, typer.Argument(metavar="TITLE", help="What it is called.")]
Known = Annotated[str, typer.Argument(metavar="TITLE", help="Its number, its title, or the title's start.")]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="What you take from it.")]
By = Annotated[str, typer.Option("--by", metavar="AUTHOR", help="Who wrote it.")]
Of = Annotated[
    str, typer.Option("--value", metavar="V", help="The value it teaches: number, slug or prefix.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def library(ctx: typer.Context, json: Json = False) -> None:
    """Keep what you read and the lessons you take; alone it lists it."""
    if ctx.invoked_subcommand is None:
        list_sources(ctx, json=json)


@app.command("list")
def list_sources(ctx: typer.Context, json: Json = False) -> None:
    """List the library by number."""
    from modelway.services.teaching import seen
    from modelway.views.teaching.seen import library_data, library_screen

    with opened(ctx, to_read=True) as session:
        found = seen.list_sources(session)
        if json:
            show_json("library", library_data(found))
        else:
            show(session.settings, library_screen, found)


@app.command()
def add(ctx: typer.Context, title: Title, by: By = "", value: Of = "") -> None:
    """Put a book or another source into it."""
    from modelway.services.teaching import seen
    from modelway.views.teaching.seen import source_screen

    with opened(ctx) as session:
        of = seen.find_value_named(session, value)
        show(session.settings, source_screen, seen.add_source(session, title, author=by, value=of), of)


@app.command("show")
def show_source(ctx: typer.Context, title: Known, json: Json = False) -> None:
    """Show one source with its lessons."""
    from modelway.services.teaching import seen
    from modelway.views.teaching.seen import source_data, source_screen

    with opened(ctx, to_read=True) as session:
        chosen = seen.find_source(session, title)
        found = next(one for one in seen.list_sources(session) if one[0].id == chosen.id)
        if json:
            show_json("source", source_data(*found))
        else:
            show(session.settings, source_screen, *found)


@app.command()
def lesson(ctx: typer.Context, title: Known, text: Text) -> None:
    """Keep a lesson; each morning shows one of them."""
    from modelway.services.teaching import seen
    from modelway.views.teaching.seen import source_screen

    with opened(ctx, to_read=True) as session:
        source = seen.take_lesson(session, seen.find_source(session, title), text)
        show(session.settings, source_screen, source, None)


@app.command()
def finish(ctx: typer.Context, title: Known) -> None:
    """Note that you read it to its end."""
    from modelway.services.teaching import seen
    from modelway.views.teaching.seen import source_screen

    with opened(ctx, to_read=True) as session:
        source = seen.finish_source(session, seen.find_source(session, title))
        show(session.settings, source_screen, source, None)


@app.command()
def drop(ctx: typer.Context, title: Known, yes: Yes = False) -> None:
    """Take it out, and its lessons with it."""
    from modelway.services.teaching import seen
    from modelway.views.teaching.seen import source_dropped

    with opened(ctx, to_read=True) as session:
        source = seen.find_source(session, title)
        if confirmed(session, f"Drop {source.title} and its lessons?", yes=yes):
            seen.drop_source(session, source)
            show(session.settings, source_dropped, source)
