"""Publishing for a test, and data that does something wherever it is shown."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from hostile import HOSTILE
from typer.testing import CliRunner

from leaderboard.cli import app

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = "network,dataset,metric,score,better,split,variant,test_time,extra_data,protocol,date,evidence,source,note".split(
    ","
)


def published(folder: Path, *words: object) -> Path:
    """Publish into a folder, and return it; the program's own errors are the test's."""
    answer = CliRunner().invoke(app, ["publish", str(folder), *map(str, words)], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return folder


def hostile_table() -> str:
    """Return a table of scores in which every text does something where it is shown."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    # What no CSV file can hold comes in no CSV file.
    texts = [one for one in HOSTILE if not {"\ud800", "\0", "\n", "\r"} & set(one)]
    for number, one in enumerate([*texts, "\x1b[31mred\x1b[0m"]):
        row = [
            one,
            f"d{one}",
            "accuracy",
            f"{50 + number}.5",
            "higher",
            "test",
            *[one] * 4,
            "2020-01",
            one,
            one,
            one,
        ]
        writer.writerow(row)
        writer.writerow(
            [
                f"{one} 2",
                "all",
                "accuracy",
                f"{50 + number}.25",
                "higher",
                "",
                *[one] * 4,
                "2020-02",
                "paper",
                f"https://a.example/?q={number}",
                one,
            ]
        )
    return text.getvalue()
