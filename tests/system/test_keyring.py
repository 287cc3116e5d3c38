"""The keyring holds a key only where it is safe, and the file beside the journal says which one it is."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyrings.alt.file import PlaintextKeyring

import keyrings_for_tests as keyrings
from modelway.errors import Refused
from modelway.system import keyring as own
from modelway.system import secret_service


class Derived(PlaintextKeyring):
    pass


SALT, SECRET = b"s" * 16, "x'secret'"


@pytest.fixture(autouse=True)
def in_use() -> Iterator[None]:
    before = keyring.get_keyring()
    keyrings.Kept.secrets.clear()
    keyring.set_keyring(keyrings.Kept())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keyrings are not waited for."""
    monkeypatch.setattr(own, "WHILE_READING", 0.05)
    monkeypatch.setattr(own, "WHEN_ASKED", 0.05)
    keyrings.Silent.over.clear()
    yield
    keyrings.Silent.over.set()


def test_a_key_is_remembered_recalled_and_forgotten(tmp_path: Path) -> None:
    name = own.remember(tmp_path, SALT, SECRET)
    assert name == "keyrings_for_tests.Kept"
    assert own.keyring_of(tmp_path, SALT) == name
    assert own.recall(name, SALT) == SECRET
    assert own.mark_of(tmp_path, SALT).stat().st_mode & 0o777 == 0o600
    assert SECRET.encode() not in own.mark_of(tmp_path, SALT).read_bytes()
    assert own.forget(tmp_path, SALT)
    assert own.keyring_of(tmp_path, SALT) is None
    assert own.recall(name, SALT) is None
    assert not own.forget(tmp_path, SALT)
    assert list(tmp_path.iterdir()) == []


def test_each_salt_has_a_key_of_its_own(tmp_path: Path) -> None:
    name = own.remember(tmp_path, SALT, SECRET)
    assert own.keyring_of(tmp_path, b"t" * 16) is None
    assert own.recall(name, b"t" * 16) is None


@pytest.mark.parametrize(
    ("backend", "said"),
    [
        (PlaintextKeyring(), "may keep the key as plain text"),
        (Derived(), "may keep the key as plain text"),
        (keyring.backends.null.Keyring(), "no keyring on this machine"),
        (keyring.backends.fail.Keyring(), "no keyring on this machine"),
        (keyrings.Broken(), r"did not take the key \(RuntimeError\)"),
        (keyrings.Locked(), "is locked, so it did not take the key: unlock it"),
        (keyrings.Silent(), "did not answer: see whether it waits for you in a window"),
        (keyrings.Forgetful(), "did not give back"),
    ],
    ids=lambda value: type(value).__qualname__ if not isinstance(value, str) else "",
)
def test_a_keyring_that_is_not_safe_or_does_not_work_is_refused(
    tmp_path: Path, backend: object, said: str, impatient: None
) -> None:
    keyring.set_keyring(backend)
    with pytest.raises(Refused, match=said) as caught:
        own.remember(tmp_path, SALT, SECRET)
    assert SECRET not in caught.value.sentence
    assert "MODELWAY_PASSPHRASE_COMMAND" in caught.value.sentence
    assert list(tmp_path.iterdir()) == []


def test_of_a_chain_the_first_that_is_safe_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chain = keyring.backends.chainer.ChainerBackend()
    monkeypatch.setattr(type(chain), "backends", [PlaintextKeyring(), keyrings.Kept()])
    keyring.set_keyring(chain)
    assert own.remember(tmp_path, SALT, SECRET) == "keyrings_for_tests.Kept"


@pytest.mark.parametrize(
    "name",
    [
        "keyrings.alt.file.PlaintextKeyring",
        "os.getcwd",
        "nowhere.Keyring",
        "pathlib.Path",
        "",
        "x",
    ],
)
def test_what_cannot_give_a_key_or_may_not_says_so_and_calls_none_gone(name: str) -> None:
    with pytest.raises(Refused):
        own.recall(name, SALT)


@pytest.mark.parametrize(
    ("name", "failure"),
    [("Broken", own.Unreachable), ("Locked", own.Locked), ("Silent", own.Unanswered)],
)
def test_what_holds_a_key_and_does_not_give_it_says_why(
    name: str, failure: type[Refused], impatient: None
) -> None:
    with pytest.raises(failure, match="Your keyring"):
        own.recall(f"keyrings_for_tests.{name}", SALT)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("keyrings_for_tests.Broken", "cannot be reached from here and"),
        ("keyrings_for_tests.Locked", "is locked and .*: unlock it"),
        ("keyrings_for_tests.Silent", "does not answer and"),
        ("keyrings_for_tests.Clinging", "cannot be reached from here and may still hold"),
        ("nowhere.Keyring", "cannot be reached from here and"),
    ],
)
def test_a_key_that_may_still_be_there_is_not_called_gone(
    tmp_path: Path, name: str, said: str, impatient: None
) -> None:
    own.remember(tmp_path, SALT, SECRET)
    own.mark_of(tmp_path, SALT).write_text(name)
    with pytest.raises(Refused, match=said) as caught:
        own.forget(tmp_path, SALT)
    assert own.keyring_of(tmp_path, SALT) == name
    assert "locked" in said or str(own.mark_of(tmp_path, SALT)) in caught.value.sentence
    if "Clinging" not in name:
        with pytest.raises(Refused, match="would go on holding the key"):
            own.reach(tmp_path, SALT)


def test_a_key_that_is_not_there_any_more_is_forgotten(tmp_path: Path) -> None:
    own.remember(tmp_path, SALT, SECRET)
    keyrings.Kept.secrets.clear()
    own.reach(tmp_path, SALT)
    assert own.forget(tmp_path, SALT)
    assert list(tmp_path.iterdir()) == []


def test_a_secret_service_that_wants_to_ask_first_may(monkeypatch: pytest.MonkeyPatch) -> None:
    def wants_to_ask(attributes: object) -> None:
        raise own.HasToAsk

    name = "keyrings_for_tests.Kept"
    keyrings.Kept.secrets["modelway", SALT.hex()] = SECRET
    monkeypatch.setattr(own, "SECRET_SERVICE", name)
    monkeypatch.setattr(secret_service, "secret_of", wants_to_ask)
    assert own.recall(name, SALT) == SECRET


def test_a_mark_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    own.mark_of(tmp_path, SALT).write_bytes(b"\xff\xfe")
    assert own.keyring_of(tmp_path, SALT) is None


def test_recalling_leaves_out_most_of_what_the_library_imports() -> None:
    script = """
import sys
from modelway.system.keyring import recall
recall("keyrings_for_tests.Kept", b"s" * 16)
heavy = {name for name in ("http.client", "email.message", "ssl", "zipfile") if name in sys.modules}
print("keyring" in sys.modules, sorted(heavy), [one for one in sys.meta_path if "modelway" in str(type(one))])
"""
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tests, timeout=60, check=True
    )
    assert done.stdout == "True [] []\n"


def test_reading_from_a_secret_service_imports_no_keyring_and_no_cipher() -> None:
    script = """
import sys
from modelway.errors import Refused
from modelway.system.keyring import SECRET_SERVICE, recall
try:
    recall(SECRET_SERVICE, b"s" * 16)
except Refused as refused:
    print(refused.sentence)
print(sorted({name.partition(".")[0] for name in sys.modules} & {"keyring", "secretstorage", "cryptography"}))
"""
    environ = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environ, timeout=60, check=True
    )
    assert done.stdout == "Your keyring cannot be reached from here.\n[]\n"
