"""What is saved when two windows answer the same question, and what is said of it."""

import pytest

from modelway.domain.loop.earlier_answers import Answer, Conflict, EarlierAnswer, settle
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.texts import LONGEST_TEXT

D, F, M, N = Outcome
SEEN = Answer(D, "Told Ana.")
FOUND = Answer(D, "Told Ana and Tom.")


@pytest.mark.parametrize(
    ("seen", "found", "given"),
    [
        (None, None, SEEN),
        (SEEN, SEEN, Answer(F, "Hid it.")),
        (SEEN, SEEN, Answer(None, "")),
        (None, SEEN, SEEN),
        (None, Answer(None, ""), SEEN),
        (None, SEEN, FOUND._replace(text="Told Ana.\n\nAnd Tom.")),
    ],
    ids=["first", "changed here", "skipped here", "same", "skipped elsewhere", "holds the other"],
)
def test_an_answer_is_saved_as_given_where_nothing_of_others_is_lost(
    seen: Answer[Outcome] | None, found: Answer[Outcome] | None, given: Answer[Outcome]
) -> None:
    assert settle("Honesty", seen, found, given) == (given, None)


@pytest.mark.parametrize(
    ("seen", "given", "settled", "keeps_text"),
    [
        (None, Answer(D, "Said no."), Answer(D, "Told Ana and Tom.\n\nSaid no."), True),
        (SEEN, SEEN, FOUND, True),
        (SEEN, Answer(M, "Told Ana."), Answer(M, "Told Ana and Tom."), True),
        (None, Answer(M, ""), Answer(M, "Told Ana and Tom."), True),
        (None, Answer(F, "x" * LONGEST_TEXT), Answer(F, "x" * LONGEST_TEXT), False),
    ],
    ids=["both", "unchanged here", "outcome here", "no words here", "too long for both"],
)
def test_the_later_outcome_counts_and_both_texts_are_kept(
    seen: Answer[Outcome] | None, given: Answer[Outcome], settled: Answer[Outcome], keeps_text: bool
) -> None:
    earlier = EarlierAnswer("Honesty", D, "Told Ana and Tom.")
    conflict = Conflict(earlier, stays=False, keeps_text=keeps_text, outcome=given.outcome)
    assert settle("Honesty", seen, FOUND, given) == (settled, conflict)


def test_a_skipped_question_leaves_the_answer_of_another_window() -> None:
    settled, conflict = settle("Honesty", None, FOUND, Answer[Outcome](None, ""))
    assert settled == FOUND
    assert conflict
    assert conflict.stays
