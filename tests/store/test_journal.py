"""What a leader wrote comes back as it was saved."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelway.domain.lookback.week_review import WeekReview
from modelway.domain.loop.nights import Night, Outcome, Reflection, Rest
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import Definition, EarlierAim, Role, Value
from modelway.store.journal import Journal
from modelway.store.transactions import Command, new_id

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=1)))
FRIDAY = date(2026, 11, 20)
DAY = timedelta(days=1)
HONESTY = Value(
    id="v1",
    slug="honesty",
    name="Honesty",
    role=Role.LEADER,
    importance=9,
    target=0.75,
    position=1,
    defined_on=date(2026, 11, 2),
    retired_on=None,
    definitions=(
        Definition("d1", date(2026, 11, 2), "I say what is so.", ("Name the risk first.",)),
        Definition("d2", date(2026, 11, 16), "I say it early.", ("Name it today.", "Say “I do not know”.")),
    ),
)
CARE = Value(
    id="v2",
    slug="care",
    name="Care",
    role=Role.TEAM_MEMBER,
    importance=10,
    target=0.8,
    position=2,
    defined_on=date(2026, 11, 2),
    retired_on=FRIDAY,
    definitions=(Definition("d3", date(2026, 11, 2), "", ()),),
)
PRACTICE = Practice("p1", "v1", FRIDAY, FRIDAY + DAY, "the board meets", "name the risk")
# What texts.clean_text lets through: everything but NUL and halves of surrogate pairs.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal.open(path) as journal:
        with journal.writing(writing()):
            journal.put_value(CARE)
            journal.put_value(HONESTY)
        yield journal


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    with Journal.open(tmp_path_factory.mktemp("texts") / "journal.db") as journal:
        with journal.writing(writing()):
            journal.put_value(HONESTY)
        yield journal


def writing() -> Command:
    return Command("test", "a test", NOW)


def put_night(journal: Journal, night: Night) -> None:
    with journal.writing(writing()):
        journal.start_night(night.day, night.started_at)
        journal.set_note(night.day, night.note)
        journal.set_finished(night.day, night.finished)
        for reflection in night.reflections:
            journal.put_reflection(night.day, reflection)


def a_night(
    day: date = FRIDAY, *, outcome: Outcome | None = Outcome.DEMONSTRATED, text: str = "Told them."
) -> Night:
    return Night(day, "A long day.", NOW, True, (Reflection("v1", "d2", outcome, text),))


def test_values_come_back_whole_and_in_the_leaders_order(journal: Journal) -> None:
    assert journal.values() == [HONESTY, CARE]


def test_values_are_there_for_the_next_program_too(journal: Journal, path: Path) -> None:
    journal.close()
    with Journal.open(path) as later:
        assert later.values() == [HONESTY, CARE]


def test_a_changed_value_keeps_its_slug_and_the_day_it_was_defined(journal: Journal) -> None:
    changed = HONESTY._replace(name="Candour", role=Role.PARTNER, importance=1, target=1.0, retired_on=FRIDAY)
    with journal.writing(writing()):
        journal.put_value(changed._replace(slug="other", defined_on=FRIDAY))
    assert journal.values()[0] == changed


def test_the_aims_a_value_had_before_come_back_in_their_order(journal: Journal) -> None:
    earlier = (EarlierAim(date(2026, 11, 10), 0.5, 3), EarlierAim(FRIDAY, 0.6, 4))
    with journal.writing(writing()):
        journal.put_value(HONESTY._replace(earlier_aims=earlier))
    assert journal.values()[0].earlier_aims == earlier


def test_fewer_behaviors_than_before_leave_none_over(journal: Journal) -> None:
    newest = HONESTY.definition._replace(behaviors=("Name it today.",))
    with journal.writing(writing()):
        journal.put_value(HONESTY._replace(definitions=(HONESTY.definitions[0], newest)))
    assert journal.values()[0].definitions == (HONESTY.definitions[0], newest)


@pytest.mark.parametrize("outcome", [*Outcome, None])
def test_a_night_comes_back_with_each_outcome(journal: Journal, outcome: Outcome | None) -> None:
    night = a_night(outcome=outcome)
    put_night(journal, night)
    assert journal.night(FRIDAY) == night


def test_a_night_keeps_the_clock_it_was_written_under(journal: Journal) -> None:
    west = datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=-9, minutes=-30)))
    put_night(journal, a_night()._replace(started_at=west))
    found = journal.night(FRIDAY)
    assert found is not None
    assert (found.started_at, found.started_at.utcoffset()) == (west, west.utcoffset())


def test_a_night_that_was_begun_is_not_begun_again(journal: Journal) -> None:
    put_night(journal, a_night())
    with journal.writing(writing()):
        journal.start_night(FRIDAY, NOW + DAY)
    assert journal.night(FRIDAY) == a_night()


def test_a_later_answer_goes_over_the_earlier_and_keeps_its_wording(journal: Journal) -> None:
    put_night(journal, a_night())
    with journal.writing(writing()):
        journal.put_reflection(FRIDAY, Reflection("v1", "d1", Outcome.MISSED, "I let it pass."))
    found = journal.night(FRIDAY)
    assert found is not None
    assert found.reflections == (Reflection("v1", "d2", Outcome.MISSED, "I let it pass."),)


def test_a_nights_answers_come_in_the_leaders_order(journal: Journal) -> None:
    fresh = [
        HONESTY._replace(id=new_id(), slug=f"v{place}", name=f"V{place}", position=place)
        for place in range(3, 9)
    ]
    fresh = [one._replace(definitions=(one.definition._replace(id=new_id()),)) for one in fresh]
    with journal.writing(writing()):
        for value in fresh:
            journal.put_value(value)
    answers = tuple(Reflection(one.id, one.definition.id, Outcome.DEMONSTRATED, one.name) for one in fresh)
    put_night(journal, a_night()._replace(reflections=answers[::-1]))
    found = journal.night(FRIDAY)
    assert found is not None
    assert [one.text for one in found.reflections] == ["V3", "V4", "V5", "V6", "V7", "V8"]


def test_nights_come_in_order_and_within_both_ends(journal: Journal) -> None:
    days = [FRIDAY - number * DAY for number in range(5)]
    for day in days:
        put_night(journal, a_night(day))
    assert [night.day for night in journal.nights(days[3], days[1])] == [days[3], days[2], days[1]]
    assert [night.day for night in journal.nights()] == days[::-1]


def test_no_night_is_none(journal: Journal) -> None:
    assert journal.night(FRIDAY) is None
    assert journal.first_night() is None


def test_the_first_night_is_the_first_with_an_outcome(journal: Journal) -> None:
    put_night(journal, a_night(FRIDAY - 2 * DAY, outcome=None))
    put_night(journal, a_night(FRIDAY - DAY))
    put_night(journal, a_night(FRIDAY))
    assert journal.first_night() == FRIDAY - DAY


def test_latest_days_are_chosen_by_value_and_outcome(journal: Journal) -> None:
    put_night(journal, a_night(FRIDAY - 2 * DAY))
    put_night(journal, a_night(FRIDAY - DAY, outcome=Outcome.MISSED))
    put_night(journal, a_night()._replace(reflections=()))
    assert journal.latest_days() == [FRIDAY, FRIDAY - DAY, FRIDAY - 2 * DAY]
    assert journal.latest_days(limit=1) == [FRIDAY]
    assert journal.latest_days(value_id="v1") == [FRIDAY - DAY, FRIDAY - 2 * DAY]
    assert journal.latest_days(value_id="v2") == []
    assert journal.latest_days(outcome=Outcome.MISSED) == [FRIDAY - DAY]
    assert journal.latest_days(start=FRIDAY - DAY, end=FRIDAY - DAY) == [FRIDAY - DAY]


def test_a_night_can_be_taken_away_with_its_answers(journal: Journal) -> None:
    put_night(journal, a_night(FRIDAY - DAY))
    put_night(journal, a_night())
    with journal.writing(writing()):
        journal.drop_night(FRIDAY)
    assert [night.day for night in journal.nights()] == [FRIDAY - DAY]
    assert journal.rows("SELECT count(*) FROM reflection") == [(1,)]


@pytest.mark.parametrize("outcome", [*PracticeOutcome, None])
def test_a_practice_comes_back_with_each_outcome(journal: Journal, outcome: PracticeOutcome | None) -> None:
    told = PRACTICE._replace(
        outcome=outcome, note="As planned." if outcome else "", reported_on=outcome and FRIDAY + DAY
    )
    with journal.writing(writing()):
        journal.put_practice(PRACTICE)
        journal.put_practice(told)
    assert journal.practices_due() == [told]


def test_practices_are_found_by_the_day_they_are_due_planned_or_told(journal: Journal) -> None:
    told = PRACTICE._replace(outcome=PracticeOutcome.KEPT, reported_on=FRIDAY + 2 * DAY)
    with journal.writing(writing()):
        journal.put_practice(told)
    assert journal.practices_planned(FRIDAY, FRIDAY) == [told]
    assert journal.practices_due(FRIDAY + DAY, FRIDAY + DAY) == [told]
    assert journal.practices_reported(FRIDAY + 2 * DAY, FRIDAY + 2 * DAY) == [told]
    assert journal.practices_planned(FRIDAY + DAY, FRIDAY + 9 * DAY) == []


def test_practices_of_one_night_keep_the_order_they_were_made_in(journal: Journal) -> None:
    wishes = [PRACTICE._replace(id=new_id(), will=f"do {number}") for number in range(6)]
    with journal.writing(writing()):
        for wish in wishes:
            journal.put_practice(wish)
    with journal.writing(writing()):
        journal.put_practice(wishes[0]._replace(note="changed"))
    assert [one.will for one in journal.practices_due()] == [f"do {number}" for number in range(6)]


def test_a_practice_can_be_dropped(journal: Journal) -> None:
    with journal.writing(writing()):
        journal.put_practice(PRACTICE)
        journal.drop_practices([PRACTICE])
    assert journal.practices_due() == []


def test_rests_and_the_weeks_focus_come_back(journal: Journal) -> None:
    with journal.writing(writing()):
        journal.run("INSERT INTO rest VALUES ('r2', NULL, '2026-12-24', '2027-01-01', 'Holidays')")
        journal.run("INSERT INTO rest VALUES ('r1', 'v1', '2026-11-20', '2026-11-20', '')")
        journal.set_focus("2026-W47", "v2")
    assert journal.rests() == [
        Rest("r1", FRIDAY, FRIDAY, "v1", ""),
        Rest("r2", date(2026, 12, 24), date(2027, 1, 1), None, "Holidays"),
    ]
    assert (journal.focus("2026-W47"), journal.focus("2026-W48")) == ("v2", None)


def test_what_was_written_about_a_week_comes_back_beside_its_focus(journal: Journal) -> None:
    with journal.writing(writing()):
        journal.set_focus("2026-W47", "v2")
        journal.put_week_review(WeekReview("2026-W47", "To listen.", happened=""))
        journal.put_week_review(WeekReview("2026-W46", next="Ask first."))
        journal.put_week_review(WeekReview("2026-W47", "To listen more.", "", "Hurry.", "Sit down.", True))
    last = WeekReview("2026-W46", next="Ask first.")
    this = WeekReview("2026-W47", "To listen more.", "", "Hurry.", "Sit down.", True, "v2")
    assert journal.week_reviews("2026-W46", "2026-W47") == [last, this]
    assert journal.week_reviews("2026-W48", "2027-W01") == []


def test_a_week_can_be_given_to_another_value_or_to_none(journal: Journal) -> None:
    with journal.writing(writing()):
        journal.put_week_review(WeekReview("2026-W47", next="Ask first."))
        journal.set_focus("2026-W47", "v1")
        journal.set_focus("2026-W47", "v2")
    assert journal.week_reviews("2026-W47", "2026-W47") == [
        WeekReview("2026-W47", next="Ask first.", focus_id="v2")
    ]
    with journal.writing(writing()):
        journal.set_focus("2026-W47", None)
    assert journal.focus("2026-W47") is None


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_any_words_come_back_to_the_letter(lasting: Journal, words: str) -> None:
    with lasting.writing(writing()):
        lasting.start_night(FRIDAY, NOW)
        lasting.set_note(FRIDAY, words)
        lasting.put_reflection(FRIDAY, Reflection("v1", "d2", Outcome.MISSED, words))
        lasting.put_practice(PRACTICE._replace(when=words, will=words))
    night, practices = lasting.night(FRIDAY), lasting.practices_due()
    assert night is not None
    assert [night.note, night.reflections[0].text, practices[0].when, practices[0].will] == [words] * 4


@given(st.floats(0, 1).map(lambda share: round(share, 4)), st.integers(1, 10), st.sampled_from(Role))
@settings(max_examples=40, deadline=None)
def test_any_target_and_importance_come_back(
    lasting: Journal, target: float, importance: int, role: Role
) -> None:
    wanted = HONESTY._replace(target=target, importance=importance, role=role)
    with lasting.writing(writing()):
        lasting.put_value(wanted)
    assert lasting.values() == [wanted]


@given(
    st.dates(date(1901, 1, 1), date(2998, 12, 31)),
    st.times().map(lambda time: time.replace(microsecond=0)),
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
@settings(max_examples=40, deadline=None)
def test_any_instant_comes_back_to_the_second(
    lasting: Journal, day: date, time: time, zone: timezone
) -> None:
    started = datetime.combine(day, time, zone)
    with lasting.writing(writing()):
        lasting.drop_night(day)
        lasting.start_night(day, started)
    night = lasting.night(day)
    assert night is not None
    assert (night.started_at, night.started_at.utcoffset()) == (started, started.utcoffset())


def test_two_million_characters_are_kept(journal: Journal) -> None:
    words = "ü" * 2_000_000
    put_night(journal, a_night(text=words))
    found = journal.night(FRIDAY)
    assert found is not None
    assert found.reflections[0].text == words
