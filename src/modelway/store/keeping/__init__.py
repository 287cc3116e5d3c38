"""What keeps the store's content right: history, checks, rescue, restoring, passphrases, erasing."""
