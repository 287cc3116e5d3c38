"""What travels between journals: records, and how they merge."""
