"""How long a score takes to be put into a file of 1,200,000, against copying the file."""

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from large import write
from processes import LEADERBOARD, cost

from leaderboard import storage
from leaderboard.storage.insertion import Order

PAIRS = 9
DATASETS = 60


def seconds(work: Callable[[], object]) -> float:
    """Do something once; what was written before is not to be waited for."""
    os.sync()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def copy(path: Path) -> None:
    """Copy a file and bring the copy to the disk."""
    other = path.with_suffix(".copy")
    other.unlink(missing_ok=True)
    shutil.copyfile(path, other)
    with other.open("rb") as file:
        os.fsync(file.fileno())


def insert(path: Path, order: Order | None) -> None:
    """Put one row into the file, under the lock."""
    row = {"network": "MyNet", "dataset": "dataset7", "miou": "83.1"}
    with storage.locked(path):
        storage.insert_rows(path, [row], order=order)


def by_dataset(row: storage.Row) -> tuple[int, str]:
    """Sort as the file is sorted."""
    return int(row["dataset"].removeprefix("dataset")), ""


def report(name: str, path: Path, work: Callable[[], object]) -> None:
    """Compare something with copying the file, in turn, and print medians and the median of the ratios."""
    pairs = [(seconds(work), seconds(lambda: copy(path))) for _ in range(PAIRS + 1)][1:]
    ours, copying = (statistics.median(pair[which] for pair in pairs) for which in (0, 1))
    ratio = statistics.median(mine / other for mine, other in pairs)
    print(f"{name:52} {ours:6.3f} s against {copying:6.3f} s of copying: {ratio:5.2f} x")


def add(path: Path, network: str) -> None:
    """Run the whole program once."""
    apart = f"run {time.time_ns()}"
    words = ["--network", network, "-d", "dataset7", "--miou", "83.1", "--source", apart, "--note", apart]
    cost([LEADERBOARD, "add", "--data", str(path), *words])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.csv"
        for columns in ("three columns", "full"):
            write(path, networks=20_000, datasets=DATASETS, columns=columns)
            print(f"1,200,000 scores, {columns}, {path.stat().st_size / 1e6:.0f} MB")
            report("insert_rows at the end", path, lambda: insert(path, None))
            report("insert_rows in its place", path, lambda: insert(path, by_dataset))
        report("the whole process, a known network", path, lambda: add(path, "network 123"))
        report("the whole process, a new network", path, lambda: add(path, f"MyNet {time.time_ns()}"))
