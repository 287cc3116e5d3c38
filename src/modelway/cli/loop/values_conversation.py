"""The conversation about values: one question at a time, each answer kept the moment it is given."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from modelway.cli.ask import Asker, Back, Choice, Left
from modelway.cli.asking import asker_for, left_with
from modelway.cli.output import show
from modelway.domain.loop.drafts import ValueDraft
from modelway.domain.loop.examples import EXAMPLE_VALUES
from modelway.domain.loop.values import (
    FEWEST_VALUES,
    MOST_BEHAVIORS,
    MOST_VALUES,
    Role,
    Value,
    is_unfinished,
    values_in_use,
)
from modelway.domain.loop.wording import find_hints
from modelway.services.loop import values as service
from modelway.views.loop import value_questions as screens

if TYPE_CHECKING:
    from modelway.services.session import Session
    from modelway.store.transactions import Command

Ask = Callable[[], "Ask | None"]

ROLES = (
    Choice("l", "leader", Role.LEADER),
    Choice("t", "team member", Role.TEAM_MEMBER),
    Choice("p", "person", Role.PERSON),
    Choice("a", "partner", Role.PARTNER),
)
PLACES = ("first", "second", "third", "fourth", "fifth")
REWORD = (Choice("k", "keep it", False), Choice("r", "reword it", True))


def define_values(session: "Session") -> list[Value]:
    """Hold the conversation in this terminal; every value afterwards. Raises Interrupted."""
    with asker_for(session) as asker:
        define_conversation(session, asker)
    return service.list_values(session)


def define_conversation(session: "Session", asker: Asker) -> None:
    """Define values until there are three to five, beginning with those that were left unfinished.

    Raises:
        Interrupted: the leader left; all that was answered is saved.
    """
    show(session.settings, screens.opening, service.list_values(session))
    with _saved("modelway values define"):
        _Sitting(session, asker).define()


def finish_conversation(session: "Session", asker: Asker, then: str) -> None:
    """Finish the values that were begun; `then` is the command that goes on with it.

    Raises:
        Interrupted: the leader left; all that was answered is saved.
    """
    begun = [value for value in values_in_use(session.journal.values()) if is_unfinished(value)]
    show(session.settings, screens.first_of_all, begun)
    with _saved(then):
        _Sitting(session, asker).finish()


def add_value(session: "Session", *, beyond_five: bool) -> Value:
    """Ask for one more value; the new one.

    Raises:
        Refused: it would be the sixth or a later one, unless `beyond_five`.
        Interrupted: the leader left; all that was answered is saved.
    """
    if not beyond_five:
        service.check_room(session)
    with _saved("modelway values define"), asker_for(session) as asker:
        return _Sitting(session, asker, beyond_five=beyond_five).add()


def edit_value(session: "Session", value: Value, *, correct: bool) -> Value:
    """Ask the questions of a value again with the old answers in place; the value as it is then.

    Raises:
        Interrupted: the leader left; all that was answered is saved.
    """
    with _saved(f"modelway values edit {value.slug}"), asker_for(session) as asker:
        return _Sitting(session, asker, correct=correct).edit(value)


@contextmanager
def _saved(command: str) -> Iterator[None]:
    try:
        yield
    except Left as left:
        raise left_with(left, "All answers so far are saved", command) from left


class _Asked(NamedTuple):
    """A question that was answered, and what it was about."""

    ask: Ask
    value: Value | None
    example: ValueDraft | None


class _Sitting:
    """One sitting over values: the value in hand, and the questions that were answered, to go back over.

    A question is a method that asks, saves, and returns the next question, or None at the end.
    """

    def __init__(
        self, session: "Session", asker: Asker, *, correct: bool = False, beyond_five: bool = False
    ) -> None:
        self._session = session
        self._asker = asker
        self._correct = correct
        self._beyond_five = beyond_five
        self._value: Value | None = None
        self._example: ValueDraft | None = None
        self._after_value: Ask = lambda: None
        self._commands: dict[str, Command] = {}
        self._trail: list[_Asked] = []
        self._behaviors = [partial(self._ask_behavior, slot) for slot in range(MOST_BEHAVIORS)]

    def define(self) -> None:
        """Finish what was begun, then ask for values until there are enough."""
        self._correct = True
        self._after_value = self._next_value
        self._run(self._next_value)

    def finish(self) -> None:
        """Finish what was begun, and ask for nothing more."""
        self._correct = True
        self._after_value = self._next_begun
        self._run(self._next_begun)

    def add(self) -> Value:
        """Ask for one value from its beginning."""
        self._correct = True
        self._run(self._ask_example)
        return self._current

    def edit(self, value: Value) -> Value:
        """Ask for all parts of a value again."""
        self._value = value
        self._commands[value.id] = self._session.command("values edit", f"changing {value.name}")
        self._run(self._ask_name)
        return self._current

    def _run(self, first: Ask) -> None:
        ask: Ask | None = first
        while ask:
            try:
                following = ask()
            except Back:
                ask, value, self._example = self._trail.pop()
                self._value = value and service.find_named_value(self._session, value.slug)
                continue
            if ask not in (following, self._after_value):
                self._trail.append(_Asked(ask, self._value, self._example))
            ask = following

    def _next_begun(self) -> Ask | None:
        """The question to go on with in a value that was begun; None when all are finished."""
        in_use = values_in_use(self._session.journal.values())
        unfinished = (value for value in in_use if is_unfinished(value) or self._half_written_slots(value))
        value = next(unfinished, None)
        return self._go_on_with(value) if value else None

    def _half_written_slots(self, value: Value) -> list[int]:
        """The places of the behaviors of which a new wording was begun and not entered."""
        begun = self._session.journal.drafted(f"values/{value.id}")
        return [slot for slot in range(MOST_BEHAVIORS) if f"values/{value.id}/behavior-{slot + 1}" in begun]

    def _next_value(self) -> Ask | None:
        """The question to go on with between two values."""
        begun = self._next_begun()
        if begun:
            return begun
        in_use = values_in_use(self._session.journal.values())
        if len(in_use) < FEWEST_VALUES:
            return self._ask_example
        return self._ask_for_more if len(in_use) < MOST_VALUES else None

    def _go_on_with(self, value: Value) -> Ask:
        self._value = value
        self._example = next((one for one in EXAMPLE_VALUES if one.name == value.name), None)
        show(self._session.settings, screens.going_on, value)
        if not value.definition.text:
            return self._ask_definition
        return self._behaviors[next(iter(self._half_written_slots(value)), 0)]

    def _ask_for_more(self) -> Ask | None:
        have = len(values_in_use(self._session.journal.values()))
        question = f"You have {have} values, and that is enough to model the way. One more?"
        return self._ask_example if self._asker.confirm(question, back=self._can_go_back) else None

    def _ask_example(self) -> Ask:
        self._value = None
        known = self._session.journal.values()
        taken = {value.name.casefold() for value in known}
        unused = [one for one in EXAMPLE_VALUES if one.name.casefold() not in taken]
        number = len(values_in_use(known))
        which = f"Your {PLACES[number]} value" if number < len(PLACES) else "One more value"
        (self._example,) = self._asker.pick(
            f"{which}: take one of these and make it your own, or begin with a blank page.",
            [*unused, None],
            words=lambda one: one.name if one else "My own, from a blank page",
            offered=[None],
            back=self._can_go_back,
        )
        return self._ask_name

    def _ask_name(self) -> Ask:
        value, session = self._value, self._session
        others = [one for one in session.journal.values() if value is None or one.id != value.id]
        name = self._asker.line(
            "What do you call it?",
            default=value.name if value else self._example.name if self._example else "",
            optional=False,
            hint="a word or two",
            check=lambda typed: service.clean_name(typed, others),
            several_lines=False,
            back=self._can_go_back,
            draft=self._draft_key("name"),
        )
        if value:
            self._change(name=name)
        else:
            self._begin(name)
        return self._ask_definition

    def _begin(self, name: str) -> None:
        """Save a new value by its name; from here on one goes back to the name, not to the examples."""
        session = self._session
        command = session.command("values define", f"defining {name}")
        draft = ValueDraft(name, "", ())
        (self._value,) = service.define(session, [draft], command, beyond_five=self._beyond_five)
        self._commands[self._value.id] = command
        if self._trail and self._trail[-1].ask == self._ask_example:
            self._trail.pop()

    def _ask_definition(self) -> Ask:
        value = self._current
        example = self._example.definition if self._example else ""
        definition = self._asker.line(
            f"What does {value.name} mean to you?",
            default=value.definition.text or example,
            optional=False,
            hint="a sentence or two, in your own words",
            check=service.clean_definition,
            back=self._can_go_back,
            draft=self._draft_key("definition"),
        )
        self._change(definition=definition)
        return self._behaviors[0]

    def _ask_behavior(self, slot: int) -> Ask:
        had = self._current.definition.behaviors
        offered = self._example.behaviors if self._example else ()
        default = next((line[slot] for line in (had, offered) if slot < len(line)), "")
        behavior = self._asker.line(
            self._behavior_question(slot),
            default=default,
            optional=slot > 0,
            hint=self._behavior_hint(slot, default),
            check=service.clean_behavior,
            several_lines=False,
            back=self._can_go_back,
            draft=self._draft_key(f"behavior-{slot + 1}"),
        )
        behaviors = (*had[:slot], *([behavior] if behavior else []), *had[slot + 1 :])
        self._change(behaviors=behaviors)
        if behavior and behavior not in had and self._rewords(behavior):
            return self._behaviors[slot]
        if not behavior:
            return self._behaviors[slot] if slot < len(behaviors) else self._ask_role
        return self._behaviors[slot + 1] if slot + 1 < MOST_BEHAVIORS else self._ask_role

    def _behavior_question(self, slot: int) -> str:
        if slot == 0:
            return f"How do you show {self._current.name}? Name one thing others would see you do."
        return f"A {PLACES[slot]} thing they would see, if you like."

    def _behavior_hint(self, slot: int, default: str) -> str:
        if slot == 0:
            return "begin with a verb"
        return "clear the line to leave it out" if default else "Enter alone goes on"

    def _rewords(self, behavior: str) -> bool:
        """Return True if the leader wants to reword a behavior after a thought on it, if there is any."""
        found = find_hints(behavior)
        if not found:
            return False
        show(self._session.settings, screens.thought, found)
        try:
            return self._asker.key("Keep your words, or reword them?", REWORD, default=REWORD[0])
        except Back:
            return True

    def _ask_role(self) -> Ask:
        value = self._current
        usual = next(choice for choice in ROLES if choice.answer is value.role)
        role = self._asker.key(
            f"In which role do you show {value.name} most?", ROLES, default=usual, back=self._can_go_back
        )
        self._change(role=role)
        return self._after_value

    @property
    def _current(self) -> Value:
        """The value in hand, as the journal has it."""
        if self._value is None:
            raise LookupError("no value is in hand")
        return self._value

    def _draft_key(self, part: str) -> str:
        """The key of a half-written part of the value in hand, or of one that was begun from an example."""
        if self._value:
            return f"values/{self._value.id}/{part}"
        return f"values/new/{self._example.name if self._example else ''}/{part}"

    @property
    def _can_go_back(self) -> bool:
        return bool(self._trail)

    def _change(self, **changes: Any) -> None:
        value = self._current
        command = self._commands.setdefault(
            value.id, self._session.command("values define", f"defining {value.name}")
        )
        self._value = service.change(self._session, value, command, correct=self._correct, **changes)
