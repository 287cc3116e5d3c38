"""What every screen is made of: its theme, its console, its text, its building blocks."""
