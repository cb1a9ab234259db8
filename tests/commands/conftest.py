"""Running the program inside the test."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leaderboard.cli import app


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run ``leaderboard`` with some words and check its exit status; a bug's traceback is raised."""
    for name in ("LEADERBOARD_DATA", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: object, exit_code: int = 0) -> Result:
        answer = CliRunner().invoke(
            app, [os.fspath(word) if isinstance(word, Path) else str(word) for word in words]
        )
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        assert answer.exit_code == exit_code, answer.output
        return answer

    return run


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str], Path]:
    """Write a CSV file of one's own."""

    def write(text: str) -> Path:
        path = tmp_path / "own.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def typing() -> Callable[..., str]:
    """Return a way to run the program in a terminal, and to type each answer when it asks."""
    from terminals import typing

    return typing
