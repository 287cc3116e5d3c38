"""What a purge takes along, and who else still holds it."""

from rich.text import Text

from modelway.domain.keeping.purge import OfHistory, Purge
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import (
    bullets,
    heading,
    join_lines,
    next_step,
    note,
    paragraph,
    section,
    stack,
)
from modelway.views.screen.theme import Glyphs

WORDS = {
    "reflection": "answer",
    "definition": "wording",
    "draft": "half-written answer",
    "check_run": "check",
    "check_answer": "answer to a check",
    "form_answer": "observer's answer",
}
MANY = {"check_answer": "answers to checks", "lens": "lenses"}
MOST_NAMED = 5


def weighed_screen(weighed: Purge, what: str, *, backups_too: bool, glyphs: Glyphs, width: int) -> Text:
    """What would be erased for good, the backups that hold it, and what becomes of those."""
    kinds = [number_of(number, WORDS.get(kind, kind), MANY.get(kind)) for kind, number in weighed.reach.kinds]
    if weighed.reach.images:
        kinds.append(f"{number_of(weighed.reach.images, 'entry', 'entries')} in the history")
    if weighed.reach.nothing:
        kinds = ["nothing of it is left in your journal: only backups hold it"]
    return stack(
        heading("Erasing for good", "undo cannot take this back", glyphs=glyphs, width=width),
        paragraph(f"This erases {what}:", glyphs=glyphs, width=width),
        bullets(kinds, glyphs=glyphs, width=width),
        _today(weighed, glyphs=glyphs, width=width),
        _holding(weighed.backups, "Backups that hold it", glyphs=glyphs, width=width),
        paragraph(_of_backups(weighed, backups_too=backups_too), glyphs=glyphs, width=width),
    )


def purged_screen(purged: Purge, command: str, *, glyphs: Glyphs, width: int) -> Text:
    """What was erased, and the backups that still hold it."""
    left = purged.backups
    end = (
        next_step(command, "Erase it from these too.", glyphs=glyphs, width=width)
        if left
        else next_step("modelway", "See where you are.", glyphs=glyphs, width=width)
    )
    return stack(
        paragraph(
            "\nErased: nothing of it is left in your journal, nor in its history. "
            "What was done before can no longer be undone.",
            glyphs=glyphs,
            width=width,
            indent=0,
        ),
        _holding(left, "Still in these backups", glyphs=glyphs, width=width),
        note("Copies you put elsewhere are yours to remove.", glyphs=glyphs, width=width),
        end,
    )


def _today(weighed: Purge, *, glyphs: Glyphs, width: int) -> Text:
    if not isinstance(weighed.scope, OfHistory):
        return join_lines([])
    said = "Everything as it stands today stays; only how it came about is forgotten."
    return paragraph(said, glyphs=glyphs, width=width)


def _of_backups(weighed: Purge, *, backups_too: bool) -> str:
    """What becomes of the backups; one is made before only where the journal itself holds something."""
    if backups_too:
        return "It is erased from these backups as well, and none is made before." if weighed.backups else ""
    kept = "These backups keep it. " if weighed.backups else ""
    made = "" if weighed.reach.nothing else "One more backup is made before, and holds it too. "
    return f"{kept}{made}To leave it in none, add --backups-too."


def _holding(names: tuple[str, ...], title: str, *, glyphs: Glyphs, width: int) -> Text:
    if not names:
        return join_lines([])
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(f"and {len(names) - MOST_NAMED} more")
    return stack(
        section(title, number_of(len(names), "backup"), glyphs=glyphs, width=width),
        bullets(shown, glyphs=glyphs, width=width),
        gap=0,
    )
