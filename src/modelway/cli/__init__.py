"""The commands: each parses, calls one service, shows one view."""
