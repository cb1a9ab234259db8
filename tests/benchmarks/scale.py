"""How large tables are read and ranked by the engine: CPU seconds and the most memory, beside DuckDB's bare maximum.

``python tests/benchmarks/scale.py 1_200_000 20_000_000`` measures tables of so many scores, in CSV and Parquet.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import LEADERBOARD, PYTHON

MAKE = """
import duckdb, sys
how = "format parquet" if sys.argv[2].endswith("parquet") else "format csv, header"
duckdb.connect().execute(f'''set enable_progress_bar = false; copy (select 'network ' || (hash(i) % 2000) as network,
    'dataset' || (hash(i + 1000000000) % 40) as dataset, case when hash(i * 7 + 3) % 10 < 7 then 'test' else '' end as split,
    'accuracy' as metric, printf('%.2f', 20 + (hash(i * 13 + 5) % 7000) / 100.0) as score
    from range({sys.argv[1]}) rows(i)) to '{sys.argv[2]}' ({how})''')
"""
BARE = """
import duckdb, sys
table = f"read_parquet('{sys.argv[1]}')" if sys.argv[1].endswith("parquet") else f"read_csv('{sys.argv[1]}', all_varchar=true)"
print(duckdb.sql(f"select network, max(cast(score as double)) from {table} where dataset = 'dataset7' group by 1").fetchall()[:3])
"""
PANDAS = """
import pandas as pd, sys
scores = pd.read_parquet(sys.argv[1]) if sys.argv[1].endswith("parquet") else pd.read_csv(sys.argv[1])
print(scores[scores["dataset"] == "dataset7"].astype({"score": "float"}).nlargest(10, "score"))
"""


def cost(command: list[str]) -> tuple[float, float]:
    """Return the CPU seconds that a command takes, and its most memory in megabytes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def report(name: str, commands: dict[str, list[str]], pairs: int) -> None:
    """Run commands in turns, and print the median of each and its ratio to the first."""
    found: dict[str, list[tuple[float, float]]] = {what: [] for what in commands}
    for _ in range(pairs):
        for what, command in commands.items():
            found[what].append(cost(command))
    first = next(iter(found))
    for what, those in found.items():
        ratio = statistics.median(one / base for (one, _), (base, _) in zip(those, found[first], strict=True))
        seconds, memory = (statistics.median(figures) for figures in zip(*those, strict=True))
        print(f"{name}: {what}: {seconds:.2f} CPU s, {memory:.0f} MB, {ratio:.2f} x {first}", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for rows in map(int, sys.argv[1:] or ["1_200_000"]):
            for kind in ("csv", "parquet"):
                path = str(Path(folder) / f"{rows}.{kind}")
                subprocess.run([PYTHON, "-c", MAKE, str(rows), path], check=True)
                commands = {
                    "DuckDB's bare max": [PYTHON, "-c", BARE, path],
                    "top of a dataset": [LEADERBOARD, "top", "-d", "dataset7", "--data", path],
                    "top of all": [LEADERBOARD, "top", "--data", path],
                }
                if rows < 5_000_000:
                    commands = {"bare pandas": [PYTHON, "-c", PANDAS, path], **commands}
                report(f"{rows:,} {kind}", commands, 3 if rows < 5_000_000 else 1)
                Path(path).unlink()
