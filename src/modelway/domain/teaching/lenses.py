"""Lenses: the five practices, three actions and five traits that a value, an answer or a practice carries."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.loop.nights import Answers, Night, Outcome
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.errors import NotFound

OPPORTUNITIES = (Outcome.DEMONSTRATED, Outcome.FELL_SHORT, Outcome.MISSED)


class Lens(StrEnum):
    """One part of the teaching."""

    MODEL_THE_WAY = "model-the-way"
    INSPIRE = "inspire-a-shared-vision"
    CHALLENGE = "challenge-the-process"
    ENABLE = "enable-others-to-act"
    ENCOURAGE = "encourage-the-heart"
    MODEL_THE_CULTURE = "model-the-culture"
    GUIDE_STRATEGY = "guide-strategy"
    COMMUNICATE = "communicate-the-culture"
    PURPOSE = "purpose"
    VALUES = "values"
    HEART = "heart"
    RELATIONSHIPS = "relationships"
    DISCIPLINE = "discipline"

    @property
    def words(self) -> str:
        """Its name in plain words."""
        return self.value.replace("-", " ").capitalize()


GROUPS = {
    "The five practices": tuple(Lens)[:5],
    "The three actions": tuple(Lens)[5:8],
    "The five traits": tuple(Lens)[8:],
}


class Carried(NamedTuple):
    """Which lens is carried: by a value's id, by an answer's day and value, by a practice's id."""

    values: Mapping[str, Lens]
    answers: Mapping[tuple[date, str], Lens]
    practices: Mapping[str, Lens]

    def of_answer(self, day: date, value_id: str) -> Lens | None:
        """The answer's own lens, else that of its value."""
        return self.answers.get((day, value_id)) or self.values.get(value_id)

    def of_practice(self, practice: Practice) -> Lens | None:
        """The practice's own lens, else that of its value."""
        return self.practices.get(practice.id) or self.values.get(practice.value_id)

    @property
    def is_empty(self) -> bool:
        """Whether nothing carries any."""
        return not (self.values or self.answers or self.practices)


class LensCount(NamedTuple):
    """How often a lens was lived in a period: demonstrated of opportunities, practices kept of due."""

    lens: Lens
    demonstrated: int = 0
    opportunities: int = 0
    kept: int = 0
    due: int = 0

    @property
    def is_lived(self) -> bool:
        """Whether it was shown at all: an answer demonstrated, or a practice kept."""
        return bool(self.demonstrated or self.kept)


def find_lens(text: str) -> Lens | None:
    """The lens with that name or that beginning of it; None for "none".

    Raises:
        NotFound: there is no such lens, or several begin so.
    """
    wanted = "-".join(text.casefold().split())
    if wanted == "none":
        return None
    found = [lens for lens in Lens if lens == wanted]
    found = found or [lens for lens in Lens if wanted and lens.startswith(wanted)]
    if len(found) != 1:
        what = "could be several lenses" if found else "is no lens"
        raise NotFound(f"“{text[:40]}” {what}: choose one of {', '.join(found or Lens)}, or none.")
    return found[0]


def count_lenses(
    carried: Carried,
    nights: Mapping[date, Answers] | Mapping[date, Night],
    practices: Iterable[Practice],
    value_ids: Iterable[str],
    period: Period,
) -> tuple[LensCount, ...]:
    """Every lens with how often it was lived in the period, in the order of the teaching."""
    counts = {lens: LensCount(lens) for lens in Lens}
    ids = tuple(value_ids)
    for day, night in nights.items():
        for value_id in ids if day in period else ():
            lens, outcome = carried.of_answer(day, value_id), night.outcome_of(value_id)
            if lens and outcome in OPPORTUNITIES:
                one = counts[lens]
                counts[lens] = one._replace(
                    demonstrated=one.demonstrated + (outcome is Outcome.DEMONSTRATED),
                    opportunities=one.opportunities + 1,
                )
    for practice in practices:
        lens = carried.of_practice(practice) if practice.due_on in period else None
        if lens and practice.outcome not in (None, PracticeOutcome.NO_CHANCE):
            one = counts[lens]
            kept = practice.outcome is PracticeOutcome.KEPT
            counts[lens] = one._replace(kept=one.kept + kept, due=one.due + 1)
    return tuple(counts.values())
