"""What a leader can do with the teaching: checks, the vision, the library, observers and lenses."""
