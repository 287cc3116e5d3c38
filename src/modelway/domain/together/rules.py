"""How the rows of each table meet: which are one, and which fields belong together."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rule:
    """How the rows of a table meet.

    Attributes:
        key: Columns that never change; rows of one key are one row, whatever their ids.
        alike: Columns; rows that two machines gave the same in all of them, neither knowing of the other's,
            are one row from then on.
        references: The table that a column names a row of.
        optional: Columns of references that are emptied when what they name is purged; with the others, the
            row goes too.
        as_one: Groups of columns that are taken from one command, for they only make sense together.
        words: Columns that hold a leader's words: what was written apart is kept both.
    """

    key: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    as_one: tuple[tuple[str, ...], ...] = ()
    words: tuple[str, ...] = ()


# In an order in which each table comes after those it refers to.
RULES: dict[str, Rule] = {
    "value": Rule(alike=("name_key",), as_one=(("name", "name_key"),)),
    "earlier_aim": Rule(key=("value_id", "until"), references={"value_id": "value"}),
    "definition": Rule(key=("value_id", "starts_on"), references={"value_id": "value"}, words=("text",)),
    "behavior": Rule(
        key=("definition_id", "position"), references={"definition_id": "definition"}, words=("text",)
    ),
    "night": Rule(key=("day",), as_one=(("started_at", "started_offset"),), words=("note",)),
    "reflection": Rule(
        key=("night_id", "value_id"),
        references={"night_id": "night", "value_id": "value", "definition_id": "definition"},
        words=("text",),
    ),
    "practice": Rule(
        alike=("value_id", "planned_on", "due_on", "cue", "action"),
        references={"value_id": "value"},
        as_one=(("planned_on", "due_on"), ("outcome", "reported_on"), ("cue", "action")),
        words=("cue", "action", "note"),
    ),
    "rest": Rule(
        alike=("value_id", "starts_on", "ends_on"),
        references={"value_id": "value"},
        as_one=(("starts_on", "ends_on"),),
        words=("reason",),
    ),
    "week_review": Rule(
        key=("week",),
        references={"focus_value_id": "value"},
        optional=frozenset({"focus_value_id"}),
        words=("intended", "happened", "why", "next"),
    ),
    "vision": Rule(key=("starts_on",), words=("text",)),
    "check_run": Rule(key=("name", "day")),
    "check_answer": Rule(key=("run_id", "question"), references={"run_id": "check_run"}, words=("text",)),
    "observation": Rule(
        alike=("kind", "value_id", "day", "who", "text"),
        references={"value_id": "value"},
        as_one=(("kind", "value_id"),),
        words=("text",),
    ),
    "source": Rule(
        alike=("title", "author"), references={"value_id": "value"}, optional=frozenset({"value_id"})
    ),
    "lesson": Rule(alike=("source_id", "text"), references={"source_id": "source"}, words=("text",)),
    "form": Rule(key=("code",)),
    "form_answer": Rule(
        key=("form_id", "value_id"),
        references={"form_id": "form", "value_id": "value", "definition_id": "definition"},
        words=("example", "wish"),
    ),
    "lens": Rule(
        key=("value_id", "reflection_id", "practice_id"),
        references={"value_id": "value", "reflection_id": "reflection", "practice_id": "practice"},
    ),
}
# The column that says to which night a row belongs.
NIGHT_COLUMNS = {"night": "day", "practice": "planned_on", "check_run": "day", "observation": "day"}


def with_companions(table: str, changed: set[str]) -> set[str]:
    """The changed columns, and those that are taken together with one of them."""
    for group in RULES[table].as_one:
        if changed & set(group):
            changed = changed | set(group)
    return changed
