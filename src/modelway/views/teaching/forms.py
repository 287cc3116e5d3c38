"""The form that an observer fills in: as text, and as a page of one file without a server."""

from collections.abc import Sequence
from pathlib import Path

from modelway.domain.loop.values import Value
from modelway.domain.teaching.observers import (
    COULD_NOT_SEE,
    EXAMPLE,
    HIGHEST,
    HOW_OFTEN,
    LOWEST,
    OPENING,
    WISH,
    Form,
)
from modelway.views.screen.text import make_safe
from modelway.views.screen.theme import UNICODE

TEMPLATES = Path(__file__).parent / "templates"
WELCOME = (
    "Someone you see at work wants to lead by a few values, and asks what you see of them. "
    "It takes five minutes. How often did you see each one in the last four weeks?"
)
HOW_TO_ANSWER = (
    f"Write behind the colons: a number from {LOWEST} (never) to {HIGHEST} (always), or - for what you could "
    "not see. Leave the lines in square brackets as they are, and send all of it back."
)
PROMISE = (
    "Your words are shown together with those of others only, from three answers on, and without a name."
)


def form_text(form: Form, values: Sequence[Value]) -> str:
    """The form as plain text, to be filled in and sent back."""
    lines = [f"Dear {form.observer}," if form.observer else "Hello,", ""]
    lines += [WELCOME, "", HOW_TO_ANSWER, "", PROMISE, "", OPENING.format(form.code), ""]
    for value in values:
        wording = value.definition_on(form.asked_on)
        lines += [f"[{value.slug}]", value.name, *wording.text.splitlines()]
        lines += [f"  - {behavior}" for behavior in wording.behaviors]
        lines += [f"{HOW_OFTEN} ({LOWEST}-{HIGHEST}, or -): ", f"{EXAMPLE}: ", f"{WISH}: ", ""]
    return "\n".join(make_safe(line, UNICODE) for line in [*lines, "[end]", ""])


def form_html(form: Form, values: Sequence[Value]) -> str:
    """The form as one self-contained page; its answer is a block of text to send back."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda printed: make_safe(printed, UNICODE) if type(printed) is str else printed,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return environment.get_template("form.html.j2").render(
        greeting=f"Dear {form.observer}," if form.observer else "Hello,",
        welcome=WELCOME,
        promise=PROMISE,
        opening=OPENING.format(form.code),
        values=[(value, value.definition_on(form.asked_on)) for value in values],
        frequencies=range(LOWEST, HIGHEST + 1),
        labels={"often": HOW_OFTEN, "blind": COULD_NOT_SEE, "example": EXAMPLE, "wish": WISH},
    )
