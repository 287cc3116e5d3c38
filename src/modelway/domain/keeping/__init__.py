"""Keeping what was written safe: changes, backups, damage found, passphrases, erasing."""
