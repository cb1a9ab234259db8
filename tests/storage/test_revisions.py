"""Which revision data is of, and from when."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from leaderboard import storage

if TYPE_CHECKING:
    from pathlib import Path

DATED = {"GIT_AUTHOR_DATE": "2026-01-02T12:00:00Z", "GIT_COMMITTER_DATE": "2026-01-02T12:00:00Z"}


def git(folder: Path, *words: str) -> None:
    """Run git for nobody in particular."""
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run(
        ["git", *who, *words],  # noqa: S607 - whichever git there is
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, **DATED},
    )


def committed(folder: Path) -> Path:
    """Make a repository with a table that was committed."""
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "results.csv").write_text("network\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "First")
    return folder


def test_the_day_of_the_last_commit_counts(tmp_path: Path) -> None:
    """And what was changed since is said."""
    folder = committed(tmp_path / "whole")

    revision, day = storage.revision_of(folder)
    (folder / "results.csv").write_text("network,dataset\n", encoding="utf-8")
    changed, same_day = storage.revision_of(folder)

    assert (len(revision), day) == (10, "2026-01-02")
    assert (changed, same_day) == (f"{revision} with changes", day)


def test_a_shallow_clone_does_not_know(tmp_path: Path) -> None:
    """Its oldest commit looks as if it had changed everything."""
    whole = committed(tmp_path / "whole")
    git(whole, "commit", "-q", "--allow-empty", "-m", "Second")
    git(tmp_path, "clone", "-q", "--depth", "1", whole.as_uri(), "shallow")

    assert storage.revision_of(tmp_path / "shallow") == ("", "")


def test_without_a_repository_nothing_is_known(tmp_path: Path) -> None:
    """Nor is it made up."""
    assert storage.revision_of(tmp_path) == ("", "")
