"""The revisions lead from nothing to the schema of a new store, and each of them keeps what it must."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_alembic import Config as ChainUnderTest
from pytest_alembic.runner import MigrationContext
from pytest_alembic.tests import (  # noqa: F401
    test_model_definitions_match_ddl,
    test_single_head_revision,
    test_up_down_consistency,
    test_upgrade,
)
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool

from chains import chain_ahead
from journals import a_leaders_journal, session_at
from modelway.store import opening, schema
from modelway.store.files import engine, seals, stamps
from modelway.store.migrations import revisions
from modelway.store.migrations.revisions import CheckError, upgrade

VERSION = stamps.SCHEMA_VERSION


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[engine.sqlite.Connection]:
    (tmp_path / "empty.db").touch()
    connection = engine.connect(tmp_path / "empty.db")
    yield connection
    connection.close()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[engine.sqlite.Connection]:
    with session_at(tmp_path / "journal.db") as session:
        a_leaders_journal(session)
    connection = engine.connect(tmp_path / "journal.db")
    yield connection
    connection.close()


@pytest.fixture
def alembic_engine(nothing: engine.sqlite.Connection) -> Engine:
    return create_engine("sqlite://", creator=lambda: nothing, poolclass=StaticPool, module=engine.sqlite)


@pytest.fixture
def alembic_config(alembic_engine: Engine) -> ChainUnderTest:
    return ChainUnderTest(
        config_options={"target_metadata": schema.Schema.metadata},
        # The way back is the backup that is taken before every migration.
        minimum_downgrade_revision=f"{VERSION:04}",
        alembic_config=revisions.alembic_config(revisions.SHIPPED, alembic_engine),
    )


def definitions(connection: engine.sqlite.Connection) -> list[tuple[str, ...]]:
    """Kind, name, table and text of everything in the schema; the spacing of the text does not count."""
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2")
    return [(*names, " ".join((text or "").split())) for *names, text in found]


def refused(journal: engine.sqlite.Connection, chain: revisions.Chain, match: str) -> None:
    """The revision is refused, and the journal as it was, with nothing under way."""
    before = everything(journal)
    with pytest.raises(CheckError, match=match):
        upgrade(journal, VERSION, chain)
    assert not journal.in_transaction
    assert everything(journal) == before


def everything(connection: engine.sqlite.Connection) -> object:
    tables = [name for kind, name, *_ in definitions(connection) if kind == "table"]
    rows = {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in tables}
    return definitions(connection), rows, connection.execute("PRAGMA user_version").fetchone()


# The shipped chain


def test_every_revision_is_named_by_the_version_it_leads_to(alembic_runner: MigrationContext) -> None:
    assert alembic_runner.heads == [f"{VERSION:04}"]
    assert alembic_runner.history.revisions[1:-1] == [f"{step:04}" for step in range(1, VERSION + 1)]


def test_the_first_revision_is_the_present_schema_until_it_is_released() -> None:
    first = revisions.SHIPPED.folders[0] / "r0001_the_first_schema.sql"
    if VERSION == 1:
        assert first.read_text() == revisions.SHIPPED.schema.read_text(), (
            f"The tables have changed and no release has happened: copy schema.sql to {first.name}, "
            "then run tests/data/stores/make.py."
        )


def test_a_store_brought_up_from_nothing_is_a_new_store_to_the_letter(
    nothing: engine.sqlite.Connection,
) -> None:
    upgrade(nothing, 0)
    assert nothing.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert nothing.execute("PRAGMA application_id").fetchone() == (stamps.APPLICATION_ID,)
    new = opening.empty_store()
    assert definitions(nothing) == definitions(new) != []
    new.close()


def test_every_file_of_the_chain_lies_within_the_package() -> None:
    package = Path(engine.__file__).parents[2]
    for folder in revisions.SHIPPED.folders:
        assert folder.is_relative_to(package)
        assert {file.suffix for file in folder.iterdir() if file.is_file()} == {".py", ".sql"}


# A revision more


def test_a_revision_adds_a_column_and_a_table(journal: engine.sqlite.Connection, tmp_path: Path) -> None:
    nights = journal.execute("SELECT * FROM night ORDER BY day").fetchall()
    upgrade(journal, VERSION, chain_ahead(tmp_path))
    assert journal.execute("SELECT * FROM night ORDER BY day").fetchall() == [(*row, None) for row in nights]
    assert journal.execute("SELECT count(*) FROM letter").fetchone() == (0,)
    assert journal.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)
    assert "alembic_version" not in {name for _, name, *_ in definitions(journal)}
    assert not journal.in_transaction


def test_a_table_that_others_name_can_be_built_anew(
    journal: engine.sqlite.Connection, tmp_path: Path
) -> None:
    columns = "id TEXT NOT NULL, value_id TEXT NOT NULL, starts_on TEXT NOT NULL, text TEXT NOT NULL"
    keys = "PRIMARY KEY (id), UNIQUE (value_id, starts_on), FOREIGN KEY(value_id) REFERENCES value (id)"
    chain = chain_ahead(
        tmp_path,
        f"""
        op.execute("CREATE TABLE wording ( {columns}, {keys}, CHECK (text <> '') ) STRICT")
        op.execute("INSERT INTO wording SELECT id, value_id, starts_on, text FROM definition")
        op.execute("DROP TABLE definition")
        op.execute("ALTER TABLE wording RENAME TO definition")
        """,
        schema={
            "UNIQUE (value_id, starts_on),\n    FOREIGN KEY(value_id) REFERENCES value (id)\n": (
                "UNIQUE (value_id, starts_on),\n    FOREIGN KEY(value_id) REFERENCES value (id),\n"
                "    CHECK (text <> '')\n"
            )
        },
    )
    definitions = journal.execute("SELECT * FROM definition").fetchall()
    upgrade(journal, VERSION, chain)
    assert journal.execute("SELECT * FROM definition").fetchall() == definitions != []
    assert journal.execute("SELECT count(*) FROM behavior").fetchone() == (5,)


def test_rows_that_vanish_are_noticed(journal: engine.sqlite.Connection, tmp_path: Path) -> None:
    chain = chain_ahead(tmp_path, 'op.execute("DELETE FROM practice")')
    refused(journal, chain, "practice had 3 rows, and then 0")


def test_a_table_that_vanishes_is_noticed(journal: engine.sqlite.Connection, tmp_path: Path) -> None:
    refused(journal, chain_ahead(tmp_path, 'op.drop_table("rest")'), "rest had 0 rows, and then was gone")


def test_rows_may_go_where_the_revision_says_so(journal: engine.sqlite.Connection, tmp_path: Path) -> None:
    chain = chain_ahead(tmp_path, 'op.execute("DELETE FROM practice")', 'changes_rows_of = ["practice"]')
    upgrade(journal, VERSION, chain)
    assert journal.execute("SELECT count(*) FROM practice").fetchone() == (0,)


def test_a_row_left_without_the_one_it_names_is_noticed(
    journal: engine.sqlite.Connection, tmp_path: Path
) -> None:
    chain = chain_ahead(tmp_path, "op.execute(\"UPDATE value SET id = 'another' WHERE position = 1\")")
    refused(journal, chain, "names a row of value that is not there")


def test_a_schema_that_is_not_that_of_a_new_store_is_noticed(
    journal: engine.sqlite.Connection, tmp_path: Path
) -> None:
    chain = chain_ahead(tmp_path, 'op.add_column("night", sa.Column("mood", sa.Text()))', schema={})
    refused(journal, chain, "the table night is not that of a new journal")


@pytest.mark.parametrize("version", [-1, 7, 99])
def test_a_version_that_no_chain_knows_is_refused(
    journal: engine.sqlite.Connection, version: int, tmp_path: Path
) -> None:
    before = everything(journal)
    with pytest.raises(CheckError, match=f"no modelway ever wrote a schema {version}"):
        upgrade(journal, version, chain_ahead(tmp_path))
    assert everything(journal) == before


def test_a_revision_that_fails_half_way_leaves_nothing_behind(
    journal: engine.sqlite.Connection, tmp_path: Path
) -> None:
    before = everything(journal)
    chain = chain_ahead(
        tmp_path, 'op.add_column("night", sa.Column("mood", sa.Text()))\nraise LookupError', schema={}
    )
    with pytest.raises(LookupError):
        upgrade(journal, VERSION, chain)
    assert everything(journal) == before
    assert not journal.in_transaction


def test_images_that_a_revision_rewrites_are_sealed_anew(
    journal: engine.sqlite.Connection, tmp_path: Path
) -> None:
    rewriting = "op.execute(\"UPDATE history SET after_image = json_set(after_image, '$.mood', 'calm')\")"
    upgrade(journal, VERSION, chain_ahead(tmp_path, rewriting, "rewrites_history = True"))
    assert journal.execute("SELECT DISTINCT after_image ->> 'mood' FROM history").fetchall() == [("calm",)]
    assert list(seals.broken_seals(journal)) == []


def test_the_seals_of_a_history_that_is_left_alone_are_too(
    journal: engine.sqlite.Connection, tmp_path: Path
) -> None:
    history = journal.execute("SELECT * FROM history").fetchall()
    upgrade(journal, VERSION, chain_ahead(tmp_path))
    assert journal.execute("SELECT * FROM history").fetchall() == history != []
    assert list(seals.broken_seals(journal)) == []
