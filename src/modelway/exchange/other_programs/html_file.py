"""Nights as one page to read and to print, that needs nothing but itself."""

from collections.abc import Sequence
from html import escape

from modelway.domain.days.dates import format_date
from modelway.domain.loop.written_nights import WrittenNight
from modelway.exchange.other_programs.told_nights import told_answers, told_practices

STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;"
    "padding:0 1rem}section{break-inside:avoid;border-top:1px solid;padding-top:.5rem;margin-top:2rem}"
    "p{white-space:pre-wrap;overflow-wrap:anywhere}h3{margin-bottom:0}h3 small{font-weight:normal}"
)


def write_html(nights: Sequence[WrittenNight]) -> str:
    """The page; whatever the leader wrote is text in it, and never markup."""
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>My journal</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>My journal</h1>\n",
        *(_night(night) for night in nights),
        "</body>\n</html>\n",
    ]
    return "".join(parts)


def _night(night: WrittenNight) -> str:
    day = night.night.day
    parts = [
        f'<section>\n<h2><time datetime="{day}">{format_date(day)}</time></h2>\n',
        _said(night.night.note),
    ]
    for one in told_answers(night):
        outcome = f" <small>{escape(one.outcome)}</small>" if one.outcome else ""
        parts += [f"<h3>{escape(one.value.name)}{outcome}</h3>\n", _said(one.text)]
    practices = "".join(f"<li>{escape(one)}</li>\n" for one in told_practices(night))
    parts += [f"<h3>Practices</h3>\n<ul>\n{practices}</ul>\n" if practices else "", "</section>\n"]
    return "".join(parts)


def _said(text: str) -> str:
    return f"<p>{escape(text)}</p>\n" if text else ""
