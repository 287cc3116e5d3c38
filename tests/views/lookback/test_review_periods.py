"""Months, quarters, years and spans looked back on; and every form that a review takes."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered
from rich.cells import cell_len

from journals import a_leaders_journal, define, night, session_at, write
from modelway.domain.days.periods import Period, parse_period, parse_week
from modelway.domain.figures.neglect import Neglect
from modelway.domain.lookback.review import Review
from modelway.domain.lookback.week_review import Question, WeekDraft
from modelway.domain.loop.practices import PracticeOutcome
from modelway.services.lookback import week_review
from modelway.services.lookback.review import review
from modelway.services.loop import plans, values
from modelway.services.loop.record import record
from modelway.services.session import Session
from modelway.views.lookback.review import review_screen
from modelway.views.lookback.review_markdown import review_markdown
from modelway.views.lookback.review_sentences import review_sentences
from modelway.views.screen.theme import UNICODE

ONE_DAY = timedelta(days=1)
START = date(2026, 8, 31)
WEEKS = {"1": "DDFDNDD", "2": "DMFNFMD", "3": "NDNNDNN"}
BETTER = {"1": "DDDDNDD", "2": "DDFDDMD", "3": "NDNNDND"}

look = pytest.mark.parametrize("name", GLYPHS)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve weeks up to Friday 20 November: a definition changed in October, a value retired in November."""
    store = tmp_path_factory.mktemp("written") / "journal.db"
    with session_at(store, "2026-08-31T20:00") as begun:
        define(begun, "Honesty", "Courage", "Care for people")
    with session_at(store, "2026-10-14T20:00") as october:
        fill(october, START, october.tonight)
        command = october.command("values edit", "rewording")
        values.change(
            october, values.find_named_value(october, "courage"), command, definition="I speak first."
        )
        practice(october, date(2026, 10, 13), PracticeOutcome.KEPT)
    with session_at(store, "2026-11-10T20:00") as november:
        fill(november, date(2026, 10, 15), november.tonight)
        values.retire(november, values.find_named_value(november, "care"))
    with session_at(store) as opened:
        fill(opened, date(2026, 11, 11), opened.tonight - ONE_DAY)
        practice(opened, date(2026, 11, 18), PracticeOutcome.PARTLY)
        practice(opened, date(2026, 11, 19), None)
        plans.add(
            opened,
            values.find_named_value(opened, "courage"),
            "the plan comes up",
            "ask first",
            date(2026, 11, 23),
        )
        for week, words in (
            ("2026-W44", "Ask one question more."),
            ("2026-W46", "Say no to the fourth meeting."),
        ):
            answers = {Question.INTENDED: "To listen more.", Question.NEXT: words}
            week_review.record(opened, WeekDraft(week, answers, "courage"))
    return store


@pytest.fixture
def session(written: Path, tmp_path: Path) -> Iterator[Session]:
    with session_at(Path(shutil.copy(written, tmp_path))) as opened:
        yield opened


