"""History and undo, backups, the check of the journal's health, passphrases, erasing."""
