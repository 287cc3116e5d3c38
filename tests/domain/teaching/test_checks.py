"""When a check is due, where it stops, what weak answers suggest, and what has moved."""

from datetime import date

from modelway.domain.teaching.checks import (
    NO,
    YES,
    Answer,
    Check,
    Every,
    Kind,
    Question,
    Run,
    Unit,
    asked,
    courses,
    find_standing,
    strengths,
    suggestions,
)

DAY = date(2026, 11, 20)
MONTHLY = Every(1, Unit.MONTHS)


def check(*questions: Question, first_after: Every | None = None) -> Check:
    return Check("one", "One", "Here", "So.", MONTHLY, questions, first_after=first_after)


def rated(key: str, *, suggest: str = "Work.", rests_on: tuple[str, ...] = ()) -> Question:
    return Question(key, key.title(), f"How {key}?", Kind.SCALE, suggest=suggest, rests_on=rests_on)


def test_a_month_after_the_last_of_a_long_one_is_the_last_of_a_short_one() -> None:
    assert MONTHLY.after(date(2027, 1, 31)) == date(2027, 2, 28)
    assert Every(6, Unit.MONTHS).after(date(2026, 8, 31)) == date(2027, 2, 28)
    assert Every(2, Unit.WEEKS).after(DAY) == date(2026, 12, 4)
    assert (MONTHLY.words, Every(2, Unit.WEEKS).words) == ("every month", "every 2 weeks")


def test_it_is_due_from_the_first_night_on_or_so_long_after_it_and_then_after_its_last_run() -> None:
    late = check(rated("calm"), first_after=Every(6, Unit.MONTHS))
    assert find_standing(check(rated("calm")), None, DAY).due == DAY
    assert find_standing(late, None, DAY).due == date(2027, 5, 20)
    assert find_standing(late, DAY, date(2026, 1, 1)).due == date(2026, 12, 20)
    assert find_standing(late, None, None).is_due_on(DAY) is False


def test_a_no_at_a_gate_lets_the_later_questions_wait() -> None:
    gate = Question("clear", "Clear", "Is it clear?", Kind.YES_NO, gate=True)
    one = check(gate, rated("calm"))
    assert asked(one, {"clear": Answer(NO)}) == (gate,)
    assert asked(one, {"clear": Answer(YES)}) == one.questions
    assert asked(one, {}) == one.questions


def test_the_weakest_answers_come_first_and_the_strongest_among_the_strengths() -> None:
    one = check(rated("a"), rated("b"), rated("c"), rated("d"))
    run = Run("one", DAY, {"a": Answer(6), "b": Answer(2), "c": Answer(7), "d": Answer(9)})
    assert [found.question.key for found in suggestions(one, run)] == ["b", "a"]
    assert [(question.key, score) for question, score in strengths(one, run)] == [("d", 9), ("c", 7)]


def test_a_weak_action_names_the_weakest_trait_beneath_it() -> None:
    one = check(rated("heart"), rated("values"), rated("act", suggest="", rests_on=("heart", "values")))
    run = Run("one", DAY, {"heart": Answer(8), "values": Answer(7), "act": Answer(3)})
    (found,) = suggestions(one, run)
    assert found.instead == one.questions[1]
    assert found.text == "Work."


def test_a_course_has_its_days_and_what_moved_since_the_run_before() -> None:
    one = check(rated("calm"), rated("warm"))
    later = Run("one", date(2026, 12, 20), {"calm": Answer(8)})
    (move,) = courses(one, [later, Run("one", DAY, {"calm": Answer(5)})])
    assert [(day, answer.score) for day, answer in move.course] == [(DAY, 5), (later.day, 8)]
    assert move.change == 3
    assert courses(one, [later])[0].change is None
