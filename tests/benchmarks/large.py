"""How a file of 1,200,000 scores is read and ranked, against a bare ``read_csv``, filter and ``nlargest``."""

import random
import tempfile
from pathlib import Path

from processes import LEADERBOARD, PYTHON, compare

BARE = """
import sys
import pandas as pd
scores = pd.read_csv(sys.argv[1])
print(scores[scores["dataset"] == "dataset7"].nlargest(10, "miou"))
"""


def write(path: Path, *, networks: int, datasets: int, columns: str) -> None:
    """Write a score of every network on every dataset."""
    chance = random.Random(0)
    header = {"full": "network,dataset,miou,split,variant,test_time,extra_data,evidence,source,note"}
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{header.get(columns, 'network,dataset,miou')}\n")
        for dataset in range(datasets):
            for network in range(networks):
                score = f"{chance.uniform(20, 90):.2f}"
                rest = (
                    f",,R{network % 3}01,,,paper,https://example.org/{network}," if columns == "full" else ""
                )
                file.write(f"network {network},dataset{dataset},{score}{rest}\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for columns in ("three columns", "full"):
            for networks in (5_000, 10_000, 20_000):
                path = Path(folder) / f"{networks}.csv"
                write(path, networks=networks, datasets=60, columns=columns)
                ours = [LEADERBOARD, "top", "--data", str(path), "--dataset", "dataset7"]
                name = f"top of {60 * networks:,} scores, {columns}"
                compare(name, ours, [PYTHON, "-c", BARE, str(path)], pairs=5)
