"""The leader's own rate beside the observers' median, on their scale; nothing of fewer than three."""

from datetime import date, timedelta

from modelway.domain.days.periods import Period
from modelway.domain.loop.nights import Answers, Outcome
from modelway.domain.loop.values import Definition, Role, Value
from modelway.domain.teaching.observers import Form, FormAnswer, compare_with_observers

DAY = date(2026, 11, 20)
WEEKS = Period(DAY - timedelta(days=83), DAY)


def value(name: str) -> Value:
    wording = Definition(f"{name}-1", DAY, name, ())
    return Value(name, name, name, Role.LEADER, 10, 0.8, 1, DAY, None, (wording,))


def form(number: int, **frequencies: int | None) -> Form:
    answers = tuple(
        FormAnswer(name, f"{name}-1", often, f"{name} {number}") for name, often in frequencies.items()
    )
    return Form(str(number), str(number), "", DAY, answers, answered_on=DAY)


def nights(outcomes: str, name: str = "a") -> dict[date, Answers]:
    letters = dict(zip("DFMN", Outcome, strict=True))
    return {DAY - timedelta(days=back): Answers({name: letters[one]}) for back, one in enumerate(outcomes)}


def test_the_own_rate_is_on_their_scale_and_the_gap_is_own_less_theirs() -> None:
    forms = [form(number, a=often) for number, often in enumerate((4, 9, 5))]
    (gap,) = compare_with_observers([value("a")], forms, nights("DDFN"), WEEKS)
    assert (gap.own, gap.seen, gap.gap, gap.n) == (7.0, 5.0, 2.0, 3)
    assert (gap.demonstrated, gap.opportunities) == (2, 3)


def test_only_the_four_weeks_that_they_were_asked_about_count() -> None:
    forms = [form(number, a=5) for number in range(3)]
    (gap,) = compare_with_observers([value("a")], forms, nights("F" * 28 + "D" * 5), WEEKS)
    assert (gap.own, gap.opportunities) == (1.0, 28)


def test_of_fewer_than_three_nothing_but_their_number_is_told() -> None:
    forms = [form(1, a=9), form(2, a=2), form(3, a=None)]
    (gap,) = compare_with_observers([value("a")], forms, nights("D"), WEEKS)
    assert (gap.n, gap.seen, gap.gap, gap.words) == (2, None, None, [])


def test_where_they_part_most_comes_first_and_what_cannot_be_told_last() -> None:
    forms = [form(number, a=9, b=5, c=5) for number in range(3)]
    known = {
        day: Answers({"a": one.outcome_of("a"), "b": one.outcome_of("a")}) for day, one in nights("D").items()
    }
    gaps = compare_with_observers([value("c"), value("a"), value("b")], forms, known, WEEKS)
    assert [one.value.name for one in gaps] == ["b", "a", "c"]
    assert gaps[-1].own is None


def test_an_answer_of_another_period_does_not_count() -> None:
    old = [form(number, a=5)._replace(answered_on=WEEKS.start - timedelta(days=1)) for number in range(3)]
    assert compare_with_observers([value("a")], old, nights("D"), WEEKS) == ()
