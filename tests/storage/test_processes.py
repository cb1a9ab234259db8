"""Several processes, killed processes, and disks that are full or closed: nothing is ever lost or halved.

``tests/torture/`` does the same with more of them.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from wording import of_system

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.apart

ADD = [sys.executable, "-m", "leaderboard", "add"]
HEADER = "network,dataset,miou,source\n"

LOOP = """
import sys
from pathlib import Path
from leaderboard import storage

path = Path(sys.argv[1])
print("begun", flush=True)
for number in range(1_000_000):
    with storage.locked(path):
        storage.insert_rows(path, [{"network": f"N{number}", "dataset": "d", "miou": "1", "source": "x" * 100}])
    print(number, flush=True)
"""

LIMITED = """
import resource, sys
from leaderboard.cli import app
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
sys.argv = ["leaderboard", *sys.argv[1:]]
app()
"""


def words(path: Path, network: str) -> list[str]:
    """Return what to say to add a score of a network."""
    return [
        "--data",
        str(path),
        "--network",
        network,
        "-d",
        "cityscapes",
        "--miou",
        "80.1",
        "--source",
        "run",
    ]


def test_processes_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each waits for the others, and all rows are there."""
    path = tmp_path / "own.csv"
    path.write_text(HEADER)
    names = [f"Network{number}" for number in range(24)]

    started = [subprocess.Popen([*ADD, *words(path, name)], stdout=subprocess.DEVNULL) for name in names]
    ended = [process.wait() for process in started]

    assert ended == [0] * 24
    lines = path.read_text().splitlines()
    assert lines[0] == HEADER.strip()
    assert sorted(lines[1:]) == sorted(f"{name},cityscapes,80.1,run" for name in names)
    assert list(tmp_path.iterdir()) == [path]


def test_a_killed_process_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """At any moment; whatever it said it had written is there, and the next writer cleans up."""
    path = tmp_path / "own.csv"
    path.write_text(HEADER)
    for waited in (1, 1, 2, 3, 5, 8, 9, 13, 17, 20):
        before = path.read_text()
        with subprocess.Popen(
            [sys.executable, "-c", LOOP, str(path)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(waited):
                process.stdout.readline()
            process.kill()
            said = [line for line in process.stdout if line.endswith("\n")]
        after = path.read_text()

        assert after.startswith(before)
        added = after.removeprefix(before).splitlines(keepends=True)
        assert added == [f"N{number},d,1,{'x' * 100}\n" for number in range(len(added))]
        if said:
            assert len(added) in {int(said[-1]) + 1, int(said[-1]) + 2}

    subprocess.run([*ADD, *words(path, "Last")], check=True, stdout=subprocess.DEVNULL)
    assert list(tmp_path.iterdir()) == [path]


def test_without_space_the_old_file_stays(tmp_path: Path) -> None:
    """A limit on the size of files stands for the end of a disk."""
    pytest.importorskip("resource", reason="this system has no such limit")
    path = tmp_path / "own.csv"
    path.write_text(HEADER + "Old,cityscapes,70.0,run\n" * 60)
    before = path.read_bytes()

    answer = subprocess.run(
        [sys.executable, "-c", LIMITED, "add", *words(path, "New")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == f"error: cannot write {path}: {of_system(errno.EFBIG)}\n"
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 64 kB; only root can make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not (mount and umount):
        pytest.skip("disks cannot be mounted here")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("disks cannot be mounted here")
    yield folder
    subprocess.run([umount, str(folder)], check=True)


def test_on_a_full_disk_the_old_file_stays(tiny_disk: Path) -> None:
    """There is room for the file, and none for a second one."""
    path = tiny_disk / "own.csv"
    path.write_text(HEADER + "Old,cityscapes,70.0,run\n" * 1_500)
    before = path.read_bytes()

    answer = subprocess.run([*ADD, *words(path, "New")], capture_output=True, text=True, check=False)

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == f"error: cannot write {path}: {of_system(errno.ENOSPC)}\n"
    assert path.read_bytes() == before
    assert list(tiny_disk.iterdir()) == [path]


def test_a_disk_that_is_only_for_reading_is_one_line(tiny_disk: Path) -> None:
    """Nobody, root included, can write there."""
    path = tiny_disk / "own.csv"
    path.write_text(HEADER)
    subprocess.run([str(shutil.which("mount")), "-o", "remount,ro", str(tiny_disk)], check=True)

    answer = subprocess.run([*ADD, *words(path, "New")], capture_output=True, text=True, check=False)

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == f"error: cannot write {path}: {of_system(errno.EROFS)}\n"


def test_a_folder_that_is_only_for_reading_is_one_line(tmp_path: Path) -> None:
    """The lock cannot be made in it, and so nothing is."""
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    path = tmp_path / "own.csv"
    path.write_text(HEADER)
    tmp_path.chmod(0o555)

    answer = subprocess.run([*ADD, *words(path, "New")], capture_output=True, text=True, check=False)

    tmp_path.chmod(0o755)
    assert answer.stderr == f"error: cannot write {path}: {of_system(errno.EACCES)}\n"
    assert path.read_text() == HEADER
