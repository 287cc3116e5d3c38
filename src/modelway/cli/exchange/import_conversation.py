"""The conversation before an import: what each tag or heading that names no value stands for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from modelway.cli.ask import Back
from modelway.cli.asking import asking
from modelway.cli.output import clear_progress
from modelway.domain.loop.values import Value, values_in_use

if TYPE_CHECKING:
    from modelway.domain.exchange.entries import UnknownName
    from modelway.services.session import Session

NOTE = "no value: it stays in the night's note"
NO_MORE = "no value, nor are the others that are left"


def ask_what_names_mean(session: "Session", names: "Sequence[UnknownName]") -> dict[str, str]:
    """Ask once for each name which value it stands for; the slugs of those that stand for one.

    Raises:
        Interrupted: the leader left; nothing was changed.
    """
    values = values_in_use(session.journal.values())
    if not names or not values:
        return {}
    clear_progress()
    meant: dict[str, str] = {}
    place = 0
    with asking(session, "modelway import") as asker:
        while place < len(names):
            name = names[place].name
            times = f", {names[place].times:,} times" if names[place].times > 1 else ""
            options: list[Value | str] = [*values, NOTE, *([NO_MORE] if place + 1 < len(names) else [])]
            try:
                (chosen,) = asker.pick(
                    f"What does “{name}” in it stand for{times}?",
                    options,
                    words=_words,
                    offered=[NOTE],
                    back=place > 0,
                )
            except Back:
                place -= 1
                continue
            meant.pop(name, None)
            if isinstance(chosen, Value):
                meant[name] = chosen.slug
            if chosen == NO_MORE:
                break
            place += 1
    return meant


def _words(option: Value | str) -> str:
    return option.name if isinstance(option, Value) else option
