"""Text formats to and from the domain."""
