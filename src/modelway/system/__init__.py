"""What lies outside: the clock, the settings, the paths, the editor."""
