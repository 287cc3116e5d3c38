"""Screens of values, evenings, plans and today."""
