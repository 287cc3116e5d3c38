"""A review as data for the machine interface."""

from modelway.domain.days.periods import Period
from modelway.domain.figures.follow_through import FollowThrough
from modelway.domain.figures.states import Tally
from modelway.domain.lookback.review import Review, ValueReview, Week
from modelway.domain.lookback.week_review import Question, WeekReview
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.views.lookback.beside import beside_data
from modelway.views.lookback.targets import targets_data


def review_data(review: Review) -> dict[str, object]:
    """The data of `modelway.review/2`: rates are unrounded fractions, None where none can be told."""
    return {
        "period": _period(review.period),
        "compared_with": _period(review.before) if review.before else None,
        "week": review.week.name if review.week else None,
        "coverage": {
            "journaled": review.coverage.journaled,
            "nights": review.coverage.nights,
            "rest": review.coverage.rest,
            "rate": review.coverage.rate,
        },
        "values": [_value_data(one) for one in review.values],
        "follow_through": _follow_through_data(review.follow_through),
        "focus": _slug(review.focus),
        "focus_ahead": _slug(review.week.focus_ahead if review.week else None),
        "ahead": [_practice_data(practice, value) for practice, value in review.ahead],
        "written": _written_data(review.week) if review.week else None,
        "weeks": [_answers_data(one) for one in review.weeks],
        **beside_data(review),
    }


def _period(period: Period) -> dict[str, str]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _value_data(one: ValueReview) -> dict[str, object]:
    change = one.change
    return {
        "value": one.value.slug,
        **_counts(one.tally),
        "no_opportunity": one.tally.no_opportunity,
        "unanswered": one.tally.unanswered,
        **_rate(one.tally),
        "gap": one.gap.gap,
        "priority": one.gap.priority,
        "verdict": one.gap.verdict.value,
        "nights_needed": one.gap.judged.nights_needed,
        "targets": targets_data(one.gap),
        "change": None
        if change is None
        else {
            "difference": change.difference,
            "low": change.low,
            "high": change.high,
            "verdict": change.verdict.value,
            "level": change.level,
        },
        "since": one.reworded_on.isoformat() if one.reworded_on else None,
        "earlier": [
            {
                "start": segment.period.start.isoformat(),
                "end": segment.period.end.isoformat(),
                **_counts(tally),
                **_rate(tally),
            }
            for segment, tally in one.earlier
        ],
        "neglect": one.neglect.value if one.neglect else None,
    }


def _counts(tally: Tally) -> dict[str, object]:
    return {"demonstrated": tally.demonstrated, "fell_short": tally.fell_short, "missed": tally.missed}


def _rate(tally: Tally) -> dict[str, object]:
    bounds = tally.interval
    return {
        "rate": tally.rate,
        "low": bounds.low if bounds else None,
        "high": bounds.high if bounds else None,
    }


def _follow_through_data(told: FollowThrough) -> dict[str, object]:
    strict, credited = told.interval, told.credited_bounds
    return {
        "kept": told.kept,
        "partly": told.partly,
        "not_kept": told.not_kept,
        "no_chance": told.no_chance,
        "unreported": told.unreported,
        "strict": told.strict,
        "low": strict.low if strict else None,
        "high": strict.high if strict else None,
        "credited": told.credited,
        "credited_low": credited.low if credited else None,
        "credited_high": credited.high if credited else None,
    }


def _practice_data(practice: Practice, value: Value) -> dict[str, object]:
    return {
        "value": value.slug,
        "when": practice.when,
        "will": practice.will,
        "due": practice.due_on.isoformat(),
    }


def _written_data(week: Week) -> dict[str, object] | None:
    """What was written about the week, in the shape that `review write --from` takes."""
    if week.written is None:
        return None
    return {**_answers_data(week.written), "focus": _slug(week.focus_ahead)}


def _answers_data(written: WeekReview) -> dict[str, object]:
    return {"week": written.week, **{one.value: written.answer_to(one) for one in Question}}


def _slug(value: Value | None) -> str | None:
    return value.slug if value else None
