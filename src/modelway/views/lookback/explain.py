"""The screen of an explained figure, the list of all of them, and their JSON."""

from rich.text import Text

from modelway.domain.lookback.explaining.explanation import Explanation, Figure, Result, Step, number
from modelway.domain.lookback.explaining.figures import ABOUT, Of
from modelway.domain.loop.next_steps import (
    NextStep,
    decide_next_step,
    look_at,
    plan_practice,
    write_tonight,
)
from modelway.views.screen.columns import Column, columns
from modelway.views.screen.figures import format_period, number_of
from modelway.views.screen.layout import (
    bullets,
    fields,
    heading,
    join_lines,
    next_step,
    note,
    paragraph,
    section,
    stack,
)
from modelway.views.screen.theme import Glyphs

# How mathematics is written where only ASCII can be shown.
PLAIN_SIGNS: dict[str | int, str | int | None] = {
    "√": "sqrt",
    "²": "^2",
    "×": "*",
    "−": "-",
    "–": "-",
    "∓": "-/+",
    "…": "...",
    "₁": "1",
    "₂": "2",
    "“": '"',
    "”": '"',
    "’": "'",
}


def explanation_screen(one: Explanation, *, glyphs: Glyphs, width: int) -> Text:
    """Render the result, the formula, the numbers that went in, each step and what to bear in mind."""
    about = ABOUT[one.figure]
    title = f"{about.title} {glyphs.separator} {one.of}" if one.of else about.title
    look = _Look(glyphs, width)
    return stack(
        heading(title, format_period(one.period, glyphs), glyphs=glyphs, width=width),
        _result(one.result, look),
        look.prose("The formula", one.formula),
        _counts(one, look),
        _steps(one, look),
        stack(
            section("To bear in mind", glyphs=glyphs, width=width),
            bullets([look.signs(caveat) for caveat in one.caveats], glyphs=glyphs, width=width),
            gap=0,
        ),
        look.prose("Source", one.source),
        _chosen(one, glyphs=glyphs, width=width),
        next_step(*_next(one), glyphs=glyphs, width=width),
    )


def figures_screen(*, glyphs: Glyphs, width: int) -> Text:
    """Every figure, by the name to ask for it, with one line each."""
    rows: list[tuple[str, str | Text]] = [(figure.value, ABOUT[figure].says) for figure in Figure]
    return stack(
        heading("What can be explained", number_of(len(Figure), "figure"), glyphs=glyphs, width=width),
        fields(rows, glyphs=glyphs, width=width),
        next_step("modelway explain rate", "Each with your own numbers.", glyphs=glyphs, width=width),
    )


def figures_data() -> dict[str, object]:
    """The data of `modelway.figures/1`: each figure, and what it is about."""
    takes = {Of.VALUE: "value", Of.VALUE_OR_ALL: "value_or_all", Of.JOURNAL: "journal"}
    return {
        "figures": [
            {"figure": figure.value, "title": about.title, "says": about.says, "of": takes[about.of]}
            for figure, about in ABOUT.items()
        ]
    }


def explanation_data(one: Explanation) -> dict[str, object]:
    """The data of `modelway.explain/2`; numbers are not rounded, None where none can be told."""
    return {
        "figure": one.figure.value,
        "value": one.value.slug if one.value else None,
        "period": {"start": one.period.start.isoformat(), "end": one.period.end.isoformat()},
        "formula": one.formula,
        "counts": dict(one.counts),
        "steps": [
            {"name": step.name, "arithmetic": step.arithmetic, "equals": step.equals} for step in one.steps
        ],
        "result": {
            "words": one.result.words,
            "n": one.result.n,
            "needs": one.result.needs or None,
            **one.result.figures,
        },
        "source": one.source,
        "caveats": list(one.caveats),
    }


class _Look:
    """Parts of this screen in the signs and the width of a terminal."""

    def __init__(self, glyphs: Glyphs, width: int) -> None:
        self.glyphs, self.width = glyphs, width

    def signs(self, text: str) -> str:
        """The text with mathematics in signs that the terminal has."""
        if not self.glyphs.minus.isascii():
            return text
        return text.translate(str.maketrans(PLAIN_SIGNS))

    def prose(self, title: str, text: str) -> Text:
        """A part in a sentence or a few."""
        return stack(
            section(title, glyphs=self.glyphs, width=self.width),
            paragraph(self.signs(text), glyphs=self.glyphs, width=self.width),
            gap=0,
        )


def _result(result: Result, look: _Look) -> Text:
    said = Text(look.signs(result.words), style="screen.strong")
    needs = f"It would need {result.needs}" if result.needs else ""
    block = paragraph(said, glyphs=look.glyphs, width=look.width)
    if not needs:
        return block
    return stack(block, paragraph(look.signs(needs), glyphs=look.glyphs, width=look.width), gap=0)


def _counts(one: Explanation, look: _Look) -> Text:
    """Render the numbers that went in; empty without any."""
    if not any(one.counts.values()):
        return join_lines([])
    rows = [[name.replace("_", " "), number(count)] for name, count in one.counts.items()]
    head = [Column(style="screen.label"), Column(align="right")]
    return stack(
        section("What went in", glyphs=look.glyphs, width=look.width),
        columns(rows, head=head, glyphs=look.glyphs, width=look.width),
        gap=0,
    )


def _steps(one: Explanation, look: _Look) -> Text:
    if not one.steps:
        return join_lines([])
    pairs = [(look.signs(step.name), look.signs(_arithmetic(step))) for step in one.steps]
    return stack(
        section("With your numbers", glyphs=look.glyphs, width=look.width),
        fields(pairs, glyphs=look.glyphs, width=look.width),
        gap=0,
    )


def _arithmetic(step: Step) -> str:
    """Render one line of arithmetic with its result, unless the line is the result itself."""
    if step.equals is None or step.arithmetic == number(step.equals):
        return step.arithmetic
    return f"{step.arithmetic} = {number(step.equals)}"


def _chosen(one: Explanation, *, glyphs: Glyphs, width: int) -> Text:
    if not one.chosen:
        return join_lines([])
    said = "No value was named, so this is the one to look at first; name another behind the figure."
    return note(said, glyphs=glyphs, width=width)


def _next(one: Explanation) -> NextStep:
    """The figure that says more, or what to do about this one; else the weeks."""
    in_use = one.value if one.value and one.value.retired_on is None else None
    weeks = look_at("modelway trends", "See it week by week.")
    offers = [weeks]
    if one.figure is Figure.FOLLOW_THROUGH:
        offers = [look_at("modelway trends follow-through", "See it for each value.")]
    elif one.result.n == 0:
        offers = [write_tonight("It grows night by night."), weeks]
    elif one.figure is Figure.RATE and one.value:
        offers = [look_at(f"modelway explain gap {one.value.slug}", "And how far is that from your target?")]
    elif one.figure is Figure.CHANGE and one.value:
        offers = [look_at(f"modelway explain trend {one.value.slug}", "A longer view shows more.")]
    elif one.figure is Figure.TREND:
        of = one.value.slug if one.value else "practices"
        offers = [look_at(f"modelway explain slope {of}", "How much is it?")]
    elif one.figure in (Figure.GAP, Figure.NEGLECTED, Figure.LIFT) and in_use:
        offers = [plan_practice(in_use)]
    elif one.figure in (Figure.STREAK, Figure.COVERAGE, Figure.CONSISTENCY):
        offers = [write_tonight("One evening at a time."), weeks]
    return decide_next_step(one.state, *offers)
