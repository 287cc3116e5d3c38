"""The screens of completion: what is written and where, and that it is there or gone."""

from rich.text import Text

from modelway.system.prompting.completion import Completion
from modelway.views.screen.layout import heading, next_step, paragraph, section, stack
from modelway.views.screen.theme import Glyphs


def plan_screen(planned: Completion, *, glyphs: Glyphs, width: int) -> Text:
    """What would be written, word for word, and where."""
    texts = [(f"Into {planned.script}", planned.text.rstrip("\n"))]
    if planned.start_file:
        texts.append((f"At the end of {planned.start_file}", planned.line))
    return stack(
        heading(f"Completion for {planned.shell}", glyphs=glyphs, width=width),
        *(
            stack(
                section(where, glyphs=glyphs, width=width),
                paragraph(text, glyphs=glyphs, width=width),
                gap=0,
            )
            for where, text in texts
        ),
    )


def installed_screen(planned: Completion, *, glyphs: Glyphs, width: int) -> Text:
    """That it is there from the next shell on."""
    return stack(
        paragraph(f"A new {planned.shell} completes with the Tab key.", glyphs=glyphs, width=width, indent=0),
        next_step(
            f"modelway completion remove {planned.shell}", "To take it away:", glyphs=glyphs, width=width
        ),
    )


def removed_screen(planned: Completion, *, was_there: bool, glyphs: Glyphs, width: int) -> Text:
    """That it is gone."""
    said = (
        f"From the next {planned.shell} on, the Tab key completes as before."
        if was_there
        else f"There was no completion for {planned.shell}."
    )
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step(f"modelway completion install {planned.shell}", "To have it:", glyphs=glyphs, width=width),
    )
