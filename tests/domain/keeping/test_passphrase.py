import pytest

from modelway.domain.keeping.passphrase import LEAST, complaint, strength


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("aaaaaaaaaaaaaaaaaaaa", "soon guessed"),
        ("abcdefghijklmnop", "soon guessed"),
        ("blue sky", "soon guessed"),
        ("Password2026!", "tried first"),
        ("green tea four two", "fair"),
        ("xK9q-Lm2T_wB", "strong"),
        ("green green green green green", "soon guessed"),
        ("copper lamp under wide river", "strong"),
        ("fünf Wörter an der Brücke 7", "strong"),
        ("", "soon guessed"),
    ],
)
def test_a_hint_on_strength(passphrase: str, said: str) -> None:
    assert said in strength(passphrase)


def test_only_what_is_too_short_is_refused() -> None:
    assert complaint("x" * LEAST) is None
    assert str(LEAST) in (complaint("x" * (LEAST - 1)) or "")
