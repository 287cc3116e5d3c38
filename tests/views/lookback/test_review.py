from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from journals import FRIDAY, a_leaders_journal, define, night, session_at, write
from modelway.domain.days.periods import Period, parse_period, parse_week, week_of
from modelway.domain.figures.follow_through import FollowThrough
from modelway.domain.lookback.review import Review
from modelway.domain.loop.practices import PracticeOutcome
from modelway.services.lookback.review import review
from modelway.services.loop import plans, values
from modelway.services.loop.record import record
from modelway.services.session import Session
from modelway.views.lookback.review import review_screen
from modelway.views.lookback.review_data import review_data
from modelway.views.screen.theme import UNICODE

ONE_DAY = timedelta(days=1)
THIS_WEEK = week_of(FRIDAY)
MONDAY = THIS_WEEK.start


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def session(store: Path) -> Iterator[Session]:
    with session_at(store) as opened:
        yield opened


def screen(looked_back: Review) -> str:
    """The screen on one line, so that what it says is found wherever it is wrapped."""
    return " ".join(review_screen(looked_back, glyphs=UNICODE, width=80).plain.split())


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_a_leaders_week_looks_as_agreed(session: Session, name: str, width: int) -> None:
    a_leaders_journal(session)
    shown = review_screen(review(session, THIS_WEEK), glyphs=GLYPHS[name], width=width)
    assert_golden(f"lookback/review-{name}-{width}", rendered(shown, width, GLYPHS[name]))


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_a_week_with_everything_to_say_looks_as_agreed(store: Path, name: str, width: int) -> None:
    with session_at(store, "2026-11-08T21:00") as session:
        define(session, "Honesty", "Courage", "Rest and be still")
        write(session, {date(2026, 11, 2) + number * ONE_DAY: "DDF" for number in range(7)})
        for number, will in enumerate(["say it", "ask first", "begin with the worst", "listen"]):
            plans.add(
                session, session.journal.values()[number % 2], "", will, date(2026, 11, 9) + number * ONE_DAY
            )
    with session_at(store, "2026-11-12T08:00") as session:
        courage = values.find_named_value(session, "courage")
        values.change(session, courage, session.command("values edit", "x"), definition="I speak first.")
    with session_at(store, "2026-11-16T21:00") as session:
        told = [{"1": PracticeOutcome.KEPT}, {"2": PracticeOutcome.NO_CHANCE}, {"1": PracticeOutcome.PARTLY}]
        letters = ["DDF", "DFF", "DMF", "DDF", "D F", " DF"]
        record(
            session,
            [
                night(
                    date(2026, 11, 9) + number * ONE_DAY, line, reports=told[number] if number < 3 else None
                )
                for number, line in enumerate(letters)
            ],
        )
        shown = review_screen(review(session, parse_week("2026-W46")), glyphs=GLYPHS[name], width=width)
    assert_golden(f"lookback/review-full-{name}-{width}", rendered(shown, width, GLYPHS[name]))


def test_an_empty_journal_leads_to_its_values(session: Session) -> None:
    said = screen(review(session, THIS_WEEK))
    assert "There are no values yet, so there is nothing to look back on." in said
    assert said.endswith("Next: modelway values define")


def test_a_journal_without_a_night_leads_to_its_first(session: Session) -> None:
    define(session)
    said = screen(review(session, THIS_WEEK))
    assert "Your first night is still to come. After it, this fills night by night." in said
    assert said.endswith("Next: modelway journal")


def test_a_period_before_the_first_night_names_it(session: Session) -> None:
    define(session)
    write(session, {FRIDAY: "D"})
    for period in (parse_week("2026-W40"), parse_period("2026-10"), parse_period("2025")):
        said = screen(review(session, period))
        assert "Nothing was written then: your first night is Friday 20 November 2026." in said
        assert said.endswith("Next: modelway journal")


def test_a_period_without_an_answer_does_not_scold(store: Path) -> None:
    with session_at(store) as session:
        define(session)
        write(session, {FRIDAY - 20 * ONE_DAY: "D"})
    with session_at(store, "2026-11-23T09:00") as session:
        assert "Nothing was written then. All that you wrote before and after is kept." in screen(
            review(session, THIS_WEEK)
        )
        assert "Nothing is written here yet." in screen(review(session, week_of(session.tonight)))


def test_strengths_come_before_gaps_before_tomorrow(session: Session) -> None:
    a_leaders_journal(session)
    said = screen(review(session, THIS_WEEK))
    places = [said.index(words) for words in ("Strengths", "Gaps", "Words into actions", "Next:")]
    assert places == sorted(places)


