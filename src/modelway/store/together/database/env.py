"""Alembic's environment for a place: runs the asked-for revisions on the connection handed in."""

# Alembic runs this file only while a place is prepared, so nothing on a command's path pays for these.
from alembic import context  # noqa: TID253

from modelway.store.together.database.tables import SCHEMA, PlaceTable

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=PlaceTable.metadata,
    version_table="place_version",
    version_table_schema=SCHEMA,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
