"""A PostgreSQL of one's own, run as an ordinary user, which is gone with the process that began it.

Run as a program it prints the address for a leader and waits: `make place`.
"""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from ctypes import CDLL
from functools import cache
from itertools import count
from pathlib import Path
from types import MappingProxyType

DEBIAN = Path("/usr/lib/postgresql")
WRAPPERS = Path("/usr/lib")
OLDEST = 15
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl
PATIENCE = 30
UNKNOWN = "could not look up effective user ID"
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}
# So named, for a sentence says who may not use it.
ADMIN = "admin"


class Missing(Exception):
    """There is no PostgreSQL here that can be started; the words say why."""


def programs() -> Path:
    """The folder of the newest PostgreSQL here."""
    found = [path for path in DEBIAN.glob("*/bin") if (path / "initdb").exists()]
    found = [path for path in found if path.parent.name.isdigit() and int(path.parent.name) >= OLDEST]
    if found:
        return max(found, key=lambda path: int(path.parent.name))
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    raise Missing(f"There is no PostgreSQL {OLDEST} or newer here: install Debian's package postgresql.")


def user() -> int:
    """Who runs it: this user, or where that is the superuser, whom PostgreSQL refuses, another one."""
    if os.getuid() != 0:
        return os.getuid()
    import pwd

    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    return 65534


class Server:
    """A server with its data in a folder of its own."""

    def __init__(
        self, owner: int | None = None, settings: Mapping[str, str] = MappingProxyType(SETTINGS)
    ) -> None:
        self._bin = programs()
        self._owner = user() if owner is None else owner
        self.folder = Path(tempfile.mkdtemp(prefix="modelway-place-"))
        self._data = self.folder / "data"
        self._environ = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(self.folder)}
        if os.getuid() == 0:
            os.chown(self.folder, self._owner, -1)
        self._settings = settings
        self.port = free_port()
        self._initialize()
        self._process = self._begin()

    def address(self, database: str = "postgres") -> str:
        """Where a superuser logs in, through the folder that is closed to others."""
        return f"postgresql://{ADMIN}@/{database}?host={self.folder}&port={self.port}"

    def for_network(self, address: str) -> str:
        """The same address as one reaches it over the network."""
        user, _, rest = address.partition("@")
        return f"{user}@127.0.0.1:{self.port}{rest.partition('?')[0]}"

    def stop(self) -> None:
        """End the server, and whoever is connected."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(PATIENCE)

    def begin_again(self) -> None:
        """Begin it anew with the same data."""
        self._process = self._begin()

    def remove(self) -> None:
        """End it and remove all that it had."""
        if self._process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _initialize(self) -> None:
        command = [
            self._bin / "initdb",
            "-D",
            self._data,
            "-U",
            ADMIN,
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]
        command += ["--auth-local=trust", "--auth-host=scram-sha-256"]
        done = self._run(command)
        if UNKNOWN in done:
            self._environ |= self._known_to_itself()
            done = self._run(command)
        if not (self._data / "PG_VERSION").exists():
            raise Missing(f"PostgreSQL could not be started: {done.strip().splitlines()[-1]}")

    def _run(self, command: list[Path | str]) -> str:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environ,
            capture_output=True,
            text=True,
            check=False,
            **self._as(),
        )
        return done.stderr

    def _as(self) -> dict[str, object]:
        if os.getuid() != 0:
            return {}
        return {"user": self._owner, "group": self._owner, "extra_groups": []}

    def _known_to_itself(self) -> dict[str, str]:
        """Let programs find a name for their user where the system's list has none, or may not be read."""
        wrapper = next(WRAPPERS.rglob("libnss_wrapper.so"), None)
        if wrapper is None:
            raise Missing("The user of PostgreSQL has no name here: install Debian's package libnss-wrapper.")
        users, groups = self.folder / "passwd", self.folder / "group"
        users.write_text(f"place:x:{self._owner}:{self._owner}::{self.folder}:/bin/sh\n", "utf-8")
        groups.write_text(f"place:x:{self._owner}:\n", "utf-8")
        return {
            "LD_PRELOAD": str(wrapper),
            "NSS_WRAPPER_PASSWD": str(users),
            "NSS_WRAPPER_GROUP": str(groups),
        }

    def _begin(self) -> "subprocess.Popen[bytes]":
        command = [str(self._bin / "postgres"), "-D", str(self._data), "-k", str(self.folder)]
        settings = {"port": str(self.port), "listen_addresses": "127.0.0.1", **self._settings}
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        log = (self.folder / "log").open("wb")
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env=self._environ,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Not to be ended by the Ctrl-C that ends whoever began it, and waits for it.
            start_new_session=True,
            preexec_fn=_die_with_parent,
            **self._as(),
        )
        log.close()
        self._wait_until_ready(process)
        return process

    def _wait_until_ready(self, process: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and process.poll() is None:
            if self._run_ready():
                return
            time.sleep(0.02)
        raise Missing(f"PostgreSQL did not start: {(self.folder / 'log').read_text('utf-8')[-300:]}")

    def _run_ready(self) -> bool:
        command = [self._bin / "pg_isready", "-q", "-U", ADMIN, "-h", self.folder, "-p", str(self.port)]
        return subprocess.run(command, env=self._environ, check=False).returncode == 0


def _die_with_parent() -> None:
    if sys.platform == "linux":
        CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGINT, 0, 0, 0)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@cache
def server() -> Server:
    """The one that all tests of this process share.

    Raises:
        Missing: there is none here.
    """
    import importlib.util

    if importlib.util.find_spec("psycopg") is None:
        raise Missing("psycopg is not installed.")
    started = Server()
    atexit.register(started.remove)
    return started


_numbers = count(1)
LEADER = "anna"


@cache
def _template() -> str:
    """The address for a leader in a prepared database, which others are copies of."""
    from modelway.services.together.places import prepare

    execute(server().address(), "CREATE DATABASE prepared")
    return server().for_network(prepare(server().address("prepared"), LEADER))


def new_database() -> tuple[str, str]:
    """A prepared database: the name, and the address for its leader.

    Raises:
        Missing: there is no PostgreSQL here.
    """
    address = _template()
    name = f"place{next(_numbers)}"
    execute(server().address(), f"CREATE DATABASE {name} TEMPLATE prepared")
    return name, address.rpartition("/")[0] + f"/{name}"


def execute(address: str, *statements: str) -> None:
    """Run statements, each in a transaction of its own."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def main() -> None:
    """Start one, prepare it, print the addresses, and wait until it is no longer wanted."""
    from modelway.services.together.places import prepare

    try:
        own = Server(settings={})
    except Missing as why:
        sys.exit(str(why))
    try:
        execute(own.address(), "CREATE DATABASE modelway")
        address = own.for_network(prepare(own.address("modelway"), LEADER))
        sys.stdout.write(
            f"A PostgreSQL to try. In another terminal:\n\n  modelway sync init {address}\n\n"
            f"As its administrator:\n\n  modelway sync prepare '{own.address('modelway')}' --for NAME\n\n"
            "Ctrl-C ends it, and removes all that is in it.\n"
        )
        sys.stdout.flush()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        signal.pause()
    except KeyboardInterrupt:
        sys.stdout.write("\n")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        own.remove()


if __name__ == "__main__":
    main()
