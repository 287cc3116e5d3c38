"""Store files: opened, encrypted, sealed, copied, backed up and replaced."""
