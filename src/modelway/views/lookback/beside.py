"""What stands beside the nights of a review: remarks of others, examples, and what it is time for."""

from modelway.domain.days.dates import format_short_date
from modelway.domain.lookback.review import Review
from modelway.domain.loop.values import Value
from modelway.domain.teaching.seen import Observation

TITLE = "Said and seen"
MOST_NAMED = 3


def list_seen(review: Review) -> list[tuple[str, str]]:
    """Each remark and example: whose and when it is, and its words."""
    told = [(_label(one, value, "remark"), one.text) for one, value in review.beside.remarks]
    return told + [(_label(one, value, "example"), one.text) for one, value in review.beside.examples]


def list_due(review: Review) -> list[str]:
    """What it is time for, in sentences: checks, and asking others."""
    beside = review.beside
    said = []
    if beside.checks_due:
        more = len(beside.checks_due) - MOST_NAMED
        names = ", ".join(beside.checks_due[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        said.append(f"It is time for a check: {names}. See them with: modelway check list")
    if beside.asks_others:
        said.append("Asking others is the rarest of these habits. Ask with: modelway observers ask")
    return said


def beside_data(review: Review) -> dict[str, object]:
    """The same as data for the machine interface."""
    return {
        "remarks": [_seen_data(one, value) for one, value in review.beside.remarks],
        "examples": [_seen_data(one, value) for one, value in review.beside.examples],
        "checks_due": list(review.beside.checks_due),
        "asks_others": review.beside.asks_others,
    }


def _label(one: Observation, value: Value | None, kind: str) -> str:
    kind = f"{kind} to avoid" if kind == "example" and one.negative else kind
    told = [value.name if value else "", f"{kind} of {format_short_date(one.day)}", one.who]
    return ", ".join(part for part in told if part)


def _seen_data(one: Observation, value: Value | None) -> dict[str, object]:
    return {
        "value": value.slug if value else None,
        "date": one.day.isoformat(),
        "who": one.who,
        "negative": one.negative,
        "text": one.text,
    }
