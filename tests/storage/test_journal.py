"""Several tables written as one: what is there when the writer is stopped at any step?"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from wording import of_system

from leaderboard.errors import Changed, DataError, LeaderboardError
from leaderboard.storage import COMPLETING, CsvFile, insertion, locked, unfinished, write

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = {
    "papers.csv": b"paper,network\na,A\n",
    "results.csv": b"network,miou\nA,1\n",
}
NEW = {
    "papers.csv": b"paper,network\na,A\nb,B\n",
    "links.csv": b"paper,url\nb,https://b.example/\n",
    "results.csv": b"network,miou\nA,1\nB,2\n",
}
STEPS = 10
"""How often the disk is waited for, or something takes its place: four files with the journal, the folder twice."""

HERE = Path(__file__).parent, Path(__file__).parents[1]

STOPPED = """
import os, sys
from pathlib import Path
sys.path += sys.argv[3:]
from test_journal import write_all

left = int(sys.argv[2])

def stopped(step):
    def run(*given):
        global left
        left -= 1
        if left < 0:
            os._exit(9)  # nothing is cleaned up, as with kill -9
        return step(*given)
    return run

os.fsync, os.replace = stopped(os.fsync), stopped(os.replace)
write_all(Path(sys.argv[1]))
"""


def write_all(folder: Path) -> None:
    """Write a row into each of three tables, one of which is not there yet."""
    with locked(folder):
        write(
            [
                insertion(CsvFile.read(folder / "papers.csv"), [{"paper": "b", "network": "B"}]),
                insertion(
                    CsvFile.new(folder / "links.csv", ("paper", "url")),
                    [{"paper": "b", "url": "https://b.example/"}],
                ),
                insertion(CsvFile.read(folder / "results.csv"), [{"network": "B", "miou": "2"}]),
            ]
        )


def content(folder: Path) -> dict[str, bytes]:
    """Return what stands in the tables of a folder."""
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two tables."""
    for name, text in OLD.items():
        (tmp_path / name).write_bytes(text)
    return tmp_path


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return a way to let one step fail, counted from 0, as on a disk that breaks."""

    def failing(number: int) -> None:
        left = [number]

        def counted(step: Callable[..., object]) -> Callable[..., object]:
            def run(*given: object) -> object:
                left[0] -= 1
                if left[0] == -1:
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
                return step(*given)

            return run

        for name in ("fsync", "replace"):
            monkeypatch.setattr(os, name, counted(getattr(os, name)))

    return failing


def test_all_are_written(folder: Path) -> None:
    """And nothing is left beside them."""
    write_all(folder)

    assert content(folder) == NEW
    assert sorted(path.name for path in folder.iterdir()) == sorted(NEW)


@pytest.mark.parametrize("step", range(STEPS))
def test_who_is_killed_leaves_the_old_tables_or_what_the_next_writer_completes(
    folder: Path, step: int
) -> None:
    """At every step; what is neither old nor new is known to be unfinished."""
    words = [sys.executable, "-c", STOPPED, str(folder), str(step), *map(str, HERE)]
    assert subprocess.run(words, check=False).returncode == 9
    left = content(folder)
    begun = unfinished(folder)

    with locked(folder):
        completed = content(folder)

    assert (left in (OLD, NEW)) or begun
    assert completed == (NEW if begun else left)
    assert sorted(path.name for path in folder.iterdir()) == sorted(completed)
    assert not unfinished(folder)


@pytest.mark.parametrize("step", range(STEPS))
def test_a_disk_that_breaks_leaves_the_old_tables_or_what_the_next_writer_completes(
    folder: Path, step: int, failing: Callable[[int], None]
) -> None:
    """At every step; which of the two it is stands in the message, or nothing was wrong with the tables."""
    failing(step)
    try:
        write_all(folder)
        told = ""
    except LeaderboardError as error:
        told = str(error)
    left = content(folder)

    with locked(folder) as completed:
        pass

    assert not told or of_system(errno.EIO) in told
    assert left == (NEW if not told else left if COMPLETING in told else OLD)
    assert bool(completed) == (COMPLETING in told)
    assert content(folder) == (OLD if told and not completed else NEW)
    assert sorted(path.name for path in folder.iterdir()) == sorted(content(folder))


def test_what_cannot_be_tidied_up_does_no_harm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables are written; the next writer tidies up."""

    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as broken:
        broken.setattr(os, "unlink", refused)
        write_all(folder)
    left = (folder / ".leaderboard.journal").exists()
    with locked(folder) as completed:
        pass

    assert left
    assert completed == ()
    assert content(folder) == NEW
    assert sorted(path.name for path in folder.iterdir()) == sorted(NEW)


