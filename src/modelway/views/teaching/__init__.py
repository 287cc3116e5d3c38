"""The screens of the teaching."""
