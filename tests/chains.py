"""Chains of revisions that run ahead of the shipped one, for tests: each adds a revision 0002 of its own."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent, indent

from modelway.store.migrations import revisions

# What a revision may want: a column on a recorded table, and a table of its own.
MOOD = """
op.add_column("night", sa.Column("mood", sa.Text(), nullable=True))
op.create_table("letter", sa.Column("id", sa.Text(), primary_key=True), sqlite_strict=True)
"""
LETTER = "CREATE TABLE letter (\n    id TEXT NOT NULL,\n    PRIMARY KEY (id)\n) STRICT;\n\n"
MOOD_IN_SCHEMA = {
    "CREATE TABLE value (": f"{LETTER}CREATE TABLE value (",
    "    started_offset INTEGER NOT NULL,\n    finished INTEGER NOT NULL,\n": (
        "    started_offset INTEGER NOT NULL,\n    finished INTEGER NOT NULL,\n    mood TEXT,\n"
    ),
    "NEW.started_offset, 'finished', NEW.finished": (
        "NEW.started_offset, 'finished', NEW.finished, 'mood', NEW.mood"
    ),
    "OLD.started_offset, 'finished', OLD.finished": (
        "OLD.started_offset, 'finished', OLD.finished, 'mood', OLD.mood"
    ),
    "NEW.started_offset OR OLD.finished IS NOT NEW.finished": (
        "NEW.started_offset OR OLD.finished IS NOT NEW.finished OR OLD.mood IS NOT NEW.mood"
    ),
}


def chain_ahead(
    folder: Path, upgrade: str = MOOD, declares: str = "", schema: Mapping[str, str] | None = None
) -> revisions.Chain:
    """The shipped chain and one revision more, with its `upgrade` and what that changes in the `schema`."""
    if schema is None:
        schema = MOOD_IN_SCHEMA if upgrade == MOOD else {}
    folder.mkdir(parents=True, exist_ok=True)
    version = revisions.SHIPPED.version + 1
    revision = dedent(f"""\
        import sqlalchemy as sa
        from alembic import op

        revision = "{version:04}"
        down_revision = "{version - 1:04}"
        {declares}

        def upgrade():
        """)
    (folder / f"r{version:04}_ahead.py").write_text(revision + indent(dedent(upgrade).strip(), "    ") + "\n")
    text = revisions.SHIPPED.schema.read_text("utf-8")
    for old, new in {f"user_version = {version - 1};": f"user_version = {version};", **schema}.items():
        assert old in text, old
        text = text.replace(old, new)
    (folder / "schema.sql").write_text(text, "utf-8")
    return revisions.Chain(version, (*revisions.SHIPPED.folders, folder), folder / "schema.sql")
