"""When a leader wants to be reminded."""
