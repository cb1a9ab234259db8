"""Which revision of git files are of."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=")
"""Nothing that a repository names is run."""


def revision_of(path: Path) -> tuple[str, str]:
    """Return the revision in which a file or folder was last changed, and the day of that (``YYYY-MM-DD``).

    What was changed since and not committed is said behind the revision. Both are empty where there
    is no git, or the path is in no repository, or was never committed; and in a shallow clone, whose
    oldest commit looks as if it had changed everything.
    """
    folder = path if path.is_dir() else path.parent
    name = "." if path.is_dir() else path.name
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
        return "", ""
    found = _git(folder, "log", "-1", "--format=%h %cs", "--abbrev=10", "--", name).split()
    if len(found) != 2:  # noqa: PLR2004 - the two that are asked for
        return "", ""
    changed = _git(folder, "status", "--porcelain", "--", name).strip()
    return f"{found[0]} with changes" if changed else found[0], found[1]


def _git(folder: Path, *words: str) -> str:
    try:
        answer = subprocess.run(  # noqa: S603 - nothing that is typed becomes an option
            ["git", *_QUIET, *words],  # noqa: S607 - whichever git the user has
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return answer.stdout if answer.returncode == 0 else ""
