"""What the journal holds of the teaching, on top of the nights."""
