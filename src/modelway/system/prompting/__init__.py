"""What reminds a leader on this machine: its schedulers, and ways to speak."""
