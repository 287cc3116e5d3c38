"""What a page over many weeks tells: trends, gaps, nights and tomorrow in one."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from modelway.domain.lookback.calendar import Calendar, calendar_of
from modelway.domain.lookback.gaps import Gaps, gaps_of
from modelway.domain.lookback.trends import Records, Trends, ValueTrend, trends_of
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value


class TrendsReport(NamedTuple):
    """The weeks from every side; `definitions` are the newest wordings by value id.

    `ahead` are the practices not reported yet, from tonight on, each with its value. `is_shared` is a report
    without the leader's words but the names of the values and those practices.
    """

    trends: Trends
    gaps: Gaps
    calendar: Calendar
    ahead: tuple[tuple[Practice, Value], ...]
    definitions: Mapping[str, str]
    is_shared: bool = False

    @property
    def strengths(self) -> tuple[ValueTrend, ...]:
        """The values that were demonstrated, those with the highest rate first."""
        shown = (one for one in self.trends.values if one.series.tally.demonstrated)
        return tuple(
            sorted(shown, key=lambda one: (-(one.series.tally.rate or 0), one.series.value.position))
        )


def report_of(records: Records, ahead: Iterable[Practice]) -> TrendsReport:
    """The report over the period of the records, with what is planned after it."""
    by_id = {value.id: value for value in records.values}
    return TrendsReport(
        trends=trends_of(records),
        gaps=gaps_of(records),
        calendar=calendar_of(records),
        ahead=tuple((one, by_id[one.value_id]) for one in ahead if one.outcome is None),
        definitions={value.id: value.definitions[-1].text for value in records.values},
    )


def without_words(report: TrendsReport) -> TrendsReport:
    """The report for someone else: no definitions, and no notes to the practices ahead."""
    ahead = tuple((practice._replace(note=""), value) for practice, value in report.ahead)
    return report._replace(ahead=ahead, definitions={}, is_shared=True)
