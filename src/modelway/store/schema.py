"""The statements that make a new store, from all tables: what `schema.sql` holds."""

from typing import ClassVar

from sqlalchemy import MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from modelway.store import tables
from modelway.store.files.stamps import APPLICATION_ID, SCHEMA_VERSION
from modelway.store.teaching import tables as tables_of_teaching
from modelway.store.together import tables as tables_of_several_machines

# Each puts its tables into the one description that all share.
TABLES = (tables, tables_of_teaching, tables_of_several_machines)


class Schema:
    """The statements that make a new store."""

    metadata: ClassVar[MetaData] = SQLModel.metadata
    recorded: ClassVar[tuple[str, ...]] = (
        "value",
        "earlier_aim",
        "definition",
        "behavior",
        "night",
        "reflection",
        "practice",
        "rest",
        "week_review",
        "vision",
        "check_run",
        "check_answer",
        "observation",
        "source",
        "lesson",
        "form",
        "form_answer",
        "lens",
    )

    @classmethod
    def statements(cls) -> list[str]:
        """Tables and indexes in an order that satisfies their references, then triggers, then stamps."""
        dialect = sqlite.dialect()
        made: list[str] = []
        for table in cls.metadata.sorted_tables:
            text = str(CreateTable(table).compile(dialect=dialect)).strip()
            made.append(text.replace("\n)\n STRICT", "\n) STRICT").replace(" \n", "\n").replace("\t", "    "))
            indexes = sorted(table.indexes, key=lambda index: str(index.name))
            made += [str(CreateIndex(index).compile(dialect=dialect)).strip() for index in indexes]
        for name in cls.recorded:
            made += cls.history_triggers(name)
        made += cls.guards_of_history()
        made.append(f"PRAGMA application_id = {APPLICATION_ID}")
        made.append(f"PRAGMA user_version = {SCHEMA_VERSION}")
        return made

    @classmethod
    def guards_of_history(cls) -> list[str]:
        """The triggers that keep the history append-only: a row may be sealed with its digest once."""
        images = [column.name for column in cls.metadata.tables["history"].columns if column.name != "digest"]
        refused = {
            "update": f"UPDATE OF {', '.join(images)} ON history",
            "new_digest": "UPDATE OF digest ON history WHEN OLD.digest IS NOT NULL",
            "delete": "DELETE ON history",
        }
        return [
            f"CREATE TRIGGER history_refuses_{name} BEFORE {event} "
            "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
            for name, event in refused.items()
        ]

    @classmethod
    def history_triggers(cls, table: str) -> list[str]:
        """Three triggers that write a row's image before and after each change of `table`."""
        columns = [column.name for column in cls.metadata.tables[table].columns]

        def image(row: str) -> str:
            pairs = ", ".join(f"'{name}', {row}.{name}" for name in columns)
            return f"json_object({pairs})"

        def trigger(event: str, when: str, row: str, before: str, after: str) -> str:
            return (
                f"CREATE TRIGGER history_of_{table}_{event.lower()} AFTER {event} ON {table}{when} BEGIN\n"
                "  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES\n"
                f"    ((SELECT command FROM current_command), '{table}', {row}.id,\n"
                f"     {before},\n     {after});\nEND"
            )

        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
        return [
            trigger("INSERT", "", "NEW", "NULL", image("NEW")),
            trigger("UPDATE", f"\n  WHEN {changed}", "NEW", image("OLD"), image("NEW")),
            trigger("DELETE", "", "OLD", image("OLD"), "NULL"),
        ]


def schema_sql() -> str:
    """The text of `schema.sql`: one statement a paragraph, each closed by a semicolon."""
    head = "-- Made by `python -m modelway.store.schema`; change the tables there, not here.\n\n"
    return head + "\n\n".join(f"{statement};" for statement in Schema.statements()) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(schema_sql())
