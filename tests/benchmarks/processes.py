"""Measuring whole processes, two at a time: machines are noisy, pairs less so."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
LEADERBOARD = str(Path(sys.executable).with_name("leaderboard"))


# Installed packages are compiled; a checkout is only if it may be.
_AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    seconds: float
    megabytes: float


def cost(command: list[str], **environment: str) -> Cost:
    """Run a command and return how long it took and how much memory it had at most."""
    began = time.perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**_AS_INSTALLED, **environment},
    ) as process:
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = 0
    return Cost(seconds, usage.ru_maxrss / 1024)


def compare(name: str, ours: list[str], theirs: list[str], *, pairs: int, **environment: str) -> None:
    """Run two commands in turn, and print the medians and the median of the ratios of each pair."""
    costs = [(cost(ours, **environment), cost(theirs)) for _ in range(pairs + 1)][
        1:
    ]  # the first fills caches
    seconds = [statistics.median(pair[which].seconds for pair in costs) for which in (0, 1)]
    megabytes = [statistics.median(pair[which].megabytes for pair in costs) for which in (0, 1)]
    ratio = statistics.median(mine.seconds / other.seconds for mine, other in costs)
    print(
        f"{name:44} {seconds[0]:6.3f} s against {seconds[1]:6.3f} s: {ratio:5.2f} x"
        f"   {megabytes[0]:4.0f} MB against {megabytes[1]:4.0f} MB: {megabytes[0] / megabytes[1]:5.2f} x"
    )
