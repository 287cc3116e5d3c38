"""Which of two texts stands: a change like any other, or an image that confirms the text that is there."""

from datetime import datetime

from modelway.domain.together.rules import RULES
from modelway.errors import NotFound
from modelway.store.files import contents
from modelway.store.keeping.mending import image_of
from modelway.store.transactions import Command, Store

CHANGED = "sync conflicts"
# There is nothing to take back in it, and undo passes it by.
CONFIRMED = "sync confirm"
TEXT = "SELECT {} FROM {} WHERE id = :row_id"
SET_TEXT = "UPDATE {1} SET {0} = :text WHERE id = :row_id"
CONFIRM = """
INSERT INTO history (command, table_name, row_id, before_image, after_image)
SELECT command, :table, :row_id, {0}, {0} FROM current_command
"""


def settle(store: Store, table: str, row_id: str, column: str, text: str, words: str, now: datetime) -> None:
    """Let a field hold a text, as a command that has seen what every machine wrote there.

    Raises:
        NotFound: the row is not there any more.
    """
    assert column in RULES[table].words
    found = store.rows(TEXT.format(column, table), row_id=row_id)
    if not found:
        raise NotFound("It is not in your journal any more: see what is with modelway sync conflicts")
    if found[0][0] != text:
        with store.writing(Command(CHANGED, words, now)):
            store.run(SET_TEXT.format(column, table), text=text, row_id=row_id)
        return
    image = image_of(table, contents.columns(store.connection, table))
    with store.writing(Command(CONFIRMED, words, now)):
        store.run(CONFIRM.format(image), table=table, row_id=row_id)
