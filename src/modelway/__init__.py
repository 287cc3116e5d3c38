"""modelway: a reflective journal for leaders who mean to model the way."""
