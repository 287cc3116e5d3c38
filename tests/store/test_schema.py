"""The schema is written once, as SQLModel tables; the file, the queries and the history follow it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from modelway.store import opening, queries, schema
from modelway.store.files import engine, stamps
from modelway.store.journal import Journal

NAMED_QUERIES = {
    name: text for name, text in vars(queries).items() if name.isupper() and not name.startswith("_")
}


@pytest.fixture(scope="module")
def made_by_sqlmodel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[engine.sqlite.Connection]:
    from sqlalchemy import create_engine

    path = tmp_path_factory.mktemp("tables") / "journal.db"
    server = create_engine(f"sqlite:///{path}")
    schema.Schema.metadata.create_all(server)
    server.dispose()
    connection = engine.sqlite.connect(str(path))
    yield connection
    connection.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[engine.sqlite.Connection]:
    connection = opening.open_store(tmp_path / "journal.db")
    yield connection
    connection.close()


def test_the_schema_file_is_what_the_tables_print() -> None:
    kept = Path(schema.__file__).with_name("schema.sql").read_text("utf-8")
    assert kept == schema.schema_sql(), "write it anew: python -m modelway.store.schema > …/schema.sql"


@pytest.mark.parametrize("name", NAMED_QUERIES)
def test_every_query_runs_on_a_store_made_by_sqlmodel(
    name: str, made_by_sqlmodel: engine.sqlite.Connection
) -> None:
    query = NAMED_QUERIES[name]
    parameters = dict.fromkeys(re.findall(r":(\w+)", query))
    made_by_sqlmodel.execute(query if query.startswith("PRAGMA") else f"EXPLAIN {query}", parameters)


def test_the_queries_are_all_there() -> None:
    assert {"VALUES", "NIGHTS_BETWEEN", "PUT_REFLECTION", "STANDING"} <= set(NAMED_QUERIES)


def test_every_table_is_strict(fresh: engine.sqlite.Connection) -> None:
    found = fresh.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    strict = {name: bool(strict) for name, strict in found if not name.startswith("sqlite_")}
    assert set(strict) == set(schema.Schema.metadata.tables)
    assert all(strict.values()), strict


def test_a_word_is_refused_where_a_number_belongs(fresh: engine.sqlite.Connection) -> None:
    with pytest.raises(engine.sqlite.IntegrityError, match="cannot store TEXT"):
        fresh.execute("INSERT INTO night VALUES ('1', '2026-11-20', '', '2026-11-20T20:00:00Z', 'east', 0)")


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("value", "'1', 'a', 'A', 'a', 'king', 10, 0.8, 1, '2026-11-20', NULL"),
        ("value", "'1', 'a', 'A', 'a', 'leader', 11, 0.8, 1, '2026-11-20', NULL"),
        ("value", "'1', 'a', 'A', 'a', 'leader', 10, 1.1, 1, '2026-11-20', NULL"),
        ("night", "'1', '2026-11-20', '', '2026-11-20T20:00:00Z', 60, 2"),
        ("reflection", "'1', '1', '1', '1', 'perhaps', ''"),
        ("practice", "'1', '1', '2026-11-20', '2026-11-19', 1, '', 'ask', NULL, '', NULL"),
        ("practice", "'1', '1', '2026-11-20', '2026-11-21', 1, '', 'ask', 'kept', '', NULL"),
        ("rest", "'1', NULL, '2026-11-20', '2026-11-19', ''"),
    ],
)
def test_the_store_itself_refuses_what_no_domain_object_is(
    fresh: engine.sqlite.Connection, table: str, row: str
) -> None:
    with pytest.raises(engine.sqlite.IntegrityError, match="CHECK constraint failed"):
        fresh.execute(f"INSERT INTO {table} VALUES ({row})")


def test_an_answer_for_no_night_is_refused(fresh: engine.sqlite.Connection) -> None:
    with pytest.raises(engine.sqlite.IntegrityError, match="FOREIGN KEY"):
        fresh.executescript(
            "INSERT INTO command VALUES (1, 'journal', '', '2026-11-20T20:00:00Z', 0, NULL);"
            "INSERT INTO current_command VALUES (1, 1);"
            "INSERT INTO reflection VALUES ('1', 'no night', 'no value', 'no wording', NULL, '');"
        )


def test_a_new_store_bears_its_stamps(fresh: engine.sqlite.Connection) -> None:
    assert fresh.execute("PRAGMA application_id").fetchone() == (stamps.APPLICATION_ID,)
    assert fresh.execute("PRAGMA user_version").fetchone() == (stamps.SCHEMA_VERSION,)


def test_the_stamp_can_be_read_in_the_files_first_bytes(tmp_path: Path) -> None:
    opening.open_store(tmp_path / "journal.db").close()
    assert (tmp_path / "journal.db").read_bytes()[68:72] == b"MWJL"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
    ],
)
def test_a_store_is_opened_for_safety(fresh: engine.sqlite.Connection, setting: str, value: object) -> None:
    assert fresh.execute(f"PRAGMA {setting}").fetchone() == (value,)


def test_every_table_a_leader_fills_leaves_its_history(fresh: engine.sqlite.Connection) -> None:
    triggers = {name for (name,) in fresh.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    bookkeeping = {"store", "command", "current_command", "history", "draft"}
    bookkeeping |= {"together", "exchanged_command", "exchanged_change"}
    for table in set(schema.Schema.metadata.tables) - bookkeeping:
        assert {f"history_of_{table}_{event}" for event in ("insert", "update", "delete")} <= triggers


def test_a_night_is_found_without_reading_them_all(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        for query in (queries.NIGHTS_BETWEEN, queries.REFLECTIONS_BETWEEN, queries.PRACTICES_DUE_BETWEEN):
            plan = journal.rows(f"EXPLAIN QUERY PLAN {query}", start="2026-11-20", end="2026-11-20")
            steps = [step for *_, step in plan]
            assert not any(step.startswith("SCAN") for step in steps), steps
