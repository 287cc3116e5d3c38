"""A gentle look at the wording of a behavior: would others see it, and would one know in the evening?

It never blocks. It knows English only, and where it is not sure it says nothing: a missed hint costs less
than a wrong one.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from modelway.domain.loop import vocabulary as known

MOST_HINTS = 2

NEGATED = "What you will do is easier to see than what you will not: which action takes its place?"
QUALITY = "This names a quality, and others see only actions: what do you do when you live up to it?"
INNER = "This happens inside you, where nobody sees or hears it: what would others notice?"
TRIED = "Trying leaves open whether you did it: name the action itself, small enough to be done."
ABSOLUTE = "One slip breaks a promise made for all time: name the moment when it matters most."
COMPARED = "Better and more are hard to judge in the evening: what would one see you do?"
NO_VERB = "Starting with the verb of what you do makes it easy to spot in the evening."
MOST_USEFUL_FIRST = (NEGATED, QUALITY, INNER, TRIED, ABSOLUTE, COMPARED, NO_VERB)

_SHORT = 5
_WORTH_OFFERING = 3


class Hint(NamedTuple):
    """One thought on a wording: `what` could be stronger and why, and an `example` that is."""

    what: str
    example: str


class _Wording(NamedTuple):
    """A behavior taken apart: a cue such as "When we meet,", words that only lead in, and its core."""

    cue: str
    lead_in: tuple[str, ...]
    core: str

    @property
    def words(self) -> list[str]:
        return [found[0].lower() for found in _words_in(self.core)]


def find_hints(behavior: str) -> list[Hint]:
    """What could make the wording of a behavior stronger: at most two hints, the most useful first.

    A strong behavior starts with a verb (or with a cue and a comma before it), others can see or hear it,
    and it says what is done rather than what is avoided, tried or bettered. The list is empty when there is
    nothing to say, which is also so for an empty text and for one that is not English. The example of a hint
    has none itself; it keeps the leader's own words where leaving some out is enough.
    """
    wording = _split_wording(behavior)
    found = _weaknesses(wording)
    if not found:
        return []
    example = _suggest_verb(wording) or _example_about(behavior)
    return [Hint(what, example) for what in MOST_USEFUL_FIRST if what in found][:MOST_HINTS]


def _words_in(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"[^\W\d_]+(?:'[^\W\d_]+)*", text))


def _split_wording(behavior: str) -> _Wording:
    text, cue = behavior.strip().replace("’", "'"), ""
    words = _words_in(text)
    if words and words[0][0].lower() in known.CUES:
        cue, _, text = text.partition(",")
        words = _words_in(text)
    lead_in: list[str] = []
    for number, found in enumerate(words):
        word = found[0].lower()
        if not _leads_in(word, last=number == len(words) - 1):
            return _Wording(cue, tuple(lead_in), text[found.start() :])
        lead_in.append(word)
    return _Wording(cue, tuple(lead_in), "")


def _leads_in(word: str, *, last: bool) -> bool:
    small = {"always", "please", "to"} | known.SUBJECTS | known.MODALS | known.TRYING
    return word in small or (_is_adverb(word) and not last)


def _is_adverb(word: str) -> bool:
    return len(word) > 4 and word.endswith("ly") and not _may_be_a_verb(word)


def _may_be_a_verb(word: str) -> bool:
    return word in known.VERBS or word in known.VERBS_THAT_LOOK_OTHERWISE


def _weaknesses(wording: _Wording) -> set[str]:
    found = set()
    for word in wording.lead_in:
        if word in known.TRYING:
            found.add(TRIED)
        elif word == "always":
            found.add(ABSOLUTE)
        elif not wording.cue and word not in ("to", "please"):
            found.add(NO_VERB)
    words = wording.words
    if words:
        checks = (
            (NEGATED, _is_negated),
            (QUALITY, _names_a_quality),
            (INNER, _is_inner),
            (ABSOLUTE, _is_absolute),
            (COMPARED, _is_compared),
            (NO_VERB, _starts_without_verb),
        )
        found |= {what for what, is_so in checks if is_so(words)}
    return found


def _is_negated(words: list[str]) -> bool:
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first == "stop":
        return second.endswith("ing")
    return first in known.REFUSALS or (first in ("do", "does") and second == "not")


def _names_a_quality(words: list[str]) -> bool:
    first, rest = words[0], words[1:]
    if first in known.BEING:
        return True
    if not rest:
        return first in known.QUALITIES
    if first in known.STAYING:
        return _is_quality(rest)
    if first in known.SHOWING and len(words) <= _SHORT:
        return _is_quality(rest) or (rest[0] in known.LEADS_TO_A_QUALITY and _is_quality(rest[1:]))
    return len(words) <= _SHORT and not _may_be_a_verb(first) and _is_quality(words)


def _is_quality(words: list[str]) -> bool:
    """Return True if they start with a quality on its own: "respect for others", but not "open risks"."""
    if not words or words[0].removesuffix("ly") not in known.QUALITIES:
        return False
    return len(words) == 1 or words[1] in known.FOLLOWS_A_QUALITY


def _is_inner(words: list[str]) -> bool:
    return words[0] in known.INNER_STATES and not known.ALOUD.intersection(words[1:4])


def _is_absolute(words: list[str]) -> bool:
    return words[-1] == "always" or any(
        before in ("and", "but") and word in ("always", "never") for before, word in pairwise(words)
    )


def _is_compared(words: list[str]) -> bool:
    if words[0] in ("better", "more", "less") or words[1:2] == ["better"]:
        return True
    if words[-1] == "better":
        return not known.MAKES_BETTER.intersection(words)
    return words[1:] in (["more"], ["less"])


def _starts_without_verb(words: list[str]) -> bool:
    first = words[0]
    if _may_be_a_verb(first) or first in known.INNER_STATES | known.REFUSALS | known.BEING:
        return False
    return (
        first in known.NOT_VERBS
        or first in known.QUALITIES
        or (len(first) > 4 and first.endswith(tuple(known.NOT_VERB_ENDINGS)))
        or _is_adverb(first)
        or _base_form(first) is not None
    )


def _base_form(word: str) -> str | None:
    """The verb that `word` is a form of: listen for "listens", "listening" and "listened"."""
    for ending in ("ing", "ed", "es", "s"):
        stem = word.removesuffix(ending)
        if stem != word and stem:
            undoubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
            for base in (stem, f"{stem}e", undoubled):
                if base in known.VERBS:
                    return base
    return None


def _suggest_verb(wording: _Wording) -> str | None:
    """Return the behavior without weak words and with its verb first; None if that is not enough."""
    words = wording.words
    if len(words) < _WORTH_OFFERING:
        return None
    verb = words[0] if words[0] in known.VERBS else _base_form(words[0])
    if verb is None or (verb != words[0] and verb in known.NOUNS_TOO):
        return None
    adverbs = [word for word in wording.lead_in if _is_adverb(word)]
    if adverbs and (len(words) > _SHORT or known.HOW_OFTEN.intersection(adverbs)):
        return None
    rest = wording.core[len(words[0]) :]
    if adverbs:
        rest = " ".join((rest.rstrip(" ."), *adverbs))
    stronger = f"{wording.cue}, {verb}{rest}" if wording.cue else f"{verb.capitalize()}{rest}"
    return None if _weaknesses(_split_wording(stronger)) else stronger


def _example_about(behavior: str) -> str:
    words = [found[0].lower() for found in _words_in(behavior)]
    for beginnings, example in known.TOPICS:
        if any(word.startswith(tuple(beginnings.split())) for word in words):
            return example
    return known.DEFAULT_EXAMPLE
