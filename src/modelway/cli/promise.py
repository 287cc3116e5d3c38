"""The questions of a promise, one after the other, with a way back to the one before."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from modelway.cli.ask import Asker, Back, Left
from modelway.cli.opening import is_interactive
from modelway.cli.output import say
from modelway.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from modelway.domain.values import Value
    from modelway.services.place import Place
    from modelway.services.session import Session

NOTHING_CHANGED = "Nothing was changed."
Step = Callable[[bool], None]


@contextmanager
def asking(session: "Session | Place") -> Iterator[Asker]:
    """The questions of this terminal; who leaves has changed nothing.

    Raises:
        Refused: nothing could be changed.
    """
    session.check_can_save()
    try:
        with Asker(color=session.settings.color.value) as asker:
            yield asker
    except Left as left:
        raise Interrupted(NOTHING_CHANGED) from left


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
) -> str:
    """One part of a promise: its "When …" or its "I will …"."""
    return asker.line(
        question,
        default=default,
        optional=optional,
        hint=hint,
        check=check,
        several_lines=False,
        back=back,
    )


def confirmed(session: "Session | Place", question: str, *, yes: bool) -> bool:
    """Whether it may be done: `--yes` says so, a terminal is asked; a no is confirmed in a sentence.

    Raises:
        UsageError: neither is there.
    """
    if yes:
        return True
    if not is_interactive():
        raise UsageError("There is no terminal to ask in: add --yes if you mean it.")
    with asking(session) as asker:
        agreed = asker.confirm(question, back=False)
    if not agreed:
        say(NOTHING_CHANGED)
    return agreed
