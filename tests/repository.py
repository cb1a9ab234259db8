"""A git repository for a test, whatever the settings of the user are."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *words: str, given: bytes = b"", day: str = "2026-01-02") -> str:
    """Run git in a folder, on a *day*, and return what it says."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    answer = subprocess.run(
        ["git", *words],  # noqa: S607 - whichever git there is
        cwd=folder,
        input=given,
        capture_output=True,
        check=True,
        env={
            **clean,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            **{f"GIT_{who}_NAME": "Ann" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_DATE": f"{day}T12:00:00+00:00" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "ann@example.org" for who in ("AUTHOR", "COMMITTER")},
        },
    )
    return answer.stdout.decode().strip()


def commit(folder: Path, subject: str = "Change", *, day: str = "2026-01-02") -> str:
    """Commit all that is in a folder, which becomes a repository if it is none; return the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", subject, day=day)
    return git(folder, "rev-parse", "HEAD")
