"""Several machines, one journal: meeting at a place, and settling what was written apart."""
