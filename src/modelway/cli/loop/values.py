"""`modelway values`: define three to five values, and keep them up to date."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modelway.cli.opening import opened, read_source
from modelway.cli.output import show, show_json
from modelway.errors import UsageError

if TYPE_CHECKING:
    from modelway.domain.loop.drafts import ValueDraft

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Reference = Annotated[str, typer.Argument(metavar="V", help="The value: its number, slug or prefix.")]
Place = Annotated[int, typer.Argument(metavar="N", help="Its new number, 1 for the first.")]
Source = Annotated[str, typer.Option("--from", metavar="FILE|-", help="Values from JSON.")]
Name = Annotated[str | None, typer.Option("--name", metavar="TEXT", help="What you call it.")]
Meaning = Annotated[str | None, typer.Option("--definition", metavar="TEXT", help="What it means to you.")]
Behavior = Annotated[
    list[str] | None,
    typer.Option("--behavior", metavar="TEXT", help="What others would see you do; up to three times."),
]
RoleName = Annotated[
    str | None, typer.Option("--role", metavar="ROLE", help="leader, team member, person or partner.")
]
Importance = Annotated[
    str | None, typer.Option("--importance", metavar="N", help="How much it weighs, from 1 to 10.")
]
Target = Annotated[
    str | None, typer.Option("--target", metavar="SHARE", help="How often you mean to show it, from 0 to 1.")
]
Correct = Annotated[
    bool, typer.Option("--correct", help="Mend a slip of the pen: no new version of the definition.")
]
BeyondFive = Annotated[bool, typer.Option("--beyond-five", help="Have more than five values.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def values(ctx: typer.Context, json: Json = False) -> None:
    """Define three to five values, and keep them up to date; alone it lists them.

    A value is named by its number, its short name, or the beginning of it.
    """
    if ctx.invoked_subcommand is None:
        list_values(ctx, json)


@app.command()
def define(ctx: typer.Context, source: Source = "") -> None:
    """Say what you stand for, in three to five values.

    Each is put into behaviors that others can see. In a terminal it asks, and takes up where you left it;
    without one, hand your values in with --from.
    """
    from modelway.services.loop.journal_state import journal_state
    from modelway.views.loop.values import values_screen

    if source:
        _hand_in(ctx, _from_file(source), beyond_five=False)
        return
    _need_terminal("hand your values in with: modelway values define --from FILE")
    from modelway.cli.loop.values_conversation import define_values

    with opened(ctx) as session:
        show(session.settings, values_screen, define_values(session), journal_state(session))


@app.command("list")
def list_values(ctx: typer.Context, json: Json = False) -> None:
    """List your values, and what is still missing."""
    from modelway.services.loop.journal_state import journal_state
    from modelway.services.loop.values import list_values
    from modelway.views.loop.values import values_data, values_screen

    with opened(ctx, to_read=True) as session:
        found = list_values(session)
        if json:
            show_json("values", values_data(found))
        else:
            show(session.settings, values_screen, found, journal_state(session))


@app.command("show")
def show_value(ctx: typer.Context, reference: Reference, json: Json = False) -> None:
    """Show one value, with every wording it had and since when."""
    from modelway.services.loop.journal_state import journal_state
    from modelway.services.loop.values import find_named_value, list_values
    from modelway.views.loop.values import value_data, value_screen

    with opened(ctx, to_read=True) as session:
        value = find_named_value(session, reference)
        if json:
            show_json("value", value_data(value, list_values(session)))
        else:
            show(session.settings, value_screen, value, list_values(session), journal_state(session))


@app.command()
def add(
    ctx: typer.Context,
    name: Name = None,
    definition: Meaning = None,
    behavior: Behavior = None,
    role: RoleName = None,
    importance: Importance = None,
    target: Target = None,
    source: Source = "",
    beyond_five: BeyondFive = False,
) -> None:
    """Add one more value; in a terminal without options it asks.

    Fewer values are practised better: a sixth needs --beyond-five.
    """
    given = _given(name, definition, behavior, role, importance, target)
    if source and given:
        raise UsageError("With --from everything comes out of the file: leave the other options out.")
    if source:
        _hand_in(ctx, _from_file(source), beyond_five=beyond_five)
    elif given:
        _hand_in(ctx, [_draft(given)], beyond_five=beyond_five)
    else:
        _ask_for_one_more(ctx, beyond_five=beyond_five)


@app.command()
def edit(
    ctx: typer.Context,
    reference: Reference,
    name: Name = None,
    definition: Meaning = None,
    behavior: Behavior = None,
    role: RoleName = None,
    importance: Importance = None,
    target: Target = None,
    correct: Correct = False,
) -> None:
    """Change a value; earlier nights keep their wording.

    In a terminal without options it asks, with the old answers in place.
    """
    from modelway.services.loop.values import change, find_named_value, list_values
    from modelway.views.loop.values import edited

    given = _given(name, definition, behavior, role, importance, target)
    if not given:
        _need_terminal(
            "say what to change with --name TEXT, --definition TEXT, --behavior TEXT, "
            "--role ROLE, --importance N or --target SHARE"
        )
    with opened(ctx, to_read=True) as session:
        before = find_named_value(session, reference)
        if given:
            command = session.command("values edit", f"changing {before.name}")
            value = change(session, before, command, correct=correct, **given)
        else:
            from modelway.cli.loop.values_conversation import edit_value

            value = edit_value(session, before, correct=correct)
        show(session.settings, edited, before, value, list_values(session), thoughts=bool(given))


@app.command()
def retire(ctx: typer.Context, reference: Reference, yes: Yes = False) -> None:
    """Ask for a value no more from tonight on; its past stays."""
    from modelway.cli.asking import confirmed
    from modelway.services.loop import values as service
    from modelway.services.loop.journal_state import journal_state
    from modelway.views.loop import values as screens

    with opened(ctx, to_read=True) as session:
        value = service.find_named_value(session, reference)
        question = f"Retire {value.name}? Its nights stay, and modelway undo takes it back."
        if value.retired_on or confirmed(session, question, yes=yes):
            retired = service.retire(session, value)
            show(
                session.settings,
                screens.retired,
                retired,
                service.list_values(session),
                journal_state(session),
            )


@app.command()
def restore(ctx: typer.Context, reference: Reference, beyond_five: BeyondFive = False) -> None:
    """Ask for a retired value again."""
    from modelway.services.loop import values as service
    from modelway.services.loop.journal_state import journal_state
    from modelway.views.loop.values import restored

    with opened(ctx, to_read=True) as session:
        value = service.restore(
            session, service.find_named_value(session, reference), beyond_five=beyond_five
        )
        show(session.settings, restored, value, service.list_values(session), journal_state(session))


@app.command()
def move(ctx: typer.Context, reference: Reference, number: Place) -> None:
    """Give a value another place in the list."""
    from modelway.services.loop import values as service
    from modelway.services.loop.journal_state import journal_state
    from modelway.views.loop.values import moved

    with opened(ctx, to_read=True) as session:
        values = service.move(session, service.find_named_value(session, reference), number)
        show(session.settings, moved, values, journal_state(session))


def _hand_in(ctx: typer.Context, drafts: "Sequence[ValueDraft]", *, beyond_five: bool) -> None:
    from modelway.services.loop.journal_state import journal_state
    from modelway.services.loop.values import define, list_values
    from modelway.views.loop.values import defined

    names = drafts[0].name if len(drafts) == 1 else f"{len(drafts)} values"
    with opened(ctx) as session:
        command = session.command("values define", f"defining {names}")
        fresh = define(session, drafts, command, beyond_five=beyond_five)
        show(session.settings, defined, fresh, list_values(session), journal_state(session), thoughts=True)


def _ask_for_one_more(ctx: typer.Context, *, beyond_five: bool) -> None:
    _need_terminal(
        "hand the value in with --from FILE, or with --name TEXT, --definition TEXT, --behavior TEXT, "
        "--role ROLE, --importance N and --target SHARE"
    )
    from modelway.cli.loop.values_conversation import add_value
    from modelway.services.loop.journal_state import journal_state
    from modelway.services.loop.values import list_values
    from modelway.views.loop.values import defined

    with opened(ctx) as session:
        value = add_value(session, beyond_five=beyond_five)
        show(session.settings, defined, [value], list_values(session), journal_state(session), thoughts=False)


def _need_terminal(instead: str) -> None:
    from modelway.cli.opening import is_interactive

    if not is_interactive():
        raise UsageError(f"There is no terminal to ask in: {instead}.")


def _from_file(source: str) -> "list[ValueDraft]":
    from modelway.exchange.values_file import read_values

    return read_values(*read_source(source))


def _draft(given: dict[str, Any]) -> "ValueDraft":
    from modelway.domain.loop.drafts import ValueDraft

    if "name" not in given:
        raise UsageError("A value needs a name: add --name TEXT.")
    return ValueDraft(**{"definition": "", "behaviors": (), **given})


def _given(
    name: str | None,
    definition: str | None,
    behaviors: list[str] | None,
    role: str | None,
    importance: str | None,
    target: str | None,
) -> dict[str, Any]:
    """The options that were given, by the names that drafts and changes have for them."""
    from modelway.domain.loop.values import parse_importance, parse_role, parse_target

    options = {
        "name": name,
        "definition": definition,
        "behaviors": tuple(behaviors) if behaviors else None,
        "role": None if role is None else parse_role(role),
        "importance": None if importance is None else parse_importance(importance),
        "target": None if target is None else parse_target(target),
    }
    return {option: content for option, content in options.items() if content is not None}
