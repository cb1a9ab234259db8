"""Asking git, in repositories of friends and of strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from repository import commit, git

from leaderboard import storage
from leaderboard.errors import DataError, LeaderboardError
from leaderboard.storage import Entry, Repository

if TYPE_CHECKING:
    from pathlib import Path

    from leaderboard.storage import Commit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository with a folder of data that has changed twice."""
    data = tmp_path / "repo" / "data"
    data.mkdir(parents=True)
    for number in (1, 2):
        (data / "results.csv").write_text(f"network,dataset,miou\nA,streets,{number}.0\n", encoding="utf-8")
        commit(data.parent, f"Say {number}", day=f"2026-01-0{number}")
    return data


def content(repository: Repository, revision: str, path: str, folder: Path) -> str:
    """Return a file as it was."""
    files = repository.files(repository.commit(revision), path)
    repository.bring(files, folder, most=1000, there={})
    return "".join(place.read_text(encoding="utf-8") for place in sorted(folder.iterdir()))


def test_a_file_is_brought_as_it_was(folder: Path, tmp_path: Path) -> None:
    """From a subfolder, whatever is in the work tree."""
    (folder / "results.csv").unlink()
    repository = Repository.around(folder)

    there = tmp_path / "there"
    there.mkdir()
    assert content(repository, "HEAD~1", repository.inside(folder / "results.csv"), there).endswith("1.0\n")


def test_what_did_not_change_is_not_written_again(folder: Path, tmp_path: Path) -> None:
    """Only the difference is brought."""
    (folder / "papers.csv").write_text("paper\n", encoding="utf-8")
    commit(folder.parent)
    repository = Repository.around(folder)
    first, second = (repository.files(repository.commit(one), "data") for one in ("HEAD", "HEAD~1"))
    repository.bring(first, tmp_path, most=1000, there={})
    before = (tmp_path / "results.csv").stat()

    repository.bring(second, tmp_path, most=1000, there=first)

    assert (tmp_path / "results.csv").stat() == before
    assert not (tmp_path / "papers.csv").exists()


@pytest.mark.parametrize("typed", ["nope", "-h", "--output=x", "", "HEAD~9", "HEAD\nHEAD", "HEAD:data", "\0"])
def test_what_is_no_revision_is_said(folder: Path, typed: str, tmp_path: Path) -> None:
    """Whatever it looks like to git."""
    with pytest.raises(LeaderboardError, match="no revision"):
        Repository.around(folder).commit(typed)
    assert not (tmp_path / "x").exists()


def test_a_folder_in_no_repository_is_said(tmp_path: Path) -> None:
    """There is nothing to ask."""
    with pytest.raises(DataError, match="no git repository"):
        Repository.around(tmp_path)


