"""Addresses of a place, as they are typed, shown, and made for a role."""

import pytest

from modelway.domain.together.address import for_role, is_database, without_password

ANNA = "postgresql://anna:s%40cret@db.example.org:5433/modelway?sslmode=verify-full"


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("/home/anna/Dropbox", "/home/anna/Dropbox"),
        (ANNA, "postgresql://anna@db.example.org:5433/modelway?sslmode=verify-full"),
        ("postgres://db/x?password=secret&user=anna", "postgres://db/x?user=anna"),
        ("postgresql://anna@/x?host=/run/postgresql", "postgresql://anna@/x?host=/run/postgresql"),
        ("postgresql://anna:p@a:1,b:2/x", "postgresql://anna@a:1,b:2/x"),
        ("postgresql:///x", "postgresql:///x"),
    ],
)
def test_an_address_is_shown_without_its_password(where: str, shown: str) -> None:
    assert without_password(where) == shown


def test_an_address_is_made_for_a_role() -> None:
    assert for_role(ANNA, "berta", "a/b:c@") == (
        "postgresql://berta:a%2Fb%3Ac%40@db.example.org:5433/modelway?sslmode=verify-full"
    )
    assert for_role("postgresql:///x?user=anna&password=y", "berta") == "postgresql://berta@/x"


def test_a_database_is_told_from_a_folder() -> None:
    assert is_database("postgres://x")
    assert not is_database("postgresql:/x")
