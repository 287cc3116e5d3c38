"""Asking which of the words stand that two machines wrote apart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from modelway.cli.ask import Asker
from modelway.cli.output import show

if TYPE_CHECKING:
    from modelway.domain.together.meeting import Unsettled
    from modelway.services.place import Place


def settle_each(place: "Place", asker: Asker, found: "Sequence[Unsettled]") -> None:
    """Show each field with its texts and ask which stands; the last one first, so that the numbers stay.

    Raises:
        Left: the leader left; what was chosen is saved.
    """
    from modelway.services.together.conflicts import settle
    from modelway.views.together.conflicts import conflicts_screen, settled_screen

    show(place.settings, conflicts_screen, found)
    for number in range(len(found), 0, -1):
        texts = [one.text for one in found[number - 1].texts]
        question = f"{number}. {found[number - 1].what}: which text stands?"
        chosen = asker.pick(question, texts, none=True, back=False)
        if chosen:
            show(place.settings, settled_screen, settle(place, number, keep=texts.index(chosen[0]) + 1))
