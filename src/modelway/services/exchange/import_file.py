"""Bringing in a file: its records read by its format, then merged."""

from modelway.domain.exchange.merging import Imported, OnConflict
from modelway.exchange.bundle import read_bundle
from modelway.services.exchange.merge import merge_into_journal
from modelway.services.session import Session


def import_file(session: Session, data: bytes, source: str, *, how: OnConflict, dry: bool) -> Imported:
    """Merge a file into the journal, or with `dry` tell what would become of it.

    Raises:
        BadFile: it cannot be read as what it is; nothing was changed.
    """
    return merge_into_journal(session, read_bundle(data, source), source=source, how=how, dry=dry)
