"""The commands of the teaching."""
