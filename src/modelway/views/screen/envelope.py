"""The JSON that other programs read: a schema with its version, and the data."""

import json
import re

# JSON leaves these as they are, but a terminal may obey them (delete, C1 controls, turned text), or UTF-8
# cannot carry them (halves of pairs, as in the name of a file that is no text).
ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Where the meaning of a key has changed; every other schema is in its first version.
VERSIONS = dict.fromkeys(("review", "trends", "gaps", "follow-through", "lift", "explain"), 2)


def envelope(name: str, data: object) -> str:
    """`data` as indented JSON in `{"schema": "modelway.<name>/<version>", "data": …}`, without a line end.

    Letters of every script stay readable; every control character is escaped, and reads back the same.

    Args:
        name: What the data is: "night", "values", "review".
        data: Dicts with text keys, lists, texts, finite numbers, true and false, None.
    """
    written = json.dumps(
        {"schema": f"modelway.{name}/{VERSIONS.get(name, 1)}", "data": data},
        ensure_ascii=False,
        indent=2,
        allow_nan=False,
    )
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
