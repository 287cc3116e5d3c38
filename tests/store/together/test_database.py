"""A place in PostgreSQL: its schema, what a role may do there, and what a stranger can find out."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import postgres
from modelway.domain.together.address import without_password
from modelway.errors import BadText, Refused
from modelway.services.together.places import prepare, reached

psycopg = pytest.importorskip("psycopg")
from psycopg import errors  # noqa: E402 - only where there is psycopg

ROW = [("machine", 1, b"sealed")]
OF_ANNA = "'anna', 'annas', 1, 'machine', %s, 'x'"
COLUMNS = "owner, journal, epoch, machine, number, sealed"


@pytest.fixture(scope="module")
def database() -> tuple[str, str]:
    """The addresses of its administrator and of one leader, who has a row there."""
    try:
        name, anna = postgres.new_database()
    except postgres.Missing as why:
        pytest.skip(str(why))
    with reached(anna, "annas") as place:
        place.put(1, ROW)
    return postgres.server().address(name), anna


@pytest.fixture(scope="module")
def berta(database: tuple[str, str]) -> str:
    """Another leader's address in the same database."""
    admin, _ = database
    return postgres.server().for_network(prepare(admin, "berta", new_password=True))


Ask = Callable[..., list[Any]]


@pytest.fixture
def ask(berta: str) -> Iterator[Ask]:
    """Ask anything as the other leader."""
    with psycopg.connect(berta, autocommit=True) as connection:

        def asked(query: str, *parameters: object) -> list[Any]:
            cursor = connection.execute(query.encode(), parameters or None)
            return cursor.fetchall() if cursor.description else [cursor.rowcount]

        yield asked


def test_the_revisions_come_to_the_tables(database: tuple[str, str]) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    from modelway.store.together.database.tables import PlaceTable

    admin, _ = database
    server = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(admin))
    with server.connect() as connection:
        options = {
            "compare_type": True,
            "compare_server_default": True,
            "include_schemas": True,
            "version_table": "place_version",
            "version_table_schema": "modelway",
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, PlaceTable.metadata) == []
    server.dispose()


def test_the_owner_comes_first_in_every_key_and_row_level_security_is_forced(
    database: tuple[str, str],
) -> None:
    admin, _ = database
    with psycopg.connect(admin) as connection:
        tables = connection.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) FROM pg_class "
            "WHERE relnamespace = 'modelway'::regnamespace AND relkind = 'r' AND relname <> 'place_version'"
        ).fetchall()
        keys = connection.execute(
            "SELECT indrelid::regclass::text, attname FROM pg_index "
            "JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0] "
            "WHERE indisunique AND indrelid::regclass::text LIKE 'modelway.%' "
            "AND indrelid <> 'modelway.place_version'::regclass"
        ).fetchall()
    assert tables == [("sealed_row", True, True, "modelway_place")]
    assert keys == [("modelway.sealed_row", "owner")]


def test_another_leader_finds_nothing(berta: str, ask: Ask) -> None:
    with reached(berta, "annas") as place:
        assert place.journals() == []
        assert place.rows(1) == {}
        assert list(place.read(1, "machine", [1])) == [(1, b"")]
    assert ask("SELECT count(*) FROM modelway.sealed_row") == [(0,)]
    assert ask("SELECT * FROM pg_stats WHERE schemaname = 'modelway'") == []


def test_a_row_that_is_there_and_one_that_is_not_are_refused_alike(ask: Ask) -> None:
    told = []
    for number in (1, 2):
        with pytest.raises(errors.InsufficientPrivilege) as refused:
            ask(f"INSERT INTO modelway.sealed_row ({COLUMNS}) VALUES ({OF_ANNA})", number)
        told.append(str(refused.value))
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE modelway.sealed_row SET sealed = 'x'",
        "DELETE FROM modelway.sealed_row",
        "TRUNCATE modelway.sealed_row",
        "DROP TABLE modelway.sealed_row",
        "ALTER TABLE modelway.sealed_row DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE modelway.other (id integer)",
        "CREATE INDEX ON modelway.sealed_row (sealed)",
        "CREATE TABLE mine (o text, j text, e integer, m text, n integer, FOREIGN KEY (o, j, e, m, n) "
        "REFERENCES modelway.sealed_row)",
        "SET ROLE modelway_place",
        "SET ROLE anna",
        "SET SESSION AUTHORIZATION anna",
        "SET row_security = off; SELECT * FROM modelway.sealed_row",
        "COPY modelway.sealed_row TO PROGRAM 'cat'",
        "COPY modelway.sealed_row FROM PROGRAM 'cat'",
        "SELECT * FROM pg_statistic",
        "SELECT pg_read_file('PG_VERSION')",
        "GRANT modelway_place TO berta",
        "ALTER ROLE berta BYPASSRLS",
        "CREATE ROLE other",
        "SELECT * FROM modelway.place_version",
    ],
)
def test_a_leader_may_do_nothing_else(ask: Ask, query: str) -> None:
    with pytest.raises(psycopg.Error) as refused:
        ask(query)
    assert isinstance(refused.value, errors.InsufficientPrivilege | errors.InvalidParameterValue)


