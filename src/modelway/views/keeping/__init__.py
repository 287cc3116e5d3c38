"""Screens of history, undo, backups, the journal's health, passphrases, erasing."""
