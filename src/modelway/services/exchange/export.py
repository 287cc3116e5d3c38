"""Everything out: a journal written as a document of another format."""

from collections.abc import Callable, Iterator

from modelway.domain.exchange.records import KINDS, Kind, Record
from modelway.errors import Damaged, UsageError
from modelway.exchange.bundle import holds_what_it_may, write_bundle
from modelway.exchange.fields import either
from modelway.services.session import Session
from modelway.store.exchange.records import each_record, one_moment


def bundle_of(session: Session) -> Iterator[str]:
    """The whole journal as a bundle, in pieces.

    Raises:
        Damaged: a row holds what no modelway wrote.
    """
    return write_bundle((kind.name, _sound_records(session, kind)) for kind in KINDS)


def _sound_records(session: Session, kind: Kind) -> Iterator[Record]:
    for record in each_record(session.journal, kind):
        for field in kind.fields:
            if not holds_what_it_may(field, record[field.name]):
                raise Damaged(
                    f"A {kind.noun} in the journal cannot be read ({field.name}), so nothing was written: "
                    "see where with: modelway doctor"
                )
        yield record


def export_text(session: Session, name: str) -> str:
    """The journal as a document in the format of that name.

    Raises:
        UsageError: there is no such format.
        Damaged: a row cannot be read.
    """
    if name not in FORMATS:
        raise UsageError(f"There is no format “{name}”: choose {either(list(FORMATS))}.")
    with one_moment(session.journal):
        return "".join(FORMATS[name](session))


FORMATS: dict[str, Callable[[Session], Iterator[str]]] = {"bundle": bundle_of}
