"""Running revisions of the schema on an open store, in one transaction with the checks on what they did.

Importing this module is cheap; Alembic and SQLAlchemy are imported when there is something to run.
"""

from collections.abc import Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from modelway.store.files import contents, seals
from modelway.store.files.stamps import SCHEMA_VERSION

if TYPE_CHECKING:
    # sqlcipher3 ships no types and keeps to the interface of the standard module.
    import sqlite3 as sqlite

    import sqlalchemy
    from alembic.config import Config
else:
    import sqlcipher3.dbapi2 as sqlite

HERE = Path(__file__).parent


class Chain(NamedTuple):
    """The revisions up to `version`, the folders they lie in, and the schema that a new store is made from.

    A revision is named by the user_version it leads to, in four digits. It may declare `changes_rows_of`, the
    tables whose number of rows it means to change, and `rewrites_history = True` where it changes old images.
    """

    version: int = SCHEMA_VERSION
    folders: tuple[Path, ...] = (HERE / "versions",)
    schema: Path = HERE.parent / "schema.sql"

    def shape(self) -> list[str]:
        """The statements that make the tables and indexes of a new store."""
        return [one for one in self._statements() if one.startswith(("CREATE TABLE", "CREATE INDEX"))]

    def guards(self) -> list[str]:
        """The statements that follow: the triggers of the history, and the stamps."""
        return [one for one in self._statements() if one.startswith(("CREATE TRIGGER", "PRAGMA"))]

    def _statements(self) -> list[str]:
        _, statements = self.schema.read_text("utf-8").split("\n\n", 1)
        return statements.split(";\n\n")


SHIPPED = Chain()


class CheckError(Exception):
    """A store is not what it should be; the words say in what."""


def upgrade(connection: sqlite.Connection, version: int, chain: Chain = SHIPPED) -> None:
    """Bring an open store from `version` (0: it is empty yet) to the chain's: all of it, or nothing at all.

    Triggers are set aside meanwhile, for what a revision does is no command of the leader's; those of the new
    schema and the stamps are set at the end. Foreign keys are off afterwards.

    Raises:
        CheckError: the outcome is not what a new store would be, or rows were lost.
    """
    from alembic import command
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    # Inside a transaction it could not be turned off any more, and a table that is rebuilt would be missed.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    server = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, module=sqlite, hide_parameters=True
    )
    # The connection begins nothing by itself: every statement from here to the end is one transaction.
    event.listen(server, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    with server.begin() as transaction:
        before = contents.counts(connection)
        config = alembic_config(chain, transaction)
        steps = _revisions(config, version, chain)
        _drop_triggers(connection)
        if version:
            command.stamp(config, _name(version))
        command.upgrade(config, _name(chain.version))
        # The number of the schema has one place only: the file's header.
        connection.execute("DROP TABLE alembic_version")
        if any(getattr(step, "rewrites_history", False) for step in steps):
            _seal_anew(connection)
        may_change = {table for step in steps for table in getattr(step, "changes_rows_of", ())}
        check_rows(before, contents.counts(connection), may_change)
        for statement in chain.guards():
            connection.execute(statement)
        check_whole(connection)
        check_schema(connection, chain)


def alembic_config(chain: Chain, connection: "sqlalchemy.Connection | sqlalchemy.Engine") -> "Config":
    """What Alembic has to know, without an `alembic.ini`: all of it is found through the package."""
    from alembic.config import Config

    config = Config()
    options = {
        "script_location": str(HERE),
        "version_locations": "\n".join(str(folder) for folder in chain.folders),
        "path_separator": "newline",
    }
    for name, option in options.items():
        config.set_main_option(name, option.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def check_rows(
    before: Mapping[str, int], after: Mapping[str, int], may_change: Set[str] = frozenset()
) -> None:
    """Refuse a table that is gone, or has more or fewer rows than before, but for those that `may_change`."""
    for table, count in before.items():
        if table not in may_change and after.get(table) != count:
            raise CheckError(f"{table} had {count} rows, and then {after.get(table, 'was gone')}")


def check_whole(connection: sqlite.Connection) -> None:
    """Refuse a store in which the engine finds damage, or a row names another that is not there."""
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise CheckError("its pages are out of order")
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if dangling:
        raise CheckError(f"a row of {dangling[0]} names a row of {dangling[2]} that is not there")


def check_schema(connection: sqlite.Connection, chain: Chain) -> None:
    """Refuse a store whose schema reads otherwise than a new one's."""
    fresh = sqlite.connect(":memory:", isolation_level=None)
    try:
        for statement in (*chain.shape(), *chain.guards()):
            fresh.execute(statement)
        differing = _definitions(connection) ^ _definitions(fresh)
    finally:
        fresh.close()
    if differing:
        raise CheckError(f"the {' '.join(min(differing)[:2])} is not that of a new journal")


def _name(version: int) -> str:
    return f"{version:04}"


def _revisions(config: "Config", version: int, chain: Chain) -> list[Any]:
    """The modules of the revisions that lead on from `version`."""
    from alembic.script import ScriptDirectory

    scripts = {script.revision: script for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version and _name(version) not in scripts:
        raise CheckError(f"no modelway ever wrote a schema {version}")
    return [scripts[_name(step)].module for step in range(version + 1, chain.version + 1)]


def _drop_triggers(connection: sqlite.Connection) -> None:
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')


def _seal_anew(connection: sqlite.Connection) -> None:
    connection.execute("UPDATE history SET digest = NULL")
    seals.seal_after(connection, (0, None))


def _definitions(connection: sqlite.Connection) -> set[tuple[str, str, str]]:
    """Kind, name and text of all; the spacing of an ALTER and the quotes of a rebuilt table do not count."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {(kind, name, " ".join(text.replace('"', "").split())) for kind, name, text in found}
