"""How each figure is explained: its formula, this leader's own numbers, and what to keep in mind."""
