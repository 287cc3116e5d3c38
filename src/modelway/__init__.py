"""modelway: a reflective journal for leaders who mean to model the way."""

__version__ = "0.1.0"
