"""Commands that look back: review, trends, explain, demo."""
