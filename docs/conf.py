"""How the manual is built: make docs."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "extensions"))

project = "modelway"
html_title = "modelway"
language = "en"
extensions = ["myst_parser", "manual"]
# What is for those who change the program stays beside it.
exclude_patterns = ["mutants.md", "extensions", "pictures"]
myst_heading_anchors = 3
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["screens.css"]
html_show_sphinx = False
html_show_copyright = False
# --options stay as they are typed.
smartquotes = False
html_copy_source = False
html_show_sourcelink = False
