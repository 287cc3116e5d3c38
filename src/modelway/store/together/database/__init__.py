"""A PostgreSQL database as the place where machines meet: its tables, who may do what, and its rows."""
