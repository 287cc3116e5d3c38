"""Where the program starts, as `modelway` and as `python -m modelway`."""

import gc
import sys

# A command is over before it leaves much to collect; going over all that was imported costs it a fifth.
COLLECT_AFTER = 100_000
# A shell's prompt waits for these: they go past all that other commands begin with.
AT_ONCE = (["status", "--short"], ["status", "--evening"])


def main() -> None:
    """Run one command and leave with its exit code."""
    gc.set_threshold(COLLECT_AFTER)
    if sys.argv[1:] in AT_ONCE:
        from modelway.cli.prompting.at_once import say_at_once

        say_at_once(sys.argv[2])
        gc.freeze()
        return
    from modelway.cli.opening import work_behind
    from modelway.cli.running import run

    code = run(sys.argv[1:])
    work_behind()
    # What lives until the end need not be gone over once more on the way out.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
