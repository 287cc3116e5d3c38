"""Commands of a journal on several machines: sync."""
