"""The places where machines meet."""
