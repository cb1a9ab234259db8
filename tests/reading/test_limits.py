"""What is read at most, how it is raised, and what reading takes of the memory."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard import LeaderboardError
from leaderboard.errors import DataError, UsageError
from leaderboard.reading import formats, limits, many, packed, text_file, yaml_text
from leaderboard.reading.containers import excel, html, markdown

if TYPE_CHECKING:
    from collections.abc import Callable

untold = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="nothing tells the peak here")

# What resource.getrusage says of a process counts what started it, too.
PEAK = """
import sys
from contextlib import suppress
from pathlib import Path
import leaderboard
with suppress(leaderboard.LeaderboardError):
    leaderboard.load(sys.argv[1])
status = Path('/proc/self/status').read_text().splitlines()
print(next(line.split()[1] for line in status if line.startswith('VmHWM')))
"""
MUCH = 400
"""MB that a small file may take, of which the libraries are some 150."""


def peak_of(path: Path) -> int:
    """Return how many MB reading a file takes at most."""
    root = str(Path(leaderboard.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)],
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return int(done.stdout) // 1_000


def _repeated_text(path: Path) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    texts = pa.chunked_array([pa.array(["x" * 2_000] * 100_000)] * 4)
    parquet.write_table(pa.table({"network": texts}), path, compression="zstd", row_group_size=400_000)


def _repeated_list(path: Path) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    lists = pa.array([["x" * 300] * 1_000]).take(pa.array([0] * 1_000))
    parquet.write_table(pa.table({"m": ["A"] * 1_000, "l": lists}), path, compression="zstd")


def _gzip(path: Path) -> None:
    path.write_bytes(gzip.compress(b"network,dataset,miou\n" + b"A,D,80.1\n" * 20_000_000))


def _spans(path: Path) -> None:
    row = "<tr>" + "<td colspan=1000>8" * 9
    path.write_text(f"<table><tr><th>Model<th>mIoU{row * 2_000}</table>", encoding="utf-8")


def _keys(path: Path) -> None:
    path.write_text("[{" + ",".join(f'"k{number}":1' for number in range(300_000)) + "}]", encoding="utf-8")


@pytest.mark.apart
@untold
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("text.parquet", _repeated_text),
        ("list.parquet", _repeated_list),
        ("long.csv.gz", _gzip),
        ("wide.html", _spans),
        ("keys.json", _keys),
    ],
)
def test_a_small_file_takes_little_memory(tmp_path: Path, name: str, write: Callable[[Path], None]) -> None:
    """Whatever it says it holds."""
    path = tmp_path / name
    write(path)

    with pytest.raises(DataError, match="which is not read; --raise-limits 10 reads more"):
        leaderboard.load(path)
    assert peak_of(path) < MUCH


@pytest.mark.apart
@untold
def test_a_long_table_takes_eight_times_its_size(tmp_path: Path) -> None:
    """Measured between two sizes, so that the libraries do not count."""
    peaks = []
    for rows in (100_000, 400_000):
        path = tmp_path / f"{rows}.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write("network,dataset,miou,split,date,source\n")
            for row in range(rows):
                rest = f"val,2020-01-02,https://papers.example/{row % 9_999}/network"
                file.write(f"Network {row % 5_000},dataset{row % 200},{row % 9_000 / 100},{rest}\n")
        peaks.append((peak_of(path), path.stat().st_size / 1_000_000))
    (small, few), (large, many) = peaks

    assert large - small < 8 * (many - few)


def test_limits_are_raised_together(tmp_path: Path) -> None:
    """For one reading, in Python as with the option."""
    path = tmp_path / "wide.csv"
    names = [f"D{number}" for number in range(limits.MOST_COLUMNS)]
    path.write_text(f"network,{','.join(names)}\n", encoding="utf-8")

    with pytest.raises(DataError, match=r"a table of 10,001 columns, which is not read; --raise-limits 10"):
        leaderboard.load(path)
    with pytest.raises(LeaderboardError, match="no rows below the header"):
        leaderboard.load(path, raise_limits=10)
    with pytest.raises(UsageError, match="1 to 100 times, not 101"):
        leaderboard.load(path, raise_limits=101)
    assert limits.most(7) == 7


def test_a_table_names_so_many_networks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few rows they have each; what they take would be many times the file."""
    monkeypatch.setattr(limits, "MOST_NETWORKS", 2)
    path = tmp_path / "long.csv"
    path.write_text("network,dataset,miou\nA,x,1\nB,x,2\nA,y,3\n", encoding="utf-8")
    assert len(leaderboard.load(path).results_table) == 3

    path.write_text("network,dataset,miou\nA,x,1\nB,x,2\nC,x,3\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"a table of 3 networks, which is not read; --raise-limits 10"):
        leaderboard.load(path)
    assert len(leaderboard.load(path, raise_limits=10).results_table) == 3


def test_packed_files_may_become_as_large_as_tables_do() -> None:
    """Any file some, and a large one a hundred times as much, up to the limit."""
    assert limits.most_unpacked(1_000) == 50_000_000
    assert limits.most_unpacked(2_000_000) == 200_000_000
    assert limits.most_unpacked(500_000_000) == limits.MOST_BYTES
    with limits.raised(10):
        assert limits.most_unpacked(1_000) == 500_000_000


def test_a_limit_reserves_no_memory(tmp_path: Path) -> None:
    """However high it is raised, a small file is read."""
    path = tmp_path / "own.txt"
    path.write_text("small")

    assert text_file.text_of(path, 10**15) == "small"
    assert text_file.bytes_of(path, 4) is None


def test_the_bounds_are_told() -> None:
    """With the numbers that count, in the page about what is trusted."""
    told = Path(__file__).parents[2].joinpath("SECURITY.md").read_text(encoding="utf-8")
    section = told.partition("## How much is read")[2].partition("\n## ")[0]

    megabytes = (packed.MOST, excel.MOST, html.MOST, markdown.MOST, yaml_text.LARGEST)
    for told_size in map(limits.size_of, megabytes):
        assert told_size in section
    counts = (limits.MOST_COLUMNS, yaml_text.MOST_VALUES, formats.MOST_TABLES, many.MOST_FILES)
    for count in counts:
        assert f"{count:,}" in section
