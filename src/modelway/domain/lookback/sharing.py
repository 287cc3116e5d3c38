"""A review for someone else's eyes: the figures and the practices ahead, without a word the leader wrote."""

from modelway.domain.figures.states import Segment
from modelway.domain.lookback.review import Review, ValueReview, Week
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Definition, Value, make_slug


def without_words(review: Review) -> Review:
    """The review with every text of the leader's taken out but two: values' names, and practices ahead.

    Gone are definitions, behaviors, evidence, notes, past practices and all that was written about a week.
    The short name of a value is made anew from its name, for it may still hold an earlier one.
    """
    bare = _Bare()
    return review._replace(
        values=tuple(_value_review(one, bare) for one in review.values),
        evidence=(),
        practices=tuple((_wordless(practice), bare.value(value)) for practice, value in review.practices),
        ahead=tuple((practice._replace(note=""), bare.value(value)) for practice, value in review.ahead),
        week=_week(review.week, bare) if review.week else None,
        weeks=(),
        is_shared=True,
        beside=review.beside._replace(remarks=(), examples=()),
    )


class _Bare:
    """Values without their wording, each made once, so that no two get the same short name."""

    def __init__(self) -> None:
        self._made: dict[str, Value] = {}

    def value(self, value: Value) -> Value:
        if value.id not in self._made:
            taken = [one.slug for one in self._made.values()]
            definitions = tuple(_unworded(one) for one in value.definitions)
            self._made[value.id] = value._replace(slug=make_slug(value.name, taken), definitions=definitions)
        return self._made[value.id]


def _unworded(definition: Definition) -> Definition:
    return definition._replace(text="", behaviors=())


def _wordless(practice: Practice) -> Practice:
    return practice._replace(when="", will="", note="")


def _value_review(one: ValueReview, bare: _Bare) -> ValueReview:
    value = bare.value(one.value)
    return one._replace(
        value=value,
        gap=one.gap._replace(value=value),
        earlier=tuple(
            (Segment(_unworded(segment.definition), segment.period), tally) for segment, tally in one.earlier
        ),
    )


def _week(week: Week, bare: _Bare) -> Week:
    return week._replace(
        written=None,
        last=None,
        focus=bare.value(week.focus) if week.focus else None,
        focus_ahead=bare.value(week.focus_ahead) if week.focus_ahead else None,
    )
