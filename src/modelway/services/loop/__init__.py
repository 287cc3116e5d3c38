"""Defining values, an evening, planning, and looking at today."""
