"""A place behind pgbouncer, which gives each transaction whatever connection is free."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import postgres
from homes import assert_whole, homes_in
from journals import FRIDAY
from meeting_places import SharedDatabase, shared_place
from modelway.errors import Refused
from modelway.services.together.places import prepare, reached

POOLER = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
SETTINGS = """
[databases]
* = host=127.0.0.1 port={server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 1
"""


@pytest.fixture
def pooled(tmp_path: Path) -> Iterator[tuple[SharedDatabase, str, str]]:
    """A place, and the addresses of two leaders through one pool."""
    if not Path(POOLER).exists():
        pytest.skip("There is no pgbouncer here.")
    place = shared_place("database", tmp_path)
    assert isinstance(place, SharedDatabase)
    server = postgres.server()
    addresses = [place.address, server.for_network(prepare(place.admin, "hanna", new_password=True))]
    folder, port = server.folder / "pool", postgres.free_port()
    folder.mkdir(exist_ok=True)
    users = [address.partition("//")[2].partition("@")[0].split(":") for address in addresses]
    (folder / "users").write_text("".join(f'"{name}" "{password}"\n' for name, password in users), "utf-8")
    (folder / "settings").write_text(
        SETTINGS.format(server=server.port, port=port, folder=folder), encoding="utf-8"
    )
    who = {"user": postgres.user()} if os.getuid() == 0 else {}
    pool = subprocess.Popen([POOLER, "-q", str(folder / "settings")], cwd=folder, **who)  # type: ignore[call-overload]
    through = [address.replace(f":{server.port}/", f":{port}/") for address in addresses]
    wait_for(through[0])
    yield place, through[0], through[1]
    pool.terminate()
    pool.wait(10)
    place.close()


def wait_for(address: str) -> None:
    until = time.monotonic() + 10
    while True:
        try:
            with reached(address) as place:
                place.journals()
            return
        except Refused:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_machines_meet_through_a_pool(pooled: tuple[SharedDatabase, str, str], tmp_path: Path) -> None:
    place, anna, hanna = pooled
    place.address = anna
    laptop, desk = homes_in(tmp_path, 2, place)
    laptop.write(FRIDAY, "DFM", "Told the board.")
    laptop.meet()
    desk.meet()
    assert_whole(laptop, desk)
    with reached(hanna) as other:
        assert other.journals() == []


def test_leaders_at_once_in_one_pool_see_their_own_rows_alone(
    pooled: tuple[SharedDatabase, str, str],
) -> None:
    _, anna, hanna = pooled

    def add_and_read(number: int) -> set[str]:
        name, address = (("anna", anna), ("hanna", hanna))[number % 2]
        with reached(address, f"of {name}") as place:
            place.put(1, [("machine", number, name.encode()), ("machine", number + 1000, name.encode())])
            rows = place.rows(1)["machine"]
            return {sealed.decode() for _, sealed in place.read(1, "machine", sorted(rows))} | {name}

    with ThreadPoolExecutor(8) as at_once:
        seen = list(at_once.map(add_and_read, range(60)))
    assert all(len(names) == 1 for names in seen)
    for name, address in (("anna", anna), ("hanna", hanna)):
        with reached(address, f"of {name}") as place:
            assert len(place.rows(1)["machine"]) == 60
