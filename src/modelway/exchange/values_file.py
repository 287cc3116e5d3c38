"""Values as JSON: what `values define --from` reads."""

from modelway.domain.loop.drafts import ValueDraft
from modelway.domain.loop.texts import LONGEST_BEHAVIOR, LONGEST_DEFINITION, LONGEST_NAME
from modelway.domain.loop.values import (
    DEFAULT_IMPORTANCE,
    DEFAULT_TARGET,
    LEAST_IMPORTANCE,
    MOST_BEHAVIORS,
    MOST_IMPORTANCE,
    Role,
)
from modelway.errors import BadFile
from modelway.exchange.fields import Fields, fields_of, line_of, shown, without_envelope, wrong
from modelway.exchange.json_reader import read_json

SCHEMAS = ("modelway.values/1",)
VALUE_KEYS = ("name", "definition", "behaviors", "role", "importance", "target")
# `values list --json` tells these too; the journal decides them anew.
GIVEN_BY_THE_JOURNAL = ("number", "slug", "defined_on", "retired_on")

ROLES = {role.value: role for role in Role} | {"team_member": Role.TEAM_MEMBER}


def read_values(data: bytes, source: str) -> list[ValueDraft]:
    """The values of a file, in its order: an object with the key `values`, or the envelope of one.

    A value has to have a name and one to three behaviors; everything else has its default. The whole file is
    checked before anything is returned.

    Args:
        data: The whole file.
        source: What sentences call it: its name, or "standard input".

    Raises:
        BadFile: The first thing that is wrong, with its value, its field and what is allowed there.
    """
    content = without_envelope(read_json(data, source), source, SCHEMAS)
    if not isinstance(content, dict):
        raise wrong(f"In {source}, the outermost part", content, 'an object such as {"values": []}')
    listing = Fields(content, f"In {source}")
    listing.allow_only(("values",))
    if content.get("values") is None:
        raise listing.wrong("values", "a list of values in square brackets")
    items = listing.items("values")
    drafts = dict[str, ValueDraft]()
    for position, item in enumerate(items, start=1):
        draft = _value(item, _where(item, source, f"value {position} of {len(items)}"))
        if draft.name.casefold() in drafts:
            raise BadFile(
                f"In {source}, the value {shown(draft.name)} comes twice: give one of them another name."
            )
        drafts[draft.name.casefold()] = draft
    return list(drafts.values())


def _where(item: object, source: str, otherwise: str) -> str:
    name = item.get("name") if isinstance(item, dict) else None
    named = isinstance(name, str) and name.strip()
    return f"In {source}, the value {shown(name)}" if named else f"In {source}, {otherwise}"


def _value(item: object, where: str) -> ValueDraft:
    fields = fields_of(item, '{"name": "Honesty", "behaviors": ["…"]}', where)
    fields.allow_only(VALUE_KEYS, ignored=GIVEN_BY_THE_JOURNAL)
    return ValueDraft(
        name=fields.line("name", LONGEST_NAME),
        definition=fields.text("definition", LONGEST_DEFINITION),
        behaviors=_behaviors(fields),
        role=fields.one_of("role", ROLES, Role.LEADER),
        importance=fields.whole_number("importance", LEAST_IMPORTANCE, MOST_IMPORTANCE, DEFAULT_IMPORTANCE),
        target=fields.share("target", DEFAULT_TARGET),
    )


def _behaviors(value: Fields) -> tuple[str, ...]:
    items = value.items("behaviors")
    place = value.place_of("behaviors")
    if not items:
        raise BadFile(f"{place} is empty: say in one to three lines what someone would see you do.")
    if len(items) > MOST_BEHAVIORS:
        raise BadFile(
            f"{place} holds {len(items)}: keep the one to three that matter most, and let the others wait."
        )
    return tuple(line_of(item, f"{place}[{index}]", LONGEST_BEHAVIOR) for index, item in enumerate(items))
