"""A scheduler's commands that are faked: what was run, and what each answers."""

from collections.abc import Mapping, Sequence

from modelway.system.prompting.commands import Done


class FakedCommands:
    """Remembers every command; `answers` maps the start of one to its exit code, or to code and output."""

    def __init__(self, answers: Mapping[str, int | tuple[int, str]] | None = None) -> None:
        self.answers = dict(answers or {})
        self.run: list[str] = []
        self.data: list[str] = []

    def __call__(
        self, words: Sequence[str], *, data: str = "", environ: Mapping[str, str] | None = None
    ) -> Done:
        line = " ".join(words)
        self.run.append(line)
        self.data.append(data)
        for start, answer in self.answers.items():
            if line.startswith(start):
                code, out = answer if isinstance(answer, tuple) else (answer, "")
                return Done(code, "" if code else out, out if code else "")
        return Done(0, "", "")


class FakedCrontab(FakedCommands):
    """A crontab command with a crontab of its own."""

    def __init__(self, text: str | None = None) -> None:
        super().__init__({"pgrep": 0})
        self.text = text

    def __call__(
        self, words: Sequence[str], *, data: str = "", environ: Mapping[str, str] | None = None
    ) -> Done:
        done = super().__call__(words, data=data)
        match list(words):
            case ["crontab", "-l"]:
                return Done(1, "", "no crontab for ann") if self.text is None else Done(0, self.text, "")
            case ["crontab", "-"]:
                self.text = data
            case ["crontab", "-r"]:
                self.text = None
        return done
