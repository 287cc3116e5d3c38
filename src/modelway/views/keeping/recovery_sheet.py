"""The recovery sheet as a page to print: the passphrase itself is never on it."""

from html import escape

from modelway.domain.keeping.protection import Sheet
from modelway.views.keeping.protect import FOR_HAND, SHEET_ADVICE, sheet_pairs

STYLE = """
@page { margin: 20mm } body { font: 12pt/1.5 serif; color: #000; background: #fff; max-width: 40em; margin:
2em auto; padding: 0 1em } h1 { font-size: 20pt; margin-bottom: .2em } dl { display: grid;
grid-template-columns: max-content 1fr; gap: .3em 1.5em } dt { color: #444 } dd { margin: 0; overflow-wrap:
anywhere } .hand { border-bottom: 1px solid #000; height: 3em } li { margin: .3em 0 }
"""


def sheet_html(sheet: Sheet) -> str:
    """The sheet as one HTML page that loads nothing from anywhere."""
    pairs = "\n".join(
        f"<dt>{escape(label)}</dt><dd>{escape(str(text))}</dd>" for label, text in sheet_pairs(sheet)
    )
    room = '<div class="hand"></div>\n' * FOR_HAND
    advice = "\n".join(f"<li>{escape(one)}</li>" for one in SHEET_ADVICE)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>modelway: recovery sheet</title>
<style>{STYLE}</style>
</head>
<body>
<h1>Recovery sheet</h1>
<p>For a journal kept with modelway.</p>
<dl>
{pairs}
</dl>
<h2>The passphrase, by hand</h2>
{room}<ul>
{advice}
</ul>
</body>
</html>
"""
