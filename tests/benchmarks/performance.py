"""Writes docs/performance.md from one run: the same question to this program and to others, on three sizes.

Others are looked for on the PATH and in the environment that ``--tools`` names; one that is missing is
named on stderr, and the rest go on. ``--sizes`` and ``--rounds`` make a run short.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from large import write
from processes import LEADERBOARD

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "performance.md"
NETWORKS = {"1.2 million scores": 20_000, "20 million scores": 333_334}
"""On 60 datasets; the shipped board is what it is."""
SHIPPED = "the shipped board"
LIMIT = 900
"""Seconds after which a tool is stopped, unless ``--limit`` says otherwise."""

PANDAS = """
import sys
import pandas as pd
from rich.console import Console
from rich.table import Table
scores = pd.read_csv(sys.argv[1], usecols=["network", "dataset", "miou"])
best = scores[scores["dataset"] == sys.argv[2]].groupby("network")["miou"].max().nlargest(10)
table = Table("network", "mIoU")
for network, score in best.items():
    table.add_row(network, f"{score}")
Console().print(table)
"""
POLARS = """
import sys
import polars as pl
best = pl.scan_csv(sys.argv[1]).filter(pl.col("dataset") == sys.argv[2]).group_by("network")
print(best.agg(pl.col("miou").max()).top_k(10, by="miou").collect())
"""
DUCKDB = """
import sys
import duckdb
print(duckdb.sql(sys.argv[1]))
"""
QUERY = (
    "select network, max(miou) as best from {table} where dataset = '{dataset}'"
    " group by network order by best desc limit 10"
)


@dataclass(frozen=True)
class Tool:
    """What answers the question, and how it is asked for its version."""

    name: str
    command: list[str]
    version: list[str]


def tools(path: Path, dataset: str, place: Path) -> list[Tool]:
    """Return all tools, each with its command for a file and a dataset."""
    found = f"{place}{os.pathsep}{os.environ.get('PATH', '')}"
    python = str(place / "python")

    def program(name: str) -> str:
        return shutil.which(name, path=found) or name

    def library(name: str) -> list[str]:
        return [python, "-c", f"import importlib.metadata as m; print(m.version({name!r}))"]

    asked = QUERY.format(table=f"read_csv('{path}')", dataset=dataset)
    duckdb = shutil.which("duckdb", path=found)
    return [
        Tool(
            "leaderboard",
            [LEADERBOARD, "top", "--data", str(path), "-d", dataset, "-n", "10"],
            [LEADERBOARD, "--version"],
        ),
        Tool("pandas + rich", [python, "-c", PANDAS, str(path), dataset], library("pandas")),
        Tool("Polars", [python, "-c", POLARS, str(path), dataset], library("polars")),
        Tool("DuckDB", [duckdb, "-c", asked], [duckdb, "--version"])
        if duckdb
        else Tool("DuckDB, from Python", [python, "-c", DUCKDB, asked], library("duckdb")),
        Tool(
            "Miller",
            [
                *(program("mlr"), "--icsv", "--opprint", "filter", f'$dataset == "{dataset}"', "then"),
                *("stats1", "-a", "max", "-f", "miou", "-g", "network", "then"),
                *("sort", "-nr", "miou_max", "then", "head", "-n", "10", str(path)),
            ],
            [program("mlr"), "--version"],
        ),
        Tool(
            "sqlite-utils",
            [
                *(program("sqlite-utils"), "memory", str(path), "--table"),
                QUERY.format(table=f'"{path.stem}"', dataset=dataset),
            ],
            [program("sqlite-utils"), "--version"],
        ),
        Tool(
            "csvkit",
            [program("csvsql"), "--query", QUERY.format(table=path.stem, dataset=dataset), str(path)],
            [program("csvsql"), "--version"],
        ),
    ]


@dataclass(frozen=True)
class Cost:
    """What one answer took."""

    seconds: float
    cpu: float
    megabytes: float


def cost(command: list[str], limit: int) -> Cost | None:
    """Run a command; None where it takes too long or fails."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while True:
            number, status, usage = os.wait4(process.pid, os.WNOHANG)
            if number:
                break
            if time.perf_counter() - began > limit:
                process.kill()
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        return None
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(time.perf_counter() - began, cpu, usage.ru_maxrss / 1024)


