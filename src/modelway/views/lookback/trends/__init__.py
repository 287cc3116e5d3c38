"""The screens of `modelway trends`, one module a command."""
