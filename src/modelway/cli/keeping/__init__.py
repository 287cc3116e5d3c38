"""Commands that keep the journal: history, undo, backup, doctor, protect, purge."""
