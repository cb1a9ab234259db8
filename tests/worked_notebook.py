"""The notebook in the documents: what it answers. Run this file to make its answers again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

NOTEBOOK = Path(__file__).parents[1] / "docs" / "notebook.ipynb"


def stored() -> NotebookNode:
    """Read the notebook with the answers that stand in it."""
    import nbformat

    return nbformat.read(NOTEBOOK, as_version=4)


def executed() -> NotebookNode:
    """Run the notebook from the top; nothing in it tells when that was, or on which Python."""
    from nbclient import NotebookClient

    notebook = stored()
    NotebookClient(notebook, timeout=300, kernel_name="python3", record_timing=False).execute()
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


if __name__ == "__main__":
    import nbformat

    nbformat.write(executed(), NOTEBOOK)
