"""The words and signs that tell a leader that tonight waits."""
