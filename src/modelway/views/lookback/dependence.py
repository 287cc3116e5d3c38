"""Why ranges are as wide as they are: how much a leader's days hang together, in a sentence."""

from collections.abc import Iterable

from modelway.domain.figures.dependence import PRIOR_PAIRS
from modelway.domain.figures.states import Tally
from modelway.views.screen.figures import number_of

# Nearer to independence than that, nobody sees the difference in a range.
NEARLY_ALL = 0.95


def explain_dependence(tallies: Iterable[Tally]) -> str:
    """How many answers so many are worth, over all values of a screen; empty where it makes no difference."""
    told = [tally for tally in tallies if tally.opportunities]
    answers = sum(tally.opportunities for tally in told)
    worth = sum(tally.dependence.effective_sample(tally.opportunities) for tally in told)
    if worth >= NEARLY_ALL * answers:
        return ""
    if told[0].dependence.informative_pairs < PRIOR_PAIRS:
        return (
            "How alike your days are cannot be told from so few answers yet, so the ranges are wide, to be "
            "on the safe side."
        )
    return (
        f"Your days hang together: {number_of(answers, 'answer')} tell as much as {round(worth)} would if "
        "each day stood for itself, so the ranges are wider."
    )
