"""The recovery code can be written down, typed again however it is spaced, and a slip is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.together.recovery import recovery_code, secret_of
from modelway.errors import BadText


@given(st.binary(min_size=20, max_size=20))
def test_a_code_gives_its_secret_back_however_it_is_typed(secret: bytes) -> None:
    code = recovery_code(secret)
    assert len(code.split("-")) == 9
    assert secret_of(code) == secret
    assert secret_of(f"  {code.lower().replace('-', ' ')}\n") == secret


@given(st.binary(min_size=20, max_size=20), st.integers(0, 31))
def test_one_wrong_letter_is_noticed(secret: bytes, place: int) -> None:
    letters = list(recovery_code(secret).replace("-", ""))
    letters[place] = "C" if letters[place] != "C" else "D"
    with pytest.raises(BadText, match="no recovery code"):
        secret_of("".join(letters))


def test_digits_that_look_like_letters_are_read_as_these() -> None:
    code = recovery_code(bytes(20))
    assert secret_of(code.replace("O", "0").replace("I", "1").replace("B", "8")) == bytes(20)


@pytest.mark.parametrize("code", ["", "ABCD", "?", "A" * 37])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(BadText):
        secret_of(code)
