from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from modelway.domain.days.periods import Period, Weekday, parse_week, week_of
from modelway.domain.figures.dependence import INDEPENDENT
from modelway.domain.figures.neglect import Neglect
from modelway.domain.figures.rates import Direction, find_rate_interval
from modelway.domain.figures.states import Tally
from modelway.domain.figures.targets import GapVerdict
from modelway.domain.lookback.review import Records, Review, ValueReview, review_of
from modelway.domain.lookback.week_review import WeekReview
from modelway.domain.loop.nights import Night, Outcome, Reflection, Rest, State
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import Definition, Role, Value

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)
LETTERS = dict(zip("DFMN", Outcome, strict=True))


def value(slug: str, position: int = 1, **changes: object) -> Value:
    long_ago = date(2026, 1, 1)
    made = Value(
        id=slug,
        slug=slug,
        name=slug.capitalize(),
        role=Role.LEADER,
        importance=10,
        target=0.8,
        position=position,
        defined_on=long_ago,
        retired_on=None,
        definitions=(Definition(f"{slug}-1", long_ago, "In my words.", ("Say it.",)),),
    )
    return made._replace(**changes)  # type: ignore[arg-type]


def reworded(one: Value, day: date) -> Value:
    return one._replace(
        definitions=(*one.definitions, Definition(f"{one.slug}-2", day, "In new words.", ("Do it.",)))
    )


HONESTY = value("honesty")
COURAGE = value("courage", 2)


def nights(
    start: date, letters: Mapping[Value, str], texts: Mapping[tuple[Value, date], str] | None = None
) -> dict[date, Night]:
    """A letter per value and day from `start` on: D F M N, or a space for no answer."""
    written: dict[date, Night] = {}
    for offset in range(max(len(line) for line in letters.values())):
        day = start + offset * ONE_DAY
        answers = tuple(
            Reflection(
                one.id, one.definition_on(day).id, LETTERS[line[offset]], (texts or {}).get((one, day), "")
            )
            for one, line in letters.items()
            if line[offset : offset + 1].strip()
        )
        if answers:
            written[day] = Night(
                day, "", datetime(day.year, day.month, day.day, 21, tzinfo=UTC), True, answers
            )
    return written


def looked_back(
    written: Mapping[date, Night],
    values: Sequence[Value] = (HONESTY,),
    *,
    period: Period | None = None,
    practices: Sequence[Practice] = (),
    rests: Sequence[Rest] = (),
    last_ended: date = SUNDAY,
    weeks: Sequence[WeekReview] = (),
    week_starts_on: Weekday = Weekday.MONDAY,
) -> Review:
    period = period or week_of(MONDAY)
    journaled = [day for day, night in written.items() if night.journaled]
    records = Records(
        values=values,
        nights=written,
        practices=practices,
        rests=rests,
        first_night=min(journaled, default=None),
        last_ended=last_ended,
        fullest=[night for day, night in written.items() if day in period],
        weeks=weeks,
        week_starts_on=week_starts_on,
    )
    return review_of(records, period)


def counts(tally: Tally | None) -> Tally | None:
    """The numbers of nights alone."""
    return tally._replace(dependence=INDEPENDENT) if tally else None


def only(review: Review) -> ValueReview:
    (one,) = review.values
    return one


def practice(day: date, outcome: PracticeOutcome | None, one: Value = HONESTY) -> Practice:
    return Practice(
        f"{one.slug}-{day}", one.id, day - ONE_DAY, day, "", "speak", outcome, "", day if outcome else None
    )


# Little to go on


def test_an_empty_journal_has_no_figure_at_all() -> None:
    review = looked_back({})
    assert counts(only(review).tally) == Tally()
    assert (only(review).gap.gap, only(review).gap.verdict, only(review).change) == (
        None,
        GapVerdict.TOO_FEW,
        None,
    )
    assert (review.coverage.nights, review.coverage.rate) == (0, None)
    assert (review.strengths, review.ranked, review.evidence, review.practices) == ((), (), (), ())
    assert review.follow_through.strict is None


def test_without_values_the_review_is_empty() -> None:
    review = looked_back({}, values=[])
    assert (review.values, review.focus) == ((), None)


