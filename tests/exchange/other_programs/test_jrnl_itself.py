"""jrnl itself opens what is exported for it; it lives in an environment of its own."""

import json
import os
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from journals import FRIDAY, define, night, session_at
from modelway.services.exchange.export import export_text
from modelway.services.loop.record import record

JRNL = Path(__file__).parents[3] / ".venv" / "bench" / "bin" / "jrnl"
CONFIG = """
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: ''
journals: {{default: {{journal: {journal}}}}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%Y-%m-%d %H:%M'
version: v4.6
"""


@pytest.mark.skipif(not JRNL.exists(), reason="jrnl is not installed: make check brings it")
def test_jrnl_reads_every_night_of_an_export_with_its_date_and_tags(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session:
        define(session)
        texts = {"1": "Told it.\n[2020-01-01 10:00] No entry.", "2": "It’s said 🙂"}
        nights = [night(FRIDAY - timedelta(days=back), "DF", texts=texts, note="Rain.") for back in range(3)]
        record(session, nights)
        (tmp_path / "out.txt").write_text(export_text(session, "jrnl"), "utf-8")
    (tmp_path / "jrnl.yaml").write_text(CONFIG.format(journal=tmp_path / "journal.txt"), "utf-8")

    def jrnl(*arguments: str) -> str:
        command = [os.fspath(JRNL), "--config-file", os.fspath(tmp_path / "jrnl.yaml"), *arguments]
        environ = {**os.environ, "HOME": os.fspath(tmp_path)}
        return subprocess.run(
            command, env=environ, capture_output=True, check=True, text=True, stdin=subprocess.DEVNULL
        ).stdout

    (tmp_path / "journal.txt").touch()
    jrnl("--import", "--file", os.fspath(tmp_path / "out.txt"))
    read = json.loads(jrnl("--format", "json"))

    assert [one["date"] for one in read["entries"]] == ["2026-11-18", "2026-11-19", "2026-11-20"]
    assert read["tags"] == {"@honesty": 3, "@courage": 3}
    assert "It’s said 🙂" in read["entries"][0]["body"]
