"""The questions of a practice, one after the other, with a way back to the one before."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from modelway.cli.ask import Asker, Back

if TYPE_CHECKING:
    from modelway.domain.loop.values import Value

Step = Callable[[bool], None]


def in_order(steps: Sequence[Step]) -> None:
    """Ask each step, told whether there is one to go back to; Back asks the one before again."""
    place = 0
    while place < len(steps):
        try:
            steps[place](place > 0)
            place += 1
        except Back:
            place -= 1


def ask_value(
    asker: Asker, question: str, values: "Sequence[Value]", offered: "Value | None", *, back: bool
) -> "Value":
    """One of the values, the offered one if Enter alone is pressed."""
    picked = asker.pick(
        question, values, words=lambda value: value.name, offered=[offered] if offered else [], back=back
    )
    return picked[0]


def ask_part(
    asker: Asker,
    question: str,
    check: Callable[[str], object],
    default: str = "",
    *,
    hint: str = "",
    optional: bool = True,
    back: bool,
    draft: str,
) -> str:
    """One part of a practice: its "When …" or its "I will …"; `draft` is its key meanwhile."""
    return asker.line(
        question,
        default=default,
        optional=optional,
        hint=hint,
        check=check,
        several_lines=False,
        back=back,
        draft=draft,
    )