def test_one_night_counts_from_that_night_on() -> None:
    review = looked_back(nights(SUNDAY, {HONESTY: "D"}))
    assert only(review).states == {SUNDAY: State.DEMONSTRATED}
    assert (review.coverage.journaled, review.coverage.nights) == (1, 1)
    assert only(review).gap.gap == 0
    assert review.ranked == ()


def test_no_opportunity_is_no_rate() -> None:
    one = only(looked_back(nights(MONDAY, {HONESTY: "NNN"})))
    assert (one.tally.no_opportunity, one.tally.unanswered, one.tally.rate) == (3, 4, None)


# A whole week


def test_five_of_seven_is_told_with_its_interval() -> None:
    one = only(looked_back(nights(MONDAY, {HONESTY: "DDFDDMD"})))
    assert one.tally.interval is not None
    assert (one.tally.demonstrated, one.tally.opportunities) == (5, 7)
    assert one.tally.interval == find_rate_interval(one.tally.share, one.tally.dependence)
    assert one.tally.interval.low < 0.29 < 0.97 < one.tally.interval.high
    assert one.gap.verdict is GapVerdict.TOO_FEW


def test_a_week_that_goes_on_counts_its_ended_nights() -> None:
    wednesday = MONDAY + 2 * ONE_DAY
    review = looked_back(nights(MONDAY, {HONESTY: "D F"}), last_ended=MONDAY + ONE_DAY)
    assert list(only(review).states.values()) == [State.DEMONSTRATED, State.UNANSWERED, State.FELL_SHORT]
    assert (review.coverage.journaled, review.coverage.nights, review.is_over) == (2, 3, False)
    assert looked_back({}, last_ended=SUNDAY).is_over
    assert wednesday in only(review).states


def test_rest_is_left_out_of_the_nights_asked_for() -> None:
    weekend = Rest("r", SUNDAY - ONE_DAY, SUNDAY, None, "")
    review = looked_back(nights(MONDAY, {HONESTY: "DDDD"}), rests=[weekend])
    assert (review.coverage.nights, review.coverage.rest, review.coverage.rate) == (7, 2, 0.8)
    assert only(review).states[SUNDAY] is State.REST


def test_strengths_come_by_how_often_and_gaps_by_priority() -> None:
    care = value("care", 3, importance=1)
    written = nights(MONDAY, {HONESTY: "DFF", COURAGE: "DDD", care: "FFF"})
    review = looked_back(written, [HONESTY, COURAGE, care])
    assert [one.value.slug for one in review.strengths] == ["courage", "honesty"]
    # Care has the wider gap, and a tenth of the weight.
    assert [one.value.slug for one in review.ranked] == ["honesty", "care"]


def test_the_week_before_is_compared() -> None:
    written = nights(MONDAY - 7 * ONE_DAY, {HONESTY: "DDDFFFF" + "DDDDDFF"})
    one = only(looked_back(written))
    assert counts(one.before) == Tally(demonstrated=3, fell_short=4)
    assert one.change is not None
    assert one.change.difference == pytest.approx(2 / 7)
    assert one.change.low < 0 < one.change.high
    assert one.change.verdict is Direction.UNCLEAR


def test_a_week_before_without_an_opportunity_cannot_be_compared() -> None:
    written = nights(MONDAY - 7 * ONE_DAY, {HONESTY: "NNNNNNN" + "DDDDDFF"})
    assert only(looked_back(written)).change is None


# Definitions that change


def test_a_new_definition_inside_the_week_starts_its_own_figures() -> None:
    thursday = MONDAY + 3 * ONE_DAY
    one = only(looked_back(nights(MONDAY, {HONESTY: "FFFDDDD"}), [reworded(HONESTY, thursday)]))
    assert one.reworded_on == thursday
    assert (one.tally.demonstrated, one.tally.opportunities) == (4, 4)
    assert [(segment.period.end, tally.fell_short) for segment, tally in one.earlier] == [
        (thursday - ONE_DAY, 3)
    ]
    assert len(one.states) == 7


