"""What a shell may know of a journal."""
