"""The revisions of a place's schema, one file each; forward alone."""