def test_figures_of_two_definitions_are_never_compared() -> None:
    written = nights(MONDAY - 7 * ONE_DAY, {HONESTY: "DDDFFFF" + "DDDDDFF"})
    on_monday = only(looked_back(written, [reworded(HONESTY, MONDAY)]))
    assert (on_monday.reworded_on, on_monday.before, on_monday.change) == (None, None, None)
    on_tuesday = only(looked_back(written, [reworded(HONESTY, MONDAY + ONE_DAY)]))
    assert (on_tuesday.before, on_tuesday.change) == (None, None)


def test_of_the_week_before_only_nights_under_the_same_definition_count() -> None:
    written = nights(MONDAY - 7 * ONE_DAY, {HONESTY: "FFFFDDD" + "DDDDDDD"})
    one = only(looked_back(written, [reworded(HONESTY, MONDAY - 3 * ONE_DAY)]))
    assert counts(one.before) == Tally(demonstrated=3)


# Values that come and go


def test_a_value_retired_before_the_week_is_left_out_unless_it_has_an_answer() -> None:
    retired = COURAGE._replace(retired_on=MONDAY)
    without = looked_back(nights(MONDAY, {HONESTY: "DDD"}), [HONESTY, retired])
    assert [one.value.slug for one in without.values] == ["honesty"]
    answered = looked_back(nights(MONDAY, {HONESTY: "DDD", retired: "F"}), [HONESTY, retired])
    assert [one.value.slug for one in answered.values] == ["honesty", "courage"]


def test_a_value_retired_inside_the_week_is_asked_for_until_then() -> None:
    retired = HONESTY._replace(retired_on=MONDAY + 2 * ONE_DAY)
    one = only(looked_back(nights(MONDAY, {HONESTY: "D"}), [retired]))
    assert list(one.states) == [MONDAY, MONDAY + ONE_DAY]


def test_a_value_defined_after_the_week_is_no_part_of_it() -> None:
    later = COURAGE._replace(defined_on=SUNDAY + ONE_DAY)
    review = looked_back(nights(MONDAY, {HONESTY: "D"}), [HONESTY, later])
    assert [one.value.slug for one in review.values] == ["honesty"]


def test_a_value_defined_inside_the_week_is_not_missing_before() -> None:
    fresh = COURAGE._replace(defined_on=SUNDAY)
    review = looked_back(nights(MONDAY, {HONESTY: "DDDDDDD"}), [HONESTY, fresh])
    assert list(review.values[1].states) == [SUNDAY]


# Words and actions


def test_practices_due_in_the_week_are_counted_over_all_and_by_value() -> None:
    due = [
        practice(MONDAY - ONE_DAY, PracticeOutcome.NOT_KEPT),
        practice(MONDAY, PracticeOutcome.KEPT),
        practice(MONDAY, PracticeOutcome.NOT_KEPT, COURAGE),
        practice(SUNDAY, None),
        practice(SUNDAY + ONE_DAY, None),
    ]
    review = looked_back({}, [HONESTY, COURAGE], practices=due)
    whole = review.follow_through
    assert (whole.kept, whole.not_kept, whole.unreported, whole.strict) == (1, 1, 1, 0.5)
    assert [one.follow_through.kept for one in review.values] == [1, 0]
    assert len(review.practices) == 3


def test_a_practice_not_due_yet_is_shown_and_not_counted() -> None:
    review = looked_back({}, practices=[practice(SUNDAY, None)], last_ended=SUNDAY - ONE_DAY)
    assert (len(review.practices), review.follow_through.unreported) == (1, 0)


def test_the_best_nights_are_those_with_most_values_in_words_the_newest_first() -> None:
    words = {
        (HONESTY, MONDAY): "Told them.",
        (HONESTY, MONDAY + ONE_DAY): "Said no.",
        (COURAGE, MONDAY + ONE_DAY): "Spoke first.",
        (HONESTY, MONDAY + 2 * ONE_DAY): " \n",
        (HONESTY, MONDAY + 3 * ONE_DAY): "Hid it.",
        (HONESTY, MONDAY + 4 * ONE_DAY): "Asked.",
        (HONESTY, MONDAY + 5 * ONE_DAY): "Asked again.",
    }
    review = looked_back(nights(MONDAY, {HONESTY: "DDDFDD", COURAGE: "DDN   "}, words), [HONESTY, COURAGE])
    told = [(night.day.day, [(one.slug, text) for one, text in night.lines]) for night in review.evidence]
    assert told == [
        (17, [("honesty", "Said no."), ("courage", "Spoke first.")]),
        (21, [("honesty", "Asked again.")]),
        (20, [("honesty", "Asked.")]),
    ]


