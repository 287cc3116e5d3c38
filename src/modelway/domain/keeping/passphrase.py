"""How hard a passphrase is to guess, in words."""

import re
from itertools import pairwise
from math import log2

# One graphics card tries about six thousand passphrases a second against 256,000 rounds of SHA-512: seven
# lower-case letters are through in two weeks, eight take more than a year.
LEAST = 8
FAIR_BITS, STRONG_BITS = 40.0, 60.0
# A list of 7,776 words, as dice draw from.
BITS_OF_A_WORD = 12.9
KINDS = (
    (str.islower, 26),
    (str.isupper, 26),
    (str.isdigit, 10),
    (str.isspace, 1),
)
OTHER_SIGNS = 33
TRIED_FIRST = ("password", "passphrase", "passwort", "qwertz", "qwerty", "letmein", "modelway", "123456")
A_WORD = re.compile(r"[^\W\d_]{3,}")
VOWELS = frozenset("aeiouyàáâäåæèéêëìíîïòóôöøùúûüœ")


def strength(passphrase: str) -> str:
    """What a leader is told about a passphrase: a hint, for nobody sees where it came from."""
    if any(word in passphrase.casefold() for word in TRIED_FIRST) and len(passphrase) < 3 * LEAST:
        return "That holds words that are tried first. Four or five words at random are better."
    bits = min(_bits(passphrase), _bits_of_words(passphrase))
    if bits < FAIR_BITS:
        return "That is soon guessed. Longer is better: four or five words at random."
    if bits < STRONG_BITS:
        return "That is fair. A word more makes it strong."
    return "That is strong, if nobody can know where you took it from."


def complaint(passphrase: str) -> str | None:
    """Why a passphrase cannot be taken, or None: only one that is too short is refused."""
    if len(passphrase) >= LEAST:
        return None
    return (
        f"A passphrase needs {LEAST} characters or more: shorter ones can all be tried within days. "
        "Take four or five words at random."
    )


def _bits(passphrase: str) -> float:
    """About how many bits it takes to guess it sign by sign; what repeats or counts up adds nothing."""
    if not passphrase:
        return 0.0
    pool = sum(size for is_kind, size in KINDS if any(map(is_kind, passphrase)))
    if any(not any(is_kind(char) for is_kind, _ in KINDS) for char in passphrase):
        pool += OTHER_SIGNS
    steps = sum(abs(ord(one) - ord(following)) > 1 for one, following in pairwise(passphrase))
    return (1 + steps) * log2(max(pool, 2))


def _bits_of_words(passphrase: str) -> float:
    """The same word by word, each as one out of a list, and the rest sign by sign."""
    words = {word.casefold() for word in A_WORD.findall(passphrase) if _looks_like_a_word(word)}
    rest = A_WORD.sub(lambda found: "" if found[0].casefold() in words else found[0], passphrase)
    return len(words) * BITS_OF_A_WORD + _bits("".join(rest.split()))


def _looks_like_a_word(letters: str) -> bool:
    in_one_case = letters.islower() or letters.isupper() or letters.istitle()
    return in_one_case and 5 * sum(letter in VOWELS for letter in letters.casefold()) >= len(letters)
