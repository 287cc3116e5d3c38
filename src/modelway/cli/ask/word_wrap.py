"""The line that is typed, broken between words as it will be once it is taken.

Only imported where a question is asked: prompt_toolkit is slow to load.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from prompt_toolkit.buffer import Buffer  # noqa: TID253
from prompt_toolkit.data_structures import Point  # noqa: TID253
from prompt_toolkit.formatted_text import StyleAndTextTuples  # noqa: TID253
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent  # noqa: TID253
from prompt_toolkit.layout import BufferControl, UIContent  # noqa: TID253

from modelway.cli.ask.wrapping import breaks, columns_of, fitting, visible


class _Row(NamedTuple):
    """One row on the screen: a part of a line of the text, both counted from 0."""

    line: int
    start: int
    shown: str
    is_last: bool
    """Return True if the line ends in this row."""


class WordWrapControl(BufferControl):
    """Shows a text in rows that end between words; Up and Down go from row to row.

    Args:
        buffer: The text and the cursor.
        width: The columns a row may take now; a space that hangs over needs one more.
    """

    def __init__(self, buffer: Buffer, width: Callable[[], int]) -> None:
        super().__init__(buffer, key_bindings=self._keys())
        self._width = width
        self._cached: tuple[str, int] = ("", 0)
        self._rows = [_Row(0, 0, "", is_last=True)]
        # Where Up or Down left the cursor, and the column it came from.
        self._left_at, self._wanted = -1, 0

    def create_content(self, width: int, height: int, preview_search: bool = False) -> UIContent:
        """The rows, with a blank behind each line for the cursor."""
        rows = self._wrapped()
        place, column = self._cursor()

        def shown(number: int) -> StyleAndTextTuples:
            return [("", rows[number].shown + (" " if rows[number].is_last else ""))]

        return UIContent(shown, line_count=len(rows), cursor_position=Point(x=column, y=place))

    def preferred_height(
        self,
        width: int,
        max_available_height: int,
        wrap_lines: bool,
        get_line_prefix: object,
    ) -> int | None:
        """The number of rows, as far as there is room."""
        return min(len(self._wrapped()), max_available_height)

    def _wrapped(self) -> list[_Row]:
        now = (self.buffer.text, self._width())
        if now != self._cached:
            self._cached = now
            self._rows = [
                row for number in range(self.buffer.document.line_count) for row in self._cut(number)
            ]
        return self._rows

    def _cut(self, number: int) -> list[_Row]:
        """The rows of one line."""
        line = visible(self.buffer.document.lines[number])
        starts = breaks(line, self._width())
        ends = [*starts[1:], len(line)]
        return [
            _Row(number, start, line[start:end], is_last=end == len(line))
            for start, end in zip(starts, ends, strict=True)
        ]

    def _cursor(self) -> tuple[int, int]:
        """The number of the cursor's row, and the characters before it there."""
        document = self.buffer.document
        shown = len(visible(document.current_line_before_cursor))
        at = (document.cursor_position_row, shown)
        place = bisect_right(self._wrapped(), at, key=lambda row: (row.line, row.start)) - 1
        return place, shown - self._rows[place].start

    def _keys(self) -> KeyBindings:
        bindings = KeyBindings()

        @bindings.add("up")
        def _up(event: KeyPressEvent) -> None:
            self._move(-1)

        @bindings.add("down")
        def _down(event: KeyPressEvent) -> None:
            self._move(1)

        return bindings

    def _move(self, rows: int) -> None:
        """Move the cursor so many rows, to the column it came from as far as there is text."""
        place, before = self._cursor()
        if not 0 <= place + rows < len(self._rows):
            return
        if self.buffer.cursor_position != self._left_at:
            self._wanted = columns_of(self._rows[place].shown[:before])
        row = self._rows[place + rows]
        # The end of a row that goes on is the beginning of the next one.
        reach = len(row.shown) - (not row.is_last)
        self._go_to(row, min(fitting(row.shown, self._wanted), reach))

    def _go_to(self, row: _Row, shown: int) -> None:
        document = self.buffer.document
        line = document.lines[row.line]
        # A character that a terminal may not have is shown as several.
        column = bisect_left(
            range(len(line) + 1), row.start + shown, key=lambda number: len(visible(line[:number]))
        )
        self.buffer.cursor_position = document.translate_row_col_to_index(row.line, column)
        self._left_at = self.buffer.cursor_position
