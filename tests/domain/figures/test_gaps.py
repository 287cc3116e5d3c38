from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.days.periods import Period
from modelway.domain.figures.gaps import gap_of, rank
from modelway.domain.figures.states import Series, Tally, tally_of
from modelway.domain.figures.targets import GapVerdict
from modelway.domain.loop.nights import State
from modelway.domain.loop.values import Definition, EarlierAim, Role, Value

DEFINED = date(2026, 11, 2)
EIGHTH, DECEMBER = date(2026, 11, 8), date(2026, 12, 1)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
LETTERS = {"D": State.DEMONSTRATED, "F": State.FELL_SHORT, "M": State.MISSED}


def value(slug, position=1, *, importance=10, target=0.8):
    wording = Definition("d", DEFINED, "", ())
    return Value(slug, slug, slug, Role.LEADER, importance, target, position, DEFINED, None, (wording,))


def tally(demonstrated, opportunities):
    return Tally(demonstrated=demonstrated, missed=opportunities - demonstrated)


def ranked(pairs):
    return rank([Series(one, {}, counted) for one, counted in pairs], NOVEMBER)


def order(*pairs):
    return [one.value.slug for one in ranked(pairs)]


def judge(one, letters, *, reworded_on=None):
    """The gap of a value over November with these answers, a letter a night from the 2nd on."""
    states = {DEFINED + timedelta(days=place): LETTERS[letter] for place, letter in enumerate(letters)}
    (gap,) = rank([Series(one, states, tally_of(states.values()), reworded_on=reworded_on)], NOVEMBER)
    return gap


@st.composite
def tallies(draw):
    opportunities = draw(st.integers(0, 60))
    return tally(draw(st.integers(0, opportunities)), opportunities)


class TestGap:
    def test_it_is_what_is_missing_to_the_target(self):
        assert gap_of(tally(3, 5), 0.8) == pytest.approx(0.2)

    @pytest.mark.parametrize("demonstrated", [4, 5])
    def test_at_or_above_the_target_there_is_none(self, demonstrated):
        assert gap_of(tally(demonstrated, 5), 0.8) == 0.0

    def test_without_an_opportunity_it_cannot_be_told(self):
        assert gap_of(Tally(no_opportunity=7), 0.8) is None


class TestVerdict:
    def test_values_of_one_screen_are_judged_together(self):
        alone = ranked([(value("honesty"), tally(17, 28))])
        beside = ranked([(value(f"v{place}", place), tally(17, 28)) for place in range(5)])
        assert alone[0].verdict is GapVerdict.GAP
        assert {one.verdict for one in beside} == {GapVerdict.TOO_FEW}

    def test_a_week_is_judged_more_strictly_than_a_month(self):
        series, week = [Series(value("honesty"), {}, tally(2, 6))], Period(EIGHTH, date(2026, 11, 14))
        assert rank(series, NOVEMBER)[0].verdict is GapVerdict.GAP
        assert rank(series, week)[0].verdict is GapVerdict.TOO_FEW

    @given(tallies(), st.floats(0, 1))
    def test_a_gap_has_a_rate_below_the_target_and_a_met_one_does_not(self, counted, target):
        (found,) = ranked([(value("honesty", target=target), counted)])
        if found.verdict is GapVerdict.GAP:
            assert found.gap > 0
        if found.verdict is GapVerdict.MET:
            assert found.gap == 0


class TestChangedTarget:
    def test_each_target_judges_the_nights_it_was_in_force_in(self):
        changed = value("honesty", target=0.4)._replace(earlier_aims=(EarlierAim(EIGHTH, 0.8, 5),))
        gap = judge(changed, "FFFFFFDDDDDD")
        assert [(one.target, one.tally, one.judged.verdict) for one in gap.stretches] == [
            (0.8, Tally(fell_short=6), GapVerdict.GAP),
            (0.4, Tally(demonstrated=6), GapVerdict.MET),
        ]
        assert (gap.target, gap.importance, gap.target_since) == (0.4, 10, EIGHTH)
        assert gap.gap == 0.0

    def test_a_period_before_the_change_knows_nothing_of_it(self):
        changed = value("honesty", target=0.4)._replace(earlier_aims=(EarlierAim(DECEMBER, 0.8, 5),))
        gap = judge(changed, "FFFFFFFFFFDDDDD")
        assert (gap.target, gap.importance, gap.target_since) == (0.8, 5, None)
        assert gap.verdict is GapVerdict.GAP

    def test_a_change_of_importance_alone_splits_no_verdict(self):
        changed = value("honesty", importance=3)._replace(earlier_aims=(EarlierAim(EIGHTH, 0.8, 9),))
        gap = judge(changed, "FFFFFFDDDDDD")
        assert (len(gap.stretches), gap.importance) == (1, 3)

    def test_targets_before_the_newest_wording_are_left_out(self):
        changed = value("honesty", target=0.4)._replace(earlier_aims=(EarlierAim(EIGHTH, 0.8, 5),))
        gap = judge(changed, "FFFFFFDDDDDD", reworded_on=EIGHTH + timedelta(days=1))
        assert [one.target for one in gap.stretches] == [0.4]