def test_the_focus_is_the_value_it_was_given_to() -> None:
    both = [WeekReview("2026-W47", focus_id="courage"), WeekReview("2026-W48", focus_id="honesty")]
    review = looked_back({}, [HONESTY, COURAGE], weeks=both)
    assert review.week is not None
    assert (review.focus, review.week.focus_ahead) == (COURAGE, HONESTY)
    assert looked_back({}, weeks=[WeekReview("2026-W47", focus_id="gone")]).focus is None


# Weeks


@pytest.mark.parametrize("week", ["2026-W53", "2020-W53", "2027-W01", "2026-W01"])
def test_a_week_across_new_year_has_all_seven_nights(week: str) -> None:
    period = parse_week(week)
    written = nights(period.start, {value("h", defined_on=date(2019, 1, 1)): "DDDDDDD"})
    old = value("h", defined_on=date(2019, 1, 1))
    review = looked_back(written, [old], period=period, last_ended=period.end)
    assert (only(review).tally.demonstrated, review.coverage.nights) == (7, 7)


def test_the_first_week_of_a_year_is_compared_with_the_53rd_of_the_one_before() -> None:
    period = parse_week("2027-W01")
    written = nights(period.start - 7 * ONE_DAY, {HONESTY: "FFFFFFF" + "DDDDDDD"})
    one = only(looked_back(written, period=period, last_ended=period.end))
    assert counts(one.before) == Tally(fell_short=7)
    assert one.change is not None
    assert one.change.difference == 1


def test_a_week_may_start_on_sunday() -> None:
    period = week_of(MONDAY, Weekday.SUNDAY)
    written = nights(MONDAY - ONE_DAY, {HONESTY: "DDDDDDDF"})
    one = only(looked_back(written, period=period, week_starts_on=Weekday.SUNDAY))
    assert (period.start, list(one.states)[-1]) == (MONDAY - ONE_DAY, SUNDAY - ONE_DAY)
    assert (one.tally.demonstrated, one.tally.fell_short) == (7, 0)


def test_a_period_is_compared_with_the_sixteen_weeks_before_it_from_the_first_night_on() -> None:
    old = value("h", defined_on=date(2025, 1, 1))
    written = nights(MONDAY - 140 * ONE_DAY, {old: "F" * 28 + "D" * 119})
    review = looked_back(written, [old])
    assert review.before == Period(MONDAY - 112 * ONE_DAY, MONDAY - ONE_DAY)
    assert counts(only(review).before) == Tally(demonstrated=112)
    young = looked_back(nights(MONDAY - 3 * ONE_DAY, {HONESTY: "D" * 10}))
    assert young.before == Period(MONDAY - 3 * ONE_DAY, MONDAY - ONE_DAY)
    assert looked_back(nights(MONDAY, {HONESTY: "D"})).before is None


def test_all_values_are_judged_together() -> None:
    start = date(2026, 9, 1)
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    risen = "FD" * 15 + "D" * 26 + "F" * 5
    alone = looked_back(nights(start, {HONESTY: risen}), period=october)
    others = [value(f"v{place}", place) for place in range(2, 6)]
    letters = {HONESTY: risen, **dict.fromkeys(others, "DDF" * 20 + "D")}
    beside = looked_back(nights(start, letters), [HONESTY, *others], period=october)
    assert only(alone).change is not None
    assert beside.values[0].change is not None
    assert beside.values[0].change.level < only(alone).change.level


def test_a_month_is_looked_back_on_like_a_week() -> None:
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    written = nights(date(2026, 10, 1), {HONESTY: "F" * 31 + "D" * 22})
    one = only(looked_back(written, period=november))
    assert (one.tally.demonstrated, counts(one.before)) == (22, Tally(fell_short=31))


