"""Screens of reviews, trends and explained figures."""
