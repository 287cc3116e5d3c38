"""The commands that bring everything out and in."""
