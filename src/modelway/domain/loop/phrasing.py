"""The two parts of a practice as they read in "When …, I will …", however they were typed."""

import re

from modelway.domain.loop.vocabulary import VERBS

# Patterns as text: a start that reads no practice compiles none.
_WHEN = r"(?i)when(?:ever)?\s+"
_I_AM = r"(?i)i(?:\s+am|['’]m)\s+"
_I_DO_NOT = r"(?i)i\s+(?:will\s+not|won['’]t|do\s+not|don['’]t)\s+"
_I_WILL = r"(?i)i(?:\s+(?:will|shall|can|could|would|should|must)|['’](?:ll|d))?(?:\s+|$)"
_AROUND = " ,.…"
# What a sentence begins with, and no name does.
_OPENERS = frozenset(
    ["a", "an", "he", "it", "my", "our", "people", "she", "the", "they", "this", "we", "you"]
)
_OPENERS |= {"anyone", "nobody", "somebody", "someone", "there"}


def extract_moment(words: str) -> str:
    """What follows "When": without that word, nor commas and stops around it; it may be empty."""
    bare = words.strip()
    found = re.match(_WHEN, bare)
    return _within(bare[found.end() :] if found else bare, _OPENERS)


def extract_action(words: str) -> str:
    """What follows "I will", without such a lead, nor commas and stops around it; it may be empty.

    "I ask" becomes "ask", "I am" becomes "be", and "I do not" becomes "not", so that the sentence reads on.
    The capital of a verb goes, for no sentence begins there; another one stays, for it may be a name's.
    """
    bare = words.strip()
    for lead, instead in ((_I_AM, "be "), (_I_DO_NOT, "not "), (_I_WILL, "")):
        found = re.match(lead, bare)
        if found:
            bare = instead + bare[found.end() :]
            break
    return _within(bare, VERBS)


def starts_with_moment(words: str) -> bool:
    """Whether words that should say what one will do begin with the moment instead: "when I am asked"."""
    return bool(re.match(_WHEN, words.strip()))


def _within(part: str, beginnings: frozenset[str]) -> str:
    """The part as it stands within a sentence: a capital that only began one goes."""
    # A stop before a word may be the name's own; three of them are not.
    bare = part.rstrip(_AROUND).lstrip(" ,…").removeprefix("...").lstrip()
    first = bare.partition(" ")[0]
    if first.istitle() and first.lower() in beginnings:
        return bare[0].lower() + bare[1:]
    return bare
