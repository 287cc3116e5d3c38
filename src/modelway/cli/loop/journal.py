"""`modelway journal`: tonight's reflection, as a conversation, from options, or from a file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.opening import is_interactive, opened, read_source
from modelway.cli.output import show
from modelway.errors import UsageError

if TYPE_CHECKING:
    from modelway.domain.loop.drafts import NightDraft
    from modelway.services.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

TODAY, DUE = "Your values today", "Practices that were due"

Day = Annotated[
    str, typer.Option("--date", metavar="DAY", help="The night: 2026-11-20, yesterday, fri, -3d.")
]
Source = Annotated[str, typer.Option("--from", metavar="FILE|-", help="One night or many, from JSON.")]
Lived = Annotated[
    list[str] | None,
    typer.Option("--lived", metavar="V=TEXT", help="What I did that demonstrates V.", rich_help_panel=TODAY),
]
FellShort = Annotated[
    list[str] | None,
    typer.Option("--fell-short", metavar="V=TEXT", help="Where I fell short of V.", rich_help_panel=TODAY),
]
Missed = Annotated[
    list[str] | None,
    typer.Option(
        "--missed", metavar="V=TEXT", help="Which opportunity for V I missed.", rich_help_panel=TODAY
    ),
]
NoOpportunity = Annotated[
    list[str] | None,
    typer.Option("--no-opportunity", metavar="V", help="Nothing called for V.", rich_help_panel=TODAY),
]
Kept = Annotated[
    list[str] | None,
    typer.Option("--kept", metavar="V[=NOTE]", help="The practice for V was kept.", rich_help_panel=DUE),
]
Partly = Annotated[
    list[str] | None,
    typer.Option("--partly", metavar="V[=NOTE]", help="It was kept in part.", rich_help_panel=DUE),
]
NotKept = Annotated[
    list[str] | None,
    typer.Option("--not-kept", metavar="V[=NOTE]", help="It was not kept.", rich_help_panel=DUE),
]
NoChance = Annotated[
    list[str] | None,
    typer.Option("--no-chance", metavar="V[=NOTE]", help="It had no chance.", rich_help_panel=DUE),
]
Plan = Annotated[
    list[str] | None,
    typer.Option("--plan", metavar='"V=When …, I will …"', help="How to model V the next day."),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A free note on the night.")]


@app.command()
def journal(
    ctx: typer.Context,
    day: Day = "",
    source: Source = "",
    lived: Lived = None,
    fell_short: FellShort = None,
    missed: Missed = None,
    no_opportunity: NoOpportunity = None,
    kept: Kept = None,
    partly: Partly = None,
    not_kept: NotKept = None,
    no_chance: NoChance = None,
    plan: Plan = None,
    note: Note = None,
) -> None:
    """Reflect on a day: what did I do that demonstrates my values?

    In a terminal it asks. Without one, hand the same answers in with options or as a file.
    """
    answers = {
        "demonstrated": lived,
        "fell_short": fell_short,
        "missed": missed,
        "no_opportunity": no_opportunity,
    }
    reports = {"kept": kept, "partly": partly, "not_kept": not_kept, "no_chance": no_chance}
    given = bool(plan or note is not None or any(answers.values()) or any(reports.values()))
    if source and (day or given):
        raise UsageError("With --from everything comes out of the file: leave the other options out.")
    # What can be refused without the journal is refused before one is made.
    if not source and not given:
        _refuse_without_terminal()
    drafts = _from_file(source) if source else []
    with opened(ctx) as session:
        night = _night(session, day)
        if given:
            drafts = [_from_options(session, night, answers, reports, plan or [], note)]
        if drafts or source:
            _record(session, drafts, typed=given)
        else:
            _ask(session, night)


def _night(session: "Session", day: str) -> date:
    from modelway.domain.days.dates import parse_day

    return parse_day(day, session.tonight) if day else session.tonight


def _from_file(source: str) -> "list[NightDraft]":
    from modelway.exchange.night_file import read_nights

    return read_nights(*read_source(source))


def _from_options(
    session: "Session",
    night: date,
    answers: Mapping[str, Sequence[str] | None],
    reports: Mapping[str, Sequence[str] | None],
    plans: Sequence[str],
    note: str | None,
) -> "NightDraft":
    from modelway.domain.loop.nights import Outcome
    from modelway.domain.loop.practices import PracticeOutcome
    from modelway.exchange.answer_options import night_from_options
    from modelway.services.loop.values import list_values

    return night_from_options(
        night,
        answers={Outcome(outcome): given or () for outcome, given in answers.items()},
        reports={PracticeOutcome(outcome): given or () for outcome, given in reports.items()},
        plans=plans,
        note=note,
        named=next((value.slug for value in list_values(session)), "honesty"),
    )


def _record(session: "Session", drafts: "Sequence[NightDraft]", *, typed: bool) -> None:
    from modelway.services.loop.evening import open_evening
    from modelway.services.loop.journal_state import journal_state
    from modelway.services.loop.record import record
    from modelway.views.loop import evening as screens

    done = record(session, drafts, typed=typed)
    if len(done.days) == 1:
        evening = open_evening(session, done.days[0])
        state = journal_state(session, evening.known)
        show(session.settings, screens.closing, evening, session.tonight, state, replaced=done.replaced)
    else:
        show(session.settings, screens.recorded, done)


def _refuse_without_terminal() -> None:
    if not is_interactive():
        raise UsageError(
            "There is no terminal to ask in: hand your answers in with --from FILE, or with --lived V=TEXT, "
            "--fell-short V=TEXT, --missed V=TEXT, --no-opportunity V, --kept V, --partly V, --not-kept V, "
            '--no-chance V, --plan "V=When …, I will …" and --note TEXT.'
        )


def _ask(session: "Session", night: date) -> None:
    from modelway.cli.loop.evening import talk_through

    talk_through(session, night)
