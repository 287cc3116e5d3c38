"""The recovery code: the secret of a journal's machines, in letters to write down and type again."""

import base64
import binascii
from hashlib import sha256

from modelway.errors import BadText

SECRET_BYTES = 20
GROUP = 4
# Base 32 without the digits that look like letters.
LOOKALIKES = str.maketrans({"0": "O", "1": "I", "8": "B"})
WRONG = "This is no recovery code: look at what you wrote down, and mind each letter."


def recovery_code(secret: bytes) -> str:
    """The code of a secret of 20 bytes: nine groups of four letters and digits, the last one a check."""
    text = base64.b32encode(secret).decode() + _check(secret)
    return "-".join(text[place : place + GROUP] for place in range(0, len(text), GROUP))


def secret_of(code: str) -> bytes:
    """The secret that a code stands for, however it is spaced and in whatever case.

    Raises:
        BadText: it was not written down or typed as it was shown.
    """
    text = "".join(char for char in code.upper().translate(LOOKALIKES) if char.isalnum())
    try:
        secret = base64.b32decode(text[:-GROUP])
    except (binascii.Error, ValueError) as error:
        raise BadText(WRONG) from error
    if len(secret) != SECRET_BYTES or text[-GROUP:] != _check(secret):
        raise BadText(WRONG)
    return secret


def _check(secret: bytes) -> str:
    return base64.b32encode(sha256(secret).digest()).decode()[:GROUP]
