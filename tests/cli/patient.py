"""A command that is loaded and waits for its input to end, so that many can be let go at once."""

import sys

from modelway.cli.running import run

sys.stdin.read()
sys.exit(run(sys.argv[1:]))
