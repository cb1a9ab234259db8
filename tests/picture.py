"""The picture in the README: what a terminal shows, as SVG. Run this file to make it again."""

import io
import os
from pathlib import Path
from unittest import mock

from rich.console import Console
from rich.text import Text

from leaderboard import load
from leaderboard.commands.top import ranking
from leaderboard.exporters import table

PICTURE = Path(__file__).parents[1] / ".github" / "cityscapes.svg"
WIDTH = 116


def draw() -> str:
    """Draw the board of Cityscapes as a terminal shows it."""
    shown = io.StringIO()
    with mock.patch.dict(os.environ, COLUMNS=str(WIDTH), TERM="xterm-256color", clear=True):
        table.draw([ranking(load(), "cityscapes", limit=10, every_score=False)], shown, color=True)
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text("$ leaderboard top --dataset cityscapes"), Text.from_ansi(shown.getvalue()), sep="\n")
    return console.export_svg(title="leaderboard", unique_id="cityscapes")


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
