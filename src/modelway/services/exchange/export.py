"""Everything out: a journal written as a document of another format."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from modelway.domain.exchange.records import KINDS, PAST, Kind, Record
from modelway.domain.loop.values import Value
from modelway.domain.loop.written_nights import WrittenNight
from modelway.errors import Damaged, UsageError
from modelway.exchange.bundle import holds_what_it_may, write_bundle
from modelway.exchange.fields import either
from modelway.exchange.other_programs.csv_file import write_csv
from modelway.exchange.other_programs.dayone_file import write_dayone
from modelway.exchange.other_programs.html_file import write_html
from modelway.exchange.other_programs.jrnl_file import write_jrnl, write_jrnl_json
from modelway.exchange.other_programs.markdown_file import write_markdown, write_months
from modelway.services.loop.nights import list_nights
from modelway.services.session import Session
from modelway.store.exchange.records import each_record, one_moment

BUNDLE = "bundle"
MARKDOWN = "markdown"
OF_NIGHTS: Mapping[str, Callable[[Sequence[WrittenNight]], str]] = {
    "csv": write_csv,
    MARKDOWN: write_markdown,
    "jrnl": write_jrnl,
    "jrnl-json": write_jrnl_json,
    "dayone": write_dayone,
    "html": write_html,
}


class Wanted(NamedTuple):
    """Which nights go out: from a day, to a day, of one value; all of them where nothing is named.

    `past` says whether a bundle holds the history of changes too.
    """

    start: date | None = None
    end: date | None = None
    value: Value | None = None
    past: bool = False

    @property
    def narrows(self) -> bool:
        """Whether some of the nights, or of what they say, stay here."""
        return any((self.start, self.end, self.value))


EVERYTHING = Wanted()


def export_text(session: Session, name: str, wanted: Wanted = EVERYTHING) -> str:
    """The journal as a document in the format of that name; raises what `export_pieces` does."""
    return "".join(export_pieces(session, name, wanted))


def export_pieces(session: Session, name: str, wanted: Wanted = EVERYTHING) -> Iterator[str]:
    """The document in pieces, a bundle record by record; whoever keeps them keeps all or none.

    Raises:
        UsageError: there is no such format, or a bundle of some nights alone is wanted.
        Damaged: a row cannot be read, which may be found behind the first pieces.
    """
    if name == BUNDLE and wanted.narrows:
        raise UsageError("A bundle holds everything: leave out --from, --to and --value.")
    if name != BUNDLE and name not in OF_NIGHTS:
        raise UsageError(f"There is no format “{name}”: choose {either([BUNDLE, *OF_NIGHTS])}.")
    if name != BUNDLE and wanted.past:
        raise UsageError("A bundle alone holds the history of changes: leave out --history, or --format.")
    return _pieces(session, name, wanted)


def _pieces(session: Session, name: str, wanted: Wanted) -> Iterator[str]:
    with one_moment(session.journal):
        if name == BUNDLE:
            kinds = (*KINDS, *PAST) if wanted.past else KINDS
            yield from write_bundle((kind.name, _sound_records(session, kind)) for kind in kinds)
        else:
            yield OF_NIGHTS[name](_nights(session, wanted))


def export_months(session: Session, wanted: Wanted) -> list[tuple[str, str]]:
    """Names such as 2026-11.md and their documents, one for each month with a night."""
    with one_moment(session.journal):
        return list(write_months(_nights(session, wanted)))


def _nights(session: Session, wanted: Wanted) -> list[WrittenNight]:
    """The nights that are wanted, oldest first; of one value with nothing of the others."""
    found = list_nights(session, start=wanted.start, end=wanted.end, value=wanted.value).nights[::-1]
    return [_of_value(night, wanted.value) for night in found] if wanted.value else list(found)


def _of_value(written: WrittenNight, value: Value) -> WrittenNight:
    answers = tuple(one for one in written.night.reflections if one.value_id == value.id)
    return written._replace(
        night=written.night._replace(reflections=answers, note=""),
        planned=tuple(one for one in written.planned if one.value_id == value.id),
        reported=tuple(one for one in written.reported if one.value_id == value.id),
    )


def _sound_records(session: Session, kind: Kind) -> Iterator[Record]:
    for record in each_record(session.journal, kind):
        for field in kind.fields:
            if not holds_what_it_may(field, record[field.name]):
                raise Damaged(
                    f"A {kind.noun} in the journal cannot be read ({field.name}), so nothing was written: "
                    "see where with: modelway doctor"
                )
        yield record
