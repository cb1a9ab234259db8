"""How long checking 1,200,000 scores takes, against reading them."""

import tempfile
from pathlib import Path

from large import write
from processes import LEADERBOARD, PYTHON, compare

READ = """
import sys
import leaderboard
print(len(leaderboard.load(sys.argv[1]).results_table))
"""

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for columns in ("three columns", "full"):
            path = Path(folder) / "scores.csv"
            write(path, networks=20_000, datasets=60, columns=columns)
            compare(
                f"check of 1,200,000 scores, {columns}",
                [LEADERBOARD, "check", str(path)],
                [PYTHON, "-c", READ, str(path)],
                pairs=5,
            )
