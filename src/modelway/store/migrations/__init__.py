"""The revisions of the schema, one file each, and the environment Alembic runs them in."""