def fill(session: Session, first: date, last: date) -> None:
    """Five letters of six, so that some nights stay empty."""
    nights = {}
    for number in range((last - first).days + 1):
        day = first + number * ONE_DAY
        place = (day - START).days
        lines = WEEKS if day.month < 11 else BETTER
        letters = "".join(line[(place + place // 7) % 7] for line in lines.values())
        if place % 6 != 4:
            nights[day] = letters if day < date(2026, 11, 10) else letters[:2]
    write(session, nights)


def practice(session: Session, due: date, outcome: PracticeOutcome | None) -> None:
    record(session, [night(due - ONE_DAY, plans={"courage": "ask the hard question"})])
    if outcome:
        record(session, [night(due, reports={"courage": outcome})])


def said(looked_back: Review) -> str:
    return " ".join(review_screen(looked_back, glyphs=UNICODE, width=80).plain.split())


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
@pytest.mark.parametrize("named", ["2026-W47", "2026-10", "2026-Q4", "2026"])
def test_a_period_looks_as_agreed(session: Session, named: str, name: str, width: int) -> None:
    shown = review_screen(review(session, parse_period(named)), glyphs=GLYPHS[name], width=width)
    assert_golden(f"lookback/review-{named}-{name}-{width}", rendered(shown, width, GLYPHS[name]))


@pytest.mark.parametrize("named", ["2026-W47", "2026-Q4"])
def test_sentences_and_markdown_look_as_agreed(session: Session, named: str) -> None:
    found = review(session, parse_period(named))
    spoken = review_sentences(found, glyphs=UNICODE, width=80)
    assert_golden(f"lookback/review-{named}-plain", rendered(spoken, 80, UNICODE))
    assert_golden(f"lookback/review-{named}-markdown", review_markdown(found))


@look
@pytest.mark.parametrize("width", [20, 24, 33, 40, 59, 60, 61, 80, 100])
def test_every_form_fits(session: Session, name: str, width: int) -> None:
    for named in ("2026-W47", "2026-W44", "2026-11", "2026", "2026-W20"):
        found = review(session, parse_period(named))
        for draw in (review_screen, review_sentences):
            shown = rendered(draw(found, glyphs=GLYPHS[name], width=width), width, GLYPHS[name])
            assert max(cell_len(line) for line in shown.split("\n")) <= width
            assert "Next:" in " ".join(shown.splitlines()[-3:])


def test_where_a_month_has_no_room_for_its_nights_its_figures_stand_alone(session: Session) -> None:
    found = review(session, parse_period("2026-10"))
    assert "Your nights" in review_screen(found, glyphs=UNICODE, width=31).plain
    narrow = review_screen(found, glyphs=UNICODE, width=30).plain
    assert "Your nights" not in narrow
    assert "Your values" in narrow


def test_ascii_stays_ascii(session: Session) -> None:
    for named in ("2026-W47", "2026-10", "2026"):
        found = review(session, parse_period(named))
        for draw in (review_screen, review_sentences):
            assert draw(found, glyphs=GLYPHS["ascii"], width=80).plain.isascii()


def test_a_new_definition_is_told_with_how_it_was_before(session: Session) -> None:
    whole = said(review(session, parse_period("2026-10")))
    assert "Courage: since Wed 14 Oct 2026, new definition; its figures count from there. Before: " in whole
    assert "so it is not compared" not in whole
    starting = said(review(session, Period(date(2026, 10, 14), date(2026, 10, 31))))
    assert "new definition; so it is not compared with" in starting
    after = said(review(session, parse_period("2026-11")))
    assert "Courage: since Wed 14 Oct 2026, new definition; the comparison counts from there." in after


def test_a_retired_value_is_told_and_has_no_gap(session: Session) -> None:
    whole = said(review(session, parse_period("2026-11")))
    assert "Care for people was retired on Tue 10 Nov 2026." in whole
    assert "Care for people," not in whole.split("Gaps")[1].split("Words into actions")[0]


def test_quiet_values_are_told_kindly_once(session: Session) -> None:
    found = review(session, parse_week("2026-W47"))
    quiet = (Neglect.NEGLECTED, Neglect.DEFINITION_TOO_NARROW)
    told = tuple(one._replace(neglect=why) for one, why in zip(found.values, quiet, strict=False))
    found = found._replace(values=told)
    first = "Honesty has been quiet for fourteen nights, though some of them called for it."
    second = "Nothing called for Courage in fourteen nights: its definition may be too narrow."
    for whole in (
        said(found),
        " ".join(review_sentences(found, glyphs=UNICODE, width=80).plain.split()),
        review_markdown(found),
    ):
        assert (whole.count(first), whole.count(second)) == (1, 1)
        assert "modelway values edit courage" in whole


def test_of_many_written_weeks_the_newest_are_shown(session: Session) -> None:
    for number in range(36, 44):
        answers = {Question.NEXT: f"Step {number}."}
        week_review.record(session, WeekDraft(f"2026-W{number}", answers))
    found = review(session, parse_period("2026"))
    whole = said(found)
    assert whole.index("2026-W46 What will I do next?") < whole.index("2026-W44 What will I do next?")
    assert "5 earlier weeks more, such as: modelway review --week 2026-W40" in whole
    assert "Step 40" not in whole
    assert "And 5 earlier weeks more." in review_markdown(found)


def test_a_long_answer_is_shortened_on_the_screen_and_whole_in_markdown(session: Session) -> None:
    long = "word " * 1_000
    week_review.record(session, WeekDraft("2026-W47", {Question.NEXT: long}))
    found = review(session, parse_week("2026-W47"))
    assert said(found).split().count("word") == 239
    assert "word word… " in said(found)
    assert review_markdown(found).split().count("word") == 1_000


def test_one_night_and_one_value_are_told_with_their_numbers(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as one:
        define(one, "Honesty")
        write(one, {one.tonight: "D"})
        for named in ("2026-W47", "2026-11", "2026"):
            whole = said(review(one, parse_period(named)))
            assert "You wrote on 1 of 1 night so far (100 %)." in whole
            assert "Your first night was Fri 20 Nov" in whole
            assert "You showed Honesty on 1 of 1 night." in whole
            assert "1 of 1 100 % (3–100 %)" in whole


def test_a_year_of_53_weeks_and_its_changes_of_clocks_are_whole(tmp_path: Path) -> None:
    with session_at(tmp_path / "year.db", "2027-01-01T21:00") as year:
        define(year, "Honesty")
        write(year, {date(2026, 1, 1) + number * ONE_DAY: "D" for number in range(365)})
        whole = said(review(year, parse_period("2026")))
        assert "You wrote on 365 of 365 nights (100 %)." in whole
        assert "365 of 365" in whole
        assert "You wrote on 4 of 4 nights so far" in said(review(year, parse_week("2026-W53")))


def test_markdown_of_an_empty_period_says_why(tmp_path: Path) -> None:
    with session_at(tmp_path / "new.db") as new:
        assert review_markdown(review(new, parse_week("2026-W47"))) == (
            "# The week of 16–22 November 2026 (2026-W47)\n\n"
            "There are no values yet, so there is nothing to look back on.\n"
        )
        plain = review_sentences(review(new, parse_week("2026-W47")), glyphs=UNICODE, width=80).plain
        assert plain.endswith("Begin with what you stand for. Next: modelway values define")


def test_a_written_week_stands_in_its_review_and_the_next(tmp_path: Path) -> None:
    with session_at(tmp_path / "weeks.db") as session:
        a_leaders_journal(session)
        answers = {Question.INTENDED: "To listen.\nAnd to ask.", Question.NEXT: "Ask first."}
        week_review.record(session, WeekDraft("2026-W46", answers, "courage"))
        last = review_screen(review(session, parse_week("2026-W46")), glyphs=UNICODE, width=80).plain
        assert "  What did I intend?\n  To listen.\n  And to ask.\n" in last
        assert "The week after is given to Courage." in last
        this = said(review(session, parse_week("2026-W47")))
        assert "The week before, you wrote what you would do next: “Ask first.”" in this
        assert "The focus is Courage." in this