def test_a_week_without_a_demonstration_does_not_scold(session: Session) -> None:
    define(session)
    write(session, {MONDAY: "FMF"})
    said = screen(review(session, THIS_WEEK))
    assert "You looked all the same, and that is where it begins." in said
    assert "0 of 1 night" in said


def test_no_opportunity_and_no_answer_are_no_rate(session: Session) -> None:
    define(session)
    write(session, {MONDAY: "N"})
    lines = review_screen(review(session, THIS_WEEK), glyphs=UNICODE, width=80).plain.splitlines()
    assert next(line for line in lines if line.startswith("  Honesty")).endswith("no opportunity")
    assert next(line for line in lines if line.startswith("  Courage")).endswith("no answer")
    assert "No opportunity came, so no gap can be told." in screen(review(session, THIS_WEEK))


def test_a_gap_is_told_with_its_nights_and_its_verdict(session: Session) -> None:
    define(session)
    write(session, {MONDAY + number * ONE_DAY: "FD" if number else "DD" for number in range(5)})
    said = " ".join(screen(review(session, THIS_WEEK)).split())
    told = "Look here first: Honesty, 60 points under its target of 80 % (1 of 5 nights): too few nights"
    assert told in said
    assert "Courage, " not in said.split("Gaps")[1].split("Words into actions")[0]


def test_few_nights_carry_no_strong_word(session: Session) -> None:
    define(session)
    write(session, {MONDAY: "F", MONDAY + ONE_DAY: "F"})
    said = screen(review(session, THIS_WEEK))
    told = "(0 of 2 nights): too few nights to tell (4 more like these will)."
    assert told in " ".join(said.split())
    assert ": a gap" not in said


@pytest.mark.parametrize(
    ("nights", "said"),
    [
        (1, "(0 of 1 night): too few nights to tell (5 more like these will)."),
        (4, "(0 of 4 nights): too few nights to tell (2 more like these will)."),
    ],
)
def test_too_few_nights_say_how_many_more_will_tell(session: Session, nights: int, said: str) -> None:
    define(session)
    write(session, {MONDAY + number * ONE_DAY: "F" for number in range(nights)})
    assert said in " ".join(screen(review(session, THIS_WEEK)).split())


def test_the_next_step_is_a_practice_for_what_is_practised_first(session: Session) -> None:
    define(session)
    write(session, {MONDAY: "DFD"})
    looked_back = review(session, THIS_WEEK)
    assert screen(looked_back).endswith("Next: modelway plan add courage")
    assert looked_back.week is not None
    focused = looked_back._replace(
        week=looked_back.week._replace(focus=values.find_named_value(session, "care"))
    )
    assert "The focus is Care for people." in screen(focused)
    assert screen(focused).endswith("Next: modelway plan add care-for-people")
    without_gap = looked_back._replace(values=looked_back.values[:1])
    assert screen(without_gap).endswith("Next: modelway today")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (FollowThrough(), "Not due yet."),
        (FollowThrough(unreported=2), "2 practices not reported yet."),
        (FollowThrough(no_chance=1), "1 had no chance, and does not count."),
        (FollowThrough(kept=5, not_kept=2), "Kept 5 of 7: 71 % (29–96 %)."),
        (
            FollowThrough(kept=1, partly=1),
            "Kept 1 of 2: 50 % (1–99 %). With half a point for each one partly kept, 75 %.",
        ),
        (FollowThrough(kept=1, not_kept=1, unreported=2), "50 %; 25–75 % with the 2 not reported."),
    ],
)
def test_follow_through_in_words(session: Session, told: FollowThrough, said: str) -> None:
    honesty, *_ = define(session)
    plans.add(session, honesty, "", "speak", FRIDAY)
    looked_back = review(session, THIS_WEEK)._replace(follow_through=told, ahead=())
    assert said in screen(looked_back)


def test_no_practice_due_is_said(session: Session) -> None:
    define(session)
    write(session, {MONDAY: "D"})
    assert "No practice was due so far." in screen(review(session, THIS_WEEK))
    assert "No practice was due." in screen(review(session, THIS_WEEK)._replace(is_over=True))


def test_words_are_no_markup_and_long_evidence_is_cut(session: Session) -> None:
    define(session)
    texts = {"1": "[bold]\x1b[31m" + "word " * 300, "2": "First line.\nSecond line."}
    record(session, [night(MONDAY, "DD", texts=texts)])
    shown = rendered(review_screen(review(session, THIS_WEEK), glyphs=UNICODE, width=80), 80, UNICODE)
    assert "[bold]\N{REPLACEMENT CHARACTER}[31mword" in shown
    assert shown.count("word") < 50
    assert "First line.…" in shown
    assert "\x1b" not in shown