@pytest.fixture
def half(folder: Path, failing: Callable[[int], None], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of which the papers are written, and nothing else."""
    with monkeypatch.context() as only_here:
        failing(7)
        with pytest.raises(LeaderboardError, match=r"links\.csv"):
            write_all(folder)
        only_here.undo()
    monkeypatch.undo()
    assert content(folder) == {**OLD, "papers.csv": NEW["papers.csv"]}
    return folder


def test_what_was_taken_back_by_hand_is_given_up(half: Path) -> None:
    """Who restores the old tables, with git for example, does not get the new ones by the next command."""
    (half / "papers.csv").write_bytes(OLD["papers.csv"])

    with locked(half) as completed:
        pass

    assert completed == ()
    assert content(half) == OLD
    assert sorted(path.name for path in half.iterdir()) == sorted(OLD)


def test_a_table_that_is_still_to_be_written_is_not_overwritten(half: Path) -> None:
    """Who has saved it meanwhile is asked to see to it; all that is needed stays."""
    edited = b"network,miou\nA,1\nedited,3\n"
    (half / "results.csv").write_bytes(edited)

    with (
        pytest.raises(LeaderboardError, match=r"results\.csv was changed after a command was stopped"),
        locked(half),
    ):
        pass

    assert content(half) == {**OLD, "papers.csv": NEW["papers.csv"], "results.csv": edited}
    (half / ".leaderboard.journal").unlink()
    with locked(half):
        pass
    assert sorted(path.name for path in half.iterdir()) == ["papers.csv", "results.csv"]


def test_a_table_that_was_written_may_be_changed_before_the_others_are(half: Path) -> None:
    """It has what it was to get."""
    corrected = NEW["papers.csv"].replace(b"a,A", b"a,A;A2")
    (half / "papers.csv").write_bytes(corrected)

    with locked(half) as completed:
        pass

    assert [path.name for path in completed] == ["links.csv", "results.csv"]
    assert content(half) == {**NEW, "papers.csv": corrected}


@pytest.mark.parametrize("number", range(3))
def test_a_change_of_one_table_keeps_all_from_being_written(
    folder: Path, number: int, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """Also of one that was not there: while the disk was waited for, somebody saved it."""
    path = folder / sorted(NEW)[number]
    meanwhile(lambda: path.write_bytes(b"edited"))

    with pytest.raises(Changed, match=path.name):
        write_all(folder)

    assert content(folder) == {**OLD, path.name: b"edited"}
    assert sorted(one.name for one in folder.iterdir()) == sorted({*OLD, path.name})


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}x",
        b"[1]",
        b"{}",
        b'[{"draft": ".leaderboard-00000000.draft", "table": "../results.csv", "was": null}]',
        b'[{"draft": ".leaderboard-00000000.draft", "table": "..", "was": null}]',
        b'[{"draft": "papers.csv", "table": "results.csv", "was": null}]',
        b'[{"draft": ".leaderboard-00000000.draft", "table": "results.csv", "was": 1}]',
        b"[" * 100_000,
    ],
)
def test_a_journal_of_somebody_else_is_not_followed(folder: Path, text: bytes) -> None:
    """It may come with the tables of a stranger; it is named, and nothing is renamed."""
    (folder / ".leaderboard.journal").write_bytes(text)

    with (
        pytest.raises(DataError, match=r"\.leaderboard\.journal: this is not what the program writes"),
        locked(folder),
    ):
        pass

    assert content(folder) == OLD


def test_a_journal_of_a_stranger_leads_to_no_folder(folder: Path) -> None:
    """What it says may be written as ours are, and make no sense."""
    steps = [{"draft": ".leaderboard-00000000.draft", "table": "results.csv", "was": None}]
    (folder / ".leaderboard.journal").write_text(json.dumps(steps))
    (folder / ".leaderboard-00000000.draft").mkdir()

    with locked(folder) as completed:
        pass

    assert completed == ()
    assert content(folder) == OLD
