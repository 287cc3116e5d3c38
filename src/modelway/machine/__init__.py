"""What systems do differently, each matter in its own module, with a side for Windows and one for others.

Nothing outside of this floor asks which system it runs on: docs/decisions/0018-one-seam-for-systems.md.
A shell's prompt imports this module, so that it holds what that asks for, and nothing else.
"""

import os
import sys

# A flag that a system lacks is none: Windows has no links in the way, and opens nothing that waits.
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
AT_ONCE = getattr(os, "O_NONBLOCK", 0)
NO_TERMINAL_OF_OURS = getattr(os, "O_NOCTTY", 0)
# Without it, Windows would put a byte before each end of a line.
AS_IT_IS = getattr(os, "O_BINARY", 0)
# XDG's folders are known without a library: its import would add milliseconds to every command.
USES_XDG = sys.platform == "linux"
NEW_FILE = os.O_CREAT | os.O_EXCL | os.O_RDWR | NO_LINK | AS_IT_IS