def test_a_leader_copies_out_and_changes_its_own_rows_alone(
    database: tuple[str, str], berta: str, ask: Ask
) -> None:
    _, anna = database
    with psycopg.connect(berta) as connection:
        copied = connection.cursor().copy("COPY modelway.sealed_row TO STDOUT")
        with copied as rows:
            assert list(rows) == []
    ask("SELECT modelway.put_again('annas', 1, 'machine', 1, 'of another')")
    ask("SELECT modelway.put_again('annas', 2, 'machine', 1, 'of another')")
    ask("SELECT modelway.drop_before('annas', 2)")
    with reached(anna, "annas") as place:
        assert list(place.read(1, "machine", [1])) == [(1, b"sealed")]
        assert place.epochs() == [1]


def test_a_function_that_tells_what_it_is_given_is_given_no_other_rows(
    database: tuple[str, str], ask: Ask
) -> None:
    admin, _ = database
    postgres.execute(admin, "DELETE FROM modelway.sealed_row WHERE owner = 'berta'")
    ask(
        "CREATE FUNCTION pg_temp.tell(bytea) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS "
        "$$BEGIN RAISE EXCEPTION 'told %', $1; END$$"
    )
    assert ask("SELECT * FROM modelway.sealed_row WHERE pg_temp.tell(sealed)") == []


def test_a_pool_that_keeps_settings_changes_nothing(ask: Ask) -> None:
    for name in ("modelway.owner", "role.owner", "app.owner"):
        ask(f"SET {name} = 'anna'")
    assert ask("SELECT count(*) FROM modelway.sealed_row WHERE journal = 'annas' AND epoch = 1") == [(0,)]


def test_whoever_row_level_security_does_not_bind_is_turned_away(database: tuple[str, str]) -> None:
    admin, _ = database
    with reached(admin) as place, pytest.raises(Refused, match="role that may read"):
        place.journals()


def test_preparing_again_changes_nothing_and_keeps_the_password(database: tuple[str, str]) -> None:
    admin, anna = database
    again = postgres.server().for_network(prepare(admin, "anna"))
    assert again == without_password(anna)
    with reached(anna) as place:
        assert place.journals() == ["annas"]


def test_a_new_password_takes_the_place_of_the_old_one(database: tuple[str, str]) -> None:
    admin, _ = database
    old = postgres.server().for_network(prepare(admin, "carla"))
    new = postgres.server().for_network(prepare(admin, "carla", new_password=True))
    assert old != new
    with pytest.raises(Refused, match="password authentication failed"), reached(old):
        pass
    with reached(new) as place:
        assert place.journals() == []


def test_a_role_of_another_kind_is_left_alone(database: tuple[str, str]) -> None:
    admin, _ = database
    with pytest.raises(Refused, match="another kind"):
        prepare(admin, postgres.ADMIN)
    with pytest.raises(BadText, match="small letters"):
        prepare(admin, "Anna")


def test_whoever_may_make_no_roles_is_told(berta: str) -> None:
    with pytest.raises(Refused, match="CREATEROLE"):
        prepare(berta, "dora")


def test_an_administrator_who_is_no_superuser_can_prepare() -> None:
    try:
        server = postgres.server()
    except postgres.Missing as why:
        pytest.skip(str(why))
    postgres.execute(
        server.address(), "CREATE ROLE keeper LOGIN CREATEROLE", "CREATE DATABASE kept OWNER keeper"
    )
    keeper = server.address("kept").replace(postgres.ADMIN, "keeper", 1)
    with reached(server.for_network(prepare(keeper, "emma"))) as place:
        assert place.journals() == []


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("postgresql://anna@db.example.org/x", {"sslmode": "verify-full", "sslrootcert": "system"}),
        ("postgresql://anna@db.example.org/x?sslrootcert=/ca.pem", {"sslmode": "verify-full"}),
        ("postgresql://anna@db.example.org/x?sslmode=require", {}),
        ("postgresql://anna@localhost,db.example.org/x", {"sslmode": "verify-full", "sslrootcert": "system"}),
        ("postgresql://anna@localhost/x", {}),
        ("postgresql://anna@/x?host=/run/postgresql", {}),
    ],
)
def test_over_a_network_a_certificate_of_that_host_is_wanted(address: str, wanted: dict[str, str]) -> None:
    from modelway.store.together.database.connecting import defaults

    told = {name: value for name, value in defaults(address).items() if name.startswith("ssl")}
    assert told == wanted


def test_a_server_without_tls_is_refused_by_another_name_than_this_machine(database: tuple[str, str]) -> None:
    _, anna = database
    address = anna.replace("@127.0.0.1", "@example.org") + "?hostaddr=127.0.0.1"
    with pytest.raises(Refused, match="server does not support SSL"), reached(address):
        pass


def test_a_user_without_a_name_can_run_one() -> None:
    import os

    if os.getuid() != 0:
        pytest.skip("only the superuser can be another user")
    try:
        nameless = postgres.Server(owner=54321)
    except postgres.Missing as why:
        pytest.skip(str(why))
    postgres.execute(nameless.address(), "SELECT 1")
    nameless.remove()
    assert not nameless.folder.exists()
