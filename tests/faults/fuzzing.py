"""Hands what atheris makes up to every command that reads a file: `fuzzing.py FOLDER RUNS`."""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["modelway"]):
    import malformed
    from calling import away_from_home

    import modelway.exchange.night_file
    import modelway.exchange.values_file
    import modelway.exchange.week_file  # noqa: F401


def main(folder: Path, runs: str) -> None:
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, one in enumerate(malformed.TEMPLATES):
        (corpus / str(number)).write_bytes(bytes([number]) + malformed.json.dumps(one).encode())
    words = folder / "words"
    keys = {key for one in malformed.TEMPLATES for key in one}
    words.write_text("".join(f'"\\"{key}\\":"\n' for key in sorted(keys)))
    with away_from_home(folder / "data" / "journal.db"):
        journal = malformed.Journal(folder / "data" / "journal.db")

        def one(data: bytes) -> None:
            source = malformed.SOURCES[(data[0] if data else 0) % len(malformed.SOURCES)]
            journal.try_it(source, data[1:])

        options = [
            f"-runs={runs}",
            f"-dict={words}",
            f"-artifact_prefix={folder}/",
            "-max_len=2000",
            "-seed=1",
        ]
        atheris.Setup([sys.argv[0], *options, str(corpus)], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