def version(tool: Tool) -> str:
    """Return the version of a tool; empty where it is missing."""
    try:
        said = subprocess.run(tool.version, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    words = said.replace(",", " ").split()
    return next((word.strip("()") for word in words if word.lstrip("(v")[:1].isdigit()), said.strip())


def measured(path: Path, dataset: str, place: Path, rounds: int, limit: int) -> dict[str, Cost | None]:
    """Ask all tools in turn, several times; return the medians of each."""
    present = [tool for tool in tools(path, dataset, place) if version(tool)]
    costs: dict[str, list[Cost | None]] = {tool.name: [] for tool in present}
    failed: set[str] = set()
    for number in range(rounds + 1):
        for tool in present:
            if tool.name not in failed:
                found = cost(tool.command, limit)
                if found is None:
                    failed.add(tool.name)
                    print(f"{tool.name} gives no answer within {limit} s", file=sys.stderr)
                if number or found is None:  # the first fills caches
                    costs[tool.name].append(found)
    return {
        name: None
        if name in failed
        else Cost(
            *(statistics.median(getattr(one, part) for one in those if one) for part in Cost.__annotations__)
        )
        for name, those in costs.items()
    }


def table(costs: dict[str, Cost | None]) -> str:
    """Write the costs of one size, beside those of this program."""
    ours = costs["leaderboard"]
    assert ours, "this program gave no answer"
    lines = [
        "| | seconds | CPU seconds | ratio | MB |",
        "|:--|--:|--:|--:|--:|",
    ]
    for name, one in costs.items():
        lines.append(
            f"| {name} | {one.seconds:.2f} | {one.cpu:.2f} | {one.cpu / ours.cpu:.2f} | {one.megabytes:.0f} |"
            if one
            else f"| {name} | no answer | | | |"
        )
    return "\n".join(lines)


def machine() -> str:
    """Say what this was measured on."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({model or platform.machine()}), {memory:.0f} GB of memory, {platform.system()}"


def page(results: dict[str, dict[str, Cost | None]], versions: dict[str, str], limit: int) -> str:
    """Write the page."""
    engine = "with" if find_spec("duckdb") and find_spec("narwhals") else "without"
    parts = "\n\n".join(
        f"## {size[0].upper()}{size[1:]}\n\n{table(costs)}" for size, costs in results.items()
    )
    named = ", ".join(f"{name} {said}" for name, said in versions.items())
    return f"""# Performance

How long one answer takes: the best score of each network on a dataset, the ten highest, from a CSV file. A
program starts, reads the file, answers, and ends; the others write a plain table, this one its usual screen, with
places, gaps, ties and what else is known. Medians, every tool in turn; the
*ratio* is that of CPU seconds to those of this program. *No answer* is none within {limit} seconds.

`python tests/benchmarks/performance.py` writes this page from one run and says which tools it misses.

{parts}

## Measured on

{machine()}; Python {platform.python_version()}; {datetime.now(UTC):%Y-%m-%d}. {named}. This program
{engine} the extra `scale`.
"""


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--tools", type=Path, default=Path(sys.executable).parent, help="where other tools are"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, default=LIMIT, help="seconds after which a tool is stopped")
    parser.add_argument("--sizes", nargs="*", default=[SHIPPED, *NETWORKS], choices=[SHIPPED, *NETWORKS])
    parser.add_argument("--output", type=Path, default=PAGE)
    chosen = parser.parse_args()
    place = chosen.tools / "bin" if (chosen.tools / "bin").is_dir() else chosen.tools
    results: dict[str, dict[str, Cost | None]] = {}
    every = tools(Path("scores.csv"), "dataset7", place)
    versions = {tool.name: said for tool in every if (said := version(tool))}
    for tool in every:
        if tool.name not in versions:
            print(f"{tool.name} is missing: {tool.version[0]}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scores.csv"
        for size in chosen.sizes:
            if size == SHIPPED:
                shutil.copy(ROOT / "data" / "results.csv", path)
            else:
                write(path, networks=NETWORKS[size], datasets=60, columns="three columns")
            dataset = "cityscapes" if size == SHIPPED else "dataset7"
            results[size] = measured(path, dataset, place, chosen.rounds, chosen.limit)
            print(f"{size}\n{table(results[size])}", file=sys.stderr)
    chosen.output.write_text(page(results, versions, chosen.limit), encoding="utf-8")


if __name__ == "__main__":
    main()
