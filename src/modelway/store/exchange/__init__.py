"""Every row of a journal, for what goes out and comes in."""
