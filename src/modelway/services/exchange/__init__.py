"""Everything out, everything in."""
