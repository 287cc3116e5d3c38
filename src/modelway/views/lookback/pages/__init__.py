"""Reviews and trends as pages for a browser."""
