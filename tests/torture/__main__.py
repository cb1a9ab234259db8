"""Torture: what is written and read here has to stand what happens to it.

    python tests/torture                     all parts, as they run every week
    python tests/torture --short             what can be waited for, two minutes in all
    python tests/torture kills fuzz --seed 7

Each part prints a row: how often it tried, how many inputs were accepted, what failed, how long it
took. What failed is kept in a folder with its seed. Needs POSIX; some parts need strace and root, and
say so.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from torture import program
from torture.adds import adds
from torture.disk import disk
from torture.fuzz import fuzz
from torture.injections import injections
from torture.kills import kills
from torture.outcome import Clock, Outcome, Plan
from torture.permissions import permissions
from torture.races import races

PARTS = {part.__name__: part for part in (adds, kills, injections, disk, permissions, races, fuzz)}

_MOST_SHOWN = 20


def main() -> int:
    """Run the parts that are asked for; return the exit status."""
    asked = _asked()
    program.warm_up()
    print(f"seed {asked.seed}")
    print(f"{'part':12}{'tries':>9}{'accepted':>10}{'failures':>10}{'seconds':>9}", flush=True)
    failed = False
    for name in asked.parts or PARTS:
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            plan = Plan(Path(folder), asked.seed, asked.short, asked.tries, asked.keep)
            clock = Clock()
            outcome = PARTS[name](plan)
            outcome.seconds = clock.seconds
        failed = failed or bool(outcome.failures)
        _show(outcome, with_details=asked.details)
    return int(failed)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python tests/torture",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PART", choices=[*PARTS, []], help=f"some of: {', '.join(PARTS)}"
    )
    parser.add_argument("--short", action="store_true", help="fewer tries, for every change")
    parser.add_argument(
        "--tries", type=int, metavar="N", help="about so many tries in each part that counts them"
    )
    parser.add_argument(
        "--seed", type=int, default=time.time_ns() % 1_000_000, help="what chance begins with"
    )
    parser.add_argument("--details", action="store_true", help="say what was seen how often")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FOLDER",
        default=Path("torture-failures"),
        help="where failed inputs are kept",
    )
    return parser.parse_args()


def _show(outcome: Outcome, *, with_details: bool) -> None:
    """Print a row, and below it what failed."""
    if outcome.skipped:
        print(f"{outcome.part:12}  skipped: {outcome.skipped}", flush=True)
        return
    accepted = "" if outcome.accepted is None else f"{outcome.accepted:,}"
    print(
        f"{outcome.part:12}{outcome.tries:9,}{accepted:>10}{len(outcome.failures):10,}{outcome.seconds:9.0f}",
        flush=True,
    )
    for failure in outcome.failures[:_MOST_SHOWN]:
        print(f"    {failure!r}" if "\n" in failure else f"    {failure}")
    if len(outcome.failures) > _MOST_SHOWN:
        print(f"    … and {len(outcome.failures) - _MOST_SHOWN} more")
    if with_details:
        for what, times in sorted(outcome.details.items()):
            print(f"    {times:7,}  {what}")
    sys.stdout.flush()


if __name__ == "__main__":
    for name in ("LEADERBOARD_DATA", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        os.environ.pop(name, None)
    os.environ["COLUMNS"] = "80"
    sys.exit(main())