def test_seven_days_that_start_on_another_day_are_no_week_of_the_leaders() -> None:
    weeks = [WeekReview("2026-W47", next="Ask first.", focus_id="honesty")]
    wednesday = Period(MONDAY + 2 * ONE_DAY, SUNDAY + 2 * ONE_DAY)
    assert looked_back({}, period=wednesday, weeks=weeks).week is None
    sunday = Period(MONDAY - ONE_DAY, SUNDAY - ONE_DAY)
    review = looked_back({}, period=sunday, weeks=weeks, week_starts_on=Weekday.SUNDAY)
    assert review.week is not None
    assert (review.week.name, review.week.written, review.focus) == ("2026-W47", weeks[0], HONESTY)


def test_the_nights_of_a_change_of_clocks_are_nights_like_others() -> None:
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    review = looked_back(nights(october.start, {HONESTY: "D" * 31}), period=october)
    assert (only(review).tally.demonstrated, review.coverage.nights) == (31, 31)


# Longer periods


def test_a_long_period_is_split_where_a_definition_changed() -> None:
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    one = only(
        looked_back(
            nights(date(2026, 3, 1), {HONESTY: "F" * 10 + "M" * 10 + "D" * 5}),
            [reworded(reworded(HONESTY, date(2026, 3, 11)), date(2026, 3, 21))],
            period=year,
        )
    )
    assert (one.tally.demonstrated, one.tally.opportunities) == (5, 5)
    assert [(segment.period.start, tally.opportunities) for segment, tally in one.earlier] == [
        (date(2026, 1, 1), 10),
        (date(2026, 3, 11), 10),
    ]


@pytest.mark.parametrize(
    ("changed_on", "in_period", "since"),
    [
        (MONDAY - 8 * ONE_DAY, None, None),
        (MONDAY - 7 * ONE_DAY, None, None),
        (MONDAY - 6 * ONE_DAY, None, MONDAY - 6 * ONE_DAY),
        (MONDAY, None, MONDAY),
        (MONDAY + ONE_DAY, MONDAY + ONE_DAY, MONDAY + ONE_DAY),
        (SUNDAY + ONE_DAY, None, None),
    ],
)
def test_a_new_definition_is_told_where_it_splits_what_is_compared(
    changed_on: date, in_period: date | None, since: date | None
) -> None:
    written = nights(MONDAY - 7 * ONE_DAY, {HONESTY: "D" * 14})
    one = only(looked_back(written, [reworded(HONESTY, changed_on)]))
    assert (one.reworded_on, one.wording_since) == (in_period, since)


def test_the_first_definition_splits_nothing() -> None:
    first = HONESTY._replace(definitions=(HONESTY.definition._replace(starts_on=MONDAY),), defined_on=MONDAY)
    assert only(looked_back(nights(MONDAY, {first: "D"}), [first])).wording_since is None


def test_of_a_longer_period_the_weeks_that_were_written_about_are_told() -> None:
    weeks = [
        WeekReview("2026-W44", next="In October."),
        WeekReview("2026-W45", next="Ask first."),
        WeekReview("2026-W46", focus_id="honesty"),
        WeekReview("2026-W48", next=""),
        WeekReview("2026-W49", next="In December."),
    ]
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    review = looked_back({}, period=november, weeks=weeks)
    assert [one.week for one in review.weeks] == ["2026-W45", "2026-W48"]
    assert (review.week, review.focus) == (None, None)


def test_a_retired_value_has_no_gap_to_look_at_first() -> None:
    retired = COURAGE._replace(retired_on=SUNDAY)
    review = looked_back(nights(MONDAY, {HONESTY: "DFF", retired: "FFF"}), [HONESTY, retired])
    assert [one.value.slug for one in review.ranked] == ["honesty"]
    assert [one.value.slug for one in review.values] == ["honesty", "courage"]


def test_nothing_but_nights_without_an_answer_is_nothing_to_look_back_on() -> None:
    old = nights(MONDAY - 14 * ONE_DAY, {HONESTY: "D"})
    assert looked_back(old).is_empty
    assert not looked_back(old | nights(MONDAY, {HONESTY: "N"})).is_empty
    assert not looked_back(old, practices=[practice(MONDAY, None)]).is_empty
    assert not looked_back(old, weeks=[WeekReview("2026-W47", why="I was away.")]).is_empty


# What comes after


