"""What tells a leader, unasked, that tonight waits."""
