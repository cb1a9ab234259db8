"""Takes the files in the root of the repository in as pages, and lets their links lead to pages.

On GitHub, links lead to files: ``../CONTRIBUTING.md`` from here, ``docs/data.md`` from there. On the site
they lead to the pages of the same content, and what is no page (a workflow, the tables) is named.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DOCS = Path(__file__).parents[1]

PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
}
"""Files in the root, and the pages that have their content."""

TAKEN_IN = re.compile(r"^<!-- the text of \.\./(\w+\.md) -->$", re.MULTILINE)

LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")


def as_page(text: str, page: PurePosixPath) -> str:
    """Return the text of a page, which is named from this folder, as Sphinx has to see it."""
    at = DOCS / page.parent
    if taken := TAKEN_IN.search(text):
        at = DOCS.parent
        text = text.replace(taken[0], (at / taken[1]).read_text(encoding="utf-8"))

    def link(found: re.Match[str]) -> str:
        words, target, heading = found.groups(default="")
        file = (at / target).resolve()
        name = PAGES.get(file.name) if file.parent == DOCS.parent else None
        if name is None and not file.is_relative_to(DOCS):
            return words
        to = DOCS / name if name else file
        return f"[{words}]({'../' * (len(page.parts) - 1)}{to.relative_to(DOCS).as_posix()}{heading})"

    return LINK.sub(link, text)


def _read(_: Sphinx, page: str, source: list[str]) -> None:
    source[0] = as_page(source[0], PurePosixPath(page))


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx."""
    app.connect("source-read", _read)
    return {"parallel_read_safe": True}
