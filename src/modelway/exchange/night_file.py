"""Nights as JSON: what `journal --from` reads, and what `nights show --json` writes."""

from collections.abc import Iterable, Mapping
from datetime import date

from modelway.domain.loop.drafts import NightDraft, PlanDraft, ReflectionDraft, ReportDraft
from modelway.domain.loop.nights import Night, Outcome
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.texts import LONGEST_PRACTICE_PART, LONGEST_REFERENCE
from modelway.domain.loop.values import Value
from modelway.errors import BadFile
from modelway.exchange.fields import Fields, fields_of, iso_date, shown, without_envelope
from modelway.exchange.json_reader import read_json

SCHEMAS = ("modelway.night/1", "modelway.nights/1")
NIGHT_KEYS = ("date", "note", "reflections", "reports", "plans")
REFLECTION_KEYS = ("value", "outcome", "text")
REPORT_KEYS = ("value", "outcome", "note")
PLAN_KEYS = ("value", "when", "will", "due")

OUTCOMES = {outcome.value: outcome for outcome in Outcome}
PRACTICE_OUTCOMES = {outcome.value: outcome for outcome in PracticeOutcome}


def read_nights(data: bytes, source: str) -> list[NightDraft]:
    """The nights of a file, in its order: one night, a list of nights, or the envelope of either.

    Only `date` has to be there; in each entry its `value`, and with it the `outcome` of a reflection or a
    report and the `will` of a plan. The whole file is checked before anything is returned. Whether the date
    has come, and whether the values exist, is for the journal to say.

    Args:
        data: The whole file.
        source: What sentences call it: its name, or "standard input".

    Raises:
        BadFile: The first thing that is wrong, with its night, its field and what is allowed there.
    """
    content = without_envelope(read_json(data, source), source, SCHEMAS)
    if isinstance(content, dict) and "nights" in content:
        listing = Fields(content, f"In {source}")
        listing.allow_only(("nights",))
        content = listing.items("nights")
    if not isinstance(content, list):
        return [_night(content, _where(content, source, "the night"))]
    nights = dict[date, NightDraft]()
    for position, item in enumerate(content, start=1):
        where = _where(item, source, f"night {position} of {len(content)}")
        night = _night(item, where)
        if night.day in nights:
            raise BadFile(f"{where} comes twice: put both into one, or take one of them out.")
        nights[night.day] = night
    return list(nights.values())


def night_to_data(
    night: Night, planned: Iterable[Practice], reported: Iterable[Practice], values: Mapping[str, Value]
) -> dict[str, object]:
    """A night in the shape that `read_nights` takes.

    Reflections that were skipped and practices without an outcome are left out.

    Args:
        night: The night with its reflections.
        planned: The practices that were planned on that night.
        reported: The practices whose outcome was told on that night.
        values: Every value the night or a practice speaks of, by id; retired ones too.
    """
    return {
        "date": night.day.isoformat(),
        "note": night.note,
        "reflections": [
            {"value": values[one.value_id].slug, "outcome": one.outcome.value, "text": one.text}
            for one in night.reflections
            if one.outcome is not None
        ],
        "reports": [
            {"value": values[one.value_id].slug, "outcome": one.outcome.value, "note": one.note}
            for one in reported
            if one.outcome is not None
        ],
        "plans": [
            {
                "value": values[one.value_id].slug,
                "when": one.when,
                "will": one.will,
                "due": one.due_on.isoformat(),
            }
            for one in planned
        ],
    }


def _where(item: object, source: str, otherwise: str) -> str:
    day = iso_date(item.get("date")) if isinstance(item, dict) else None
    return f"In {source}, the night of {day}" if day else f"In {source}, {otherwise}"


def _night(item: object, where: str) -> NightDraft:
    fields = fields_of(item, '{"date": "2026-11-20"}', where)
    fields.allow_only(NIGHT_KEYS)
    day = fields.day("date")
    return NightDraft(
        day=day,
        note=fields.text_or_none("note"),
        reflections=_reflections(fields),
        reports=tuple(
            _report(one) for one in fields.objects("reports", '{"value": "honesty", "outcome": "kept"}')
        ),
        plans=tuple(
            _plan(one, day) for one in fields.objects("plans", '{"value": "honesty", "will": "ask first"}')
        ),
    )


def _reflections(night: Fields) -> tuple[ReflectionDraft, ...]:
    drafts = dict[str, ReflectionDraft]()
    for fields in night.objects("reflections", '{"value": "honesty", "outcome": "demonstrated"}'):
        fields.allow_only(REFLECTION_KEYS)
        draft = ReflectionDraft(
            value=fields.reference("value", LONGEST_REFERENCE),
            outcome=fields.one_of("outcome", OUTCOMES),
            text=fields.text("text"),
        )
        if draft.value.casefold() in drafts:
            place = fields.place_of("value")
            raise BadFile(
                f"{place} names {shown(draft.value)} a second time: keep one reflection for each value."
            )
        drafts[draft.value.casefold()] = draft
    return tuple(drafts.values())


def _report(fields: Fields) -> ReportDraft:
    fields.allow_only(REPORT_KEYS)
    return ReportDraft(
        value=fields.reference("value", LONGEST_REFERENCE),
        outcome=fields.one_of("outcome", PRACTICE_OUTCOMES),
        note=fields.text("note"),
    )


def _plan(fields: Fields, day: date) -> PlanDraft:
    fields.allow_only(PLAN_KEYS)
    draft = PlanDraft(
        value=fields.reference("value", LONGEST_REFERENCE),
        when=fields.line_or_empty("when", LONGEST_PRACTICE_PART),
        will=fields.line("will", LONGEST_PRACTICE_PART),
        due=fields.day_or_none("due"),
    )
    if draft.due is not None and draft.due < day:
        raise fields.wrong("due", f"the night's own date, {day}, or a later one")
    return draft
