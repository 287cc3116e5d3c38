"""Reviews, trends, explanations, and the demo that shows all of it."""
