"""The help of the commands: options in groups, and examples that run. Loaded where it is shown alone."""