class TestRank:
    def test_the_priority_weighs_the_gap_by_importance(self):
        honesty = value("honesty", 1, importance=10), tally(3, 5)
        courage = value("courage", 2, importance=5), tally(1, 5)
        first, second = ranked([honesty, courage])
        assert (first.value.slug, second.value.slug) == ("courage", "honesty")
        assert first.gap == pytest.approx(0.6)
        assert first.priority == pytest.approx(0.5 * 0.6 / 1.5)
        assert second.priority == pytest.approx(1.0 * 0.2 / 1.5)
        assert second.tally == tally(3, 5)
        assert second.verdict is GapVerdict.TOO_FEW

    def test_values_that_weigh_nothing_at_all_weigh_alike(self):
        first, second = ranked(
            [
                (value("honesty", 1, importance=0), tally(3, 5)),
                (value("courage", 2, importance=0), tally(1, 5)),
            ]
        )
        assert first.value.slug == "courage"
        assert first.priority == pytest.approx(0.3)
        assert second.priority == pytest.approx(0.1)

    def test_a_value_that_weighs_nothing_beside_others_has_no_priority(self):
        first, second = ranked(
            [
                (value("honesty", 1, importance=0), tally(1, 5)),
                (value("courage", 2, importance=4), tally(3, 5)),
            ]
        )
        assert first.value.slug == "courage"
        assert first.priority == pytest.approx(0.2)
        assert (second.gap, second.priority) == (pytest.approx(0.6), 0.0)

    def test_a_value_without_a_rate_keeps_its_weight_and_comes_last(self):
        gapped, met, quiet = ranked(
            [
                (value("quiet", 1), Tally(no_opportunity=7)),
                (value("met", 3), tally(5, 5)),
                (value("gapped", 2), tally(3, 5)),
            ]
        )
        assert [one.value.slug for one in (gapped, met, quiet)] == ["gapped", "met", "quiet"]
        assert gapped.priority == pytest.approx(0.2 / 3)
        assert met.priority == 0.0
        assert (quiet.gap, quiet.priority, quiet.verdict) == (None, None, GapVerdict.TOO_FEW)

    def test_equal_priorities_go_to_fewer_demonstrations(self):
        assert order((value("often", 1), tally(6, 10)), (value("seldom", 2), tally(3, 5))) == [
            "seldom",
            "often",
        ]

    def test_a_tie_reached_by_different_fractions_is_still_a_tie(self):
        weighty = value("weighty", 2, importance=10, target=0.8), tally(6, 10)
        light = value("light", 1, importance=5, target=0.8), tally(4, 10)
        later, earlier = sorted(ranked([weighty, light]), key=lambda one: one.value.position, reverse=True)
        assert later.priority != earlier.priority
        assert order(weighty, light) == ["light", "weighty"]

    def test_then_to_the_leaders_own_order(self):
        assert order((value("second", 2), tally(3, 5)), (value("first", 1), tally(3, 5))) == [
            "first",
            "second",
        ]

    def test_nothing_to_rank(self):
        assert ranked([]) == []

    @given(st.lists(st.tuples(tallies(), st.integers(0, 10), st.floats(0.1, 1)), max_size=5), st.randoms())
    def test_every_value_is_ranked_once_whatever_the_order_they_come_in(self, drawn, chance):
        pairs = [
            (value(f"v{place}", place, importance=importance, target=target), counted)
            for place, (counted, importance, target) in enumerate(drawn)
        ]
        shuffled = pairs.copy()
        chance.shuffle(shuffled)
        in_order = ranked(pairs)
        assert [one.value for one in ranked(shuffled)] == [one.value for one in in_order]
        assert {one.value.slug for one in in_order} == {one.slug for one, _ in pairs}
        told = [one.priority for one in in_order if one.priority is not None]
        assert told == pytest.approx(sorted(told, reverse=True))
        assert sum(told) <= 1 + 1e-9
