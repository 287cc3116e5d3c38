"""The sealed rows, and who may do what with them.

A leader's role adds rows and reads its own. Two functions do what else has to be: put a row anew that a
purge changed, and remove rows under a key that was changed. They act for whoever logged in, which no setting
changes, and row-level security binds their own role too.
"""

import sqlalchemy as sa  # noqa: TID253
from alembic import op  # noqa: TID253

revision = "p0001"
down_revision = None

TABLE = "modelway.sealed_row"
POLICIES = (
    f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY",
    f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY leaders_read_their_own ON {TABLE} FOR SELECT TO modelway_leader "
    "USING (owner = current_user::text)",
    f"CREATE POLICY leaders_add_their_own ON {TABLE} FOR INSERT TO modelway_leader "
    "WITH CHECK (owner = current_user::text)",
    f"CREATE POLICY functions_act_for_who_logged_in ON {TABLE} TO modelway_place "
    "USING (owner = session_user::text) WITH CHECK (owner = session_user::text)",
    f"REVOKE ALL ON {TABLE} FROM PUBLIC",
    f"GRANT SELECT, INSERT (journal, epoch, machine, number, sealed) ON {TABLE} TO modelway_leader",
)
FUNCTIONS = (
    f"""
CREATE FUNCTION modelway.put_again(journal text, epoch integer, machine text, number integer, sealed bytea)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO {TABLE} AS old (owner, journal, epoch, machine, number, sealed)
  VALUES (session_user::text, $1, $2, $3, $4, $5)
  ON CONFLICT ON CONSTRAINT sealed_row_pkey DO UPDATE SET sealed = excluded.sealed, came_at = now()
$$""",
    f"""
CREATE FUNCTION modelway.drop_before(journal text, epoch integer)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM {TABLE} AS old
  WHERE old.owner = session_user::text AND old.journal = $1 AND old.epoch < $2
    AND EXISTS (SELECT FROM {TABLE} AS newer
                WHERE newer.owner = session_user::text AND newer.journal = $1 AND newer.epoch = $2)
$$""",
    "REVOKE ALL ON FUNCTION modelway.put_again, modelway.drop_before FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION modelway.put_again, modelway.drop_before TO modelway_leader",
)


def upgrade() -> None:
    """Make the table, its policies and its functions."""
    op.create_table(
        "sealed_row",
        sa.Column("owner", sa.Text, nullable=False, server_default=sa.func.current_user()),
        sa.Column("journal", sa.Text, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("machine", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.PrimaryKeyConstraint("owner", "journal", "epoch", "machine", "number"),
        sa.CheckConstraint("octet_length(sealed) BETWEEN 1 AND 68157440", name="sealed_row_size"),
        schema="modelway",
    )
    for statement in (*POLICIES, *FUNCTIONS):
        op.execute(statement)
