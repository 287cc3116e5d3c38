"""Alembic's environment: runs the asked-for revisions on the connection handed in, in its transaction.

There is no address and no `alembic.ini`: whoever runs a migration opens the store first, and puts the
connection, or in tests an engine, into the attributes of the configuration.
"""

# Alembic runs this file only while it migrates, so nothing on a command's path pays for these.
from alembic import context  # noqa: TID253
from sqlalchemy import Connection, Engine  # noqa: TID253


def run_on(connection: Connection) -> None:
    """Run them; SQLite takes changes of the schema back too, whatever Alembic supposes."""
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes.get("target_metadata"),
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_in: Connection | Engine = context.config.attributes["connection"]
if isinstance(handed_in, Engine):
    with handed_in.connect() as opened:
        run_on(opened)
else:
    run_on(handed_in)
