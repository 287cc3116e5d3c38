"""Days and stretches of days: the ground for every other wing."""
