"""`modelway today`: the practice due, and one more to lead by example."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.loop import daily
from modelway.cli.opening import opened
from modelway.cli.output import show, show_json
from modelway.errors import UsageError

if TYPE_CHECKING:
    from modelway.domain.loop.glance import Today
    from modelway.services.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Will = Annotated[str, typer.Option("--will", metavar="TEXT", help="What I will do to lead by example today.")]
When = Annotated[str, typer.Option("--when", metavar="TEXT", help="The moment that calls for it.")]
Of = Annotated[str, typer.Option("--value", metavar="V", help="The value it shows: number, slug or prefix.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def today(ctx: typer.Context, will: Will = "", when: When = "", value: Of = "", json: Json = False) -> None:
    """See today's practice and the value behind it, and choose how to lead by example.

    In a terminal it asks what you will do today; --will answers without being asked.
    """
    from modelway.services.loop.today import lead_by_example
    from modelway.services.loop.today import today as practices_of_today
    from modelway.services.teaching.seen import find_lesson_of_today
    from modelway.views.loop.today import planned_today, today_data

    if (when or value) and not will:
        raise UsageError("--when and --value belong to a practice: say what you will do with --will TEXT.")
    # Without values there is nothing to practice, so that even a practice needs no new file.
    with opened(ctx, to_read=True) as session:
        planned = lead_by_example(session, when, will, value) if will else None
        if json:
            show_json("today", today_data(practices_of_today(session), find_lesson_of_today(session)))
        elif planned:
            show(session.settings, planned_today, *planned)
        else:
            daily.today(session)


def ask_for_one_more(session: "Session", now: "Today") -> None:
    """Ask what the leader will do today to lead by example, and keep it as a practice due today."""
    from modelway.services.loop.today import lead_by_example
    from modelway.views.loop.today import nothing_planned, planned_today

    answer = _answer(session, now)
    if answer.will:
        planned = lead_by_example(session, answer.when, answer.will, answer.value)
        show(session.settings, planned_today, *planned, asked=True)
    else:
        show(session.settings, nothing_planned, now.state)


@dataclass(slots=True)
class _Answer:
    value: str = ""
    when: str = ""
    will: str = ""


def _answer(session: "Session", now: "Today") -> _Answer:
    """What the leader plans for today; nothing when the first question was left empty."""
    from modelway.cli.asking import asking
    from modelway.cli.loop.practice_questions import ask_part, ask_value, in_order
    from modelway.services.loop.evening import check_will, clean_when
    from modelway.views.loop.today import QUESTION

    answer, drafts = _Answer(), f"today/{session.tonight.isoformat()}"

    def ask_will(back: bool) -> None:
        answer.will = ask_part(
            asker,
            QUESTION,
            check_will,
            answer.will,
            hint="I will …; empty: nothing more",
            back=back,
            draft=f"{drafts}/will",
        )

    def ask_value_of_it(back: bool) -> None:
        if answer.will:
            chosen = ask_value(asker, "Which value does it show?", now.values, now.offered, back=back)
            answer.value = chosen.slug

    def ask_when(back: bool) -> None:
        if answer.will:
            answer.when = ask_part(
                asker,
                "When …",
                clean_when,
                answer.when,
                hint="the moment; may be empty",
                back=back,
                draft=f"{drafts}/when",
            )

    with asking(session, "modelway today") as asker:
        in_order([ask_will, ask_value_of_it, ask_when])
    return answer