def test_other_periods_have_no_week_in_their_title(session: Session) -> None:
    define(session)
    write(session, {MONDAY: "D"})
    title = review_screen(
        review(session, Period(MONDAY, FRIDAY)), glyphs=UNICODE, width=80
    ).plain.splitlines()[0]
    assert title == "16–20 November 2026"


# JSON

VALUE_KEYS = [
    "value",
    "demonstrated",
    "fell_short",
    "missed",
    "no_opportunity",
    "unanswered",
    "rate",
    "low",
    "high",
    "gap",
    "priority",
    "verdict",
    "nights_needed",
    "targets",
    "change",
    "since",
    "earlier",
    "neglect",
]
FOLLOW_THROUGH_KEYS = [
    "kept",
    "partly",
    "not_kept",
    "no_chance",
    "unreported",
    "strict",
    "low",
    "high",
    "credited",
    "credited_low",
    "credited_high",
]


def test_the_keys_are_a_promise(session: Session) -> None:
    a_leaders_journal(session)
    data = review_data(review(session, THIS_WEEK))
    assert list(data) == [
        "period",
        "compared_with",
        "week",
        "coverage",
        "values",
        "follow_through",
        "focus",
        "focus_ahead",
        "ahead",
        "written",
        "weeks",
        "remarks",
        "examples",
        "checks_due",
        "asks_others",
    ]
    assert list(data["period"]) == ["start", "end"]  # type: ignore[call-overload]
    assert list(data["coverage"]) == ["journaled", "nights", "rest", "rate"]  # type: ignore[call-overload]
    for one in data["values"]:  # type: ignore[attr-defined]
        assert list(one) == VALUE_KEYS
        assert list(one["change"]) == ["difference", "low", "high", "verdict", "level"]
    assert list(data["follow_through"]) == FOLLOW_THROUGH_KEYS  # type: ignore[call-overload]


def test_figures_are_unrounded_fractions(session: Session) -> None:
    define(session)
    write(session, {MONDAY + number * ONE_DAY: letter for number, letter in enumerate("DDFD")})
    write(session, {MONDAY - 7 * ONE_DAY + number * ONE_DAY: letter for number, letter in enumerate("DFM")})
    data = review_data(review(session, THIS_WEEK))
    honesty = data["values"][0]  # type: ignore[index]
    assert honesty["rate"] == 0.75
    assert honesty["gap"] == pytest.approx(0.05)
    assert honesty["priority"] == pytest.approx(0.05 / 3)
    assert (honesty["low"], honesty["high"]) == (pytest.approx(0.1197790), pytest.approx(0.9984184))
    assert honesty["verdict"] == "too_few"
    assert honesty["change"]["difference"] == pytest.approx(0.75 - 1 / 3)
    assert honesty["change"]["verdict"] == "unclear"


UNTOLD = {
    "start": "2026-11-16",
    "end": "2026-11-22",
    "target": 0.8,
    "demonstrated": 0,
    "opportunities": 0,
    "verdict": "too_few",
}


def test_what_cannot_be_told_is_null(session: Session) -> None:
    define(session, "Honesty")
    assert review_data(review(session, THIS_WEEK)) == {
        "period": {"start": "2026-11-16", "end": "2026-11-22"},
        "compared_with": None,
        "week": "2026-W47",
        "coverage": {"journaled": 0, "nights": 0, "rest": 0, "rate": None},
        "values": [
            dict.fromkeys(VALUE_KEYS)
            | {"value": "honesty", "verdict": "too_few", "targets": [UNTOLD], "earlier": []}
            | dict.fromkeys(["demonstrated", "fell_short", "missed", "no_opportunity", "unanswered"], 0)
        ],
        "follow_through": dict.fromkeys(FOLLOW_THROUGH_KEYS)
        | dict.fromkeys(["kept", "partly", "not_kept", "no_chance", "unreported"], 0),
        "focus": None,
        "focus_ahead": None,
        "ahead": [],
        "written": None,
        "weeks": [],
        "remarks": [],
        "examples": [],
        "checks_due": [],
        "asks_others": False,
    }


def test_the_focus_goes_by_its_slug(session: Session) -> None:
    define(session)
    with session.journal.writing(session.command("review write", "a focus")):
        session.journal.set_focus("2026-W47", values.find_named_value(session, "care").id)
        session.journal.set_focus("2026-W48", values.find_named_value(session, "courage").id)
    data = review_data(review(session, THIS_WEEK))
    assert (data["focus"], data["focus_ahead"]) == ("care-for-people", "courage")
