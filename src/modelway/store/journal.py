"""A leader's journal: loads and saves domain objects; the only door to the store for the services."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from modelway.domain.loop.nights import Answers, Night, Outcome, Reflection, Rest
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import Definition, EarlierAim, Role, Value
from modelway.store import queries
from modelway.store.files.engine import engine_failures
from modelway.store.tonight import tonight_in
from modelway.store.transactions import Store, instant, new_id, stamp, unreadable_rows_as_damage

if TYPE_CHECKING:
    from modelway.domain.lookback.week_review import WeekReview

EARLIEST = date.min
LATEST = date.max
# Looked up, not made by calling the class: that takes longer, and there are some for every night.
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_PRACTICE_OUTCOMES = {outcome.value: outcome for outcome in PracticeOutcome}

Options = ParamSpec("Options")
Loaded = TypeVar("Loaded")


def _telling_damage(
    load: Callable[Concatenate["Journal", Options], Loaded],
) -> Callable[Concatenate["Journal", Options], Loaded]:
    """Say in a sentence that a row holds what nobody wrote, such as a date with a flipped letter."""

    @wraps(load)
    def loading(journal: "Journal", /, *arguments: Options.args, **options: Options.kwargs) -> Loaded:
        with unreadable_rows_as_damage(journal.path):
            return load(journal, *arguments, **options)

    return loading


class Journal(Store):
    """An open journal: reads run as they come; what saves runs inside `writing`."""

    # Values

    @_telling_damage
    def values(self) -> list[Value]:
        """Every value, retired ones too, in the leader's order."""
        behaviors: dict[str, list[str]] = {}
        for definition_id, text in self.rows(queries.BEHAVIORS):
            behaviors.setdefault(definition_id, []).append(text)
        definitions: dict[str, list[Definition]] = {}
        for id_, value_id, starts_on, text in self.rows(queries.DEFINITIONS):
            version = Definition(id_, date.fromisoformat(starts_on), text, tuple(behaviors.get(id_, ())))
            definitions.setdefault(value_id, []).append(version)
        aims: dict[str, list[EarlierAim]] = {}
        for value_id, until, target, importance in self.rows(queries.EARLIER_AIMS):
            aims.setdefault(value_id, []).append(EarlierAim(date.fromisoformat(until), target, importance))
        return [
            Value(
                id=id_,
                slug=slug,
                name=name,
                role=Role(role),
                importance=importance,
                target=target,
                position=position,
                defined_on=date.fromisoformat(defined_on),
                retired_on=_day_or_none(retired_on),
                definitions=tuple(definitions[id_]),
                earlier_aims=tuple(aims.get(id_, ())),
            )
            for id_, slug, name, role, importance, target, position, defined_on, retired_on in self.rows(
                queries.VALUES
            )
        ]

    def put_value(self, value: Value) -> None:
        """Save a value with its definitions and earlier aims; those that were there before stay."""
        self.run(
            queries.PUT_VALUE,
            id=value.id,
            slug=value.slug,
            name=value.name,
            name_key=value.name.casefold(),
            role=str(value.role),
            importance=value.importance,
            target=value.target,
            position=value.position,
            defined_on=value.defined_on.isoformat(),
            retired_on=value.retired_on.isoformat() if value.retired_on else None,
        )
        for aim in value.earlier_aims:
            self.run(
                queries.ADD_EARLIER_AIM,
                id=new_id(),
                value_id=value.id,
                until=aim.until.isoformat(),
                target=aim.target,
                importance=aim.importance,
            )
        for version in value.definitions:
            self._put_definition(value.id, version)

    def _put_definition(self, value_id: str, version: Definition) -> None:
        starts_on = version.starts_on.isoformat()
        self.run(
            queries.PUT_DEFINITION, id=version.id, value_id=value_id, starts_on=starts_on, text=version.text
        )
        for position, text in enumerate(version.behaviors):
            self.run(
                queries.PUT_BEHAVIOR, id=new_id(), definition_id=version.id, position=position, text=text
            )
        self.run(queries.DROP_BEHAVIORS_FROM, definition_id=version.id, position=len(version.behaviors))

    # Nights

    @_telling_damage
    def nights(self, start: date = EARLIEST, end: date = LATEST) -> list[Night]:
        """The nights from `start` to `end`, both included, in order; their answers in the leader's order."""
        places = {id_: place for place, (id_,) in enumerate(self.rows(queries.ORDER_OF_VALUES))}
        span = {"start": start.isoformat(), "end": end.isoformat()}
        reflections: dict[str, list[Reflection]] = {}
        for night_id, value_id, definition_id, outcome, text in self.rows(
            queries.REFLECTIONS_BETWEEN, **span
        ):
            answer = Reflection(value_id, definition_id, _OUTCOMES[outcome] if outcome else None, text)
            reflections.setdefault(night_id, []).append(answer)
        return [
            Night(
                day=date.fromisoformat(day),
                note=note,
                started_at=instant(started_at, offset),
                finished=bool(finished),
                reflections=tuple(
                    sorted(reflections.get(id_, ()), key=lambda answer: places[answer.value_id])
                ),
            )
            for id_, day, note, started_at, offset, finished in self.rows(queries.NIGHTS_BETWEEN, **span)
        ]

    def night(self, day: date) -> Night | None:
        """The night of `day`; None when nothing was written."""
        found = self.nights(day, day)
        return found[0] if found else None

    @_telling_damage
    def outcomes(self, start: date = EARLIEST, end: date = LATEST) -> dict[date, Answers]:
        """What was answered from `start` to `end`, both included, in order and without the words."""
        span = {"start": start.isoformat(), "end": end.isoformat()}
        # Nights answered alike share their answers: of five values there are some thousand kinds at most.
        answers_in = cache(_answers_in)
        return {
            date.fromisoformat(day): answers_in(answers)
            for day, answers in self.each(queries.OUTCOMES_BETWEEN, **span)
        }

    @_telling_damage
    def journaled_days(self) -> list[date]:
        """Every date with at least one outcome, in order."""
        return [date.fromisoformat(day) for (day,) in self.each(queries.JOURNALED_DAYS)]

    @_telling_damage
    def first_night(self) -> date | None:
        """The first date with an outcome; None in a journal without one."""
        rows = self.rows(queries.FIRST_NIGHT)
        return date.fromisoformat(rows[0][0]) if rows else None

    @_telling_damage
    def latest_days(
        self,
        *,
        start: date = EARLIEST,
        end: date = LATEST,
        value_id: str | None = None,
        outcome: Outcome | None = None,
        limit: int = -1,
    ) -> list[date]:
        """The dates written, newest first: those with this value's answer, this outcome, or both at once."""
        rows = self.rows(
            queries.LATEST_DAYS,
            start=start.isoformat(),
            end=end.isoformat(),
            value=value_id,
            outcome=str(outcome) if outcome else None,
            limit=limit,
        )
        return [date.fromisoformat(day) for (day,) in rows]

    def fullest_nights(self, start: date, end: date, *, limit: int) -> list[Night]:
        """The nights with the most values demonstrated in words, the newest first among equals."""
        days = self.rows(
            queries.DAYS_TOLD,
            start=start.isoformat(),
            end=end.isoformat(),
            outcome=str(Outcome.DEMONSTRATED),
            limit=limit,
        )
        found = [self.night(date.fromisoformat(day)) for (day,) in days]
        return [night for night in found if night]

    def start_night(self, day: date, now: datetime) -> None:
        """Make the night of `day` unless it is there."""
        at = stamp(now)
        self.run(
            queries.PUT_NIGHT,
            id=new_id(),
            day=day.isoformat(),
            started_at=at["at"],
            started_offset=at["at_offset"],
        )

    def put_reflection(self, day: date, reflection: Reflection) -> None:
        """Save one value's answer on a started night, over an earlier one."""
        self.run(
            queries.PUT_REFLECTION,
            id=new_id(),
            day=day.isoformat(),
            value_id=reflection.value_id,
            definition_id=reflection.definition_id,
            outcome=str(reflection.outcome) if reflection.outcome else None,
            text=reflection.text,
        )

    def how_far(self, day: date) -> str:
        """How far a night is: open, begun, written or rest; open too without any value in use."""
        with engine_failures(self.path or "memory"):
            state = tonight_in(self.connection, day).state
        return "open" if state == "none" else state

    def set_note(self, day: date, note: str) -> None:
        """Save the free note of a started night."""
        self.run(queries.SET_NOTE, day=day.isoformat(), note=note)

    def set_finished(self, day: date, finished: bool) -> None:
        """Mark a started night as through, or as open again."""
        self.run(queries.SET_FINISHED, day=day.isoformat(), finished=int(finished))

    def drop_night(self, day: date) -> None:
        """Take a night and its reflections away; its practices are the caller's to decide."""
        self.run(queries.DROP_REFLECTIONS, day=day.isoformat())
        self.run(queries.DROP_NIGHT, day=day.isoformat())

    # Practices

    def practices_due(self, start: date = EARLIEST, end: date = LATEST) -> list[Practice]:
        """The practices due from `start` to `end`, both included, the earliest first."""
        return self._practices(queries.PRACTICES_DUE_BETWEEN, start, end)

    def practices_planned(self, start: date, end: date) -> list[Practice]:
        """The practices planned from `start` to `end`, both included."""
        return self._practices(queries.PRACTICES_PLANNED_BETWEEN, start, end)

    def practices_reported(self, start: date, end: date) -> list[Practice]:
        """The practices reported from `start` to `end`, both included."""
        return self._practices(queries.PRACTICES_REPORTED_BETWEEN, start, end)

    @_telling_damage
    def _practices(self, query: str, start: date, end: date) -> list[Practice]:
        return [
            Practice(
                id=id_,
                value_id=_there(value_id),
                planned_on=date.fromisoformat(planned_on),
                due_on=date.fromisoformat(due_on),
                when=cue,
                will=action,
                outcome=_PRACTICE_OUTCOMES[outcome] if outcome else None,
                note=note,
                reported_on=_day_or_none(reported_on),
            )
            for id_, value_id, planned_on, due_on, cue, action, outcome, note, reported_on in self.rows(
                query, start=start.isoformat(), end=end.isoformat()
            )
        ]

    def put_practice(self, practice: Practice) -> None:
        """Save a practice, over an earlier state of it."""
        self.run(
            queries.PUT_PRACTICE,
            id=practice.id,
            value_id=practice.value_id,
            planned_on=practice.planned_on.isoformat(),
            due_on=practice.due_on.isoformat(),
            cue=practice.when,
            action=practice.will,
            outcome=str(practice.outcome) if practice.outcome else None,
            note=practice.note,
            reported_on=practice.reported_on.isoformat() if practice.reported_on else None,
        )

    def drop_practices(self, practices: Iterable[Practice]) -> None:
        """Take practices away."""
        for practice in practices:
            self.run(queries.DROP_PRACTICE, id=practice.id)

    # Rests, weeks and their focus

    @_telling_damage
    def rests(self) -> list[Rest]:
        """Every stretch of rest, the earliest first."""
        return [
            Rest(id_, date.fromisoformat(starts_on), date.fromisoformat(ends_on), value_id, reason)
            for id_, starts_on, ends_on, value_id, reason in self.rows(queries.RESTS)
        ]

    def put_rest(self, rest: Rest) -> None:
        """Add a stretch of rest."""
        self.run(queries.PUT_REST, **rest._asdict())

    def drop_rest(self, rest_id: str) -> None:
        """Take a stretch of rest away."""
        self.run(queries.DROP_REST, id=rest_id)

    def focus(self, week: str) -> str | None:
        """The id of the value that the week (such as "2026-W47") is given to, if any."""
        rows = self.rows(queries.FOCUS_OF_WEEK, week=week)
        return rows[0][0] if rows else None

    def set_focus(self, week: str, value_id: str | None) -> None:
        """Give a week to a value, or to none."""
        self.run(queries.SET_FOCUS, id=new_id(), week=week, value=value_id)

    def week_reviews(self, first: str, last: str) -> list["WeekReview"]:
        """What was written about the weeks from `first` to `last` (such as "2026-W47"), both included."""
        from modelway.domain.lookback.week_review import WeekReview

        return [
            WeekReview(week, intended, happened, why, following, bool(finished), focus)
            for week, intended, happened, why, following, finished, focus in self.rows(
                queries.WEEK_REVIEWS, first=first, last=last
            )
        ]

    def put_week_review(self, review: "WeekReview") -> None:
        """Save the answers about a week, over earlier ones; its focus stays as it is."""
        self.run(
            queries.PUT_WEEK_REVIEW,
            id=new_id(),
            week=review.week,
            intended=review.intended,
            happened=review.happened,
            why=review.why,
            next=review.next,
            finished=int(review.finished),
        )


def _answers_in(text: str) -> Answers:
    """The answers of one night, each a value's id and its outcome, as OUTCOMES_BETWEEN joins them."""
    answers = (answer.rpartition(" ") for answer in text.split(","))
    return Answers({value_id: _OUTCOMES[outcome] for value_id, _, outcome in answers})


def _there(value_id: str | None) -> str:
    if value_id is None:
        raise KeyError("its value is not there")
    return value_id


def _day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
