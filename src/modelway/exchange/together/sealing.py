"""Sealing what leaves the machine: canonical JSON, compressed, padded to a few sizes, authenticated.

ChaCha20-Poly1305 of `cryptography`, under a key derived from the journal's secret. Journal, epoch, machine
and number are bound into each seal, so that a row opens in its own place alone.
"""

import os
import zlib
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from modelway.domain.together.canonical import canonical, parsed
from modelway.errors import BadFile

VERSION = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32
LENGTH_BYTES = 4
# What an outsider learns of a length is which of these it fits into; above the last, multiples of it.
SIZES = (512, 2048, 8192, 32768)
MOST_BYTES = 64 * 1024 * 1024


class Room(NamedTuple):
    """Which rows a key opens: those of one journal, since its key was changed last."""

    journal: str
    epoch: int


class Sealer:
    """Seals and opens the rows of one room."""

    def __init__(self, secret: bytes, room: Room) -> None:
        salt = f"{room.journal}/{room.epoch}".encode()
        derived = HKDF(SHA256(), KEY_BYTES, salt=salt, info=b"modelway together 1").derive(secret)
        self._cipher = ChaCha20Poly1305(derived)
        self._room = room

    def seal(self, machine: str, number: int, content: dict[str, Any]) -> bytes:
        """The sealed row of a machine's number."""
        packed = zlib.compress(canonical(content).encode(), 9)
        length = LENGTH_BYTES + len(packed)
        padded = len(packed).to_bytes(LENGTH_BYTES) + packed + bytes(_padded(length) - length)
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._cipher.encrypt(nonce, padded, self._bound(machine, number))

    def open(self, machine: str, number: int, sealed: bytes) -> dict[str, Any]:
        """What `seal` sealed.

        Raises:
            BadFile: it was altered, stands in another's place, or is of another key.
        """
        nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            if sealed[:1] != VERSION:
                raise ValueError
            padded = self._cipher.decrypt(nonce, rest, self._bound(machine, number))
            length = int.from_bytes(padded[:LENGTH_BYTES])
            unpacking = zlib.decompressobj()
            text = unpacking.decompress(padded[LENGTH_BYTES : LENGTH_BYTES + length], MOST_BYTES)
            return parsed(text.decode())
        except (InvalidTag, ValueError, zlib.error) as error:
            raise BadFile("A row at the place is not as one of your machines sealed it.") from error

    def _bound(self, machine: str, number: int) -> bytes:
        return canonical([*self._room, machine, number]).encode()


def _padded(length: int) -> int:
    return next((size for size in SIZES if length <= size), -(-length // SIZES[-1]) * SIZES[-1])
