"""Journals of other programs, read and written: jrnl, Day One, Loop, and plain tables, notes and pages."""
