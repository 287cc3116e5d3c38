"""Screens of a journal on several machines."""
