"""A real Secret Service, GNOME Keyring on its own bus: what it holds, and what is said when it holds back."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

import processes
from journals import define, make_journal
from modelway.errors import ExitCode
from modelway.store.files.encryption import Key, fresh_key, key_in_blob, keys, salt_of
from modelway.store.keeping import protection
from modelway.system import secret_service
from modelway.system.keyring import MARK, SECRET_SERVICE, keyring_of, mark_of
from terminal import Terminal

pytestmark = [
    pytest.mark.xdist_group("secret-service"),
    pytest.mark.skipif(
        not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
        reason="there is no dbus-run-session with gnome-keyring-daemon",
    ),
]
WORDS, OTHER_WORDS = "copper lamp under wide river", "seven quiet maps of rain"
LOGIN = b"what the leader logs in with"
PATIENCE = 10
SECRETS = "/org/freedesktop/secrets"
NAME = "org.freedesktop.secrets"
SERVICE = DBusAddress(SECRETS, NAME, "org.freedesktop.Secret.Service")
COLLECTION = DBusAddress(f"{SECRETS}/aliases/default", NAME, "org.freedesktop.Secret.Collection")
UNLOCKING = SERVICE.with_interface("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface")
# Nothing is derived in such a process: it fails if it tries.
WITHOUT_DERIVING = (
    sys.executable,
    "-c",
    "import hashlib, sys; del hashlib.pbkdf2_hmac; from modelway.__main__ import main; main()",
)


class Service:
    """GNOME Keyring, started and unlocked as a login does it."""

    def __init__(self, folder: Path) -> None:
        for part in ("run", "data"):
            (folder / part).mkdir(mode=0o700)
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "XDG_DATA_HOME": str(folder / "data"),
        }
        self._session = subprocess.Popen(
            ["dbus-run-session", "--", "/bin/sh", "-c", "echo $DBUS_SESSION_BUS_ADDRESS; exec cat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.environ,
        )
        assert self._session.stdout
        self.address = self._session.stdout.readline().decode().strip()
        self.environ["DBUS_SESSION_BUS_ADDRESS"] = self.address
        self._daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.environ,
        )
        assert self._daemon.stdin
        self._daemon.stdin.write(LOGIN)
        self._daemon.stdin.close()
        self.bus: DBusConnection = open_dbus_connection(self.address)
        self._wait_until(lambda: self._is_there() and not self.is_locked())

    def items(self, salt: bytes) -> list[str]:
        """Where the keys for a salt lie, locked or not."""
        there, locked = self._call("SearchItems", "a{ss}", {"service": "modelway", "username": salt.hex()})
        return [*there, *locked]

    def hold(self, key: Key) -> None:
        """What the keyring library does to put a key there."""
        _, session = self._call("OpenSession", "sv", "plain", ("s", ""))
        item = "org.freedesktop.Secret.Item"
        attributes = {"service": "modelway", "username": key.salt.hex()}
        self._call(
            "CreateItem",
            "a{sv}(oayays)b",
            {f"{item}.Label": ("s", "a key"), f"{item}.Attributes": ("a{ss}", attributes)},
            (session, b"", key.blob.encode(), "text/plain"),
            True,
            there=COLLECTION,
        )

    def is_locked(self) -> bool:
        answer = self.bus.send_and_get_reply(Properties(COLLECTION).get("Locked"), timeout=PATIENCE)
        return answer.header.message_type is MessageType.error or bool(answer.body[0][1])

    def lock(self) -> None:
        self._call("Lock", "ao", [COLLECTION.object_path])
        assert self.is_locked()

    def unlock(self) -> None:
        """As the next login does it."""
        self.answer()
        _, session = self._call("OpenSession", "sv", "plain", ("s", ""))
        (login,) = self._call("ReadAlias", "s", "default")
        secret = session, b"", LOGIN, "text/plain"
        self._call("UnlockWithMasterPassword", "o(oayays)", login, secret, there=UNLOCKING)
        assert not self.is_locked()

    def fall_silent(self) -> None:
        self._daemon.send_signal(signal.SIGSTOP)

    def answer(self) -> None:
        self._daemon.send_signal(signal.SIGCONT)

    def end(self) -> None:
        """The bus ends with its last program, and what it started with the bus."""
        self.answer()
        self.bus.close()
        self._daemon.kill()
        self._daemon.wait()
        self._session.communicate(timeout=PATIENCE)

    def _call(self, method: str, signature: str, *body: object, there: DBusAddress = SERVICE) -> Any:
        answer = self.bus.send_and_get_reply(
            new_method_call(there, method, signature, body), timeout=PATIENCE
        )
        assert answer.header.message_type is not MessageType.error, answer.body
        return answer.body

    def _is_there(self) -> bool:
        return bool(Proxy(message_bus, self.bus).NameHasOwner(NAME)[0])

    def _wait_until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, "the keyring does not come up"
            assert self._daemon.poll() is None, "the keyring has ended"
            time.sleep(0.01)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = Service(tmp_path_factory.mktemp("login"))
    yield service
    service.end()


@pytest.fixture
def service(started: Service) -> Iterator[Service]:
    """Unlocked before and after."""
    yield started
    started.unlock()


@pytest.fixture(scope="module")
def key() -> Key:
    return fresh_key(WORDS)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, key: Key) -> Path:
    path = tmp_path_factory.mktemp("written") / "journal.db"
    make_journal(path, define)
    protection.convert(path, key, lambda _: None)
    keys.forget()
    return path


@pytest.fixture
def store(service: Service, written: Path, tmp_path: Path, key: Key) -> Path:
    """A protected journal whose key the keyring holds."""
    service.hold(key)
    mark_of(tmp_path, key.salt).write_text(SECRET_SERVICE, "ascii")
    return Path(shutil.copy(written, tmp_path))


def run(service: Service, store: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """A command on the leader's bus, in a session without a terminal."""
    given = {"DBUS_SESSION_BUS_ADDRESS": service.address} | environ
    return processes.run(store, *arguments, command=("setsid", "--wait", *processes.PROGRAM), **given)


