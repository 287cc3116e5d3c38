"""What of the teaching comes from files: checks, and the answers to them."""
