"""How long ``overall`` takes on 2,000 networks and 50 datasets of which 30 % is filled, ranges included."""

import random
import statistics
import tempfile
import time
from pathlib import Path

from processes import LEADERBOARD, PYTHON, cost

from leaderboard import Leaderboard, load

NETWORKS, DATASETS, FILLED = 2_000, 50, 0.3


def write(path: Path) -> None:
    """Write scores that depend on the network, the dataset and chance."""
    chance = random.Random(0)
    with path.open("w", encoding="utf-8") as file:
        file.write("network,dataset,miou\n")
        for network in range(NETWORKS):
            for dataset in range(DATASETS):
                if chance.random() < FILLED:
                    score = 40 + 30 * network / NETWORKS + chance.gauss(0, 6)
                    file.write(f"network {network},dataset{dataset},{score:.2f}\n")


def seconds(board: Leaderboard, method: str) -> float:
    """Rank once."""
    began = time.perf_counter()
    board.overall(method=method)
    return time.perf_counter() - began


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scores.csv"
        write(path)
        board = load(path)
        for method in ("win-rate", "bradley-terry"):
            took = statistics.median(seconds(board, method) for _ in range(5))
            print(f"board.overall(method={method!r}): {took:.3f} s")
        words = {
            "overall": ["overall", "--data", str(path), "--format", "csv"],
            "overall, on the screen": ["overall", "--data", str(path)],
            "compare, on the shipped board": ["compare", "DeepLabv3+", "PSPNet"],
            "overall, on the shipped board": ["overall"],
            "top, on the shipped board": ["top", "--dataset", "cityscapes"],
        }
        importing = statistics.median(cost([PYTHON, "-c", "import pandas"]).seconds for _ in range(10))
        print(f"import pandas: {importing:.3f} s")
        for name, arguments in words.items():
            took = statistics.median(cost([LEADERBOARD, *arguments]).seconds for _ in range(5))
            print(f"{name}: {took:.3f} s, {took - importing:.3f} s beyond importing pandas")
