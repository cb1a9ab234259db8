"""How Sphinx makes a site of these pages: ``make site``."""

import sys
from pathlib import Path

from leaderboard import __version__

sys.path.append(str(Path(__file__).parent / "_extensions"))

project = "leaderboard"
author = "The leaderboard authors"
copyright = author  # noqa: A001 - Sphinx asks for it
version = release = __version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "command_reference",
    "formulas",
    "links_of_the_repository",
]
exclude_patterns = ["_build"]

myst_enable_extensions = ["deflist", "dollarmath"]
nb_execution_mode = "off"  # a test runs the notebooks, which keep what came out
myst_heading_anchors = 3  # as GitHub has them, so that a link works in both places

autodoc_default_options = {"member-order": "bysource"}
autodoc_class_signature = "separated"  # nobody makes a board by hand
autodoc_typehints = "none"  # the docstrings say it in words
python_use_unqualified_type_names = True

copybutton_prompt_text = r"\$ |>>> |\.\.\. "
copybutton_prompt_is_regexp = True
copybutton_line_continuation_character = "\\"
copybutton_here_doc_delimiter = "EOF"
copybutton_copy_empty_lines = False

html_theme = "furo"
html_math_renderer = "mathml"
html_title = f"leaderboard {version}"
html_static_path = ["_static"]
html_css_files = ["wide.css"]
html_show_sourcelink = False

linkcheck_ignore = [r"https://example\.org"]
linkcheck_timeout = 20
