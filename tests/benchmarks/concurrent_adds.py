"""200 processes that add at once, and 50 that are killed at random moments: what is there afterwards?"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from processes import LEADERBOARD

ADDS = 200
KILLS = 50
ROWS = 200_000
"""Scores in the file of the killed: enough for writing it to take a while."""

HEADER = "network,dataset,miou,source\n"


def words(path: Path, network: str) -> list[str]:
    """Return the command that adds a score of a network."""
    given = ["--network", network, "-d", "cityscapes", "--miou", "80.1", "--source", "run"]
    return [LEADERBOARD, "add", "--data", str(path), *given]


def concurrent(folder: Path) -> None:
    """Start all at once; each row has to be there once, and nothing else."""
    path = folder / "own.csv"
    path.write_text(HEADER)
    names = [f"Network{number}" for number in range(ADDS)]
    began = time.perf_counter()
    started = [subprocess.Popen(words(path, name), stdout=subprocess.DEVNULL) for name in names]
    failed = sum(process.wait() != 0 for process in started)
    took = time.perf_counter() - began
    header, *lines = path.read_text().splitlines(keepends=True)
    lost = {f"{name},cityscapes,80.1,run\n" for name in names} - set(lines)
    litter = [other.name for other in folder.iterdir() if other != path]
    print(
        f"{ADDS} adds at once, {took:.1f} s: {failed} failed, {len(lost)} lost,"
        f" {len(lines) - len(set(lines))} twice, header {'kept' if header == HEADER else 'BROKEN'},"
        f" left behind: {litter or 'nothing'}"
    )


def killed(folder: Path) -> None:
    """Kill one add after the other; the file has to be the one before it or the one after it."""
    path = folder / "own.csv"
    path.write_text(HEADER + "".join(f"Old{number},cityscapes,70.1,{'x' * 80}\n" for number in range(ROWS)))
    chance = random.Random()
    began = time.perf_counter()
    subprocess.run(words(path, "First"), check=True, stdout=subprocess.DEVNULL)
    whole = time.perf_counter() - began
    found = {"old": 0, "new": 0, "BROKEN": 0}
    locks = drafts = unsaid = 0
    for number in range(KILLS):
        before = path.read_bytes()
        added = before + f"Killed{number},cityscapes,80.1,run\n".encode()
        with subprocess.Popen(words(path, f"Killed{number}"), stdout=subprocess.PIPE) as process:
            time.sleep(chance.uniform(0.2, 1.0) * whole)
            process.send_signal(signal.SIGKILL)
            said = process.stdout.read() if process.stdout else b""
        after = path.read_bytes()
        found["old" if after == before else "new" if after == added else "BROKEN"] += 1
        unsaid += bool(said) and after == before
        names = [other.name for other in folder.iterdir()]
        locks += ".leaderboard.lock" in names
        drafts += any(name.endswith(".draft") for name in names)
    subprocess.run(words(path, "Last"), check=True, stdout=subprocess.DEVNULL)
    litter = [other.name for other in folder.iterdir() if other != path]
    print(
        f"{KILLS} kills within {whole:.2f} s: file {found}, said and not there: {unsaid};"
        f" {locks} left a lock, {drafts} a draft; left behind after the next add: {litter or 'nothing'}"
    )


if __name__ == "__main__":
    for part in (concurrent, killed):
        with tempfile.TemporaryDirectory() as folder:
            part(Path(folder))
        sys.stdout.flush()
