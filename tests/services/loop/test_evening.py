"""An evening is opened with what it stands on, and each answer is kept the moment it is given."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import journals
from journals import FRIDAY, night
from modelway.domain.loop.earlier_answers import Answer, Conflict, EarlierAnswer
from modelway.domain.loop.evening import PlanQuestion, Question, ReflectQuestion, ReportQuestion
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import Value
from modelway.errors import BadText, NotFound
from modelway.services.keeping import undo
from modelway.services.loop import evening as evenings
from modelway.services.loop import values
from modelway.services.loop.record import record
from modelway.services.session import Session

DAY = timedelta(days=1)
THURSDAY, SATURDAY = FRIDAY - DAY, FRIDAY + DAY
D, F, M, N = Outcome


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with journals.session_at(tmp_path / "journal.db") as session:
        journals.define(session)
        yield session


@pytest.fixture
def three(session: Session) -> list[Value]:
    return session.journal.values()


def answer(
    session: Session, value: Value, outcome: Outcome | None, text: str = "", day: date = FRIDAY
) -> None:
    seen = evenings.open_evening(session, day).answer_on(value)
    command = evenings.evening_command(session, day)
    evenings.reflect(session, command, day, value, Answer(outcome, text), seen=seen)


def planned_practice(
    session: Session, value: Value, planned: date = THURSDAY, due: date | None = None
) -> Practice:
    command = evenings.evening_command(session, planned)
    return evenings.plan(session, command, planned, value, "I am asked", "say it", due)


def told(session: Session, practice: Practice, day: date = FRIDAY) -> None:
    command = evenings.evening_command(session, day)
    evenings.report(session, command, day, practice, Answer(PracticeOutcome.KEPT, ""))


def asked(session: Session, day: date = FRIDAY) -> list[str]:
    return [in_short(question) for question in evenings.open_evening(session, day).questions]


def in_short(question: Question) -> str:
    match question:
        case ReportQuestion(practice):
            return f"report {practice.due_on}"
        case ReflectQuestion(value):
            return value.name
        case PlanQuestion():
            return "plan"


def first_open(session: Session, day: date = FRIDAY) -> str | None:
    evening = evenings.open_evening(session, day)
    return None if evening.first_open is None else in_short(evening.questions[evening.first_open])


# What is asked, and in which order


def test_an_evening_asks_for_reports_then_values_then_tomorrow(session: Session, three: list[Value]) -> None:
    planned_practice(session, three[1])
    assert asked(session) == ["report 2026-11-20", "Honesty", "Courage", "Care for people", "plan"]


def test_values_are_asked_in_the_leaders_order(session: Session, three: list[Value]) -> None:
    values.move(session, three[2], 1)
    assert asked(session) == ["Care for people", "Honesty", "Courage", "plan"]


def test_there_is_nothing_to_ask_without_values(tmp_path: Path) -> None:
    with (
        journals.session_at(tmp_path / "new.db") as session,
        pytest.raises(NotFound, match="modelway values define"),
    ):
        evenings.open_evening(session, FRIDAY)


@pytest.mark.parametrize(("days", "is_asked"), [(0, True), (7, True), (8, False), (-1, False)])
def test_a_practice_is_asked_about_on_its_day_and_for_seven_days(
    session: Session, three: list[Value], days: int, is_asked: bool
) -> None:
    due = FRIDAY - days * DAY
    planned_practice(session, three[0], planned=due - DAY)
    assert (f"report {due}" in asked(session)) == is_asked


def test_the_oldest_practice_is_asked_about_first(session: Session, three: list[Value]) -> None:
    for back in (0, 3, 1):
        planned_practice(session, three[0], planned=FRIDAY - back * DAY - DAY)
    assert asked(session)[:3] == ["report 2026-11-17", "report 2026-11-19", "report 2026-11-20"]


def test_told_or_not_the_practices_stand_in_the_order_of_their_values(
    session: Session, three: list[Value]
) -> None:
    made = [planned_practice(session, value) for value in (three[2], three[0], three[1], three[0])]
    in_order = [made[1].id, made[3].id, made[2].id, made[0].id]

    def order() -> list[str]:
        return [practice.id for practice in evenings.open_evening(session, FRIDAY).practices]

    for practice in (made[2], made[0], made[3]):
        assert order() == in_order
        told(session, practice)
    assert order() == in_order


def test_what_was_told_tonight_can_be_told_again_tonight_and_on_no_other(
    session: Session, three: list[Value]
) -> None:
    told(session, planned_practice(session, three[0]))
    assert asked(session)[0] == "report 2026-11-20"
    assert first_open(session) == "Honesty"
    with journals.session_at(session.journal.path or Path(), "2026-11-21T21:00") as tomorrow:
        assert asked(tomorrow, SATURDAY)[0] == "Honesty"


def test_a_practice_for_a_retired_value_is_still_told_of(session: Session, three: list[Value]) -> None:
    practice = planned_practice(session, three[0])
    values.retire(session, three[0])
    evening = evenings.open_evening(session, FRIDAY)
    assert asked(session) == ["report 2026-11-20", "Courage", "Care for people", "plan"]
    assert evening.value_of(practice).name == "Honesty"


def test_a_retired_value_is_asked_for_on_the_nights_before(session: Session, three: list[Value]) -> None:
    values.retire(session, three[0])
    assert "Honesty" not in asked(session, FRIDAY)
    assert "Honesty" in asked(session, THURSDAY)


@pytest.mark.parametrize(
    ("value", "day", "names"),
    [
        ("", FRIDAY, ["plan"]),
        ("Honesty", FRIDAY, ["Courage", "Care for people", "plan"]),
        ("Honesty", THURSDAY, ["Honesty", "Courage", "Care for people", "plan"]),
    ],
)
def test_what_rests_is_not_asked_for(
    session: Session, three: list[Value], value: str, day: date, names: list[str]
) -> None:
    id_ = next((one.id for one in three if one.name == value), None)
    with session.journal.writing(session.command("rest", "a rest")):
        session.journal.run("INSERT INTO rest VALUES ('r', :v, '2026-11-20', '2026-11-22', '')", v=id_)
    assert asked(session, day) == names


@pytest.mark.parametrize(("back", "plans"), [(0, True), (1, True), (2, False), (30, False)])
def test_a_night_plans_for_its_next_day_unless_that_is_over(session: Session, back: int, plans: bool) -> None:
    assert ("plan" in asked(session, FRIDAY - back * DAY)) == plans


# Where it goes on


def test_an_evening_goes_on_at_the_first_question_without_an_answer(
    session: Session, three: list[Value]
) -> None:
    practice = planned_practice(session, three[1])
    places = [first_open(session)]
    told(session, practice)
    places.append(first_open(session))
    answer(session, three[0], D, "Told them.")
    answer(session, three[2], N)
    places.append(first_open(session))
    answer(session, three[1], None)
    places.append(first_open(session))
    planned_practice(session, three[0], planned=FRIDAY)
    places.append(first_open(session))
    assert places == ["report 2026-11-20", "Honesty", "Courage", "plan", None]


def test_an_answer_whose_words_were_cut_off_is_asked_for_again(session: Session, three: list[Value]) -> None:
    answer(session, three[0], M)
    assert first_open(session) == "Honesty"
    answer(session, three[0], M, "I let it pass.")
    assert first_open(session) == "Courage"


def test_a_finished_evening_has_no_open_question(session: Session, three: list[Value]) -> None:
    answer(session, three[0], F)
    answer(session, three[1], D, "Spoke up.")
    answer(session, three[2], None)
    evenings.finish(session, evenings.evening_command(session, FRIDAY), FRIDAY)
    evening = evenings.open_evening(session, FRIDAY)
    assert evening.finished
    assert evening.first_open is None


def test_a_value_defined_after_a_finished_evening_is_still_asked_for(
    session: Session, three: list[Value]
) -> None:
    for value in three:
        answer(session, value, D, "Done.")
    evenings.finish(session, evenings.evening_command(session, FRIDAY), FRIDAY)
    journals.define(session, "Calm")
    assert first_open(session) == "Calm"


# Which value is offered to practise


def test_the_weeks_focus_is_offered(session: Session, three: list[Value]) -> None:
    with session.journal.writing(session.command("review", "a focus")):
        session.journal.set_focus("2026-W47", three[2].id)
    evening = evenings.open_evening(session, FRIDAY)
    assert evenings.suggest_value(session, evening) == three[2]


def test_the_focus_is_that_of_the_week_the_next_day_lies_in(session: Session, three: list[Value]) -> None:
    with session.journal.writing(session.command("review", "a focus")):
        session.journal.set_focus("2026-W47", three[2].id)
    sunday = date(2026, 11, 15)
    assert evenings.suggest_value(session, evenings.open_evening(session, sunday)) == three[2]


def test_a_focus_that_did_not_fall_short_tonight_gives_way(session: Session, three: list[Value]) -> None:
    with session.journal.writing(session.command("review", "a focus")):
        session.journal.set_focus("2026-W47", three[2].id)
    answer(session, three[1], F, "Kept quiet.")
    evening = evenings.open_evening(session, FRIDAY)
    assert evenings.suggest_value(session, evening) == three[1]


def test_the_widest_gap_of_four_weeks_is_offered(session: Session, three: list[Value]) -> None:
    journals.write(session, {FRIDAY - number * DAY: "DFD" for number in range(10)})
    assert evenings.suggest_value(session, evenings.open_evening(session, FRIDAY)) == three[1]


def test_gaps_older_than_four_weeks_no_longer_count(session: Session, three: list[Value]) -> None:
    journals.write(session, {FRIDAY - number * DAY: "DFD" for number in range(28, 50)})
    journals.write(session, {FRIDAY - number * DAY: "DDF" for number in range(28)})
    assert evenings.suggest_value(session, evenings.open_evening(session, FRIDAY)) == three[2]


def test_among_what_fell_short_tonight_the_widest_gap_is_offered(
    session: Session, three: list[Value]
) -> None:
    journals.write(session, {FRIDAY - number * DAY: "FDM" for number in range(1, 9)})
    answer(session, three[1], F, "Kept quiet.")
    answer(session, three[2], M, "Did not ask.")
    assert evenings.suggest_value(session, evenings.open_evening(session, FRIDAY)) == three[2]


# Keeping answers


def test_an_answer_notes_the_wording_it_was_given_under(tmp_path: Path) -> None:
    store = tmp_path / "reworded.db"
    with journals.session_at(store, "2026-11-02T21:00") as session:
        value = journals.define(session)[0]
    with journals.session_at(store) as session:
        changed = values.change(session, value, session.command("values edit", ""), definition="Sharper.")
        for day in (THURSDAY, FRIDAY):
            answer(session, changed, D, "Told them.", day)
        kept = [one.reflections[0].definition_id for one in session.journal.nights()]
    assert kept == [value.definition.id, changed.definition.id]
    assert kept[0] != kept[1]


def test_the_answers_of_one_sitting_are_one_command(session: Session, three: list[Value]) -> None:
    command = evenings.evening_command(session, FRIDAY)
    for value in three:
        evenings.reflect(session, command, FRIDAY, value, Answer(D, "Done."), seen=None)
    evenings.finish(session, command, FRIDAY)
    commands = session.journal.rows("SELECT DISTINCT command FROM history ORDER BY command")
    assert len(commands) == 2  # defining the values, and this


def test_an_answer_that_is_no_text_is_refused_and_nothing_is_begun(
    session: Session, three: list[Value]
) -> None:
    with pytest.raises(BadText, match="Honesty"):
        answer(session, three[0], D, "half a \ud800 pair")
    assert session.journal.nights() == []


def test_a_report_is_told_on_its_evening(session: Session, three: list[Value]) -> None:
    told(session, planned_practice(session, three[0]))
    practice = session.journal.practices_due()[0]
    assert (practice.outcome, practice.reported_on) == (PracticeOutcome.KEPT, FRIDAY)


@pytest.mark.parametrize(
    ("when", "will", "sentence"),
    [
        ("I am asked", "say it", "When I am asked, I will say it."),
        ("When I am asked,", "I will say it.", "When I am asked, I will say it."),
        ("  WHEN I am asked … ", "i will say it", "When I am asked, I will say it."),
        ("", "say it", "I will say it."),
        ("…", "say it", "I will say it."),
    ],
)
def test_a_practice_reads_as_one_sentence(
    session: Session, three: list[Value], when: str, will: str, sentence: str
) -> None:
    assert evenings.new_practice(three[0], FRIDAY, when, will).sentence == sentence


@pytest.mark.parametrize("will", ["", " ", "...", "I will ...", "a\nb", "x" * 301, "\x1b[31m"])
def test_a_practice_of_nothing_or_of_no_line_is_refused(
    session: Session, three: list[Value], will: str
) -> None:
    with pytest.raises(BadText, match="“I will …”"):
        evenings.new_practice(three[0], FRIDAY, "", will)


def test_a_practice_is_for_the_next_day_unless_it_says_otherwise(
    session: Session, three: list[Value]
) -> None:
    assert planned_practice(session, three[0], planned=FRIDAY).due_on == SATURDAY
    assert planned_practice(session, three[0], planned=FRIDAY, due=SATURDAY + DAY).due_on == SATURDAY + DAY


@pytest.mark.parametrize(("back", "backfilled"), [(3, False), (4, True)])
def test_a_night_more_than_three_days_back_is_marked(
    session: Session, three: list[Value], back: int, backfilled: bool
) -> None:
    answer(session, three[0], D, "Told them.", FRIDAY - back * DAY)
    assert session.journal.nights()[0].backfilled == backfilled


@pytest.mark.parametrize(
    ("moment", "day", "past_midnight"),
    [
        ("2026-11-21T03:59", FRIDAY, True),
        ("2026-11-21T04:00", SATURDAY, False),
        ("2026-11-20T23:59", FRIDAY, False),
    ],
)
def test_the_night_lasts_until_four(tmp_path: Path, moment: str, day: date, past_midnight: bool) -> None:
    with journals.session_at(tmp_path / "journal.db", moment) as session:
        assert (session.tonight, session.past_midnight) == (day, past_midnight)


def test_an_evening_with_a_fall_and_its_practice_is_through_without_more_questions(session: Session) -> None:
    record(session, [night(FRIDAY, "DMN", plans={"2": "ask first"})])
    assert evenings.open_evening(session, FRIDAY).first_open is None


# Two windows on one night


def test_what_another_window_answered_meanwhile_is_kept_and_said(
    tmp_path: Path, session: Session, three: list[Value]
) -> None:
    # Given a question that is open in two windows, and an answer in the other one
    with journals.session_at(tmp_path / "journal.db") as other:
        answer(other, three[0], D, "Told Ana.")
    # When this one is answered too
    command = evenings.evening_command(session, FRIDAY)
    missed = Answer(M, "Let the budget pass.")
    saved, conflict = evenings.reflect(session, command, FRIDAY, three[0], missed, seen=None)
    # Then the later outcome counts, and both texts are kept
    assert (saved.outcome, saved.text) == (M, "Told Ana.\n\nLet the budget pass.")
    assert conflict == Conflict(EarlierAnswer("Honesty", D, "Told Ana."), False, True, M)
    assert evenings.open_evening(session, FRIDAY).answer_on(three[0]) == saved
    # And undo brings the earlier one back
    undo.undo(session)
    before = evenings.open_evening(session, FRIDAY).answer_on(three[0])
    assert before
    assert (before.outcome, before.text) == (D, "Told Ana.")


def test_a_report_that_another_window_told_is_settled_in_the_same_way(
    tmp_path: Path, session: Session, three: list[Value]
) -> None:
    practice = planned_practice(session, three[0])
    with journals.session_at(tmp_path / "journal.db") as other:
        command = evenings.evening_command(other, FRIDAY)
        evenings.report(other, command, FRIDAY, practice, Answer(PracticeOutcome.KEPT, "At once."))
    command = evenings.evening_command(session, FRIDAY)
    partly = Answer(PracticeOutcome.PARTLY, "Late.")
    saved, conflict = evenings.report(session, command, FRIDAY, practice, partly)
    assert (saved.outcome, saved.note) == (PracticeOutcome.PARTLY, "At once.\n\nLate.")
    assert conflict
    assert conflict.earlier == EarlierAnswer("Your practice", PracticeOutcome.KEPT, "At once.")
