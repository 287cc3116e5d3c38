"""The commands: what each is for, and the module of its name that holds it."""

TREE = {
    "Every evening": {
        "journal": "Reflect on today, and plan how to model the way tomorrow.",
        "today": "See today's practice, and choose how to lead by example.",
        "plan": "List, add, change or drop practices that are not due yet.",
    },
    "Every week": {
        "review": "Look back: what was shown, where the gaps are, what was kept.",
        "trends": "See how your values go over the weeks, and what stands out.",
        "explain": "See how a figure comes about, with your own numbers.",
    },
    "The teaching": {
        "check": "Ask yourself honest questions, again and again.",
        "lenses": "Say which part of the teaching a value carries.",
        "vision": "Keep your service vision, with every wording it had.",
        "library": "Keep what you read, and the lessons you take from it.",
        "examples": "Note leaders you saw, good and bad.",
        "observe": "Keep what someone said about a value.",
        "observers": "Ask others what they see, with a form for each.",
    },
    "Your values": {
        "values": "Define three to five values, and keep them up to date.",
    },
    "Your journal": {
        "nights": "List, show, edit or delete the nights you have written.",
        "search": "Find again what you wrote, by words and parts of them.",
        "rest": "Let nights rest that are not asked for, past or to come.",
        "protect": "Protect your journal and its backups with a passphrase.",
        "undo": "Take back what was done last.",
        "redo": "Bring back what the last undo took.",
        "history": "See what each command changed, and what was there before.",
        "backup": "Make, list, verify and restore backups of your journal.",
        "export": "Take everything with you, in a format of your choice.",
        "import": "Bring in what another journal or tool wrote.",
        "doctor": "Look whether your journal and its backups are well.",
        "purge": "Erase for good, the one thing that undo cannot take back.",
        "demo": "See it at work on twelve weeks of an invented leader.",
    },
    "Several machines": {
        "sync": "Write on several machines, and let them meet.",
    },
    "At hand": {
        "status": "See how far tonight is; in a few signs for a prompt.",
        "shell-hook": "Let the first shell of an evening say that tonight waits.",
        "remind": "Be reminded each evening, by your system's own scheduler.",
        "completion": "Let the Tab key complete commands, values and nights.",
        "config": "See your settings, what each allows, and change them.",
    },
}
COMMANDS = {name: words for group in TREE.values() for name, words in group.items()}

WINGS = {
    "loop": ("journal", "today", "plan", "values", "nights", "rest"),
    "lookback": ("review", "trends", "explain", "demo"),
    "teaching": ("check", "vision", "library", "examples", "observe", "observers", "lenses"),
    "keeping": ("undo", "redo", "history", "backup", "doctor", "protect", "purge"),
    "exchange": ("export", "import", "search"),
    "together": ("sync",),
    "prompting": ("status", "shell-hook", "remind", "completion", "config"),
}
# A word of the language cannot name a module.
MODULE_NAMES = {"import": "import_file"}
MODULES = {
    name: f"modelway.cli.{wing}.{MODULE_NAMES.get(name, name.replace('-', '_'))}"
    for wing, names in WINGS.items()
    for name in names
}
CONVERSATION = ("journal",)
# The command lines of every day, with nothing to parse: the function of a session that runs each.
DAILY = {
    (): ("modelway.cli.loop.daily", "home"),
    CONVERSATION: ("modelway.cli.loop.daily", "journal"),
    ("today",): ("modelway.cli.loop.daily", "today"),
    ("review",): ("modelway.cli.lookback.daily", "review"),
    ("trends",): ("modelway.cli.lookback.daily", "trends"),
}
