"""`modelway remind`: the system's own scheduler asks for the journal each evening."""

import os
from contextlib import suppress
from typing import Annotated

import typer

from modelway.cli.asking import confirmed
from modelway.cli.output import show, show_json, show_text

app = typer.Typer(rich_markup_mode=None, add_completion=False)

At = Annotated[str, typer.Option("--at", metavar="HH:MM", help="When; else the hour of evening_at.")]
Days = Annotated[
    str, typer.Option("--days", metavar="DAYS", help="Which: mon-fri, or mon,wed,fri; else every day.")
]
Morning = Annotated[str, typer.Option("--morning", metavar="HH:MM", help="A word in the morning too.")]
File = Annotated[str, typer.Argument(metavar="FILE|-", help="Where to; - is standard output.")]
MorningEvent = Annotated[str, typer.Option("--morning", metavar="HH:MM", help="When in the morning.")]
NoMorning = Annotated[bool, typer.Option("--no-morning", help="The evening alone.")]
Replace = Annotated[bool, typer.Option("--yes", help="Replace a file that is there.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def remind(ctx: typer.Context, json: Json = False) -> None:
    """Be reminded each evening by your system's own scheduler; alone it shows whether you are."""
    if ctx.invoked_subcommand is None:
        status(ctx, json=json)


@app.command()
def on(ctx: typer.Context, at: At = "", days: Days = "", morning: Morning = "", yes: Yes = False) -> None:
    """Be reminded from now on, once you saw what is installed and where."""
    from modelway.services.place import Place
    from modelway.services.prompting import reminding as services
    from modelway.views.prompting.reminding import on_screen, plan_screen

    overrides = ctx.find_root().ensure_object(dict)
    place = Place.find(os.environ, overrides)
    planned = services.plan_reminding(place, os.environ, overrides, at=at, days=days, morning=morning)
    show(place.settings, plan_screen, planned.schedule, planned.installation, planned.before)
    if confirmed(place, "Install it?", yes=yes):
        services.turn_on(planned)
        show(place.settings, on_screen, planned.schedule)


@app.command()
def off(ctx: typer.Context) -> None:
    """Be reminded no more.

    What was installed is removed.
    """
    from modelway.services.place import Place
    from modelway.services.prompting import reminding as services
    from modelway.views.prompting.reminding import off_screen

    place = Place.find(os.environ, ctx.find_root().ensure_object(dict))
    show(place.settings, off_screen, services.turn_off(os.environ))


@app.command()
def status(ctx: typer.Context, json: Json = False) -> None:
    """See when you are reminded, and whether that works."""
    from modelway.services.place import Place
    from modelway.services.prompting import reminding as services
    from modelway.views.prompting.reminding import status_data, status_screen

    place = Place.find(os.environ, ctx.find_root().ensure_object(dict))
    installed, is_there, elsewhere = services.find_reminding(os.environ)
    if json:
        show_json("remind", status_data(installed, program_is_there=is_there, elsewhere=elsewhere))
    else:
        show(place.settings, status_screen, installed, program_is_there=is_there, elsewhere=elsewhere)


@app.command()
def test(ctx: typer.Context) -> None:
    """See now what it looks like, whatever hour it is."""
    from modelway.services.place import Place
    from modelway.services.prompting import reminding as services
    from modelway.views.prompting.reminding import TRIAL, tried_screen

    place = Place.find(os.environ, ctx.find_root().ensure_object(dict))
    show(place.settings, tried_screen, services.try_out(TRIAL, os.environ))


@app.command()
def ics(
    ctx: typer.Context,
    file: File,
    at: At = "",
    days: Days = "",
    morning: MorningEvent = "08:00",
    no_morning: NoMorning = False,
    yes: Replace = False,
) -> None:
    """Write events with alarms, for a phone or a calendar."""
    from pathlib import Path

    from modelway.services.place import Place
    from modelway.services.prompting.reminding import make_calendar
    from modelway.system.documents import write_document
    from modelway.views.prompting.reminding import calendar_written

    place = Place.find(os.environ, ctx.find_root().ensure_object(dict))
    wake = "" if no_morning else morning
    text, schedule, zone = make_calendar(place, os.environ, at=at, days=days, morning=wake)
    if file == "-":
        show_text(text)
    else:
        write_document(Path(file), text, replacing=yes)
        show(place.settings, calendar_written, file, schedule, zone)


@app.command(hidden=True)
def speak(ctx: typer.Context, at: At = "", days: Days = "", morning: Morning = "") -> None:
    """Say that tonight waits, if it does.

    The scheduler calls this; it never fails and never asks.
    """
    from modelway.services.prompting import reminding as services
    from modelway.views.prompting.reminding import SENTENCES

    overrides = ctx.find_root().ensure_object(dict)
    # Whatever is wrong is for other commands to say: nobody reads what a scheduler's command says.
    with suppress(Exception):
        found = services.find_what_waits(os.environ, overrides, at=at, days=days, morning=morning)
        if found:
            services.say(SENTENCES[found[0]], os.environ)
