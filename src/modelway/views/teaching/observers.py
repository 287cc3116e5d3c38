"""The screens of asking others: what was written for them, who answered, and who is waited for."""

from collections.abc import Sequence

from rich.text import Text

from modelway.domain.days.dates import format_short_date
from modelway.domain.teaching.observers import Form
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import bullets, fields, heading, next_step, paragraph, stack
from modelway.views.screen.theme import Glyphs

NO_NAME = "(no name)"


def forms_written(forms: Sequence[Form], files: Sequence[str], *, glyphs: Glyphs, width: int) -> Text:
    """The forms that were written, each as text and as a page."""
    said = "Send each observer the text or the page, whichever is easier; both ask the same."
    return stack(
        heading("Forms for observers", number_of(len(forms), "form"), glyphs=glyphs, width=width),
        bullets(files, glyphs=glyphs, width=width),
        paragraph(said, glyphs=glyphs, width=width),
        next_step(
            "modelway observers import FILE", "Bring in what they send back.", glyphs=glyphs, width=width
        ),
    )


def observers_screen(forms: Sequence[Form], *, glyphs: Glyphs, width: int) -> Text:
    """Every form with its state, and nothing of what was answered."""
    answered = sum(form.answered_on is not None for form in forms)
    if not forms:
        return stack(
            heading("Observers", glyphs=glyphs, width=width),
            paragraph("Nobody was asked yet.", glyphs=glyphs, width=width),
            next_step("modelway observers ask", "What do others see?", glyphs=glyphs, width=width),
        )
    step = ("modelway trends observers", "See what they see.")
    if answered < len(forms) and any(form.is_waiting for form in forms):
        step = ("modelway observers remind", "A kind word helps.")
    return stack(
        heading("Observers", f"{answered} of {len(forms)} answered", glyphs=glyphs, width=width),
        fields(
            [(form.code, f"{form.observer or NO_NAME}, {_state(form)}") for form in forms],
            glyphs=glyphs,
            width=width,
        ),
        next_step(*step, glyphs=glyphs, width=width),
    )


def waiting_screen(forms: Sequence[Form], *, glyphs: Glyphs, width: int) -> Text:
    """Who has not answered yet, and a few words to send them."""
    if not forms:
        return stack(
            paragraph("Everyone has answered, or was closed.", glyphs=glyphs, width=width, indent=0),
            next_step("modelway trends observers", "See what they see.", glyphs=glyphs, width=width),
        )
    said = (
        "Words to send: “Some days ago I asked what you see of me. Five minutes of yours would help me much.”"
    )
    return stack(
        heading("Not answered yet", number_of(len(forms), "form"), glyphs=glyphs, width=width),
        bullets(
            (f"{form.observer or NO_NAME} ({form.code}), {_state(form)}" for form in forms),
            glyphs=glyphs,
            width=width,
        ),
        paragraph(
            said.replace("“", glyphs.quoted("x")[0]).replace("”", glyphs.quoted("x")[-1]),
            glyphs=glyphs,
            width=width,
        ),
        next_step("modelway observers close", "Or wait no more.", glyphs=glyphs, width=width),
    )


def replies_taken(taken: int, forms: Sequence[Form], *, glyphs: Glyphs, width: int) -> Text:
    """How many answers were taken in, and how many are still waited for."""
    waiting = sum(form.is_waiting for form in forms)
    said = f"Taken in: {number_of(taken, 'answer')}. Still waited for: {waiting}."
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step("modelway trends observers", "See what they see.", glyphs=glyphs, width=width),
    )


def forms_closed(forms: Sequence[Form], *, glyphs: Glyphs, width: int) -> Text:
    """The forms that are waited for no more."""
    said = f"Closed: {', '.join(form.observer or form.code for form in forms)}."
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step("modelway undo", "It can be taken back.", glyphs=glyphs, width=width),
    )


def observers_data(forms: Sequence[Form]) -> dict[str, object]:
    """The forms as data for `modelway.observers/1`, without what was answered."""
    return {
        "forms": [
            {
                "code": form.code,
                "observer": form.observer,
                "asked_on": form.asked_on.isoformat(),
                "answered_on": form.answered_on.isoformat() if form.answered_on else None,
                "closed": form.closed,
            }
            for form in forms
        ]
    }


def _state(form: Form) -> str:
    if form.answered_on:
        return f"answered {format_short_date(form.answered_on)}"
    state = "closed" if form.closed else "waiting"
    return f"{state}, asked {format_short_date(form.asked_on)}"
