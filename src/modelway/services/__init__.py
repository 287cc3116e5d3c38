"""What a leader can do, one verb per function: load, decide in the domain, save. Nothing here prints."""
