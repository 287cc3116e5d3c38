"""Weeks for tests of trends: values and their answers as letters, from a Monday on."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from modelway.domain.days.periods import Period, Weekday
from modelway.domain.lookback.trends import Records, Scope
from modelway.domain.loop.nights import Answers, Outcome, Rest
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import Definition, Role, Value

START = date(2026, 8, 31)
OUTCOMES = dict(zip("DFMN", Outcome, strict=True))
PRACTICES = {"K": PracticeOutcome.KEPT, "P": PracticeOutcome.PARTLY, "X": PracticeOutcome.NOT_KEPT}
PRACTICES |= {"C": PracticeOutcome.NO_CHANCE, "?": None}
TWELVE_WEEKS = 82


def on(offset: int) -> date:
    """A day so many days after the first Monday."""
    return START + timedelta(days=offset)


def value(
    name: str,
    position: int = 1,
    *,
    defined_on: date = START,
    reworded_on: date | None = None,
    retired_on: date | None = None,
    importance: int = 10,
    target: float = 0.8,
) -> Value:
    """A value whose id and slug are its name in lower case."""
    slug = name.lower().replace(" ", "-")
    starts = [defined_on, *([reworded_on] if reworded_on else [])]
    versions = tuple(Definition(f"{slug}-{day}", day, f"Said on {day}.", ()) for day in starts)
    return Value(
        slug, slug, name, Role.LEADER, importance, target, position, defined_on, retired_on, versions
    )


def nights(letters: Mapping[str, str], start: date = START) -> dict[date, Answers]:
    """Answers by value id, a letter a night: D F M N, and a space for none."""
    by_day: dict[date, dict[str, Outcome]] = {}
    for value_id, answers in letters.items():
        for offset, letter in enumerate(answers):
            if letter != " ":
                by_day.setdefault(start + timedelta(days=offset), {})[value_id] = OUTCOMES[letter]
    return {day: Answers(outcomes) for day, outcomes in sorted(by_day.items())}


def due_practices(value_id: str, letters: str, start: date = START) -> list[Practice]:
    """A practice a day, by what became of it: K P X C, ? for not reported and a space for none."""
    return [
        Practice(
            f"{value_id}-{offset}",
            value_id,
            day := start + timedelta(days=offset),
            day,
            "",
            "do it",
            PRACTICES[letter],
            "",
            day if PRACTICES[letter] else None,
        )
        for offset, letter in enumerate(letters)
        if letter != " "
    ]


def records(
    values: Iterable[Value],
    letters: Mapping[str, str],
    *,
    practices: Iterable[Practice] = (),
    rests: Iterable[Rest] = (),
    start: date = START,
    end: date | None = None,
    first_night: date | None = None,
    week_starts_on: Weekday = Weekday.MONDAY,
) -> Records:
    """What a journal of these letters gives over the period from `start` to `end`, twelve weeks on."""
    last = end or on(TWELVE_WEEKS - 1)
    written = nights(letters)
    scope = Scope(
        Period(start, last),
        first_night or min(written, default=None),
        last - timedelta(days=1),
        week_starts_on,
    )
    within = {day: answers for day, answers in written.items() if start <= day <= last}
    return Records(scope, list(values), within, list(practices), list(rests))


def a_leaders_weeks() -> Records:
    """Five values over twelve weeks: rising, reworded, steady, too thin, retired; a rest and practices."""
    rising = "FMFDFMFMFDFMNDFDMFDNFDFDMDNDFDDFDNDDDMDFNDDFDDDNMDDDFDNDDDDDMND"
    rising += "DDFDDNDDDDDDNDDDDD"
    steady = "DDFDNDD" * 11 + "DDFD"
    away = {*range(35, 42), 52, 64, 65}
    letters = {
        "honest-communication": rising,
        "courage": "DFMDDFD" * 7 + "MFDMFDM" * 4 + "FMMD",
        "care-for-the-people-around-me": steady,
        "focus": " " * 63 + "N D N   " + "  F N  " + "M",
        "thrift": "DDDFDDD" * 3,
    }
    return records(
        [
            value("Honest communication", 1, importance=9),
            value("Courage", 2, reworded_on=on(49)),
            value("Care for the people around me", 3, target=0.6),
            value("Focus", 4, defined_on=on(63), importance=4),
            value("Thrift", 5, retired_on=on(21)),
        ],
        {
            value_id: "".join(" " if offset in away else letter for offset, letter in enumerate(answers))
            for value_id, answers in letters.items()
        },
        practices=[
            *due_practices("honest-communication", "KPXKCKXPKKXKPKKCKKX" + " " * 12 + "KKPKKKXK?KKK"),
            *due_practices("courage", " " * 40 + "XXPXKX?X"),
        ],
        rests=[Rest("r", on(35), on(41), None, "holiday")],
    )
