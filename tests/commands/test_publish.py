"""``leaderboard publish``: what is written to a folder, what is left alone there, and what is refused."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from repository import commit, git

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

    Run = Callable[..., Result]

ROWS = "network,dataset,miou,split,date\nA,x,70.0,test,2020-01\nB,x,71.0,test,2020-02\n"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a file of two scores."""
    path = tmp_path / "own.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Return everything that a folder holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_give_the_same_bytes(run: Run, data: Path, tmp_path: Path) -> None:
    """Nothing goes by the clock, by chance, or by where the folder is."""
    run("publish", tmp_path / "one", "--data", data)
    run("publish", tmp_path / "two", "--data", data)

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_nothing_is_written_where_nothing_changed(run: Run, data: Path, tmp_path: Path) -> None:
    """Whoever keeps the folder in git sees what is new."""
    first = run("publish", tmp_path / "site", "--data", data).stdout
    second = run("publish", tmp_path / "site", "--data", data).stdout

    number = len(contents(tmp_path / "site"))
    assert first == f"{tmp_path}/site: {number} files written\n"
    assert second == f"{tmp_path}/site: 0 files written, {number - 1} unchanged\n"


def test_what_is_not_published_any_more_goes_and_other_files_stay(
    run: Run, data: Path, tmp_path: Path
) -> None:
    """Only files that were made here are removed; folders that are empty then go, too."""
    site = tmp_path / "site"
    run("publish", site, "--data", data)
    (site / "CNAME").write_text("board.example", encoding="utf-8")
    (site / "networks" / "notes.txt").write_text("mine", encoding="utf-8")
    data.write_text(ROWS.replace("B,x", "C,y"), encoding="utf-8")

    run("publish", site, "--data", data)

    assert not (site / "networks" / "b.html").exists()
    assert not (site / "badges" / "b").exists()
    assert (site / "networks" / "c.html").exists()
    assert (site / "CNAME").read_text(encoding="utf-8") == "board.example"
    assert (site / "networks" / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert "CNAME" not in json.loads((site / "leaderboard-site.json").read_text(encoding="utf-8"))["files"]


def test_a_folder_of_something_else_is_left_alone(run: Run, data: Path, tmp_path: Path) -> None:
    """Not even a file with a name that is not ours is touched."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("mine", encoding="utf-8")

    answer = run("publish", site, "--data", data, exit_code=1)

    assert answer.stderr == (
        f"error: cannot publish to {site}: it holds something else (index.html); name an empty folder\n"
    )
    assert contents(site) == {"index.html": b"mine"}


def test_a_checkout_that_is_empty_but_for_git_is_empty(run: Run, data: Path, tmp_path: Path) -> None:
    """A branch for pages begins so."""
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref: x", encoding="utf-8")

    run("publish", site, "--data", data)

    assert (site / ".git" / "HEAD").read_text(encoding="utf-8") == "ref: x"
    assert (site / "index.html").is_file()


def test_a_file_of_others_in_the_way_is_not_replaced(run: Run, data: Path, tmp_path: Path) -> None:
    """It was put there since, under a name that is needed now; everything stays as it was."""
    site = tmp_path / "site"
    run("publish", site, "--data", data)
    (site / "networks" / "c.html").write_text("mine", encoding="utf-8")
    before = contents(site)
    data.write_text(f"{ROWS}C,x,72.0,test,2020-03\n", encoding="utf-8")

    answer = run("publish", site, "--data", data, exit_code=1)

    assert "c.html exists and was not published" in answer.stderr
    assert contents(site) == before


def test_no_folder_is_one_line(run: Run, data: Path, tmp_path: Path) -> None:
    """A file, or a folder in a folder that is not there."""
    (tmp_path / "file").write_text("x", encoding="utf-8")

    a_file = run("publish", tmp_path / "file", "--data", data, exit_code=1).stderr
    nowhere = run("publish", tmp_path / "no" / "where", "--data", data, exit_code=1).stderr

    assert a_file == f"error: cannot publish to {tmp_path}/file: it is no folder\n"
    assert nowhere.count("\n") == 1
    assert "there is no folder" in nowhere


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_line(run: Run, data: Path, tmp_path: Path) -> None:
    """Nothing is half done."""
    site = tmp_path / "site"
    run("publish", site, "--data", data)
    before = contents(site)
    data.write_text(ROWS.replace("70.0", "70.5"), encoding="utf-8")
    site.chmod(0o500)

    answer = run("publish", site, "--data", data, exit_code=1)
    site.chmod(0o700)

    assert answer.stderr.count("\n") == 1
    assert contents(site) == before


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "there"])
def test_a_full_disk_changes_nothing(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_new: bool
) -> None:
    """All files are made before the first takes its place."""
    site = tmp_path / "site"
    if not is_new:
        run("publish", site, "--data", data)
    before = contents(site)
    data.write_text(ROWS.replace("70.0", "70.5"), encoding="utf-8")
    write_bytes, left = Path.write_bytes, [5]

    def write_until_full(path: Path, content: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write_bytes(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_until_full)

    answer = run("publish", site, "--data", data, exit_code=1)

    assert answer.stderr == f"error: cannot write {site}: no space left on device\n"
    assert contents(site) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".leaderboard")] == []


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "no JSON",
        "[" * 100_000,
        '{"made_by": "leaderboard publish", "files": ["../own.csv"]}',
        '{"made_by": "leaderboard publish", "files": ["/etc/passwd"]}',
        '{"made_by": "somebody", "files": []}',
    ],
)
def test_a_list_that_is_not_ours_removes_nothing(run: Run, data: Path, tmp_path: Path, text: str) -> None:
    """Whoever can write into the folder cannot have files elsewhere removed."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "leaderboard-site.json").write_text(text, encoding="utf-8")

    answer = run("publish", site, "--data", data, exit_code=1)

    assert "was not made by leaderboard, or is damaged" in answer.stderr
    assert data.read_text(encoding="utf-8") == ROWS


def test_a_link_that_leads_out_of_the_folder_is_not_followed(run: Run, data: Path, tmp_path: Path) -> None:
    """What is behind it stays as it is."""
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    run("publish", site, "--data", data)
    (site / "networks").rename(elsewhere)
    (site / "networks").symlink_to(elsewhere)
    before = contents(elsewhere)
    data.write_text(ROWS.replace("70.0", "70.5"), encoding="utf-8")

    answer = run("publish", site, "--data", data, exit_code=1)

    assert "a link leads out of the folder" in answer.stderr
    assert contents(elsewhere) == before


def test_what_killed_publishers_left_is_not_published(run: Run, data: Path, tmp_path: Path) -> None:
    """A draft within the folder goes with the next run."""
    site = tmp_path / "site"
    run("publish", site, "--data", data)
    (site / ".leaderboard-01234567.folder").mkdir()

    run("publish", site, "--data", data)

    assert not (site / ".leaderboard-01234567.folder").exists()


def test_check_says_whether_a_folder_is_stale(run: Run, data: Path, tmp_path: Path) -> None:
    """It writes nothing, and knows with which options the folder was published."""
    site = tmp_path / "site"
    run("publish", site, "--data", data, "--title", "Ours", "--base-url", "https://a.example")
    before = contents(site)

    assert run("publish", "--check", site, "--data", data).stdout == f"{site}: up to date\n"
    other = run("publish", "--check", site, "--data", data, "--title", "Yours", exit_code=1).stdout
    data.write_text(ROWS.replace("70.0", "70.5"), encoding="utf-8")
    changed = run("publish", "--check", site, "--data", data, exit_code=1).stdout

    assert other.startswith(f"{site}: stale: index.html, ")
    assert changed.startswith(f"{site}: stale: ")
    assert contents(site) == before


def test_check_finds_what_was_changed_or_removed_by_hand(run: Run, data: Path, tmp_path: Path) -> None:
    """A page that somebody edited is as stale as one that is missing."""
    site = tmp_path / "site"
    run("publish", site, "--data", data)
    (site / "overall.html").write_text("mine", encoding="utf-8")
    (site / "papers.html").unlink()

    answer = run("publish", "--check", site, "--data", data, exit_code=1)

    assert answer.stdout == f"{site}: stale: overall.html, papers.html\n"


def test_check_needs_something_to_check(run: Run, data: Path, tmp_path: Path) -> None:
    """A folder that is not there is not up to date."""
    answer = run("publish", "--check", tmp_path / "site", "--data", data, exit_code=1)

    assert answer.stderr == f"error: nothing is published in {tmp_path}/site\n"


def test_revision_and_day_come_from_git(run: Run, tmp_path: Path) -> None:
    """And do not make a folder stale: the same data may be committed again."""
    folder, site = tmp_path / "data", tmp_path / "site"
    folder.mkdir()
    table = folder / "results.csv"
    table.write_text(ROWS, encoding="utf-8")
    commit(folder, day="2024-05-06")
    run("publish", site, "--data", folder)
    first = (site / "index.html").read_text(encoding="utf-8")
    git(folder, "commit", "-q", "--amend", "-m", "two", day="2025-05-06")
    checked = run("publish", "--check", site, "--data", folder).stdout
    table.write_text(ROWS.replace("70.0", "70.5"), encoding="utf-8")
    run("publish", site, "--data", folder)

    assert "Data as of 2024-05-06." in first
    assert checked == f"{site}: up to date\n"
    assert f"Revision {git(folder, 'rev-parse', '--short=10', 'HEAD')} with changes." in (
        site / "index.html"
    ).read_text(encoding="utf-8")


def test_without_git_the_newest_month_counts(run: Run, data: Path, tmp_path: Path) -> None:
    """The clock never does."""
    run("publish", tmp_path / "site", "--data", data)

    assert "Data as of 2020-02." in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.example", "a.example", "https://a.example/?q=1", ""]
)
def test_only_addresses_of_the_web_are_taken(run: Run, data: Path, tmp_path: Path, address: str) -> None:
    """Before anything is read."""
    answer = run("publish", tmp_path / "site", "--data", data, "--base-url", address, exit_code=2)

    assert "is no address of the web" in answer.stderr
    assert not (tmp_path / "site").exists()


def test_addresses_of_a_site_stay_when_data_is_added(run: Run, data: Path, tmp_path: Path) -> None:
    """Links to a board, and badges in the documents of others, go on to work."""
    run("publish", tmp_path / "one", "--data", data)
    data.write_text(
        f"{ROWS}b,x,72.0,test,2020-03\nC,x,69.0,val,2021-01\nC,X,69.0,,2021-01\n", encoding="utf-8"
    )
    run("publish", tmp_path / "two", "--data", data)

    for name in ("networks/b.html", "boards/x-test.html", "badges/b/x-test.json"):
        assert (tmp_path / "one" / name).is_file()
        assert (tmp_path / "two" / name).is_file()
    assert "<h1>B</h1>" in (tmp_path / "two" / "networks" / "b.html").read_text(encoding="utf-8")
