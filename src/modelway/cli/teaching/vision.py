"""`modelway vision`: what a customer can count on, in the leader's words."""

from typing import Annotated

import typer

from modelway.cli.opening import is_interactive, opened, read_source
from modelway.cli.output import show, show_json
from modelway.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Text = Annotated[str, typer.Option("--text", metavar="TEXT", help="The wording, without being asked.")]
Source = Annotated[str, typer.Option("--from", metavar="FILE|-", help="The wording, as plain text.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def vision(ctx: typer.Context, json: Json = False) -> None:
    """Keep your service vision; alone it shows it."""
    if ctx.invoked_subcommand is None:
        show_vision(ctx, json=json)


@app.command("show")
def show_vision(ctx: typer.Context, json: Json = False) -> None:
    """Show the vision, and every wording it had."""
    from modelway.services.teaching.seen import list_visions
    from modelway.views.teaching.seen import vision_data, vision_screen

    with opened(ctx, to_read=True) as session:
        found = list_visions(session)
        if json:
            show_json("vision", vision_data(found))
        else:
            show(session.settings, vision_screen, found)


@app.command()
def edit(ctx: typer.Context, text: Text = "", source: Source = "") -> None:
    """Give it another wording from today on; in a terminal it asks."""
    from modelway.cli.asking import asking
    from modelway.services.teaching.seen import clean_vision, list_visions, word_vision
    from modelway.views.teaching.seen import vision_screen

    if not (text or source or is_interactive()):
        raise UsageError("There is no terminal to ask in: give the wording with --text TEXT or --from FILE.")
    words = read_source(source)[0].decode(errors="surrogateescape") if source else text
    with opened(ctx) as session:
        asked = not words
        if asked:
            known = list_visions(session)
            with asking(session, "modelway vision edit") as asker:
                words = asker.line(
                    "What can a customer count on?",
                    default=known[-1].text if known else "",
                    optional=False,
                    hint="what you do, in a sentence or two",
                    check=clean_vision,
                    back=False,
                    draft="vision/text",
                )
        show(session.settings, vision_screen, word_vision(session, words), asked=asked)
