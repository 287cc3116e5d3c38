"""What stands between the questions of a conversation about values."""

from collections.abc import Sequence

from rich.text import Text

from modelway.domain.loop.values import MOST_VALUES, Value, is_unfinished, values_in_use
from modelway.domain.loop.wording import Hint
from modelway.views.loop.cards import value_card
from modelway.views.loop.values import lacking
from modelway.views.screen.below import below
from modelway.views.screen.layout import bullets, heading, join_lines, note, paragraph, section, stack
from modelway.views.screen.theme import Glyphs

WHAT_A_VALUE_IS = (
    "Specific: you know what you will do, and when.",
    "Observable: others can see it or hear it.",
    "Repeatable: you can do it again tomorrow.",
)


def opening(values: Sequence[Value], *, glyphs: Glyphs, width: int) -> Text:
    """What a value is, in three lines; or, with all five there, that they are enough."""
    in_use = values_in_use(values)
    if len(in_use) >= MOST_VALUES and not any(is_unfinished(value) for value in in_use):
        enough = f"You have {len(in_use)} values, and that is enough: each needs some of your attention."
        return stack(
            paragraph(enough, glyphs=glyphs, width=width),
            paragraph("Reword one with: modelway values edit V", glyphs=glyphs, width=width),
            gap=0,
        )
    return stack(
        heading("What you stand for", "three to five values", glyphs=glyphs, width=width),
        paragraph("A value lives in what you do. Put it into behaviors that are", glyphs=glyphs, width=width),
        bullets(WHAT_A_VALUE_IS, glyphs=glyphs, width=width),
        note("Each answer is saved as you give it; leave whenever you like.", glyphs=glyphs, width=width),
        gap=0,
    )


def first_of_all(unfinished: Sequence[Value], *, glyphs: Glyphs, width: int) -> Text:
    """Why an evening begins with values: some were begun, and wait for their words."""
    said = " ".join(["One thing first.", *(lacking(value) for value in unfinished)])
    return paragraph(said, glyphs=glyphs, width=width, indent=0)


def going_on(value: Value, *, glyphs: Glyphs, width: int) -> Text:
    """The value that was begun, as far as it is."""
    return below(
        section("Where you left off", glyphs=glyphs, width=width),
        value_card(value, glyphs=glyphs, width=width),
    )


def thought(found: Sequence[Hint], *, glyphs: Glyphs, width: int) -> Text:
    """Hints on the wording of a behavior just given, with an example; nothing when there are none."""
    if not found:
        return join_lines([])
    said = [*(hint.what for hint in found), f"For example: {found[0].example}"]
    return below(
        note("A thought:", glyphs=glyphs, width=width),
        bullets(said, glyphs=glyphs, width=width),
    )