def test_what_is_remembered_is_the_key_and_opens_the_journal_without_deriving_it(
    service: Service, store: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
    mark_of(store.parent, key.salt).unlink()
    done = run(service, store, "protect", "remember", MODELWAY_PASSPHRASE_COMMAND=f"echo {WORDS}")
    assert (done.returncode, done.stderr) == (ExitCode.DONE, b"")
    assert b"Secret Service (GNOME Keyring" in done.stdout
    held = secret_service.secret_of({"service": "modelway", "username": key.salt.hex()})
    assert held
    assert key_in_blob(held) == key
    done = processes.run(
        store, "review", "--json", command=WITHOUT_DERIVING, DBUS_SESSION_BUS_ADDRESS=service.address
    )
    assert (done.returncode, done.stderr) == (ExitCode.DONE, b"")
    assert b'"passphrase": "keyring"' in run(service, store, "protect", "status", "--json").stdout


def test_a_change_leaves_the_new_key_there_and_not_the_old_one(
    service: Service, store: Path, key: Key
) -> None:
    done = run(service, store, "protect", "change", MODELWAY_NEW_PASSPHRASE_COMMAND=f"echo {OTHER_WORDS}")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert b"Your keyring holds the new key" in done.stdout
    new = salt_of(store)
    assert new
    assert (len(service.items(new)), service.items(key.salt)) == (1, [])
    assert len(list(store.parent.glob(f"{MARK}*"))) == 1
    done = run(service, store, "review")
    assert (done.returncode, done.stderr) == (ExitCode.DONE, b"")


def test_what_is_forgotten_is_gone_and_the_passphrase_is_needed(
    service: Service, store: Path, key: Key
) -> None:
    assert run(service, store, "protect", "forget").returncode == ExitCode.DONE
    assert service.items(key.salt) == []
    assert keyring_of(store.parent, key.salt) is None
    done = run(service, store, "review")
    assert done.returncode == ExitCode.STORE
    assert b"keyring" not in done.stderr


def test_off_takes_the_key_out(service: Service, store: Path, key: Key) -> None:
    assert run(service, store, "protect", "off", "--yes").returncode == ExitCode.DONE
    assert service.items(key.salt) == []
    assert run(service, store, "review").returncode == ExitCode.DONE


def test_a_locked_keyring_is_left_locked_and_the_terminal_asks(service: Service, store: Path) -> None:
    service.lock()
    prompter = open_dbus_connection(service.address)
    # A window that nobody answers, as on the screen of a machine that one has logged into from afar.
    Proxy(message_bus, prompter).RequestName("org.gnome.keyring.SystemPrompter")
    environ = processes.environment(store, DBUS_SESSION_BUS_ADDRESS=service.address)
    with prompter, Terminal([*processes.PROGRAM, "review"], environ=environ) as terminal:
        terminal.wait_until(lambda: terminal.screen()[-1:] == [">"], "the question")
        assert terminal.screen()[:2] == ["Your keyring is locked.", "The passphrase of journal.db?"]
        terminal.send(f"{WORDS}\r")
        assert terminal.wait() == ExitCode.DONE
    assert service.is_locked()


def test_a_locked_keyring_keeps_its_key_and_that_is_said(service: Service, store: Path, key: Key) -> None:
    service.lock()
    before = store.read_bytes()
    given = {
        "MODELWAY_PASSPHRASE_COMMAND": f"echo {WORDS}",
        "MODELWAY_NEW_PASSPHRASE_COMMAND": f"echo {OTHER_WORDS}",
    }
    for command, said in (
        (["forget"], b"is locked and may still hold the key: unlock it"),
        (["change"], b"is locked and would go on holding the key: unlock it"),
        (["remember"], b"is locked, so it did not take the key: unlock it"),
    ):
        done = run(service, store, "protect", *command, **given)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (ExitCode.FAILED, b"", 1), command
        assert said in done.stderr
    assert store.read_bytes() == before
    assert len(service.items(key.salt)) == 1
    service.unlock()
    assert run(service, store, "review").returncode == ExitCode.DONE


def test_a_keyring_that_lost_the_key_says_how_it_gets_it_again(
    service: Service, store: Path, key: Key
) -> None:
    (item,) = service.items(key.salt)
    there = DBusAddress(item, NAME, "org.freedesktop.Secret.Item")
    service.bus.send_and_get_reply(new_method_call(there, "Delete"), timeout=PATIENCE)
    given = {"MODELWAY_PASSPHRASE_COMMAND": f"echo {WORDS}"}
    done = run(service, store, "review")
    assert done.returncode == ExitCode.STORE
    assert b"any more. To have it hold it again: modelway protect remember\n" in done.stderr
    assert run(service, store, "protect", "remember", **given).returncode == ExitCode.DONE
    assert run(service, store, "review").returncode == ExitCode.DONE


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/bus"])
def test_where_no_bus_is_that_is_said_and_the_passphrase_is_needed(
    service: Service, store: Path, key: Key, address: str
) -> None:
    done = run(service, store, "review", DBUS_SESSION_BUS_ADDRESS=address)
    assert done.returncode == ExitCode.STORE
    first, second = done.stderr.decode().splitlines()
    assert first == "Your keyring cannot be reached from here."
    assert "there is no terminal to ask for it" in second
    done = run(service, store, "protect", "forget", DBUS_SESSION_BUS_ADDRESS=address)
    assert done.returncode == ExitCode.FAILED
    assert f"delete {store.parent}/{MARK}{key.salt.hex()}".encode() in done.stderr
    assert len(service.items(key.salt)) == 1


def test_a_keyring_that_says_nothing_is_not_waited_for(
    service: Service, store: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
    monkeypatch.setattr(secret_service, "PATIENCE", 0.05)
    service.fall_silent()
    with pytest.raises(secret_service.Unanswered, match="does not answer"):
        secret_service.secret_of({"service": "modelway", "username": key.salt.hex()})
