"""How a store file is known: the two numbers in its header, and what a protected one looks like."""

APPLICATION_ID = 0x4D57_4A4C  # "MWJL" in the file's header
SCHEMA_VERSION = 4
PLAIN = b"SQLite format 3\0"
SALT_BYTES = 16
PAGE_BYTES = 4096
# Nearly every value occurs in a page of 4096 random bytes; in text, and in a page of zeros, few do.
VALUES_IN_A_PROTECTED_PAGE = 240


def salt_in(page: bytes) -> bytes | None:
    """The salt of the protected file whose first page this is; None for a plain file, and for any other."""
    if page.startswith(PLAIN) or len(page) < PAGE_BYTES or len(set(page)) < VALUES_IN_A_PROTECTED_PAGE:
        return None
    return page[:SALT_BYTES]
