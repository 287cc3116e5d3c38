"""`modelway lenses`: which part of the teaching a value, an answer or a practice carries."""

from typing import Annotated

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show, show_json

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Of = Annotated[str, typer.Argument(metavar="V", help="The value: its number, slug or prefix.")]
Number = Annotated[int, typer.Argument(metavar="N", help="Its number in modelway plan.")]
Name = Annotated[str, typer.Argument(metavar="LENS", help="The lens or its beginning; none takes it away.")]
On = Annotated[str, typer.Option("--on", metavar="DAY", help="The night: yesterday, fri, 2026-11-20.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def lenses(ctx: typer.Context, json: Json = False) -> None:
    """Say which part of the teaching a value carries; alone it lists them."""
    if ctx.invoked_subcommand is None:
        list_lenses(ctx, json=json)


@app.command("list")
def list_lenses(ctx: typer.Context, json: Json = False) -> None:
    """List the lenses, and the values that carry them."""
    from modelway.services.loop.values import list_values
    from modelway.services.teaching.lenses import list_carried
    from modelway.views.teaching.lenses import lenses_data, lenses_screen

    with opened(ctx, to_read=True) as session:
        carried, values = list_carried(session), list_values(session)
        if json:
            show_json("lenses", lenses_data(carried, values))
        else:
            show(session.settings, lenses_screen, carried, values)


@app.command()
def value(ctx: typer.Context, reference: Of, name: Name) -> None:
    """Let a value carry a lens, and all of its answers."""
    from modelway.domain.teaching.lenses import find_lens
    from modelway.services.loop.values import find_named_value
    from modelway.services.teaching.lenses import set_lens_of_value
    from modelway.views.teaching.lenses import lens_set

    lens = find_lens(name)
    with opened(ctx, to_read=True) as session:
        chosen = find_named_value(session, reference)
        set_lens_of_value(session, chosen, lens)
        show(session.settings, lens_set, chosen.name, lens)


@app.command()
def answer(ctx: typer.Context, reference: Of, name: Name, on: On = "today") -> None:
    """Let one night's answer carry another lens."""
    from modelway.domain.days.dates import parse_day
    from modelway.domain.teaching.lenses import find_lens
    from modelway.services.loop.values import find_named_value
    from modelway.services.teaching.lenses import set_lens_of_answer
    from modelway.views.teaching.lenses import lens_set

    lens = find_lens(name)
    with opened(ctx, to_read=True) as session:
        chosen, day = find_named_value(session, reference), parse_day(on, session.tonight)
        set_lens_of_answer(session, day, chosen, lens)
        show(session.settings, lens_set, f"The answer on {chosen.name}", lens)


@app.command()
def practice(ctx: typer.Context, number: Number, name: Name) -> None:
    """Let a planned practice carry another lens."""
    from modelway.domain.teaching.lenses import find_lens
    from modelway.services.loop.plans import find_open_practice
    from modelway.services.teaching.lenses import set_lens_of_practice
    from modelway.views.teaching.lenses import lens_set

    lens = find_lens(name)
    with opened(ctx, to_read=True) as session:
        found = find_open_practice(session, number)
        set_lens_of_practice(session, found.practice, lens)
        show(session.settings, lens_set, f"The practice for {found.value.name}", lens)
