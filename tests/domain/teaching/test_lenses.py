"""Which lens an answer and a practice carry, and how often each was lived."""

from datetime import date, timedelta

import pytest

from modelway.domain.days.periods import Period
from modelway.domain.loop.nights import Answers, Outcome
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.teaching.lenses import Carried, Lens, LensCount, count_lenses, find_lens
from modelway.errors import NotFound

DAY = date(2026, 11, 20)
WEEK = Period(DAY - timedelta(days=6), DAY)


def test_an_answer_has_its_own_lens_or_else_that_of_its_value() -> None:
    carried = Carried({"a": Lens.HEART}, {(DAY, "a"): Lens.PURPOSE}, {})
    earlier = DAY - timedelta(days=1)
    nights = {
        DAY: Answers({"a": Outcome.DEMONSTRATED, "b": Outcome.DEMONSTRATED}),
        earlier: Answers({"a": Outcome.MISSED}),
        DAY - timedelta(days=7): Answers({"a": Outcome.DEMONSTRATED}),
    }
    counts = {one.lens: one for one in count_lenses(carried, nights, [], ["a", "b"], WEEK)}
    assert counts[Lens.PURPOSE] == LensCount(Lens.PURPOSE, 1, 1)
    assert counts[Lens.HEART] == LensCount(Lens.HEART, 0, 1)
    assert [lens for lens, one in counts.items() if one.is_lived] == [Lens.PURPOSE]


def test_a_practice_counts_once_it_had_a_chance() -> None:
    outcomes = (PracticeOutcome.KEPT, PracticeOutcome.PARTLY, PracticeOutcome.NO_CHANCE, None)
    practices = [Practice(str(one), "a", DAY, DAY, "", "act", one) for one in outcomes]
    carried = Carried({"a": Lens.HEART}, {}, {"kept": Lens.VALUES})
    counts = {one.lens: one for one in count_lenses(carried, {}, practices, ["a"], WEEK)}
    assert counts[Lens.VALUES] == LensCount(Lens.VALUES, kept=1, due=1)
    assert counts[Lens.HEART] == LensCount(Lens.HEART, kept=0, due=1)


def test_a_lens_goes_by_its_name_or_a_beginning_that_is_its_own() -> None:
    assert find_lens("Encourage") is Lens.ENCOURAGE
    assert find_lens("model the way") is Lens.MODEL_THE_WAY
    assert find_lens("none") is None
    for text, said in (("model", "could be several"), ("grit", "is no lens"), ("", "is no lens")):
        with pytest.raises(NotFound, match=said):
            find_lens(text)
