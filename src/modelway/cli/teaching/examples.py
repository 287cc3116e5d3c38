"""`modelway examples`: leaders seen, good and bad."""

from typing import Annotated

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show, show_json

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Text = Annotated[str, typer.Argument(metavar="TEXT", help="What they did.")]
Of = Annotated[str, typer.Option("--value", metavar="V", help="The value it shows: number, slug or prefix.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Whom you saw; may be left out.")]
Negative = Annotated[
    bool, typer.Option("--negative/--positive", help="An example to avoid, or one to follow.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def examples(ctx: typer.Context, json: Json = False) -> None:
    """Note leaders you saw, good and bad; alone it lists them."""
    if ctx.invoked_subcommand is None:
        list_examples(ctx, json=json)


@app.command("list")
def list_examples(ctx: typer.Context, json: Json = False) -> None:
    """List the leaders you noted."""
    from modelway.services.teaching import seen
    from modelway.views.teaching.seen import examples_data, examples_screen

    with opened(ctx, to_read=True) as session:
        found = seen.list_examples(session)
        if json:
            show_json("examples", examples_data(found))
        else:
            show(session.settings, examples_screen, found)


@app.command()
def add(ctx: typer.Context, text: Text, value: Of = "", who: Who = "", negative: Negative = False) -> None:
    """Note what a leader did; reviews of its value show it."""
    from modelway.services.teaching import seen
    from modelway.views.teaching.seen import examples_screen

    with opened(ctx) as session:
        of = seen.find_value_named(session, value)
        seen.add_example(session, text, value=of, who=who, negative=negative)
        show(session.settings, examples_screen, seen.list_examples(session))
