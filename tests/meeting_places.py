"""Places where machines meet, for tests that do to them what an owner, a disk or a thief could."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

import postgres

KINDS = ("folder", "database")


class Key(NamedTuple):
    """Where a row stands."""

    journal: str
    epoch: int
    machine: str
    number: int


Rows = Mapping[Key, bytes]


class Shared(Protocol):
    """A place, with all that one may do who has it in hand."""

    address: str

    def rows(self) -> dict[Key, bytes]: ...

    def marks(self) -> dict[Key, object]:
        """What differs once a row was written again, even as it was."""

    def newest(self) -> Key:
        """The row that came last."""

    def write(self, key: Key, sealed: bytes) -> None: ...

    def remove(self, key: Key) -> None: ...

    def put_back(self, rows: Rows) -> None:
        """Let there be these rows, and no others."""

    def go(self) -> None:
        """Be out of reach, whatever is on its way."""

    def come_back(self) -> None: ...


class SharedFolder:
    """A folder, as on a stick."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = str(folder)
        self._away = folder.with_name("unplugged")

    def _paths(self) -> list[Path]:
        found = (path for path in self.folder.rglob("*") if not path.name.startswith("."))
        return sorted(path for path in found if path.is_file())

    def _key(self, path: Path) -> Key:
        _, journal, epoch, machine, number = path.relative_to(self.folder).parts
        return Key(journal, int(epoch), machine, int(number))

    def _path(self, key: Key) -> Path:
        return self.folder / "modelway" / key.journal / str(key.epoch) / key.machine / f"{key.number:08d}"

    def rows(self) -> dict[Key, bytes]:
        return {self._key(path): path.read_bytes() for path in self._paths()}

    def marks(self) -> dict[Key, object]:
        return {self._key(path): path.stat().st_mtime_ns for path in self._paths()}

    def newest(self) -> Key:
        return self._key(max(self._paths(), key=lambda path: (path.stat().st_mtime_ns, path.name)))

    def write(self, key: Key, sealed: bytes) -> None:
        self._path(key).parent.mkdir(parents=True, exist_ok=True)
        self._path(key).write_bytes(sealed)

    def remove(self, key: Key) -> None:
        self._path(key).unlink()

    def put_back(self, rows: Rows) -> None:
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        for key, sealed in rows.items():
            self.write(key, sealed)

    def go(self) -> None:
        self.folder.rename(self._away)

    def come_back(self) -> None:
        self._away.rename(self.folder)


class SharedDatabase:
    """A database, in the hands of a superuser."""

    def __init__(self) -> None:
        import psycopg

        self._name, self.address = postgres.new_database()
        self.admin = postgres.server().address(self._name)
        self._admin = psycopg.connect(self.admin, autocommit=True)

    def close(self) -> None:
        self._admin.close()

    def _ask(self, query: str, *parameters: object) -> list[tuple[object, ...]]:
        cursor = self._admin.execute(query.encode(), parameters)
        return cursor.fetchall() if cursor.description else []

    def rows(self) -> dict[Key, bytes]:
        found = self._ask("SELECT journal, epoch, machine, number, sealed FROM modelway.sealed_row")
        return {Key(*key): bytes(sealed) for *key, sealed in found}  # type: ignore[arg-type]

    def marks(self) -> dict[Key, object]:
        found = self._ask("SELECT journal, epoch, machine, number, xmin::text FROM modelway.sealed_row")
        return {Key(*key): written for *key, written in found}  # type: ignore[arg-type]

    def newest(self) -> Key:
        found = self._ask(
            "SELECT journal, epoch, machine, number FROM modelway.sealed_row "
            "ORDER BY came_at DESC, number DESC LIMIT 1"
        )
        return Key(*found[0])  # type: ignore[arg-type]

    def write(self, key: Key, sealed: bytes) -> None:
        self._ask(
            "INSERT INTO modelway.sealed_row (owner, journal, epoch, machine, number, sealed) "
            "VALUES (%s, %s, %s, %s, %s, %s) "
            "ON CONFLICT ON CONSTRAINT sealed_row_pkey DO UPDATE SET sealed = excluded.sealed",
            postgres.LEADER, *key, sealed,
        )  # fmt: skip

    def remove(self, key: Key) -> None:
        self._ask(
            "DELETE FROM modelway.sealed_row "
            "WHERE journal = %s AND epoch = %s AND machine = %s AND number = %s",
            *key,
        )

    def put_back(self, rows: Rows) -> None:
        self._ask("TRUNCATE modelway.sealed_row")
        for key, sealed in rows.items():
            self.write(key, sealed)

    def go(self) -> None:
        postgres.execute(postgres.server().address(), f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS false")
        self._ask(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    def come_back(self) -> None:
        postgres.execute(postgres.server().address(), f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS true")

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Let it be read and not written, as a standby is."""
        self._ask(f"ALTER DATABASE {self._name} SET default_transaction_read_only = on")
        yield
        self._admin.execute("SET default_transaction_read_only = off")
        self._ask(f"ALTER DATABASE {self._name} RESET default_transaction_read_only")


def shared_place(kind: str, tmp_path: Path) -> SharedFolder | SharedDatabase:
    """A place of that kind with nothing in it; the test is skipped where there can be none."""
    if kind == "folder":
        folder = tmp_path / "shared"
        folder.mkdir(exist_ok=True)
        return SharedFolder(folder)
    try:
        return SharedDatabase()
    except postgres.Missing as why:
        pytest.skip(str(why))
