"""Every figure, counted from the answers: plain functions with their formula and source."""
