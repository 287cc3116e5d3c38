"""The commands that bring the journal to mind each evening."""