def test_a_hook_sees_the_repository_of_the_data(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git tells its hooks another one."""
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))

    assert Repository.around(folder).has("HEAD~1")


def test_the_history_has_what_changed_a_path(folder: Path) -> None:
    """The newest first, what happened elsewhere left out, a merge as one."""
    root = folder.parent
    (root / "README.md").write_text("elsewhere", encoding="utf-8")
    commit(root, "Elsewhere")
    git(root, "checkout", "--quiet", "-b", "branch")
    (folder / "results.csv").write_text("network,dataset,miou\nA,streets,3.0\n", encoding="utf-8")
    commit(root, "On a branch")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Merge it", "branch")
    repository = Repository.around(folder)

    found = list(repository.history(repository.commit("HEAD"), ["data"]))

    assert [one.subject for one in found] == ["Merge it", "Say 2", "Say 1"]
    assert found[1].date.startswith("2026-01-02T12:00:00")
    assert (found[2].parent, found[1].parent) == ("", found[2].id)


def test_a_path_is_no_pattern(folder: Path) -> None:
    """Neither are the words with which git begins those."""
    repository = Repository.around(folder)

    for path in ("*", ":(top)", ":/", "dat?"):
        assert list(repository.history(repository.commit("HEAD"), [path])) == []


def test_the_end_of_a_shallow_clone_is_no_beginning(folder: Path, tmp_path: Path) -> None:
    """Its oldest revision has a parent that is not there."""
    git(tmp_path, "clone", "--quiet", "--depth", "1", folder.parent.as_uri(), "clone")
    whole, clone = Repository.around(folder), Repository.around(tmp_path / "clone")

    def oldest(repository: Repository) -> Commit:
        return list(repository.history(repository.commit("HEAD"), ["data"]))[-1]

    assert clone.is_cut(oldest(clone))
    assert not whole.is_cut(oldest(whole))
    with pytest.raises(LeaderboardError, match="git fetch --unshallow"):
        clone.commit("HEAD~1")


def test_a_folder_that_was_moved_is_found(folder: Path) -> None:
    """In a commit, and where it is only added for the next one."""
    root = folder.parent
    git(root, "mv", "data", "board")
    repository = Repository.around(root)
    old = repository.commit("HEAD")

    assert repository.renamed_from(old, "", "board") == "data"
    assert repository.renamed_from(old, commit(root), "board") == "data"
    assert repository.renamed_from(old, repository.commit("HEAD"), "board/results.csv") == "data/results.csv"
    assert repository.renamed_from(old, repository.commit("HEAD"), "boa") is None


def test_a_name_that_leads_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    """Git does not make such a tree, but somebody can."""
    repository = Repository.around(folder)
    entry = Entry("100644", git(folder, "rev-parse", "HEAD:data/results.csv"))

    for name in ("../out", "a/../../out", "/out", ".git/config", "a/.GIT/hooks/post-checkout"):
        with pytest.raises(DataError):
            repository.bring({name: entry}, tmp_path / "there", most=1000, there={})
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_through_a_link(folder: Path, tmp_path: Path) -> None:
    """A tree can hold a link and something below it, one after the other."""
    repository = Repository.around(folder)
    blob = git(folder, "rev-parse", "HEAD:data/results.csv")
    link = git(folder, "hash-object", "-w", "--stdin", given=str(tmp_path).encode())
    there = tmp_path / "there"

    with pytest.raises(FileExistsError):
        repository.bring(
            {"link": Entry("120000", link), "link/file": Entry("100644", blob)}, there, most=1000, there={}
        )

    assert not (tmp_path / "file").exists()


def test_too_much_is_not_brought(folder: Path, tmp_path: Path) -> None:
    """What is beside the data may be large."""
    repository = Repository.around(folder)

    files = repository.files(repository.commit("HEAD"), "data")
    with pytest.raises(DataError, match="not brought"):
        repository.bring(files, tmp_path, most=10, there={})
    assert repository.has("HEAD")


def test_nothing_that_a_repository_names_is_run(folder: Path) -> None:
    """Neither its monitor, nor a filter, nor what would check the signature of a commit."""
    root = folder.parent
    mark = root.parent / "was-run"
    program = root.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    (folder / "results.csv").write_text("network,dataset,miou\nA,streets,7.0\n", encoding="utf-8")
    (root / ".gitattributes").write_text("*.csv filter=a=b diff=evil\n", encoding="utf-8")
    commit(root, "Attributes")
    signed = git(root, "cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n -----END PGP SIGNATURE-----\n\n", 1
    )
    newest = git(root, "hash-object", "-t", "commit", "-w", "--stdin", given=signed.encode())
    git(root, "update-ref", "HEAD", newest)
    for name in (
        "core.fsmonitor",
        "filter.a=b.clean",
        "filter.a=b.process",
        "filter.a=b.smudge",
        "gpg.program",
        "diff.evil.textconv",
        "diff.external",
        "core.sshCommand",
    ):
        git(root, "config", name, str(program))
    git(root, "config", "log.showSignature", "true")
    mark.unlink(missing_ok=True)
    (folder / "results.csv").write_text("network,dataset,miou\nA,streets,8.0\n", encoding="utf-8")

    revision, _ = storage.revision_of(folder)
    repository = Repository.around(folder)
    list(repository.history(repository.commit("HEAD"), ["data"]))
    repository.renamed_from(repository.commit("HEAD~1"), "", "other")
    repository.bring(repository.files(newest, "data"), root.parent / "there", most=1000, there={})

    assert revision.endswith("with changes")
    assert not mark.exists()


def test_the_day_of_the_last_change_counts(tmp_path: Path) -> None:
    """And what was changed since is said."""
    (tmp_path / "results.csv").write_text("network\n", encoding="utf-8")
    first = commit(tmp_path, day="2026-01-02")

    revision, day = storage.revision_of(tmp_path)
    (tmp_path / "results.csv").write_text("network,dataset\n", encoding="utf-8")

    assert (revision, day) == (first[:10], "2026-01-02")
    assert storage.revision_of(tmp_path) == (f"{revision} with changes", day)


def test_a_shallow_clone_does_not_know_when_data_changed(tmp_path: Path) -> None:
    """Its oldest commit looks as if it had changed everything."""
    whole = tmp_path / "whole"
    whole.mkdir()
    (whole / "results.csv").write_text("network\n", encoding="utf-8")
    commit(whole)
    commit(whole)
    git(tmp_path, "clone", "-q", "--depth", "1", whole.as_uri(), "shallow")

    assert storage.revision_of(tmp_path / "shallow") == ("", "")
    assert storage.revision_of(tmp_path) == ("", "")
