"""The two parts of a practice as they read in "When …, I will …", however they were typed."""

import re

from modelway.domain.loop.vocabulary import VERBS

# Patterns as text: a start that reads no practice compiles none.
_WHEN = r"(?i)when(?:ever)?\s+"
_I_AM = r"(?i)i(?:\s+am|['’]m)\s+"
_I_DO_NOT = r"(?i)i\s+(?:will\s+not|won['’]t|do\s+not|don['’]t)\s+"
_I_WILL = r"(?i)i(?:\s+(?:will|shall|can|could|would|should|must)|['’](?:ll|d))?(?:\s+|$)"
_AROUND = " ,.…"
# Words that begin a sentence and are never names.
_OPENERS = frozenset(
    ["a", "an", "he", "it", "my", "our", "people", "she", "the", "they", "this", "we", "you"]
)
_OPENERS |= {"anyone", "nobody", "somebody", "someone", "there"}


def extract_moment(words: str) -> str:
    """Return the moment without "When" before it and punctuation around it; it may be empty."""
    bare = words.strip()
    found = re.match(_WHEN, bare)
    return _within(bare[found.end() :] if found else bare, _OPENERS)


def extract_action(words: str) -> str:
    """Return the action without "I will" before it and punctuation around it; it may be empty.

    "I ask" becomes "ask", "I am" becomes "be", and "I do not" becomes "not", so that the sentence reads on.
    A verb loses its capital, because no sentence begins there; another word keeps it, for it may be a name.
    """
    bare = words.strip()
    for lead, instead in ((_I_AM, "be "), (_I_DO_NOT, "not "), (_I_WILL, "")):
        found = re.match(lead, bare)
        if found:
            bare = instead + bare[found.end() :]
            break
    return _within(bare, VERBS)


def starts_with_moment(words: str) -> bool:
    """Return True if the words begin with a moment, such as "when I am asked", and not with an action."""
    return bool(re.match(_WHEN, words.strip()))


def _within(part: str, beginnings: frozenset[str]) -> str:
    """Return the part as it is written within a sentence: without the capital of a sentence's first word."""
    # A stop before a word may be the name's own; three of them are not.
    bare = part.rstrip(_AROUND).lstrip(" ,…").removeprefix("...").lstrip()
    first = bare.partition(" ")[0]
    if first.istitle() and first.lower() in beginnings:
        return bare[0].lower() + bare[1:]
    return bare
