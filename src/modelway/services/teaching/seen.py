"""What was seen and read: the vision, remarks, examples, sources and their lessons."""

from datetime import date

from modelway.domain.days.periods import Period
from modelway.domain.loop.texts import LONGEST_TEXT, clean_line, clean_text
from modelway.domain.loop.values import Value, find_value
from modelway.domain.teaching.seen import (
    LONGEST_TITLE,
    LONGEST_VISION,
    LONGEST_WHO,
    Beside,
    Lesson,
    LessonInTurn,
    Observation,
    Seen,
    Source,
    Vision,
    is_time_to_ask_others,
    shown_first,
)
from modelway.errors import BadText, NotFound, Refused
from modelway.services.session import Session
from modelway.store.teaching import seen as store
from modelway.store.transactions import new_id

MOST_EXAMPLES = 2


def list_visions(session: Session) -> list[Vision]:
    """Every wording of the service vision, the newest last."""
    return store.load_visions(session.journal)


def word_vision(session: Session, text: str) -> list[Vision]:
    """Give the vision another wording from today on; the same one changes nothing. Raises BadText."""
    words, known = clean_vision(text), list_visions(session)
    if not known or known[-1].text != words:
        with session.journal.writing(session.command("vision edit", "the wording of your vision")):
            store.put_vision(session.journal, Vision(new_id(), session.tonight, words))
    return list_visions(session)


def clean_vision(text: str) -> str:
    """The wording as it is kept; raises BadText."""
    words = clean_text(text.strip(), "the vision", LONGEST_VISION)
    if not words:
        raise BadText("The vision is empty: say in a sentence or two what a customer can count on.")
    return words


def observe(
    session: Session, value: Value, text: str, *, by: str = "", on: date | None = None, negative: bool = False
) -> Observation:
    """Keep what someone said about a value. Raises BadText."""
    seen = _observation(Seen.REMARK, value, text, by, on or session.tonight, negative=negative)
    with session.journal.writing(session.command("observe", f"a remark about {value.name}")):
        store.put_observation(session.journal, seen)
    return seen


def add_example(
    session: Session, text: str, *, value: Value | None = None, who: str = "", negative: bool = False
) -> Observation:
    """Keep an example that another leader gave. Raises BadText."""
    seen = _observation(Seen.EXAMPLE, value, text, who, session.tonight, negative=negative)
    with session.journal.writing(session.command("examples add", "an example")):
        store.put_observation(session.journal, seen)
    return seen


def list_examples(session: Session) -> list[tuple[Observation, Value | None]]:
    """Every example with its value, the newest first."""
    by_id = {value.id: value for value in session.journal.values()}
    found = store.load_observations(session.journal, Seen.EXAMPLE)
    return [(one, by_id.get(one.value_id or "")) for one in reversed(found)]


def _observation(
    kind: Seen, value: Value | None, text: str, who: str, day: date, *, negative: bool
) -> Observation:
    words = clean_text(text.strip(), f"the {kind}", LONGEST_TEXT)
    if not words:
        raise BadText(f"The {kind} is empty: say in a few words what was seen.")
    name = clean_line(who, "the name", LONGEST_WHO) if who.strip() else ""
    return Observation(new_id(), kind, value.id if value else None, day, name, negative, words)


def list_sources(session: Session) -> list[tuple[Source, Value | None]]:
    """The library, each source with its value, the earliest first."""
    by_id = {value.id: value for value in session.journal.values()}
    return [(one, by_id.get(one.value_id or "")) for one in store.load_sources(session.journal)]


def find_source(session: Session, reference: str) -> Source:
    """The source with that number, title, or beginning of a title. Raises NotFound."""
    known = store.load_sources(session.journal)
    wanted = reference.strip().casefold()
    if wanted.isdecimal() and len(wanted) < 6 and 1 <= int(wanted) <= len(known):
        return known[int(wanted) - 1]
    found = [one for one in known if one.title.casefold() == wanted]
    found = found or [one for one in known if wanted and one.title.casefold().startswith(wanted)]
    if len(found) != 1:
        what = "could be several" if found else "is not in your library"
        raise NotFound(f"“{reference[:60]}” {what}: see their numbers with: modelway library list")
    return found[0]


def add_source(session: Session, title: str, *, author: str = "", value: Value | None = None) -> Source:
    """Put a book or another source into the library.

    Raises:
        BadText: its title or its author cannot be kept.
        Refused: it is there already.
    """
    name = clean_line(title, "the title", LONGEST_TITLE)
    by = clean_line(author, "the author", LONGEST_TITLE) if author.strip() else ""
    known = store.load_sources(session.journal)
    if any(one.title.casefold() == name.casefold() for one in known):
        raise Refused(f"{name} is in your library already: see it with: modelway library list")
    source = Source(new_id(), name, by, value.id if value else None, session.tonight)
    with session.journal.writing(session.command("library add", f"adding {name}")):
        store.put_source(session.journal, source)
    return source


def take_lesson(session: Session, source: Source, text: str) -> Source:
    """Keep a lesson that was taken from a source. Raises BadText."""
    words = clean_text(text.strip(), "the lesson", LONGEST_TEXT)
    if not words:
        raise BadText("The lesson is empty: say in a sentence what you take from it.")
    lesson = Lesson(new_id(), session.tonight, words)
    with session.journal.writing(session.command("library lesson", f"a lesson from {source.title}")):
        store.put_lesson(session.journal, source, lesson)
    return source._replace(lessons=(*source.lessons, lesson))


def finish_source(session: Session, source: Source) -> Source:
    """Note that a source is read to its end; its lessons go on coming in turn."""
    done = source._replace(finished_on=source.finished_on or session.tonight)
    with session.journal.writing(session.command("library finish", f"finishing {source.title}")):
        store.put_source(session.journal, done)
    return done


def drop_source(session: Session, source: Source) -> None:
    """Take a source and its lessons out of the library."""
    with session.journal.writing(session.command("library drop", f"dropping {source.title}")):
        store.drop_source(session.journal, source)


def find_lesson_of_today(session: Session) -> LessonInTurn | None:
    """The lesson whose turn it is today; None without any."""
    return store.load_lesson_in_turn(session.journal, session.tonight)


def find_value_named(session: Session, reference: str) -> Value | None:
    """The value that is named; None where none is. Raises NotFound."""
    return find_value(session.journal.values(), reference) if reference else None


def list_beside(session: Session, period: Period, first_looked_at: list[Value], *, weekly: bool) -> Beside:
    """What stands beside the nights of a period; `first_looked_at` are the values its review begins with."""
    journal = session.journal
    by_id = {value.id: value for value in journal.values()}
    remarks = store.load_observations(journal, Seen.REMARK, period.start, period.end)
    examples = store.load_observations(journal, Seen.EXAMPLE, end=period.end)
    chosen = shown_first(examples, [value.id for value in first_looked_at])[:MOST_EXAMPLES]
    beside = Beside(
        remarks=tuple((one, by_id[one.value_id]) for one in remarks if one.value_id in by_id),
        examples=tuple((one, by_id.get(one.value_id or "")) for one in chosen),
    )
    if weekly:
        return beside
    from modelway.services.teaching.checks import list_checks_due

    asked_on = store.load_newest_asking(journal)
    return beside._replace(
        checks_due=tuple(one.check.name for one in list_checks_due(session)),
        asks_others=is_time_to_ask_others(asked_on, journal.first_night(), session.tonight),
    )
