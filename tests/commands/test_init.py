"""``leaderboard init``: a board of one's own, begun with what there is."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

LIST = """\
# Road models

## Cityscapes (test)

| Model | Paper | mIoU (%) |
|---|---|---:|
| [RoadNet](https://arxiv.org/abs/2401.00001) | CVPR 2024 | 82.10 |
| StreetFormer | ECCV 2024 | 83.4 |
| Wrong | ECCV 2024 | 104.9 |

## Potholes

| Model | F1 (%) |
|---|---|
| RoadNet | 64.0 |
| PotFinder v2 | 61.5 ± 0.3 |

## KITTI depth

| Model | AbsRel |
|---|---|
| RoadNet | 0.071 |
| DepthNet | 0.062 |
"""

FILES = {
    ".gitattributes",
    ".github/ISSUE_TEMPLATE/score.yml",
    ".github/leaderboard.txt",
    ".github/workflows/leaderboard-comment.yml",
    ".github/workflows/leaderboard.yml",
    ".pre-commit-config.yaml",
    "CITATION.cff",
    "README.md",
    "data/datasets.csv",
    "data/links.csv",
    "data/papers.csv",
    "data/results.csv",
    "leaderboard.toml",
}

PROGRAM = "git+https://example.org/us/leaderboard@0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a list."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    return tmp_path


def files(folder: Path) -> set[str]:
    """Return all files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def loaded(path: str) -> Any:
    """Read a file of YAML."""
    import yaml

    return yaml.safe_load(Path(path).read_text(encoding="utf-8"))


def test_an_empty_board_passes_what_checks_it(
    run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first push of a new board is green, and its first score goes in at once."""
    run("init", "board")

    assert files(folder / "board") == FILES
    monkeypatch.chdir("board")
    run("check", "--strict")
    run("sync", "--check", "README.md")
    run("publish", "site")
    run("top")
    run("add", "--network", "A", "-d", "potholes", "--score", "61.5", "--source", "run 1", "--new")
    assert "A,potholes,61.5" in Path("data/results.csv").read_text(encoding="utf-8")


def test_a_list_becomes_the_tables(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """Digits stay, ids can be typed, what cannot be used is said, and nothing is made up."""
    answer = run("init", "board", "--from", "list.md", exit_code=3)

    assert "left out: list.md:9: 104.9" in answer.stderr
    assert "board: 6 scores, 4 networks, 3 datasets" in answer.stderr
    monkeypatch.chdir("board")
    results = Path("data/results.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:4] for line in results] == [
        ["network", "dataset", "score", "split"],
        ["RoadNet", "cityscapes", "82.10", "test"],
        ["StreetFormer", "cityscapes", "83.4", "test"],
        ["PotFinder v2", "potholes", "61.5", ""],
        ["RoadNet", "potholes", "64.0", ""],
        ["DepthNet", "kitti-depth", "0.062", ""],
        ["RoadNet", "kitti-depth", "0.071", ""],
    ]
    assert "kitti-depth,KITTI depth,,AbsRel,,lower,,,,,,\n" in Path("data/datasets.csv").read_text("utf-8")
    assert "ERROR" not in run("check").stdout.upper()
    assert run("sync", "--check", "README.md").stdout == "README.md: up to date\n"
    assert "<!-- leaderboard: top -d kitti-depth -->" in Path("README.md").read_text(encoding="utf-8")
    assert run("top", "-d", "KITTI depth", "-f", "csv").stdout.splitlines()[1].startswith("1,")


@pytest.mark.parametrize("there", sorted(FILES))
def test_nothing_is_overwritten_and_nothing_half_written(
    run: Callable[..., Result], folder: Path, there: str
) -> None:
    """Whichever of the files is there: it stays, and no other is written."""
    path = folder / "board" / there
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")

    answer = run("init", "board", exit_code=1)

    assert answer.stderr.startswith("error: nothing is written: ")
    assert files(folder / "board") == {there}


def test_what_cannot_be_written_leaves_nothing(run: Callable[..., Result], folder: Path) -> None:
    """Where a folder is to be is a file: what was written before that is taken back."""
    (folder / "board").mkdir()
    (folder / "board" / ".github").write_text("mine")

    run("init", "board", "--keep", exit_code=1)

    assert files(folder / "board") == {".github"}
    assert [path.name for path in (folder / "board").iterdir()] == [".github"]


def test_a_file_is_no_folder(run: Callable[..., Result]) -> None:
    """It stays what it is."""
    assert run("init", "list.md", exit_code=1).stderr.endswith(
        "error: cannot write list.md: it is no folder\n"
    )
    assert Path("list.md").read_text(encoding="utf-8") == LIST


def test_a_link_does_not_lead_files_out(run: Callable[..., Result], folder: Path) -> None:
    """Nobody looks for a board's tables elsewhere."""
    (folder / "elsewhere").mkdir()
    (folder / "board").mkdir()
    (folder / "board" / "data").symlink_to(folder / "elsewhere")

    answer = run("init", "board", exit_code=1)

    assert "a link leads out of the folder" in answer.stderr
    assert files(folder / "elsewhere") == set()
    assert files(folder / "board") == set()


def test_a_readme_that_is_there_can_stay(run: Callable[..., Result], folder: Path) -> None:
    """A board begins in the repository of an old list; what is to be put into its README is said."""
    (folder / "list.md").rename("README.md")

    answer = run("init", ".", "--from", "README.md", "--keep", exit_code=3)

    assert Path("README.md").read_text(encoding="utf-8") == LIST
    assert files(folder) == FILES
    assert "left as they are: README.md" in answer.stderr
    assert "put these lines in:\n<!-- leaderboard: top" in answer.stderr
    assert "\n<!-- leaderboard: top -d kitti-depth -->\n<!-- /leaderboard -->\n" in answer.stderr


def test_tables_that_are_there_can_stay(run: Callable[..., Result], tables: Path, folder: Path) -> None:
    """The README shows them; scores of a file are for import."""
    shutil.copytree(tables, folder / "board" / "data")

    refused = run("init", "board", "--from", "list.md", "--keep", exit_code=1)
    run("init", "board", "--keep")

    assert (
        "there are tables in board/data; 'leaderboard import FILE --write' takes scores in" in refused.stderr
    )
    assert (folder / "board/data/results.csv").read_bytes() == (tables / "results.csv").read_bytes()
    assert "City Streets" in (folder / "board/README.md").read_text(encoding="utf-8")


HOSTILE = 'x" ${{ github.token }} $(touch run) `touch run` --> <script>: *@TITLE@ \\ é'


def test_names_mean_nothing_in_what_is_written(run: Callable[..., Result], folder: Path) -> None:
    """A title or a dataset is text, in TOML, YAML and Markdown; in workflows it does not stand at all."""
    cell = HOSTILE.replace('"', '""')
    (folder / "own.csv").write_text(f'network,dataset,accuracy\nA,"{cell}",61.5\n', encoding="utf-8")

    run("init", "board", "--from", "own.csv", "--title", HOSTILE, "--program", PROGRAM)

    settings = tomllib.loads(Path("board/leaderboard.toml").read_text(encoding="utf-8"))
    assert settings == {"data": "data", "title": HOSTILE, "check": {"strict": False}}
    assert loaded("board/CITATION.cff")["title"] == HOSTILE
    (form,) = [
        one for one in loaded("board/.github/ISSUE_TEMPLATE/score.yml")["body"] if one.get("id") == "dataset"
    ]
    assert form["attributes"]["options"] == [HOSTILE]
    workflows = {path.name: path.read_text("utf-8") for path in Path("board/.github/workflows").iterdir()}
    run("init", "other")
    assert workflows == {
        path.name: path.read_text("utf-8") for path in Path("other/.github/workflows").iterdir()
    }
    assert "<script>" not in Path("board/README.md").read_text(encoding="utf-8").replace(r"\<script>", "")


def test_a_title_of_several_lines_is_refused(run: Callable[..., Result]) -> None:
    """It would be a second line of a comment."""
    run("init", "board", "--title", "a\nb", exit_code=2)
    run("init", "board", "--program", "a\nrm", exit_code=2)

    assert not Path("board").exists()


def test_hooks_are_those_of_the_program_that_is_known(run: Callable[..., Result]) -> None:
    """Otherwise they are those of the program on the PATH."""
    run("init", "board", "--program", PROGRAM)
    run("init", "other")

    (known,) = loaded("board/.pre-commit-config.yaml")["repos"]
    (local,) = loaded("other/.pre-commit-config.yaml")["repos"]
    assert known == {
        "repo": "https://example.org/us/leaderboard",
        "rev": "0123456789abcdef0123456789abcdef01234567",
        "hooks": [{"id": "leaderboard-check"}, {"id": "leaderboard-sync"}],
    }
    assert local["repo"] == "local"
    assert [hook["id"] for hook in local["hooks"]] == ["leaderboard-check", "leaderboard-sync"]
    assert Path("board/.github/leaderboard.txt").read_text(encoding="utf-8").splitlines()[-1] == PROGRAM


def test_pip_knows_where_the_program_is_from(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """CI installs what is installed here, if that is a commit of a repository."""
    url = {"url": "https://example.org/lb", "vcs_info": {"vcs": "git", "commit_id": "abc123"}}
    monkeypatch.setattr(
        "importlib.metadata.Distribution.read_text", lambda *_: json.dumps(url), raising=False
    )
    monkeypatch.setattr(
        "importlib.metadata.PathDistribution.read_text", lambda *_: json.dumps(url), raising=False
    )

    answer = run("init", "board")

    last = Path("board/.github/leaderboard.txt").read_text(encoding="utf-8").splitlines()[-1]
    assert last == "benchmark-leaderboard @ git+https://example.org/lb@abc123"
    assert "where CI installs" not in answer.stderr


def test_a_folder_below_the_root_is_said_to_be_one(run: Callable[..., Result], folder: Path) -> None:
    """GitHub would not see its workflows."""
    (folder / ".git").mkdir()

    answer = run("init", "board")

    assert f"GitHub runs only the workflows in {folder / '.github'}" in answer.stderr


def test_datasets_of_which_nothing_tells_what_is_better_are_asked_for(
    run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They have no table until somebody says so; nothing is guessed."""
    (folder / "own.csv").write_text("network,dataset,wobble\nA,rooms,3\nA,halls,4\n", encoding="utf-8")

    answer = run("init", "board", "--from", "own.csv")

    assert "is higher or lower better on 'rooms'? say so in data/datasets.csv" in answer.stderr
    monkeypatch.chdir("board")
    assert "top -d rooms" not in Path("README.md").read_text(encoding="utf-8")
    run("sync", "--check", "README.md")


def test_a_split_that_all_scores_are_on_is_that_of_the_dataset(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    """So that check has nothing to say of it; of two splits, none is picked."""
    file = tmp_path / "ours.csv"
    file.write_text(
        "network,dataset,split,accuracy\nA,d,test,80\nB,e,test,81\nB,e,val,82\n", encoding="utf-8"
    )

    run("init", tmp_path / "board", "--from", file)

    rows = (tmp_path / "board" / "data" / "datasets.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [row.split(",")[6] for row in rows] == ["test", ""]
