"""The only SQL: the schema, the named queries, and loading and saving what a leader wrote."""
