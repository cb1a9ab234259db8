"""Symbolic links in folders that are read: what is in the folder is read, and nothing else."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from wording import of_system

import leaderboard
from leaderboard import checks
from leaderboard.errors import DataError
from leaderboard.reading import directory
from leaderboard.updates.tables import Tables

if TYPE_CHECKING:
    from conftest import Write

OTHERS = "network,dataset,miou\nSecret,mine,99\n"
OURS = "network,dataset,miou\nA,mine,1\n"
METAFILE = """\
Models:
- Name: {name}
  Results:
  - Task: Semantic Segmentation
    Dataset: Cityscapes
    Metrics:
      mIoU: 80.1
"""
CARD = """\
---
model-index:
- name: {name}
  results:
  - dataset: {{name: mine, type: mine}}
    metrics: [{{type: accuracy, value: 80.1}}]
---
"""


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder beside the one that is read, with a file of each kind."""
    folder = tmp_path_factory.mktemp("outside")
    (folder / "secret.csv").write_text(OTHERS)
    (folder / "secret.yml").write_text(METAFILE.format(name="Secret"))
    (folder / "README.md").write_text(CARD.format(name="Secret"))
    return folder


@pytest.mark.parametrize(
    ("name", "content", "link", "target"),
    [
        ("a.csv", OURS, "b.csv", "secret.csv"),
        ("a.csv", OURS, "more", ""),
        ("a.yml", METAFILE.format(name="A"), "b.yml", "secret.yml"),
        ("a.yml", METAFILE.format(name="A"), "more", ""),
        ("a.yml", METAFILE.format(name="A"), "model-index.yml", "secret.yml"),
        ("one/README.md", CARD.format(name="A"), "one/readme.md", "README.md"),
        ("one/README.md", CARD.format(name="A"), "two", ""),
    ],
)
def test_links_out_of_a_folder_are_not_followed_and_said(
    tmp_path: Path, outside: Path, name: str, content: str, link: str, target: str
) -> None:
    """Whatever reads the folder; the rest of it is read."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(content)
    (tmp_path / link).symlink_to(outside / target)

    board = leaderboard.load(tmp_path)

    assert set(board.results_table["network"]) == {"A"}
    assert board.remarks[-1] == f"{tmp_path}: links that lead out of the folder are not followed: {link}"
    assert f"the folder are not followed: {link}" in checks.check(tmp_path)["problem"].str.cat(sep="\n")


def test_evaluations_behind_a_link_out_of_the_folder_are_not_read_and_said(tmp_path: Path) -> None:
    """Their folder is hidden, so that each is named."""
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (inside / "README.md").write_text(CARD.format(name="A"))
    (outside / "secret.yaml").write_text("- dataset: {id: mine}\n  value: 99\n")
    (inside / ".eval_results").symlink_to(outside, target_is_directory=True)

    board = leaderboard.load(inside)

    assert set(board.results_table["network"]) == {"A"}
    assert [one.place for one in board.unusable] == [f"{inside}/.eval_results/secret.yaml"]


def test_folders_that_may_not_be_read_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else their scores would be missing without a word; where it is the folder itself, that is an error."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "b.csv").write_text(OURS.replace("A,", "B,"))
    (tmp_path / "a.csv").write_text(OURS)
    scandir, closed = os.scandir, [tmp_path / "closed"]

    def refusing(place: str) -> object:
        if Path(place) in closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refusing)

    board = leaderboard.load(tmp_path)
    closed.append(tmp_path)
    with pytest.raises(DataError) as caught:
        leaderboard.load(tmp_path)

    assert set(board.results_table["network"]) == {"A"}
    assert board.remarks[-1] == f"{tmp_path}: folders that cannot be read: closed"
    assert str(caught.value) == f"{tmp_path}: {of_system(errno.EACCES)}"


def test_links_inside_of_a_folder_are_followed(tmp_path: Path) -> None:
    """Whether they say the whole way or not."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/scores.txt").write_text(OURS)
    (tmp_path / "kept/more.txt").write_text(OURS.replace("A,", "B,"))
    (tmp_path / "a.csv").symlink_to("kept/scores.txt")
    (tmp_path / "b.csv").symlink_to(tmp_path / "kept/more.txt")

    board = leaderboard.load(tmp_path)

    assert set(board.results_table["network"]) == {"A", "B"}
    assert board.remarks == leaderboard.load(tmp_path / "kept").remarks


def test_nothing_but_a_link_out_of_a_folder_is_an_error_that_says_so(tmp_path: Path, outside: Path) -> None:
    """Else it would not be clear why a file that is there is not read."""
    (tmp_path / "a.csv").symlink_to(outside / "secret.csv")

    with pytest.raises(DataError, match=r"; links that lead out of the folder are not followed: a\.csv$"):
        leaderboard.load(tmp_path)


@pytest.mark.parametrize("name", ["results", "papers", "links", "datasets", "metrics", "speeds"])
def test_a_table_of_ours_is_no_link_out_of_its_folder(tmp_path: Path, outside: Path, name: str) -> None:
    """Nor in the quick look of completion and open, nor where rows are added; check says it, too."""
    (tmp_path / "results.csv").write_text(OURS)
    table = tmp_path / f"{name}.csv"
    table.unlink(missing_ok=True)
    table.symlink_to(outside / "secret.csv")

    for read in (leaderboard.load, directory.read, Tables):
        with pytest.raises(DataError) as caught:
            read(tmp_path)
        assert (caught.value.path, caught.value.problem) == (
            table,
            "a link that leads out of its folder, which is not followed",
        )
    problems = checks.check(tmp_path)
    assert "a link that leads out of its folder, which is not followed" in problems["problem"].to_list()


def test_a_file_that_is_named_may_be_a_link(tmp_path: Path, outside: Path) -> None:
    """Who types its name knows it."""
    link = tmp_path / "a.csv"
    link.symlink_to(outside / "secret.csv")

    assert list(leaderboard.load(link).results_table["network"]) == ["Secret"]


def test_what_git_keeps_is_not_in_a_folder(write: Write) -> None:
    """A link to it is one out of the folder."""
    folder = write(OURS, "a.csv").parent
    write(OTHERS, ".git/config")
    (folder / "b.csv").symlink_to(".git/config")

    assert list(leaderboard.load(folder).results_table["network"]) == ["A"]
