"""What is imported from a nested file is what is read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_damaged import FILES
from typer.testing import CliRunner

import leaderboard
from leaderboard import checks
from leaderboard.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard import Leaderboard


def shown(board: Leaderboard) -> dict[tuple[str, ...], list[list[str]]]:
    """Return what each board shows, and which boards are ranked unless another is asked for."""
    columns = ["network", "score_text", "spread_text", "spread_of", "variant", "protocol", "date"]
    which = board.boards[["dataset", "metric", "split", "better", "group", "own"]].astype("str")
    return {
        tuple(row): board.top(row[0], metric=row[1], split=row[2])[columns].astype("str").to_numpy().tolist()
        for row in which.to_numpy().tolist()
        if row[3]
    }


@pytest.mark.parametrize("name", FILES)
def test_a_folder_that_was_empty_shows_the_same_boards(tmp_path: Path, name: str) -> None:
    """``check`` finds no mistake in it, and nothing is left to import."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(FILES[name], encoding="utf-8")
    board = tmp_path / "board"
    words = ["import", str(path), "--data", str(board), "--write", "--all-new"]

    once, again = (CliRunner().invoke(app, words) for _ in range(2))

    assert once.exit_code == 0, once.output
    assert "nothing new" in again.stderr
    assert shown(leaderboard.load(board)) == shown(leaderboard.load(path))
    found = checks.check(board)
    assert found[found["severity"] == "error"].to_dict("records") == []
    assert "own-metric" not in set(found["rule"])
