"""Nights that are handed in whole: checked first, then saved in one go, or not at all."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

import journals
from journals import FRIDAY, night
from modelway.domain.loop.drafts import NightDraft, PlanDraft, ReflectionDraft, ReportDraft
from modelway.domain.loop.earlier_answers import EarlierAnswer
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.errors import BadDate, BadText, ExitCode, ModelwayError, NotFound, Refused
from modelway.services.keeping import undo
from modelway.services.loop import values
from modelway.services.loop.record import record
from modelway.services.session import Session

DAY = timedelta(days=1)
KEPT, PARTLY = PracticeOutcome.KEPT, PracticeOutcome.PARTLY
D, F, M, N = Outcome


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with journals.session_at(tmp_path / "journal.db") as session:
        journals.define(session)
        yield session


def rows(session: Session) -> Mapping[str, list[tuple[object, ...]]]:
    tables = ("night", "reflection", "practice", "command", "history")
    return {table: session.journal.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables}


def refused(session: Session, *drafts: NightDraft) -> ModelwayError:
    before = rows(session)
    with pytest.raises(ModelwayError) as caught:
        record(session, drafts)
    assert rows(session) == before
    return caught.value


def ninety_nights() -> list[NightDraft]:
    """The last of them falls short in Courage each third night, and plans and reports it."""
    drafts = []
    for number in range(90):
        day = FRIDAY - (89 - number) * DAY
        falls = number % 3 == 0
        reports = {"courage": KEPT} if number % 3 == 1 else {}
        plans = {"courage": f"speak first, {number}"} if falls else {}
        drafts.append(night(day, "DFN" if falls else "DDD", reports=reports, plans=plans))
    return drafts


def test_a_night_is_kept_as_it_was_handed_in(session: Session) -> None:
    draft = NightDraft(
        FRIDAY,
        "A long day.",
        (ReflectionDraft("honesty", D, "Told them."), ReflectionDraft("2", M, "Kept quiet.")),
        (),
        (PlanDraft("cou", "I am asked", "say it"),),
    )
    assert record(session, [draft]).days == (FRIDAY,)
    kept = session.journal.night(FRIDAY)
    assert kept is not None
    assert kept.note == "A long day."
    assert [(one.outcome, one.text) for one in kept.reflections] == [(D, "Told them."), (M, "Kept quiet.")]
    practice = session.journal.practices_due()[0]
    assert (practice.sentence, practice.planned_on, practice.due_on) == (
        "When I am asked, I will say it.",
        FRIDAY,
        FRIDAY + DAY,
    )


def test_ninety_nights_go_in_at_once_as_one_command(session: Session) -> None:
    record(session, ninety_nights())
    nights = session.journal.nights()
    assert len(nights) == 90
    assert sum(one.outcome_of(session.journal.values()[1].id) is F for one in nights) == 30
    practices = session.journal.practices_due()
    assert [one.outcome for one in practices] == [KEPT] * 30
    assert all(one.reported_on == one.due_on for one in practices)
    assert (
        session.journal.rows("SELECT number, name, words FROM command ORDER BY number DESC")[0][2]
        == "the journal of 90 nights"
    )
    undo.undo(session)
    assert session.journal.nights() == []


def test_the_same_nights_a_second_time_change_nothing(session: Session) -> None:
    record(session, ninety_nights())
    once = rows(session)
    record(session, ninety_nights()[::-1])
    assert rows(session) == once


def test_nights_may_come_in_any_order(session: Session, tmp_path: Path) -> None:
    record(session, ninety_nights()[::-1])
    assert [one.outcome for one in session.journal.practices_due()] == [KEPT] * 30


@pytest.mark.parametrize(
    ("last", "kind", "sentence"),
    [
        (night(FRIDAY, "DDDD"), NotFound, "In the night of 2026-11-20: There is no value “4”"),
        (
            night(FRIDAY, "D", reports={"2": KEPT}),
            Refused,
            "In the night of 2026-11-20: No practice for Courage",
        ),
        (night(FRIDAY, "F", plans={"1": "..."}), BadText, "In the night of 2026-11-20: “I will …” is empty"),
        (
            night(FRIDAY, "D", texts={"1": "\0"}),
            BadText,
            "In the night of 2026-11-20: What you wrote on Honesty",
        ),
        (night(FRIDAY + DAY, "D"), BadDate, "Saturday 21 November 2026 has not come yet"),
        (
            NightDraft(FRIDAY, None, (ReflectionDraft("1", D), ReflectionDraft("HONESTY", M))),
            Refused,
            "In the night of 2026-11-20: Honesty is answered twice",
        ),
        (
            NightDraft(FRIDAY, plans=(PlanDraft("1", "", "ask", FRIDAY - DAY),)),
            Refused,
            "In the night of 2026-11-20: A practice cannot be due before",
        ),
        (NightDraft(FRIDAY, "a \ud800 note"), BadText, "In the night of 2026-11-20: The note"),
    ],
)
def test_what_does_not_fit_in_the_last_night_keeps_all_of_them_out(
    session: Session, last: NightDraft, kind: type[ModelwayError], sentence: str
) -> None:
    error = refused(session, *ninety_nights()[:89], last)
    assert type(error) is kind
    assert sentence in error.sentence


def test_a_retired_value_takes_no_answer_from_then_on_and_says_what_to_do(session: Session) -> None:
    values.retire(session, session.journal.values()[0])
    error = refused(session, NightDraft(FRIDAY, None, (ReflectionDraft("honesty", D, "Told them."),)))
    assert "modelway values restore honesty" in error.sentence
    earlier = NightDraft(FRIDAY - DAY, None, (ReflectionDraft("honesty", D, "Told them."),))
    assert record(session, [earlier]).days == (FRIDAY - DAY,)


def test_without_values_nothing_is_kept_not_even_a_note(tmp_path: Path) -> None:
    with journals.session_at(tmp_path / "new.db") as session:
        error = refused(session, NightDraft(FRIDAY, "A long day."))
    assert error.exit_code == ExitCode.NOT_FOUND
    assert "modelway values define" in error.sentence


def test_no_night_at_all_is_refused(session: Session) -> None:
    assert "no night in it" in refused(session).sentence


def test_an_answer_goes_over_an_earlier_one_and_leaves_the_others(session: Session) -> None:
    record(session, [night(FRIDAY, "DF", note="A long day.")])
    record(session, [NightDraft(FRIDAY, None, (ReflectionDraft("2", D, "Spoke up after all."),))])
    kept = session.journal.night(FRIDAY)
    assert kept is not None
    assert [one.outcome for one in kept.reflections] == [D, D]
    assert kept.note == "A long day."


def test_what_gave_way_is_told(session: Session) -> None:
    record(session, [night(FRIDAY - DAY, plans={"1": "say it"})])
    first = night(FRIDAY, "MD ", texts={"1": "I missed her signal.", "2": "Asked."}, note="Long.")
    first = first._replace(reports=(ReportDraft("1", KEPT, "Well."),))
    assert record(session, [first]).replaced == ()
    same = night(FRIDAY, " D", texts={"2": "Asked."}, note="Long.", reports={"1": PARTLY})
    assert record(session, [same]).replaced == (EarlierAnswer("Honesty", KEPT, "Well."),)
    other = night(FRIDAY, "D D", texts={"1": "Saw it.", "3": "New."}, note="Short.")
    assert record(session, [other]).replaced == (
        EarlierAnswer("Honesty", M, "I missed her signal."),
        EarlierAnswer("The note", None, "Long."),
    )


def test_an_empty_note_takes_the_note_away(session: Session) -> None:
    record(session, [night(FRIDAY, "D", note="A long day.")])
    record(session, [night(FRIDAY, note="")])
    kept = session.journal.night(FRIDAY)
    assert kept is not None
    assert kept.note == ""


def test_each_night_keeps_the_wording_that_was_in_force(tmp_path: Path) -> None:
    store = tmp_path / "reworded.db"
    with journals.session_at(store, "2026-11-02T21:00") as session:
        value = journals.define(session)[0]
    with journals.session_at(store, "2026-11-10T21:00") as session:
        changed = values.change(session, value, session.command("values edit", ""), definition="Sharper.")
    first, newer = value.definition.id, changed.definition.id
    with journals.session_at(store) as session:
        days = [date(2026, 10, 30), date(2026, 11, 9), date(2026, 11, 10), FRIDAY]
        record(session, [night(day, "D") for day in days])
        kept = [one.reflections[0].definition_id for one in session.journal.nights()]
    assert kept == [first, first, newer, newer]
    assert first != newer


# Reports and plans


def test_a_report_goes_to_the_oldest_practice_that_waits(session: Session) -> None:
    two = [night(FRIDAY - back * DAY, "F", plans={"1": f"do {back}"}) for back in (3, 2)]
    record(session, [*two, night(FRIDAY, "D", reports={"1": PARTLY})])
    assert [one.outcome for one in session.journal.practices_due()] == [PARTLY, None]


def test_two_reports_go_to_two_practices_and_stay_there_the_second_time(session: Session) -> None:
    record(session, [night(FRIDAY - back * DAY, "F", plans={"1": f"do {back}"}) for back in (3, 2)])
    draft = NightDraft(FRIDAY, reports=(ReportDraft("1", PARTLY), ReportDraft("1", KEPT, "Well.")))
    for _ in range(2):
        record(session, [draft])
        told = [(one.outcome, one.note) for one in session.journal.practices_due()]
        assert told == [(PARTLY, ""), (KEPT, "Well.")]


@pytest.mark.parametrize(("days", "fits"), [(0, True), (7, True), (8, False), (-1, False)])
def test_a_report_comes_within_seven_days(session: Session, days: int, fits: bool) -> None:
    due = FRIDAY - days * DAY
    record(session, [NightDraft(due - DAY, plans=(PlanDraft("1", "", "ask", due),))])
    report = night(FRIDAY, reports={"1": KEPT})
    if fits:
        assert record(session, [report]).days == (FRIDAY,)
    else:
        assert "No practice for Honesty waits" in refused(session, report).sentence


def test_a_practice_of_the_same_file_can_be_reported_in_it(session: Session) -> None:
    record(
        session,
        [night(FRIDAY - DAY, "M", plans={"1": "ask first"}), night(FRIDAY, "D", reports={"1": KEPT})],
    )
    assert [(one.outcome, one.reported_on) for one in session.journal.practices_due()] == [(KEPT, FRIDAY)]


def test_a_plan_may_name_its_day(session: Session) -> None:
    later = FRIDAY + 5 * DAY
    record(session, [NightDraft(FRIDAY, plans=(PlanDraft("1", "", "ask", later),))])
    assert [one.due_on for one in session.journal.practices_due()] == [later]


def test_a_plan_for_a_far_day_is_not_made_twice_either(session: Session) -> None:
    draft = NightDraft(FRIDAY, plans=(PlanDraft("1", "", "ask", FRIDAY + 50 * DAY),) * 2)
    for _ in range(2):
        record(session, [draft])
    assert len(session.journal.practices_due()) == 1


def test_a_typed_plan_is_for_no_day_that_is_over_while_a_file_brings_old_ones(session: Session) -> None:
    old = night(FRIDAY - 3 * DAY, "F", plans={"1": "say it"})
    with pytest.raises(BadDate, match=r"Wednesday 18 November 2026, and that is over: .* modelway plan add"):
        record(session, [old], typed=True)
    assert session.journal.practices_due() == []
    record(session, [old])
    # What stands already is not planned again, and what was due can still be told of.
    told = NightDraft(FRIDAY - 2 * DAY, reports=(ReportDraft("1", KEPT),))
    record(session, [old], typed=True)
    record(session, [told], typed=True)
    assert [one.outcome for one in session.journal.practices_due()] == [KEPT]


@pytest.mark.parametrize("days", [0, 1])
def test_a_typed_plan_is_for_today_or_later(session: Session, days: int) -> None:
    record(session, [night(FRIDAY - days * DAY, "F", plans={"1": "say it"})], typed=True)
    assert [one.due_on for one in session.journal.practices_due()] == [FRIDAY + (1 - days) * DAY]


# Finished or not


def test_an_earlier_night_that_fell_short_wants_no_plan_for_a_day_that_is_over(session: Session) -> None:
    record(session, [night(FRIDAY - 2 * DAY, "DFD"), night(FRIDAY - DAY, "DFD")])
    earlier, last = session.journal.nights()
    assert (earlier.finished, last.finished) == (True, False)


@pytest.mark.parametrize(
    ("draft", "finished"),
    [
        (night(FRIDAY, "DDD"), True),
        (night(FRIDAY, "DNN"), True),
        (night(FRIDAY, "DD"), False),
        (night(FRIDAY, "DFD"), False),
        (night(FRIDAY, "DFD", plans={"2": "speak first"}), True),
        (night(FRIDAY, note="A long day."), False),
    ],
)
def test_a_night_is_finished_when_no_question_is_left(
    session: Session, draft: NightDraft, finished: bool
) -> None:
    record(session, [draft])
    kept = session.journal.night(FRIDAY)
    assert kept is not None
    assert kept.finished == finished


def test_answers_given_one_by_one_finish_a_night_together(session: Session) -> None:
    for number in "123":
        record(session, [NightDraft(FRIDAY, None, (ReflectionDraft(number, D, "Done."),))])
    kept = session.journal.night(FRIDAY)
    assert kept is not None
    assert kept.finished


def test_what_another_program_saved_in_between_counts(session: Session) -> None:
    assert session.journal.path
    with journals.session_at(session.journal.path) as other:
        record(other, [night(FRIDAY, "DD")])
        record(session, [night(FRIDAY, "  D")])
        kept = other.journal.night(FRIDAY)
    assert kept is not None
    assert kept.finished
