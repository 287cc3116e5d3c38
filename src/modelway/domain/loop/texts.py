"""The rules of a leader's words: what a name, a line or a longer text may hold, and how long it may be."""

import unicodedata

from modelway.errors import BadText

LONGEST_NAME = 60
LONGEST_BEHAVIOR = 200
LONGEST_PRACTICE_PART = 300
LONGEST_DEFINITION = 2_000
LONGEST_TEXT = 2_000_000
# A slug spells out the characters of a name; one character can become eighteen letters.
LONGEST_REFERENCE = 1_200

# Four characters are the most that NFC joins into one.
MOST_JOINED_INTO_ONE = 4
INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
LINE_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")


def clean_line(text: str, what: str, longest: int) -> str:
    """Return a text of one line in clean form: a name, a behavior, a moment.

    White space around it is taken off, and it is brought to Unicode's composed form (NFC), so that the same
    word is the same text whichever keyboard it came from. Invisible characters alone count as empty; joiners
    within a word or an emoji stay.

    Args:
        text: The words as typed.
        what: What they are, for the sentence: "the name of a value".
        longest: The most characters it may have, counted when it is clean.

    Raises:
        BadText: It is empty, too long, on several lines, or holds a control character or a lone surrogate.
    """
    if _lone_surrogate_in(text) is not None:
        raise BadText(
            f"{_opening(what)} holds something that is not text: type it again, or save it as UTF-8."
        )
    line = text.strip()
    # Checked before normalising too, which takes very long over very many accents.
    if len(line) > longest * MOST_JOINED_INTO_ONE:
        raise _too_long(what, len(line), longest)
    line = unicodedata.normalize("NFC", line)
    if any(char in LINE_BREAKS for char in line):
        raise BadText(f"{_opening(what)} runs over more than one line: put it on one line.")
    for char in line:
        if unicodedata.category(char) == "Cc":
            raise BadText(f"{_opening(what)} holds a control character (U+{ord(char):04X}): take it out.")
    if all(unicodedata.category(char) in INVISIBLE for char in line):
        raise BadText(f"{_opening(what)} is empty: give it a word or two.")
    if len(line) > longest:
        raise _too_long(what, len(line), longest)
    return line


def clean_text(text: str, what: str, longest: int = LONGEST_TEXT) -> str:
    r"""Return a text of any number of lines in clean form: evidence, a note, a definition. It may be empty.

    It is kept as typed, tabs and escape characters included, which are made harmless where they are shown.
    Only line ends become \n, and blank lines at the end are taken off.

    Args:
        text: The words as typed.
        what: What they are, for the sentence: "the evidence for Honesty".
        longest: The most characters it may have, counted when it is clean.

    Raises:
        BadText: It is too long, or holds a NUL or a lone surrogate.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    broken_at = _lone_surrogate_in(text)
    if broken_at is not None:
        raise BadText(
            f"{_opening(what)} holds something that is not text on line {_line_of(text, broken_at)}: "
            "type it again, or save it as UTF-8."
        )
    if "\0" in text:
        line = _line_of(text, text.index("\0"))
        raise BadText(f"{_opening(what)} holds a NUL character on line {line}: take it out.")
    text = _without_blank_end(text)
    if len(text) > longest:
        raise _too_long(what, len(text), longest)
    return text


def _opening(what: str) -> str:
    return what[:1].upper() + what[1:]


def _too_long(what: str, length: int, longest: int) -> BadText:
    return BadText(f"{_opening(what)} has {length:,} characters: shorten it to {longest:,} or fewer.")


def _lone_surrogate_in(text: str) -> int | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _without_blank_end(text: str) -> str:
    words_end = len(text.rstrip(" \t\n"))
    if not words_end:
        return ""
    line_end = text.find("\n", words_end)
    return text if line_end < 0 else text[:line_end]
