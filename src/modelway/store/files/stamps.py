"""The two numbers by which a store file is known: whose it is, and which schema it has."""

APPLICATION_ID = 0x4D57_4A4C  # "MWJL" in the file's header
SCHEMA_VERSION = 2
