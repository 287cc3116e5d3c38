"""What every format for readers tells of a night: its answers and its practices, in words."""

from collections.abc import Iterator
from typing import NamedTuple

from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.domain.loop.written_nights import WrittenNight


class ToldAnswer(NamedTuple):
    """One value's answer; the outcome in words, empty where the value was skipped."""

    value: Value
    outcome: str
    text: str


def told_answers(night: WrittenNight) -> Iterator[ToldAnswer]:
    """The answers of a night in the leader's order, but for those that say nothing at all."""
    for one in night.night.reflections:
        if one.outcome or one.text:
            yield ToldAnswer(night.values[one.value_id], one.outcome.words if one.outcome else "", one.text)


def told_practices(night: WrittenNight) -> Iterator[str]:
    """A sentence for each practice that was reported or planned that night."""
    for one in night.reported:
        outcome = one.outcome.words if one.outcome else "reported"
        note = f" {one.note}" if one.note else ""
        yield f"{_name(night, one)}, {outcome}: {one.sentence}{note}"
    for one in night.planned:
        yield f"{_name(night, one)}, planned for {one.due_on}: {one.sentence}"


def _name(night: WrittenNight, practice: Practice) -> str:
    return night.values[practice.value_id].name
