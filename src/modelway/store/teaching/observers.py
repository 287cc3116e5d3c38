"""What the journal holds of observers: the forms, and what was answered."""

from datetime import date

from modelway.domain.teaching.observers import Form, FormAnswer
from modelway.store import queries
from modelway.store.journal import Journal
from modelway.store.transactions import new_id, unreadable_rows_as_damage


def load_forms(journal: Journal) -> list[Form]:
    """Every form with its answers in the leader's order, the earliest asked first."""
    forms: dict[str, Form] = {}
    with unreadable_rows_as_damage(journal.path):
        for id_, code, observer, asked_on, answered_on, closed, *answer in journal.rows(queries.FORMS):
            form = forms.get(id_) or Form(
                id_,
                code,
                observer,
                date.fromisoformat(asked_on),
                (),
                date.fromisoformat(answered_on) if answered_on else None,
                bool(closed),
            )
            forms[id_] = form._replace(answers=(*form.answers, FormAnswer(*answer)))
    return list(forms.values())


def put_form(journal: Journal, form: Form) -> None:
    """Save a form with its answers, over an earlier state of it."""
    journal.run(
        queries.PUT_FORM,
        id=form.id,
        code=form.code,
        observer=form.observer,
        asked_on=form.asked_on.isoformat(),
        answered_on=form.answered_on.isoformat() if form.answered_on else None,
        closed=int(form.closed),
    )
    for answer in form.answers:
        journal.run(queries.PUT_FORM_ANSWER, id=new_id(), form_id=form.id, **answer._asdict())
