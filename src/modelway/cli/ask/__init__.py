"""The questions of a conversation in the terminal: a free answer, one key, a pick from a list, yes or no."""

from modelway.cli.ask.asker import Asker
from modelway.cli.ask.forms import Back, Choice, Edit, Left

__all__ = ["Asker", "Back", "Choice", "Edit", "Left"]
