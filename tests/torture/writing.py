"""What writes: commands on small folders, and what may be there afterwards."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from torture import program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

Words: TypeAlias = "Callable[[Path], list[object]]"
"""What a command is given, for a folder."""

OLD = {
    "results.csv": "network,dataset,miou,split,source,note\nAlpha,rooms,40.5,test,a,\n",
    "papers.csv": "paper,network,aliases,title,authors,venue,year,date,arxiv,topic,tags,status,note\n"
    "alpha,Alpha,,A,,,2018,2018-01,,,,,\n",
    "links.csv": "paper,kind,detail,url\nalpha,paper,,https://a.example/\n",
    "datasets.csv": "dataset,title,aliases,metric,unit,better,split,classes,images,url,official,note\n"
    "rooms,Rooms,,mIoU,%,higher,test,,,,,\n",
}
"""A folder of tables."""

MORE = {
    "results.csv": "network,dataset,score,source\nGamma,holes,50.5,x\nDelta,holes,60.5,y\n",
    "papers.csv": "paper,network,title,arxiv\ngamma,Gamma,G,2001.00001\ndelta,Delta,D,2001.00002\n",
    "links.csv": "paper,kind,url\ngamma,paper,https://arxiv.org/abs/2001.00001\n"
    "delta,paper,https://arxiv.org/abs/2001.00002\n",
    "datasets.csv": "dataset,title,metric,unit,better,split\nholes,Holes,mIoU,%,higher,test\n",
}
"""What an import takes in: rows for four tables."""

SINGLE = {"own.csv": "network,dataset,miou,source\nAlpha,rooms,40.5,a\n"}
"""One file of scores."""

DOCUMENT = {
    **OLD,
    "list.md": "# A\n\n<!-- leaderboard: top -d rooms -->\n\nold\n\n<!-- /leaderboard -->\n\nB\n",
}
"""A document beside tables."""

PAPER = "https://arxiv.org/abs/2101.00001"


def adding(network: str, data: Path, *more: str) -> list[object]:
    """Return the words that add a score of a network."""
    return [
        "add",
        "--data",
        data,
        "--network",
        network,
        "-d",
        "rooms",
        "--miou",
        "55.5",
        "--source",
        "x",
        *more,
    ]


TITLE = "**1 network on 1 dataset · mIoU (%)**"
"""By which a file is known to be of the same board."""


@dataclass(frozen=True)
class Writer:
    """A command that writes, what it finds, and what comes after it."""

    name: str
    before: Mapping[str, str]
    """The files that are there; none for a folder that is not there yet."""
    words: Words
    """What it is given, for a folder."""
    then: Words
    """The next one that writes there."""
    is_named: bool = True
    """Whether `check` names what it left half-way."""


def writers(place: Path) -> list[Writer]:
    """Return the commands that write; *place* is for what they read."""
    more = lay_out(place / "more", MORE)
    board = lay_out(place / "source", OLD)

    def other(folder: Path) -> list[object]:
        return adding("Other", folder)

    def take_in(folder: Path) -> list[object]:
        return ["import", more, "--data", folder, "--write"]

    def export(folder: Path) -> list[object]:
        return ["export", folder / "board.md", "--data", board]

    def export_folder(folder: Path) -> list[object]:
        facts = ["--fact", "hub.rooms=owner/rooms:task"]
        return ["export", folder / "out", "--format", "eval-results", "--data", board, *facts]

    def sync(folder: Path) -> list[object]:
        return ["sync", folder / "list.md", "--data", folder]

    return [
        Writer("add", OLD, lambda folder: adding("MyNet", folder, "--paper", PAPER), other),
        Writer(
            "add to a file",
            SINGLE,
            lambda folder: adding("MyNet", folder / "own.csv"),
            lambda folder: adding("Other", folder / "own.csv"),
            is_named=False,
        ),
        Writer("import", OLD, take_in, other),
        Writer("import into no folder", {}, take_in, take_in),
        Writer("sync", DOCUMENT, sync, sync, is_named=False),
        Writer(
            "export",
            {"board.md": f"<!-- made by leaderboard -->\n\n{TITLE}\n\n| Network |\n|:--|\n| Alpha |\n"},
            export,
            export,
            is_named=False,
        ),
        Writer("export to no file", {"x": ""}, export, export, is_named=False),
        Writer("export to no folder", {"x": ""}, export_folder, export_folder, is_named=False),
    ]


def lay_out(folder: Path, files: Mapping[str, str]) -> Path:
    """Make a folder of files, in place of what was there; without files, no folder."""
    shutil.rmtree(folder, ignore_errors=True)
    if files:
        folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def content(folder: Path) -> dict[str, str]:
    """Return what stands in the files of a folder, but for those that writers make for themselves."""
    if not folder.exists():
        return {}
    return {
        name: path.read_text(errors="replace")
        for path in folder.rglob("*")
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith(".leaderboard")
    }


def litter(folder: Path) -> list[str]:
    """Return what writers left behind."""
    return sorted(path.name for path in folder.glob(".leaderboard*"))


@dataclass
class Stopped:
    """What a writer that was stopped left, and what the next one made of it."""

    state: str = ""
    wrong: list[str] = field(default_factory=list)
    """What should not be."""


class Bench:
    """Runs a writer in a folder, stops it, and looks at what is there."""

    def __init__(self, writer: Writer, folder: Path) -> None:
        """Find out what the command does when nobody stops it."""
        self.writer, self.folder = writer, folder
        self.new = self._after(writer.words)
        self.after_new = self._after(writer.words, writer.then)
        self.after_old = self._after(writer.then)

    def _after(self, *commands: Words) -> dict[str, str]:
        lay_out(self.folder, self.writer.before)
        for words in commands:
            found = program.answer(words(self.folder))
            if found.status:
                raise RuntimeError(f"{self.writer.name}: {found}")
        return content(self.folder)

    def words(self) -> list[object]:
        """Return what to say, on a folder as it was before."""
        lay_out(self.folder, self.writer.before)
        return self.writer.words(self.folder)

    def looked_at(self, first: program.Answer) -> Stopped:
        """Say what a command left, and let the next one write."""
        left = content(self.folder)
        old = dict(self.writer.before)
        found = Stopped("old" if left == old else "new" if left == self.new else "between")
        is_named = False
        if self.writer.is_named and self.folder.exists():
            checked = program.answer(["check", self.folder])
            is_named = "[unfinished]" in checked.said
            found.wrong += problems("check", checked)
        then = program.answer(self.writer.then(self.folder))
        ended = content(self.folder)
        if is_named:
            found.state += ", named"
        found.wrong += problems(self.writer.name, first, killed=True) + problems("the next", then)
        if then.status:
            found.wrong.append(f"the next one failed: {then.told.strip().splitlines()[-1:]}")
        found.wrong += [f"left behind: {name}" for name in litter(self.folder)]
        # Whoever was stopped behind the journal has written, although nothing is seen of it yet.
        allowed = {"old": [self.after_old], "new": [self.after_new], "between": []}[
            found.state.partition(",")[0]
        ]
        allowed += [self.after_new] * (is_named or not self.writer.is_named or not old)
        if first.status == 0:
            allowed = [self.after_new]
        if ended not in allowed:
            found.wrong.append(f"{found.state}, and then neither of what may be there: {ended}")
        if found.state == "between" and not is_named and old:
            found.wrong.append(f"neither the old nor the new, and nobody says so: {left}")
        return found


def problems(name: str, answer: program.Answer, *, killed: bool = False) -> Iterator[str] | list[str]:
    """Return what is wrong with the way in which a process ended."""
    if answer.is_proper or (killed and answer.status == -9):
        return []
    last = answer.told.strip().splitlines()[-1:] or [""]
    return [f"{name} ended with {answer.status}: {last[0]}"]
