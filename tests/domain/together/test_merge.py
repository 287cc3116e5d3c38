"""Any order of meetings gives the same journal, whatever was written apart and however wrong the clocks."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from modelway.domain.together.commands import (
    Change,
    Exchanged,
    Stamp,
    could_see,
    next_stamp,
)
from modelway.domain.together.merge import Merged, merge
from modelway.domain.together.rules import RULES, with_companions

YEAR = 365 * 24 * 3600
NOON = 1_795_000_000
WORDS = ("I said so.", "I waited.", "", "Asked first.", "Let it pass.")
NAMES = ("Honesty", "Courage", "Care")
DAYS = ("2026-11-20", "2026-11-21")


def known_of(commands: Iterable[Exchanged]) -> dict[str, int]:
    """The newest number of each machine."""
    known: dict[str, int] = {}
    for command in commands:
        known[command.machine] = max(command.number, known.get(command.machine, 0))
    return known


@dataclass
class Machine:
    """A machine as the merge sees it: the commands it knows, and a clock that is wrong by `skew` seconds."""

    name: str
    skew: int = 0
    known: dict[tuple[str, int], Exchanged] = field(default_factory=dict)

    @property
    def journal(self) -> Merged:
        return merge(self.known.values())

    def give(self, seconds: int, *changes: Change) -> Exchanged:
        latest = max((one.stamp for one in self.known.values()), default=Stamp(0, 0))
        seen = known_of(self.known.values())
        number = seen.pop(self.name, 0) + 1
        stamp = next_stamp(max(0, seconds + self.skew), latest)
        command = Exchanged(
            self.name, number, f"{self.name}{number}", f"{self.name}{number - 1}", stamp, seen,
            "nights edit", "editing", "2026-11-20T21:00:00Z", 60, changes,
        )  # fmt: skip
        self.known[command.key] = command
        return command

    def meet(self, other: "Machine") -> None:
        self.known |= other.known
        other.known |= self.known


def value(row_id: str, name: str, position: int = 1) -> Change:
    fields = {
        "id": row_id,
        "slug": name.lower(),
        "name": name,
        "name_key": name.casefold(),
        "position": position,
    }
    return Change("value", row_id, fields)


def wording(row_id: str, of: str, text: str) -> Change:
    return Change("definition", row_id, {"id": row_id, "value_id": of, "starts_on": DAYS[0], "text": text})


def night(row_id: str, day: str = DAYS[0], note: str = "") -> Change:
    return Change("night", row_id, {"id": row_id, "day": day, "note": note, "finished": 0})


def answer(row_id: str, night_id: str, of: str, wording_id: str, text: str) -> Change:
    fields = {"id": row_id, "night_id": night_id, "value_id": of, "definition_id": wording_id}
    return Change("reflection", row_id, {**fields, "outcome": "demonstrated", "text": text})


def promise(row_id: str, of: str, action: str) -> Change:
    fields = {"id": row_id, "value_id": of, "planned_on": DAYS[0], "due_on": DAYS[1], "cue": "", "note": ""}
    return Change("practice", row_id, {**fields, "action": action, "outcome": None, "reported_on": None})


def two_that_know_honesty() -> tuple[Machine, Machine]:
    one, other = Machine("a"), Machine("b")
    one.give(NOON, value("v", "Honesty"), wording("w", "v", "I say what is so."))
    one.meet(other)
    return one, other


def texts(machine: Machine, table: str, column: str) -> list[str]:
    return sorted(row[column] for row in machine.journal.rows[table].values())


def test_an_answer_written_on_two_machines_keeps_both_texts_until_one_that_saw_both_is_written() -> None:
    one, other = two_that_know_honesty()
    one.give(NOON + 1, night("n1"), answer("r1", "n1", "v", "w", "Told the board."))
    other.give(NOON + 2, night("n2"), answer("r2", "n2", "v", "w", "Told Ana."))

    one.meet(other)

    (conflict,) = one.journal.conflicts
    assert [version.text for version in conflict.versions] == ["Told Ana.", "Told the board."]
    assert texts(one, "reflection", "text") == ["Told Ana."]
    one.give(NOON + 3, Change("reflection", conflict.row_id, {"text": "Told Ana, then the board."}))
    assert one.journal.conflicts == []


def test_what_was_left_empty_never_wins_over_words_that_were_written_apart() -> None:
    one, other = two_that_know_honesty()
    one.give(NOON + 1, night("n1", note="A long day."))
    other.give(NOON + 2, night("n2"))

    one.meet(other)

    assert texts(one, "night", "note") == ["A long day."]
    assert one.journal.conflicts == []


def test_different_fields_of_one_row_unite() -> None:
    one, other = two_that_know_honesty()
    one.give(NOON + 1, night("n"))
    one.meet(other)
    one.give(NOON + 2, Change("night", "n", {"note": "A long day."}))
    other.give(NOON + 3, Change("night", "n", {"finished": 1}))

    one.meet(other)

    (row,) = other.journal.rows["night"].values()
    assert (row["note"], row["finished"]) == ("A long day.", 1)


def test_an_edit_beats_a_delete_that_could_not_see_it_and_keeps_the_night_it_belongs_to() -> None:
    one, other = two_that_know_honesty()
    one.give(NOON + 1, night("n"), answer("r", "n", "v", "w", "Told the board."))
    one.meet(other)
    one.give(NOON + 9, Change("reflection", "r", None), Change("night", "n", None))
    other.give(NOON + 2, Change("reflection", "r", {"text": "Told the board first."}))

    one.meet(other)

    assert texts(one, "reflection", "text") == ["Told the board first."]
    assert texts(one, "night", "day") == [DAYS[0]]


def test_a_delete_holds_against_everything_it_could_see() -> None:
    one, other = two_that_know_honesty()
    one.give(NOON + 1, night("n"))
    one.meet(other)
    other.give(NOON - YEAR, Change("night", "n", None))

    one.meet(other)

    assert one.journal.rows["night"] == {}


def test_values_of_one_name_and_a_promise_made_twice_become_one_with_all_that_hangs_on_them() -> None:
    one, other = Machine("a"), Machine("b")
    for machine, mark in ((one, "1"), (other, "2")):
        machine.give(NOON, value(f"v{mark}", "Honesty"), wording(f"w{mark}", f"v{mark}", "I say what is so."))
        machine.give(NOON + 1, promise(f"p{mark}", f"v{mark}", "begin with the worst number"))

    one.meet(other)

    assert [len(one.journal.rows[table]) for table in ("value", "definition", "practice")] == [1, 1, 1]
    assert one.journal.conflicts == []


def test_united_values_stay_one_when_the_value_is_renamed_later() -> None:
    one, other = Machine("a"), Machine("b")
    one.give(NOON, value("v1", "Honesty"))
    other.give(NOON, value("v2", "honesty"))
    one.meet(other)
    (kept,) = one.journal.rows["value"]

    one.give(NOON + 5, Change("value", kept, {"name": "Truth", "name_key": "truth"}))

    assert texts(one, "value", "name") == ["Truth"]


def test_two_values_of_one_machine_never_become_one() -> None:
    one, other = Machine("a"), Machine("b")
    one.give(NOON, value("v1", "Honesty"))
    one.give(NOON + 1, Change("value", "v1", {"name": "Truth", "name_key": "truth"}))
    one.give(NOON + 2, value("v3", "Honesty", 2))
    other.give(NOON, value("v2", "Honesty"))

    one.meet(other)

    assert texts(one, "value", "name") == ["Honesty", "Truth"]


def test_what_could_see_another_is_later_however_far_the_clock_is_behind() -> None:
    ahead, behind = Machine("a", skew=9 * YEAR), Machine("b", skew=-9 * YEAR)
    ahead.give(NOON, night("n", note="first"))
    ahead.meet(behind)
    behind.give(NOON + 5, Change("night", "n", {"note": "second"}))

    ahead.meet(behind)

    assert texts(ahead, "night", "note") == ["second"]


def random_command(  # noqa: C901 - one case a kind of change
    machine: Machine, chance: random.Random, mark: str
) -> list[Change]:
    """One to three changes such as a leader's commands make, of what the machine's journal holds now."""
    rows = machine.journal.rows
    changes: list[Change] = []
    for place in range(chance.randint(1, 3)):
        row_id = f"{mark}-{place}"
        table = chance.choice(["value", "definition", "night", "reflection", "practice", "drop", "edit"])
        values = sorted(rows["value"])
        match table:
            case "value":
                name = chance.choice(NAMES)
                if name.casefold() not in {row["name_key"] for row in rows["value"].values()}:
                    changes.append(value(row_id, name, chance.randint(1, 4)))
                    break
            case "definition" if values:
                of = chance.choice(values)
                if of not in {row["value_id"] for row in rows["definition"].values()}:
                    changes.append(wording(row_id, of, chance.choice(WORDS)))
                    break
            case "night":
                day = chance.choice(DAYS)
                if day not in {row["day"] for row in rows["night"].values()}:
                    changes.append(night(row_id, day, chance.choice(WORDS)))
                    break
            case "reflection" if rows["night"] and rows["definition"]:
                of, under = chance.choice(sorted(rows["night"])), chance.choice(sorted(rows["definition"]))
                about = rows["definition"][under]["value_id"]
                taken = {(row["night_id"], row["value_id"]) for row in rows["reflection"].values()}
                if (of, about) not in taken:
                    changes.append(answer(row_id, of, about, under, chance.choice(WORDS)))
                    break
            case "practice" if values:
                changes.append(promise(row_id, chance.choice(values), chance.choice(WORDS)))
            case "edit":
                found = [(of, one) for of, some in rows.items() for one in sorted(some) if RULES[of].words]
                if found:
                    of, one = chance.choice(found)
                    names = with_companions(of, {chance.choice(RULES[of].words)} & rows[of][one].keys())
                    written = {name: rows[of][one][name] for name in names}
                    changes.append(
                        Change(of, one, {**written, **dict.fromkeys(names & set(RULES[of].words), mark)})
                    )
            case "drop" if rows["reflection"]:
                changes.append(Change("reflection", chance.choice(sorted(rows["reflection"])), None))
    return list({(one.table, one.row_id): one for one in changes}.values())


def written_apart(machines: Sequence[Machine], chance: random.Random, steps: int) -> None:
    for step in range(steps):
        machine = chance.choice(machines)
        if chance.random() < 0.3:
            machine.meet(chance.choice(machines))
        changes = random_command(machine, chance, f"{machine.name}{step}")
        if changes:
            machine.give(NOON + chance.randint(0, 900), *changes)


def assert_whole(journal: Merged) -> None:
    rows = journal.rows
    for table, rule in RULES.items():
        for row in rows[table].values():
            for column, of in rule.references.items():
                assert row.get(column) is None or row[column] in rows[of]
        for key in filter(None, (rule.key,)):
            keys = [tuple(row[column] for column in key) for row in rows[table].values()]
            assert len(keys) == len(set(keys))
    for column in ("slug", "name_key"):
        names = [row[column] for row in rows["value"].values()]
        assert len(names) == len(set(names))


@settings(max_examples=150)
@given(st.integers(2, 5), st.integers(0, 2**32), st.lists(st.integers(-12, 12), min_size=5, max_size=5))
def test_any_order_of_meetings_gives_the_same_journal(machines: int, seed: int, years: list[int]) -> None:
    chance = random.Random(seed)
    apart = [Machine("abcde"[place], years[place] * YEAR) for place in range(machines)]
    written_apart(apart, chance, 14)

    for _ in range(2):
        for machine in chance.sample(apart, machines):
            machine.meet(apart[0])

    journals = [machine.journal for machine in apart]
    shuffled = list(apart[0].known.values())
    chance.shuffle(shuffled)
    journals.append(merge(shuffled))
    assert all(one.rows == journals[0].rows and one.conflicts == journals[0].conflicts for one in journals)
    assert_whole(journals[0])
    assert_no_word_lost(apart[0])


def assert_no_word_lost(machine: Machine) -> None:
    """Every text that no later command could see is in the journal, in a conflict, or in what was deleted."""
    journal = machine.journal
    told = {version.text for conflict in journal.conflicts for version in conflict.versions}
    standing = {
        row.get(name) for of in RULES for row in journal.rows[of].values() for name in RULES[of].words
    }
    commands = list(machine.known.values())
    for command in commands:
        if any(could_see(other, command) for other in commands):
            continue
        for change in command.changes:
            for name in RULES[change.table].words:
                text = (change.fields or {}).get(name)
                assert not text or text in told | standing
