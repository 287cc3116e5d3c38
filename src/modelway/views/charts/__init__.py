"""Pictures made of characters: bars, strips of nights, sheets of days, lines through time."""
