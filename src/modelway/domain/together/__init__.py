"""Several machines, one journal: what they exchange, and what it comes to whatever the order of meeting."""
