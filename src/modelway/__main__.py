"""`python -m modelway`."""

from modelway.cli.app import main

main()
