"""``add`` and ``import`` stopped at every step that reaches the disk: killed, or with a step that fails (Linux, strace).

For each step, the folder has to be the old state, the new one, or one that ``check`` names and that
the next writer completes.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

OLD = {
    "results.csv": "network,dataset,miou,split,source,note\nAlpha,rooms,40.5,test,a,\n",
    "papers.csv": "paper,network,aliases,title,authors,venue,year,date,arxiv,topic,tags,status,note\n"
    "alpha,Alpha,,A,,,2018,2018-01,,,,,\n",
    "links.csv": "paper,kind,detail,url\nalpha,paper,,https://a.example/\n",
    "datasets.csv": "dataset,title,aliases,metric,unit,better,split,classes,images,url,official,note\n"
    "rooms,Rooms,,mIoU,%,higher,test,,,,,\n",
}
MORE = {
    "results.csv": "network,dataset,score,source\nGamma,holes,50.5,x\nDelta,holes,60.5,y\n",
    "papers.csv": "paper,network,title,arxiv\ngamma,Gamma,G,2001.00001\ndelta,Delta,D,2001.00002\n",
    "links.csv": "paper,kind,url\ngamma,paper,https://arxiv.org/abs/2001.00001\n"
    "delta,paper,https://arxiv.org/abs/2001.00002\n",
    "datasets.csv": "dataset,title,metric,unit,better,split\nholes,Holes,mIoU,%,higher,test\n",
}
PAPER = "https://arxiv.org/abs/2101.00001"
ADD = ["add", "--network", "MyNet", "-d", "rooms", "--miou", "55.5", "--source", PAPER, "--paper", PAPER]
NEXT = ["add", "--network", "Other", "-d", "rooms", "--miou", "33.3", "--source", "x"]
CALLS = "fsync,fdatasync,/^rename,unlink"
"""Writing, replacing, and tidying up."""

FAULTS = ("signal=SIGKILL", "error=EIO", "error=ENOSPC", "error=EACCES")


def run(words: list[str], folder: Path, *trace: str) -> subprocess.CompletedProcess[str]:
    """Run the program on a folder, under strace if something is to be traced."""
    tracer = ["strace", "-f", "-qq", *trace] if trace else []
    command = [*tracer, sys.executable, "-m", "leaderboard", *words, "--data", str(folder)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def written(folder: Path, files: dict[str, str]) -> Path:
    """Make a folder of files, in place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def content(folder: Path) -> dict[str, str]:
    """Return what stands in the tables."""
    return {path.name: path.read_text() for path in folder.glob("*.csv")}


def steps_of(words: list[str], folder: Path, log: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Give each step of a command with each fault: the call, the fault, and what lets it happen."""
    run(words, folder, "-e", f"trace={CALLS}", "-o", str(log))
    counted = Counter(re.findall(r"^\d+ +(\w+)\(", log.read_text(), re.MULTILINE))
    for call, number in counted.items():
        for fault in FAULTS:
            for step in range(1, number + 1):
                inject = f"inject={call}:{fault}:when={step}"
                yield call, fault, ["-e", f"trace={CALLS}", "-e", inject, "-o", str(log)]


def is_whole(folder: Path, *answers: subprocess.CompletedProcess[str]) -> bool:
    """Say whether nothing but tables is left in the end, nobody met a bug, and the last one came to its end."""
    told = "".join(answer.stderr for answer in answers)
    is_tidy = all(path.suffix == ".csv" for path in folder.iterdir())
    return is_tidy and "Traceback" not in told and not answers[-1].returncode


def begins(words: list[str], place: Path) -> int:
    """Stop an import into a folder that is not there; doing it again has to complete it."""
    folder = place / "begun"
    run(words, folder)
    new = content(folder)
    shutil.rmtree(folder)
    seen: Counter[tuple[str, ...]] = Counter()
    for call, fault, inject in steps_of(words, folder, place / "log"):
        shutil.rmtree(folder, ignore_errors=True)
        first = run(words, folder, *inject)
        left = "new" if content(folder) == new else "begun" if folder.exists() else "nothing"
        again = run(words, folder)
        right = is_whole(folder, first, again) and content(folder) == new
        seen[call, fault, f"left {left}", "" if right else "WRONG"] += 1
    return report("begin", seen)


def stops(name: str, words: list[str], place: Path) -> int:
    """Stop a command that adds to tables; the next one has to complete it, or there is nothing to complete."""
    folder = place / "board"
    run(words, written(folder, OLD))
    new = content(folder)
    run(NEXT, folder)
    after = {"new": content(folder)}
    run(NEXT, written(folder, OLD))
    after["old"] = content(folder)
    seen: Counter[tuple[str, ...]] = Counter()
    for call, fault, inject in steps_of(words, written(folder, OLD), place / "log"):
        first = run(words, written(folder, OLD), *inject)
        left = content(folder)
        state = "old" if left == OLD else "new" if left == new else "between"
        named = "[unfinished]" in run(["check"], folder).stdout
        next_ = run(NEXT, folder)
        ended = next((one for one, tables in after.items() if content(folder) == tables), "broken")
        right = is_whole(folder, first, next_) and (ended == state or named) and ended != "broken"
        right = right and (first.returncode != 0 or ended == "new")
        told = f"left {state}{', named' * named}"
        seen[call, fault, f"{told:20} then {ended}", "" if right else "WRONG"] += 1
    return report(name, seen)


def report(name: str, seen: Counter[tuple[str, ...]]) -> int:
    """Print how often what was seen; return how often it was wrong."""
    for (call, fault, told, wrong), times in sorted(seen.items()):
        print(f"{name:8}{call:8}{fault:16}{times:3} times: {told:32}{wrong}", flush=True)
    return sum(times for (*_, wrong), times in seen.items() if wrong)


if __name__ == "__main__":
    if not shutil.which("strace"):
        sys.exit("this needs strace")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        take_in = ["import", str(written(place / "more", MORE)), "--write"]
        found = {
            "begin": begins(take_in, place),
            "add": stops("add", ADD, place),
            "import": stops("import", take_in, place),
        }
    print(f"wrong: {found}")
    sys.exit(any(found.values()))
