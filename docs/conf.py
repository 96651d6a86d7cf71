"""How Sphinx makes pages of docs/ (`make docs`)."""

from pipeline import __version__

project = "校勘 jiaokan"
author = "jiaokan"
release = __version__
extensions = ["myst_parser"]
myst_heading_anchors = 3  # links to headings are checked
html_theme = "furo"
html_title = project
html_copy_source = False
html_show_sphinx = False
