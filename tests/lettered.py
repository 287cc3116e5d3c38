"""Journals in letters, and what explanations, trends and reviews load of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from modelway.domain.days.periods import Period, Weekday
from modelway.domain.lookback.explaining.records import Records
from modelway.domain.lookback.review import Records as ReviewRecords
from modelway.domain.lookback.trends import Records as TrendRecords
from modelway.domain.lookback.trends import Scope
from modelway.domain.loop.nights import Answers, Night, Outcome, Reflection, Rest
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import Definition, Role, Value

MONDAY = date(2026, 8, 31)
ONE_DAY = timedelta(days=1)
LETTERS = dict(zip("DFMN", Outcome, strict=True))
FATES = dict(zip("KPXCQ", [*PracticeOutcome, None], strict=True))


def value(slug: str, position: int = 1, importance: int = 10, reworded: date | None = None) -> Value:
    long_ago = date(2020, 1, 1)
    definitions = [Definition(f"{slug}-1", long_ago, "In my words.", ("Say it.",))]
    if reworded:
        definitions.append(Definition(f"{slug}-2", reworded, "In new words.", ("Do it.",)))
    return Value(
        slug,
        slug,
        slug.capitalize(),
        Role.LEADER,
        importance,
        0.8,
        position,
        long_ago,
        None,
        tuple(definitions),
    )


HONESTY, COURAGE = value("honesty"), value("courage", 2, 4)


@dataclass(frozen=True)
class Journal:
    """Letters by value from a Monday on (D F M N, a space for none), and fates of practices by day."""

    letters: Mapping[Value, str]
    fates: str = ""
    rests: Sequence[Rest] = ()

    @property
    def nights(self) -> dict[date, Answers]:
        by_day: dict[date, dict[str, Outcome]] = {}
        for one, line in self.letters.items():
            for place, letter in enumerate(line):
                if letter != " ":
                    by_day.setdefault(MONDAY + place * ONE_DAY, {})[one.id] = LETTERS[letter]
        return {day: Answers(by_day[day]) for day in sorted(by_day)}

    @property
    def practices(self) -> list[Practice]:
        ids = [one.id for one in self.letters]
        return [
            Practice(
                f"p{place}",
                ids[place % len(ids)],
                MONDAY + (place - 1) * ONE_DAY,
                MONDAY + place * ONE_DAY,
                "",
                "speak",
                FATES[fate],
            )
            for place, fate in enumerate(self.fates)
            if fate != " "
        ]

    @property
    def last(self) -> date:
        return MONDAY + (max(map(len, self.letters.values())) - 1) * ONE_DAY

    def records(self, period: Period | None = None) -> Records:
        period = period or Period(MONDAY, max(MONDAY, self.last))
        return Records(
            period=period,
            values=list(self.letters),
            nights=self.nights,
            practices=[one for one in self.practices if one.due_on in period],
            rests=self.rests,
            journaled=sorted(self.nights),
            first_night=min(self.nights, default=None),
            last_ended=self.last,
            week_starts_on=Weekday.MONDAY,
        )

    def trend_records(self, period: Period) -> TrendRecords:
        records = self.records(period)
        scope = Scope(period, records.first_night, records.last_ended)
        return TrendRecords(scope, records.values, self.nights, records.practices, self.rests)

    def review_records(self) -> ReviewRecords:
        nights = {
            day: Night(
                day,
                "",
                datetime(day.year, day.month, day.day, 20, tzinfo=UTC),
                True,
                tuple(Reflection(id_, "d", outcome, "") for id_, outcome in answers.outcomes.items()),
            )
            for day, answers in self.nights.items()
        }
        records = self.records()
        return ReviewRecords(
            records.values, nights, self.practices, self.rests, records.first_night, self.last
        )


def journals() -> st.SearchStrategy[Journal]:
    line = st.text("DDDFMN ", min_size=1, max_size=90)
    day = st.integers(0, 90).map(lambda place: MONDAY + place * ONE_DAY)
    rest = st.builds(
        lambda start, days, one: Rest("r", start, start + days * ONE_DAY, one, ""),
        day,
        st.integers(0, 5),
        st.sampled_from([None, "honesty"]),
    )
    return st.builds(
        lambda first, second, reworded, fates, rests: Journal(
            {value("honesty", reworded=reworded): first, COURAGE: second}, fates, rests
        ),
        line,
        line,
        st.none() | day,
        st.text("KPXCQ ", max_size=90),
        st.lists(rest, max_size=2),
    )


PERIODS = st.tuples(st.integers(-10, 95), st.integers(0, 95)).map(
    lambda ends: Period(MONDAY + ends[0] * ONE_DAY, MONDAY + sum(ends) * ONE_DAY)
)