def test_practices_ahead_are_those_from_tonight_until_a_week_after_the_period() -> None:
    thursday = MONDAY + 3 * ONE_DAY
    due = [
        practice(MONDAY, None),
        practice(thursday, None),
        practice(thursday, PracticeOutcome.KEPT, COURAGE),
        practice(SUNDAY + 7 * ONE_DAY, None),
        practice(SUNDAY + 8 * ONE_DAY, None),
    ]
    review = looked_back({}, [HONESTY, COURAGE], practices=due, last_ended=thursday - ONE_DAY)
    assert [one.due_on for one, _ in review.ahead] == [thursday, SUNDAY + 7 * ONE_DAY]
    assert [(one.due_on, value.slug) for one, value in review.practices] == [
        (MONDAY, "honesty"),
        (thursday, "honesty"),
        (thursday, "courage"),
    ]
    over = looked_back({}, [HONESTY, COURAGE], practices=due, last_ended=SUNDAY)
    assert [one.due_on for one, _ in over.ahead] == [SUNDAY + 7 * ONE_DAY]


# Values that have gone quiet


def test_a_value_that_was_called_for_and_not_shown_for_fourteen_nights_is_quiet() -> None:
    written = nights(MONDAY - 7 * ONE_DAY, {HONESTY: "F" + "N" * 12 + "M", COURAGE: "D" + "F" * 13})
    review = looked_back(written, [HONESTY, COURAGE])
    assert [one.neglect for one in review.values] == [Neglect.NEGLECTED, None]


def test_the_fortnight_ends_with_the_last_night_of_the_week() -> None:
    written = nights(MONDAY - 9 * ONE_DAY, {HONESTY: "D" + "F" * 10})
    wednesday = MONDAY + 2 * ONE_DAY
    assert only(looked_back(written, last_ended=wednesday)).neglect is None
    assert only(looked_back(written, last_ended=wednesday + 3 * ONE_DAY)).neglect is Neglect.NEGLECTED


def test_a_definition_that_nothing_calls_for_may_be_too_narrow() -> None:
    one = only(looked_back(nights(MONDAY - 7 * ONE_DAY, {HONESTY: "N" * 14})))
    assert one.neglect is Neglect.DEFINITION_TOO_NARROW


def test_quiet_values_are_told_of_a_week_alone_and_only_while_in_use() -> None:
    written = nights(MONDAY - 7 * ONE_DAY, {HONESTY: "F" * 14})
    assert only(looked_back(written, [HONESTY._replace(retired_on=SUNDAY)])).neglect is None
    month = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert only(looked_back(written, period=month)).neglect is None


# Weeks that were written about


def test_what_was_written_about_the_week_and_the_one_before_belongs_to_it() -> None:
    last, this = WeekReview("2026-W46", next="Ask first."), WeekReview("2026-W47", why="I hurried.")
    review = looked_back({}, weeks=[last, this])
    assert review.week is not None
    assert (review.week.last, review.week.written) == (last, this)


def test_a_focus_alone_is_nothing_written() -> None:
    review = looked_back({}, weeks=[WeekReview("2026-W47", focus_id="honesty")])
    assert review.week is not None
    assert review.week.written is None


@pytest.mark.parametrize(
    ("tonight", "written", "due"),
    [
        (SUNDAY - ONE_DAY, (), False),
        (SUNDAY, (), True),
        (SUNDAY + 4 * ONE_DAY, (), True),
        (SUNDAY + 5 * ONE_DAY, (), False),
        (SUNDAY, [WeekReview("2026-W47", next="Ask first.")], True),
        (SUNDAY, [WeekReview("2026-W47", finished=True)], False),
    ],
)
def test_a_week_waits_to_be_written_about_from_its_last_day_on(
    tonight: date, written: Sequence[WeekReview], due: bool
) -> None:
    nights_of_it = nights(MONDAY, {HONESTY: "D"})
    review = looked_back(nights_of_it, last_ended=tonight - ONE_DAY, weeks=written)
    assert review.week is not None
    assert review.week.is_due is due
    without_a_night = looked_back({}, last_ended=tonight - ONE_DAY, weeks=written)
    assert without_a_night.week is not None
    assert not without_a_night.week.is_due
