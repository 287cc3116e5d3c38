"""The teaching: checks, the vision, what was seen and read, observers, and the lenses on it all."""
