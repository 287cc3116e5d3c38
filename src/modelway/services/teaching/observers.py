"""Asking others what they see: forms for them, their answers, and who has not answered yet."""

from collections.abc import Sequence
from typing import NamedTuple

from modelway.domain.loop.texts import clean_line
from modelway.domain.loop.values import Value, find_value, values_in_use
from modelway.domain.teaching.observers import Form, FormAnswer, Reply
from modelway.domain.teaching.seen import LONGEST_WHO
from modelway.errors import NotFound, Refused
from modelway.services.session import Session
from modelway.store.teaching import observers as store
from modelway.store.transactions import new_id


class Taken(NamedTuple):
    """What came of replies: how many were taken in, and the sentences about those that were not."""

    taken: int
    left_out: tuple[str, ...]


def make_forms(session: Session, names: Sequence[str], references: Sequence[str]) -> list[Form]:
    """Forms that ask about these values, or about all in use; they are kept with `keep_forms`.

    Raises:
        NotFound: there is no such value, or none at all.
        BadText: a name that cannot be kept.
    """
    values = session.journal.values()
    chosen = [find_value(values, one) for one in references] or values_in_use(values)
    if not chosen:
        raise NotFound("There are no values to ask about yet: define them with: modelway values define")
    asked = dict.fromkeys(chosen)
    return [
        Form(
            id=(key := new_id()),
            code=key[:8],
            observer=clean_line(name, "the name", LONGEST_WHO) if name.strip() else "",
            asked_on=session.tonight,
            answers=tuple(FormAnswer(value.id, value.definition_on(session.tonight).id) for value in asked),
        )
        for name in names
    ]


def keep_forms(session: Session, forms: Sequence[Form]) -> None:
    """Save forms that were written for observers."""
    with session.journal.writing(session.command("observers ask", "asking observers")):
        for form in forms:
            store.put_form(session.journal, form)


def list_values_asked(session: Session, form: Form) -> list[Value]:
    """The values that a form asks about, in its order."""
    by_id = {value.id: value for value in session.journal.values()}
    return [by_id[answer.value_id] for answer in form.answers]


def list_forms(session: Session) -> list[Form]:
    """Every form, the earliest asked first."""
    return store.load_forms(session.journal)


def list_waiting(session: Session) -> list[Form]:
    """The forms that nobody answered yet."""
    return [form for form in list_forms(session) if form.is_waiting]


def take_in(session: Session, replies: Sequence[Reply]) -> Taken:
    """Save what observers answered, each form once; all of it or nothing.

    Raises:
        NotFound: a form is none of this journal's, or answers about a value that it does not ask about.
    """
    by_code = {form.code: form for form in list_forms(session)}
    slugs = {value.slug: value.id for value in session.journal.values()}
    answered: dict[str, Form] = {}
    left_out: list[str] = []
    for reply in replies:
        form = answered.get(reply.code) or by_code.get(reply.code)
        if form is None:
            raise NotFound(f"The form {reply.code} is not of this journal: see: modelway observers list")
        if not form.is_waiting:
            why = "is closed" if form.closed else "is counted already"
            left_out.append(f"The form {form.code} {why}: nothing was changed.")
            continue
        answered[form.code] = _answered(form, reply, slugs)._replace(answered_on=session.tonight)
    if answered:
        with session.journal.writing(session.command("observers import", "observers' answers")):
            for form in answered.values():
                store.put_form(session.journal, form)
    return Taken(len(answered), tuple(left_out))


def _answered(form: Form, reply: Reply, slugs: dict[str, str]) -> Form:
    told = {slugs.get(slug, slug): answer for slug, answer in reply.answers.items()}
    foreign = set(told) - {answer.value_id for answer in form.answers}
    if foreign:
        raise NotFound(f"The form {form.code} does not ask about {min(foreign)}: leave that part out.")
    answers = [
        told[asked.value_id]._replace(value_id=asked.value_id, definition_id=asked.definition_id)
        if asked.value_id in told
        else asked
        for asked in form.answers
    ]
    return form._replace(answers=tuple(answers))


def close_forms(session: Session, code: str = "") -> list[Form]:
    """Wait no more for the form of that code, or for any; those that were closed.

    Raises:
        NotFound: there is no such form.
        Refused: none is waiting.
    """
    if code and code not in {form.code for form in list_forms(session)}:
        raise NotFound(f"There is no form {code[:20]}: see their codes with: modelway observers list")
    waiting = [form for form in list_waiting(session) if code in ("", form.code)]
    if not waiting:
        raise Refused("No form is waiting for an answer: ask with: modelway observers ask")
    with session.journal.writing(session.command("observers close", "closing forms of observers")):
        for form in waiting:
            store.put_form(session.journal, form._replace(closed=True))
    return waiting
