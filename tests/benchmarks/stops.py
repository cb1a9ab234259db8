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


def stops(name: str, words: list[str], place: Path) -> int:
    """Stop a command at every step, and print a table; return how many times something was wrong."""
    folder = place / "board"
    run(words, written(folder, OLD))
    new = content(folder)
    run(NEXT, folder)
    after = {"new": content(folder)}
    run(NEXT, written(folder, OLD))
    after["old"] = content(folder)
    log = place / "log"
    run(words, written(folder, OLD), "-e", f"trace={CALLS}", "-o", str(log))
    steps = Counter(re.findall(r"^\d+ +(\w+)\(", log.read_text(), re.MULTILINE))
    seen: Counter[tuple[str, ...]] = Counter()
    for call, number in steps.items():
        for fault in FAULTS:
            for step in range(1, number + 1):
                inject = f"inject={call}:{fault}:when={step}"
                answer = run(
                    words, written(folder, OLD), "-e", f"trace={CALLS}", "-e", inject, "-o", str(log)
                )
                left = content(folder)
                state = "old" if left == OLD else "new" if left == new else "between"
                named = "[unfinished]" in run(["check"], folder).stdout
                next_ = run(NEXT, folder)
                ended = next((one for one, tables in after.items() if content(folder) == tables), "broken")
                wrong = (
                    ended == "broken"
                    or (ended != state and not named)
                    or (answer.returncode == 0 and ended == "old")
                    or next_.returncode != 0
                    or "Traceback" in answer.stderr + next_.stderr
                    or any(path.name not in new for path in folder.iterdir())
                )
                seen[call, fault, state + ", named" * named, ended, "WRONG" if wrong else ""] += 1
    for (call, fault, state, ended, wrong), times in sorted(seen.items()):
        print(f"{name:8}{call:8}{fault:16}{times:3} times: left {state:16}then {ended:8}{wrong}")
    return sum(times for (*_, wrong), times in seen.items() if wrong)


if __name__ == "__main__":
    if not shutil.which("strace"):
        sys.exit("this needs strace")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        found = {
            "add": stops("add", ADD, place),
            "import": stops("import", ["import", str(written(place / "more", MORE)), "--write"], place),
        }
    print(f"wrong: {found}")
    sys.exit(any(found.values()))
