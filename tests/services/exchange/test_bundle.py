"""Everything out and in again: equal row by row, the same twice changes nothing, one undo takes it back."""

import json
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journals import FRIDAY, a_leaders_journal, define, night, session_at
from modelway.domain.exchange.merging import Counts, OnConflict
from modelway.domain.exchange.records import KINDS, PAST
from modelway.domain.keeping.changes import count_changes
from modelway.domain.loop.drafts import NightDraft, PlanDraft, ReflectionDraft
from modelway.domain.loop.nights import Outcome
from modelway.errors import BadFile
from modelway.services.exchange import merge
from modelway.services.exchange.export import Wanted, export_text
from modelway.services.exchange.import_file import How, import_file
from modelway.services.keeping.history import history
from modelway.services.keeping.undo import redo, undo
from modelway.services.loop.record import record
from modelway.services.session import Session
from modelway.store.exchange.records import each_record
from modelway.store.files import seals
from modelway.store.keeping import changes
from modelway.store.keeping import history as store_history
from modelway.store.keeping.checks import problems_of
from modelway.store.keeping.history import last_to_redo, standing

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
NIGHTS = st.lists(
    st.tuples(st.integers(0, 3_000), st.sampled_from(list(Outcome)), WORDS, WORDS),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one[0],
)


def rows(session: Session) -> dict[str, list[Any]]:
    return {kind.name: list(each_record(session.journal, kind)) for kind in KINDS}


def past(session: Session) -> dict[str, list[Any]]:
    return {kind.name: list(each_record(session.journal, kind)) for kind in PAST}


def bring_in(session: Session, text: str, **options: Any) -> Any:
    return import_file(session, [("a.json", text.encode())], "a.json", How(**options))


