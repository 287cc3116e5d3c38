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
        (keyrings.Locked(), "did not take the key"),
        (keyrings.Forgetful(), "did not give back"),
    ],
    ids=lambda value: type(value).__qualname__ if not isinstance(value, str) else "",
)
def test_a_keyring_that_is_not_safe_or_does_not_work_is_refused(
    tmp_path: Path, backend: object, said: str
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
        "keyrings_for_tests.Locked",
        "keyrings.alt.file.PlaintextKeyring",
        "os.getcwd",
        "nowhere.Keyring",
        "pathlib.Path",
        "",
        "x",
    ],
)
def test_what_cannot_give_a_key_or_may_not_gives_none(name: str) -> None:
    assert own.recall(name, SALT) is None


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
