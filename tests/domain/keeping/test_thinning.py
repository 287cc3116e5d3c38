"""Thinning keeps many backups of late and fewer of long ago, and never the last one found whole away."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.keeping.backup import Backup
from modelway.domain.keeping.backup_names import REASONS, name_of, read_name
from modelway.domain.keeping.thinning import DAILY, LATEST, MONTHLY, WEEKLY, kept

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
INSTANTS = st.integers(0, 3000 * 86_400).map(lambda seconds: NOON - timedelta(seconds=seconds))


def backup(made_at: datetime, *, whole: bool = True) -> Backup:
    name = name_of("journal", made_at, "daily")
    return Backup(name, made_at, "daily", 1, made_at if whole else None)


@st.composite
def backups(draw: st.DrawFn) -> list[Backup]:
    instants = draw(st.lists(INSTANTS, max_size=120, unique_by=lambda one: one.replace(microsecond=0)))
    return [backup(one, whole=draw(st.booleans())) for one in instants]


def test_five_years_of_daily_backups_leave_a_week_two_months_and_two_years() -> None:
    daily = [backup(NOON - timedelta(days=number)) for number in range(5 * 365)]
    staying = kept(daily)
    assert [one.made_at.date() for one in staying[:7]] == [one.made_at.date() for one in daily[:7]]
    of_late = [one for one in staying if NOON - one.made_at < timedelta(days=56)]
    assert len({one.made_at.isocalendar()[:2] for one in of_late}) == WEEKLY
    assert staying[-1].made_at == NOON.replace(year=2024, month=12, day=31)
    assert len(staying) <= DAILY + WEEKLY + MONTHLY


def test_a_journal_that_rested_for_years_keeps_what_it_had() -> None:
    old = [backup(NOON - timedelta(days=4000 + number)) for number in range(3)]
    assert kept(old) == old


def test_safety_copies_of_one_evening_stay_beside_each_other() -> None:
    evening = [backup(NOON + timedelta(minutes=number)) for number in range(8)]
    assert kept(evening) == evening[::-1][:LATEST]


def test_the_last_one_found_whole_stays_however_old() -> None:
    old = backup(NOON - timedelta(days=4000))
    broken = [backup(NOON - timedelta(days=number), whole=False) for number in range(1500)]
    assert kept([*broken, old])[-1] == old


@given(backups())
def test_the_newest_and_the_last_whole_one_always_stay_and_the_number_is_bounded(found: list[Backup]) -> None:
    staying = kept(found)
    newest_first = sorted(found, key=lambda one: one.made_at, reverse=True)
    assert staying[:LATEST] == newest_first[:LATEST]
    assert [one for one in newest_first if one.verified_at][:1] <= [one for one in staying if one.verified_at]
    assert len(staying) <= LATEST + DAILY + WEEKLY + MONTHLY + 1
    assert set(staying) <= set(found)


@given(backups())
def test_thinning_again_takes_nothing_more(found: list[Backup]) -> None:
    assert kept(kept(found)) == kept(found)


@given(backups(), INSTANTS)
def test_a_new_backup_never_brings_an_old_one_back_into_what_is_kept(
    found: list[Backup], now: datetime
) -> None:
    newest = backup(max([now, *(one.made_at for one in found)]) + timedelta(seconds=1))
    assert set(kept([*found, newest])) - {newest} <= set(kept(found))


@given(
    INSTANTS,
    st.sampled_from(REASONS),
    st.integers(1, 50),
    st.sampled_from(["journal", "a b", "x-2026", "日記"]),
)
def test_a_name_reads_back_what_it_was_made_of(
    made_at: datetime, reason: str, number: int, journal: str
) -> None:
    name = name_of(journal, made_at, reason, number)
    assert read_name(name, journal) == (made_at.replace(microsecond=0), reason)
    assert read_name(name, "another") is None
