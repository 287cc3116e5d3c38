"""What a purge takes along, and who else still holds it."""

from rich.text import Text

from modelway.domain.purge import OfHistory, Purge
from modelway.views.figures import counted
from modelway.views.layout import bullets, heading, lines, next_step, note, paragraph, section, stack
from modelway.views.theme import Glyphs

WORDS = {"reflection": "answer", "definition": "wording"}
MOST_NAMED = 5


def weighed_screen(weighed: Purge, what: str, *, glyphs: Glyphs, width: int) -> Text:
    """What would be erased for good, and the backups that hold it."""
    kinds = [counted(number, WORDS.get(kind, kind)) for kind, number in weighed.reach.kinds]
    if weighed.reach.images:
        kinds.append(f"{counted(weighed.reach.images, 'image')} in the history")
    if weighed.reach.nothing:
        kinds = ["nothing of it is left in your journal: only backups hold it"]
    return stack(
        heading("Erasing for good", "undo cannot take this back", glyphs=glyphs, width=width),
        paragraph(f"This erases {what}:", glyphs=glyphs, width=width),
        bullets(kinds, glyphs=glyphs, width=width),
        _today(weighed, glyphs=glyphs, width=width),
        _holding(weighed.backups, "Backups that hold it", glyphs=glyphs, width=width),
    )


def purged_screen(purged: Purge, command: str, *, glyphs: Glyphs, width: int) -> Text:
    """What was erased, and the backups that still hold it."""
    left = purged.backups
    end = (
        next_step(command, "To erase it from these too:", glyphs=glyphs, width=width)
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
        return lines([])
    said = "Everything as it stands today stays; only how it came about is forgotten."
    return paragraph(said, glyphs=glyphs, width=width)


def _holding(names: tuple[str, ...], title: str, *, glyphs: Glyphs, width: int) -> Text:
    if not names:
        return lines([])
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(f"and {len(names) - MOST_NAMED} more")
    return stack(
        section(title, counted(len(names), "backup"), glyphs=glyphs, width=width),
        bullets(shown, glyphs=glyphs, width=width),
        gap=0,
    )
