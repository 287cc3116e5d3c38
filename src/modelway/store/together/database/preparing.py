"""Preparing a database as a place: its roles, its tables brought up to date, and a role for a leader."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelway.domain.together.address import for_role
from modelway.errors import BadText, Refused
from modelway.store.together.database.connecting import connect, place_failures

if TYPE_CHECKING:
    import sqlalchemy
    from psycopg import Connection

PASSWORD_BYTES = 18
BOUND = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"
ROLE = re.compile(r"(?!pg_|modelway_)[a-z_][a-z0-9_]{0,62}")
# Those who prepare at once wait for each other; a leader's sync never waits long for them.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7305712331)"
NEVER_IN_THE_WAY = "SET LOCAL lock_timeout = '5s'"
HAS_ROLE = "SELECT 1 FROM pg_roles WHERE rolname = %(name)s"
IS_LEADER = """
SELECT 1 FROM pg_auth_members
WHERE member = %(name)s::regrole AND roleid = 'modelway_leader'::regrole
"""
OWN_PRIVILEGES = "SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user"
SCHEMA = (
    "CREATE SCHEMA IF NOT EXISTS modelway AUTHORIZATION modelway_place",
    "REVOKE ALL ON SCHEMA modelway FROM PUBLIC",
    "GRANT USAGE ON SCHEMA modelway TO modelway_leader",
)


def prepare(address: str, leader: str = "", *, new_password: bool = False) -> str:
    """Make the tables of a place or bring them up to date; the address for a leader, whose role is made.

    Args:
        address: Where an administrator logs in who may make roles.
        leader: The role of a leader, made with a password unless it is there; empty for none.
        new_password: Whether a role that is there gets another password.

    Raises:
        BadText: that is no name for a role.
        Refused: it cannot be done.
    """
    if leader and not ROLE.fullmatch(leader):
        raise BadText("A role has small letters, digits and _, begins with a letter, and not with pg_.")
    connection = connect(address, autocommit=False)
    with place_failures(address), _transaction(connection) as within:
        connection.execute(ONE_AT_A_TIME)
        connection.execute(NEVER_IN_THE_WAY)
        _make_groups(connection)
        _upgrade(connection, within)
        return _address_of_leader(connection, address, leader, new_password) if leader else ""


@contextmanager
def _transaction(connection: "Connection[Any]") -> "Iterator[sqlalchemy.Connection]":
    """All or nothing on a connection that is closed afterwards; as SQLAlchemy sees it."""
    from sqlalchemy import create_engine
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import StaticPool

    server = create_engine("postgresql+psycopg://", creator=lambda: connection, poolclass=StaticPool)
    try:
        with server.begin() as within:
            yield within
    except DBAPIError as error:
        # What the database said, and not how SQLAlchemy tells it.
        raise error.orig or error from error
    finally:
        server.dispose()


def _make_groups(connection: "Connection[Any]") -> None:
    superuser, may_make_roles = connection.execute(OWN_PRIVILEGES).fetchall()[0]
    if not superuser and not may_make_roles:
        raise Refused("That role may make no others: log in as one with CREATEROLE, or as a superuser.")
    for group in ("modelway_place", "modelway_leader"):
        if not connection.execute(HAS_ROLE, {"name": group}).fetchall():
            connection.execute(f"CREATE ROLE {group} NOLOGIN NOSUPERUSER NOBYPASSRLS".encode())
    if not superuser:
        connection.execute("GRANT modelway_place TO CURRENT_USER")
    for statement in SCHEMA:
        connection.execute(statement)


def _upgrade(connection: "Connection[Any]", within: "sqlalchemy.Connection") -> None:
    """Run the revisions that are missing, as the role that owns the tables."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = within
    connection.execute("SET LOCAL ROLE modelway_place")
    command.upgrade(config, "head")
    connection.execute("RESET ROLE")


def _address_of_leader(connection: "Connection[Any]", address: str, leader: str, new_password: bool) -> str:
    """Make the role of a leader, or see that it is one."""
    is_there = bool(connection.execute(HAS_ROLE, {"name": leader}).fetchall())
    if is_there and not connection.execute(IS_LEADER, {"name": leader}).fetchall():
        raise Refused(f"{leader} is a role of another kind already: name another one.")
    if is_there and not new_password:
        return for_role(address, leader)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    # The server, and whoever reads its log, gets no more than what proves the password.
    proof = connection.pgconn.encrypt_password(password.encode(), leader.encode(), b"scram-sha-256").decode()
    if is_there:
        connection.execute(f"ALTER ROLE {leader} PASSWORD '{proof}'".encode())
    else:
        connection.execute(f"CREATE ROLE {leader} {BOUND} PASSWORD '{proof}'".encode())
        connection.execute(f"GRANT modelway_leader TO {leader}".encode())
    return for_role(address, leader, password)
