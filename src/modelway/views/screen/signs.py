"""The signs of answers; the prompt of a shell draws them too, so that this imports nothing."""

ANSWERS = {
    "unicode": {
        "demonstrated": "●",
        "fell_short": "◐",
        "missed": "○",
        "no_opportunity": "–",
        "unanswered": "·",
    },
    "ascii": {
        "demonstrated": "#",
        "fell_short": "/",
        "missed": "o",
        "no_opportunity": "-",
        "unanswered": ".",
    },
}
