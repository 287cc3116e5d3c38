"""`modelway plan`: practices that are not due yet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.ask import Asker
from modelway.cli.asking import asking, confirmed
from modelway.cli.loop.practice_questions import Step, ask_part, ask_value, in_order
from modelway.cli.opening import is_interactive, opened
from modelway.cli.output import show, show_json
from modelway.errors import UsageError

if TYPE_CHECKING:
    from modelway.domain.loop.practices import OpenPractice
    from modelway.services.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Number = Annotated[int, typer.Argument(metavar="N", help="Its number in the list.")]
When = Annotated[str | None, typer.Option("--when", metavar="TEXT", help="The moment that calls for it.")]
Will = Annotated[str | None, typer.Option("--will", metavar="TEXT", help="What I will do.")]
Due = Annotated[str, typer.Option("--due", metavar="DAY", help="The day: tomorrow, fri, +3d, 2026-11-21.")]
Of = Annotated[str, typer.Argument(metavar="[V]", help="The value: its number, slug or prefix.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def plan(ctx: typer.Context, json: Json = False) -> None:
    """List, add, change or drop practices that are not due yet; alone it lists them.

    A practice keeps its words once its day has come.
    """
    if ctx.invoked_subcommand is None:
        list_plans(ctx, json=json)


@app.command("list")
def list_plans(ctx: typer.Context, json: Json = False) -> None:
    """List what is planned for today and later."""
    from modelway.services.loop.journal_state import journal_state
    from modelway.services.loop.plans import list_open_practices
    from modelway.views.loop.plans import plans_data, plans_screen

    with opened(ctx, to_read=True) as session:
        plans = list_open_practices(session)
        if json:
            show_json("plans", plans_data(plans))
        else:
            show(session.settings, plans_screen, plans, session.tonight, journal_state(session))


@app.command()
def add(
    ctx: typer.Context, value: Of = "", when: When = None, will: Will = None, due: Due = "tomorrow"
) -> None:
    """Plan a practice: “When …, I will …”.

    In a terminal it asks for what is not given.
    """
    from modelway.domain.days.dates import parse_due
    from modelway.services.loop import plans
    from modelway.services.loop.values import find_named_value
    from modelway.views.loop.plans import planned

    with opened(ctx, to_read=True) as session:
        day = parse_due(due, session.tonight)
        wish = _wish(session, value, when, will)
        chosen = find_named_value(session, wish.value)
        practice = plans.add(session, chosen, wish.when, wish.will, day)
        show(session.settings, planned, practice, chosen, asked=wish.asked)


@app.command()
def change(ctx: typer.Context, number: Number, when: When = None, will: Will = None, due: Due = "") -> None:
    """Give a plan other words or another day, until its day comes.

    In a terminal without options it asks, with the old words in place.
    """
    from modelway.domain.days.dates import parse_due
    from modelway.services.loop import plans
    from modelway.views.loop.plans import planned

    with opened(ctx, to_read=True) as session:
        plan = plans.find_changeable_practice(session, number)
        day = parse_due(due, session.tonight) if due else None
        asked = when is None and will is None and day is None
        if asked:
            when, will = _new_words(session, plan, number)
        changed = plans.change(session, plan.practice, when=when, will=will, due=day)
        show(session.settings, planned, changed, plan.value, asked=asked)


@app.command()
def drop(ctx: typer.Context, number: Number, yes: Yes = False) -> None:
    """Take a plan away, as long as its day has not come."""
    from modelway.services.loop import plans
    from modelway.views.loop.plans import dropped

    with opened(ctx, to_read=True) as session:
        plan = plans.find_changeable_practice(session, number)
        if confirmed(session, f"Drop this plan? {plan.practice.sentence}", yes=yes):
            plans.drop(session, plan.practice)
            show(session.settings, dropped, plan.practice, plan.value)


@dataclass(slots=True)
class _Wish:
    value: str
    when: str
    will: str
    asked: bool = False


def _wish(session: "Session", value: str, when: str | None, will: str | None) -> _Wish:
    """What is to be planned: the words given, and in a terminal the answers to what was not."""
    from modelway.services.loop.today import today
    from modelway.services.loop.values import find_named_value

    wish = _Wish(value, when or "", will or "")
    now = today(session)
    if (value and will) or not now.values:
        return wish
    if not is_interactive():
        raise UsageError('Say which value and what you will do: modelway plan add V --will "…"')

    def ask_for_value(back: bool) -> None:
        question = "Which value will you practise?"
        wish.value = ask_value(asker, question, now.values, now.offered, back=back).slug

    def drafts() -> str:
        return f"plan/{find_named_value(session, wish.value).id}"

    with asking(session, f"modelway plan add {value}".rstrip()) as asker:
        open_steps: list[Step] = [] if value else [ask_for_value]
        open_steps += _steps(asker, wish, drafts, when=when is None, will=not will)
        in_order(open_steps)
    wish.asked = True
    return wish


def _new_words(session: "Session", plan: "OpenPractice", number: int) -> tuple[str, str]:
    """Its "When …" and its "I will …", asked with the old ones in place."""
    if not is_interactive():
        raise UsageError("Say what changes: --when TEXT, --will TEXT or --due DAY.")
    wish = _Wish(plan.value.slug, plan.practice.when, plan.practice.will)

    def drafts() -> str:
        return f"plan/{plan.value.id}/{plan.practice.id}"

    with asking(session, f"modelway plan change {number}") as asker:
        in_order(_steps(asker, wish, drafts, when=True, will=True))
    return wish.when, wish.will


def _steps(asker: Asker, wish: _Wish, drafts: Callable[[], str], *, when: bool, will: bool) -> list[Step]:
    """The questions for the parts of a practice that are wanted; `drafts` gives their key."""
    from modelway.services.loop.evening import check_will, clean_when

    def ask_when(back: bool) -> None:
        wish.when = ask_part(
            asker,
            "When …",
            clean_when,
            wish.when,
            hint="the moment; may be empty",
            back=back,
            draft=f"{drafts()}/when",
        )

    def ask_will(back: bool) -> None:
        wish.will = ask_part(
            asker, "I will …", check_will, wish.will, optional=False, back=back, draft=f"{drafts()}/will"
        )

    return [step for step, wanted in ((ask_when, when), (ask_will, will)) if wanted]