@settings(max_examples=25)
@given(nights=NIGHTS)
def test_a_journal_that_went_out_comes_in_equal_row_by_row(nights: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        with session_at(Path(folder) / "one.db") as session:
            define(session)
            drafts = [
                NightDraft(
                    day=FRIDAY - timedelta(days=back),
                    note=note,
                    reflections=(ReflectionDraft("1", outcome, text),),
                    plans=(PlanDraft("2", "", "ask first"),),
                )
                for back, outcome, text, note in nights
            ]
            record(session, drafts)
            before, text = rows(session), export_text(session, "bundle")
        with session_at(Path(folder) / "two.db") as session:
            bring_in(session, text)

            assert rows(session) == before


def test_the_same_file_twice_changes_nothing_and_leaves_no_command(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session:
        a_leaders_journal(session)
        text = export_text(session, "bundle")
    with session_at(tmp_path / "two.db") as session:
        first = bring_in(session, text).total
        again = bring_in(session, text).total

        assert (first.new, first.unchanged) == (again.unchanged, again.new)
        assert first.new > 30
        assert session.journal.rows("SELECT count(*) FROM command")[0][0] == 1


def test_one_undo_takes_all_of_it_back(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session:
        a_leaders_journal(session)
        text = export_text(session, "bundle")
    with session_at(tmp_path / "two.db") as session:
        bring_in(session, text)
        undo(session, 1)

        assert not any(rows(session).values())


def test_a_dry_run_counts_the_same_and_changes_nothing(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session:
        a_leaders_journal(session)
        text = export_text(session, "bundle")
    with session_at(tmp_path / "two.db") as session:
        dry = bring_in(session, text, dry=True)

        assert not any(rows(session).values())
        assert dry.counts == bring_in(session, text).counts


def two_tellings(tmp_path: Path) -> tuple[str, Session]:
    """A bundle and an open journal that tell the same night differently, each with ids of its own."""
    with session_at(tmp_path / "one.db") as session:
        define(session)
        record(session, [night(FRIDAY, "DF", texts={"1": "theirs", "2": "only theirs"}, note="same")])
        text = export_text(session, "bundle")
    session = session_at(tmp_path / "two.db")
    define(session)
    record(session, [night(FRIDAY, "D", texts={"1": "ours"}, note="same")])
    return text, session


def told(session: Session) -> list[tuple[str, str]]:
    found = session.journal.night(FRIDAY)
    assert found
    return [(str(one.outcome), one.text) for one in found.reflections]


def test_what_only_the_file_tells_comes_in_and_what_both_tell_stays_ours_and_is_reported(
    tmp_path: Path,
) -> None:
    text, session = two_tellings(tmp_path)
    with session:
        found = bring_in(session, text)

        assert told(session) == [("demonstrated", "ours"), ("fell_short", "only theirs")]
        assert [one.field for one in found.conflicts] == ["text"]


def test_replace_takes_the_words_of_the_file(tmp_path: Path) -> None:
    text, session = two_tellings(tmp_path)
    with session:
        bring_in(session, text, on_conflict=OnConflict.REPLACE)

        assert told(session)[0] == ("demonstrated", "theirs")


def test_both_keeps_both_once(tmp_path: Path) -> None:
    text, session = two_tellings(tmp_path)
    with session:
        bring_in(session, text, on_conflict=OnConflict.BOTH)
        again = bring_in(session, text, on_conflict=OnConflict.BOTH)

        assert told(session)[0] == ("demonstrated", "ours\n\ntheirs")
        assert (again.total.new, again.total.changed) == (0, 0)


def test_values_of_the_same_name_are_the_same_value_and_others_go_behind(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session:
        define(session, "Honesty", "Patience")
        text = export_text(session, "bundle")
    with session_at(tmp_path / "two.db") as session:
        define(session, "Courage", "HONESTY")
        bring_in(session, text)

        assert [value.name for value in session.journal.values()] == ["Courage", "HONESTY", "Patience"]


def test_the_schema_in_the_docs_is_that_of_the_code() -> None:
    from modelway.exchange.bundle import json_schema

    docs = Path(__file__).parents[3] / "docs" / "bundle.schema.json"
    assert json.loads(docs.read_text("utf-8")) == json_schema()


def test_a_bundle_holds_every_field_of_every_recorded_table() -> None:
    from modelway.store.schema import Schema

    tables = Schema.metadata.tables
    assert {kind.name for kind in KINDS} == set(Schema.recorded)
    for kind in KINDS:
        columns = tables[kind.name].columns
        assert {field.name: field.optional for field in kind.fields} == {
            one.name: one.nullable for one in columns
        }, kind.name
        references = {
            one.name: next(iter(one.foreign_keys)).column.table.name for one in columns if one.foreign_keys
        }
        assert {field.name: field.of for field in kind.references} == references


def test_a_night_that_both_have_under_other_ids_is_one_night(tmp_path: Path) -> None:
    text, session = two_tellings(tmp_path)
    with session:
        bring_in(session, text)

        assert [one.day for one in session.journal.nights(date.min, date.max)] == [FRIDAY]


@pytest.mark.parametrize("dry", [True, False])
def test_records_of_one_file_that_are_the_same_become_one(tmp_path: Path, dry: bool) -> None:
    with session_at(tmp_path / "one.db") as session:
        define(session)
        record(session, [night(FRIDAY, "DF", note="told once")])
        whole = json.loads(export_text(session, "bundle"))
    (first,) = whole["data"]["night"]
    whole["data"]["night"].append({**first, "id": "twin", "note": "told twice"})
    with session_at(tmp_path / "two.db") as session:
        found = bring_in(session, json.dumps(whole), dry=dry, on_conflict=OnConflict.BOTH)

        assert found.counts["night"] == Counts(new=1, changed=1)
        assert dry or session.journal.rows("SELECT note FROM night") == [("told once\n\ntold twice",)]


def test_a_large_import_is_saved_and_taken_back_in_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge, "BATCH", 3)
    monkeypatch.setattr(seals, "BATCH", 2)
    monkeypatch.setattr(store_history, "BATCH", 4)
    with session_at(tmp_path / "one.db") as session:
        a_leaders_journal(session)
        before, text = rows(session), export_text(session, "bundle")
    with session_at(tmp_path / "two.db") as session:
        bring_in(session, text)
        after = rows(session)
        undo(session, 1)

        assert after == before
        assert not any(rows(session).values())
        assert not list(seals.broken_seals(session.journal.connection))


def test_the_history_counts_an_import_as_its_images_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST_ROWS", 5)
    with session_at(tmp_path / "one.db") as session:
        a_leaders_journal(session)
        text = export_text(session, "bundle")
    with session_at(tmp_path / "two.db") as session:
        define(session, "Honesty")
        bring_in(session, text, on_conflict=OnConflict.REPLACE)
        undo(session, 1)
        counted, whole = (history(session, counted=counted).commands for counted in (True, False))

        assert [set(one.counts or count_changes(one.changes)) for one in counted] == [
            set(count_changes(one.changes)) for one in whole
        ]
        assert any(one.counts for one in counted)


@settings(max_examples=25)
@given(nights=NIGHTS, steps=st.lists(st.booleans(), max_size=4))
def test_with_its_history_every_change_comes_in_equal_row_by_row(
    nights: list[Any], steps: list[bool]
) -> None:
    with TemporaryDirectory() as folder:
        with session_at(Path(folder) / "one.db") as session:
            define(session)
            for back, outcome, text, note in nights:
                answer = ReflectionDraft("1", outcome, text)
                day = FRIDAY - timedelta(days=back)
                record(session, [NightDraft(day=day, note=note, reflections=(answer,))])
            for back in steps:
                if back and standing(session.journal, 1):
                    undo(session, 1)
                elif last_to_redo(session.journal):
                    redo(session, 1)
            before, text = (rows(session), past(session)), export_text(session, "bundle", Wanted(past=True))
        with session_at(Path(folder) / "two.db") as session:
            found = bring_in(session, text)

            assert found.past
            assert (rows(session), past(session)) == before
            assert problems_of(Path(folder) / "two.db") == []


def test_a_history_that_came_in_goes_on_with_undo(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session:
        define(session)
        record(session, [night(FRIDAY, "D")])
        text = export_text(session, "bundle", Wanted(past=True))
    with session_at(tmp_path / "two.db") as session:
        bring_in(session, text)
        undo(session, 1)

        assert [len(session.journal.values()), session.journal.nights()] == [3, []]


def test_a_journal_with_a_history_keeps_its_own(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session:
        a_leaders_journal(session)
        text = export_text(session, "bundle", Wanted(past=True))
    with session_at(tmp_path / "two.db") as session:
        define(session, "Patience")
        found = bring_in(session, text)

        assert not found.past
        assert [one["name"] for one in past(session)["command"]] == ["values define", "import"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"after_image": "{}"}, r"history\[0\].after_image"),
        ({"after_image": '{"id": NaN}'}, "NaN"),
        ({"after_image": None}, r"history\[0\].after_image"),
        ({"number": 7}, r"history\[0\].number"),
        ({"command": 99}, r"history\[0\].command"),
        ({"table_name": "store"}, r"history\[0\].table_name"),
        ({"row_id": "another"}, r"history\[0\].after_image.id"),
    ],
)
def test_a_history_that_is_none_is_refused_with_its_place(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    with session_at(tmp_path / "one.db") as session:
        define(session)
        whole = json.loads(export_text(session, "bundle", Wanted(past=True)))
    whole["data"]["history"][0] |= change
    with session_at(tmp_path / "two.db") as session, pytest.raises(BadFile, match=said):
        bring_in(session, json.dumps(whole))


def test_a_history_that_does_not_lead_to_the_rows_is_refused_and_nothing_comes_in(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session:
        define(session)
        whole = json.loads(export_text(session, "bundle", Wanted(past=True)))
    whole["data"]["behavior"] = []
    whole["data"]["value"][0]["importance"] = 3
    with session_at(tmp_path / "two.db") as session:
        with pytest.raises(BadFile, match="does not lead to"):
            bring_in(session, json.dumps(whole))

        assert not any(rows(session).values())
        assert not any(past(session).values())


def test_how_far_an_import_is_is_told_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "BATCH", 4)
    said: list[str] = []
    with session_at(tmp_path / "one.db") as session:
        define(session)
        text = export_text(session, "bundle")
    with session_at(tmp_path / "two.db") as session:
        import_file(session, [("a.json", text.encode())], "a.json", How(), said.append)

    assert said[:2] == ["checking it", "bringing it in: 4 records"]
