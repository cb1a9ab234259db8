"""Folders of many files: new ones whole or not at all, and nobody's files lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leaderboard.errors import Changed, LeaderboardError, OverwriteRefused
from leaderboard.storage import add_files, drafts, save_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {"a/one.txt": b"ours 1", "a/b/two.txt": b"ours 2", "three.txt": b"ours 3"}


def save(folder: Path, files: dict[str, bytes] | None = None, *, force: bool = False) -> list[str]:
    """Write files; ours begin with that word."""
    return save_folder(
        folder, FILES if files is None else files, is_ours=lambda old, _: old.startswith(b"ours"), force=force
    )


def content(folder: Path) -> dict[str, bytes]:
    """Return what stands in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_new_folder_holds_all_files_and_nothing_else(tmp_path: Path) -> None:
    """Nor does anything stay beside it."""
    others = save(tmp_path / "new")

    assert others == []
    assert content(tmp_path / "new") == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_new_folder_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """Here one name is both a file and a folder."""
    with pytest.raises(LeaderboardError, match=r"^cannot write "):
        save(tmp_path / "new", {"a": b"ours", "a/b": b"ours"})

    assert list(tmp_path.iterdir()) == []


def test_files_that_changed_are_replaced_and_others_stay(tmp_path: Path) -> None:
    """What is the same is not even touched."""
    save(tmp_path / "new")
    (tmp_path / "new" / "mine.txt").write_bytes(b"mine")
    before = (tmp_path / "new" / "three.txt").stat()

    others = save(tmp_path / "new", {**FILES, "a/one.txt": b"ours, too", "c/four.txt": b"ours 4"})

    assert others == ["mine.txt"]
    assert content(tmp_path / "new") == {
        **FILES,
        "a/one.txt": b"ours, too",
        "c/four.txt": b"ours 4",
        "mine.txt": b"mine",
    }
    assert (tmp_path / "new" / "three.txt").stat() == before


def test_a_file_of_somebody_else_stops_all(tmp_path: Path) -> None:
    """Before anything is written, unless that is forced."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "two.txt").write_bytes(b"mine")

    with pytest.raises(OverwriteRefused, match=r"two\.txt exists and holds something else"):
        save(tmp_path)

    assert content(tmp_path) == {"a/b/two.txt": b"mine"}
    save(tmp_path, force=True)
    assert content(tmp_path) == FILES


def test_a_link_does_not_lead_out(tmp_path: Path) -> None:
    """What it leads to stays as it is."""
    (tmp_path / "out").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").symlink_to(tmp_path / "out")

    with pytest.raises(LeaderboardError, match=r"one\.txt: a link leads out of the folder$"):
        save(tmp_path / "in", force=True)

    assert content(tmp_path / "out") == {}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """It stays, forced or not."""
    (tmp_path / "file").write_bytes(b"ours")

    with pytest.raises(LeaderboardError, match=r"file: it is no folder$"):
        save(tmp_path / "file", force=True)

    assert (tmp_path / "file").read_bytes() == b"ours"


def test_the_folder_around_it_is_not_made(tmp_path: Path) -> None:
    """As with a file, a slip in its name is said."""
    with pytest.raises(LeaderboardError, match=r"^cannot write .*: there is no folder '.*nowhere'$"):
        save(tmp_path / "nowhere" / "new")

    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_writer_left_of_a_folder_goes(tmp_path: Path) -> None:
    """But not what one that still writes has there."""
    left = tmp_path / ".leaderboard-0123abcd.folder"
    (left / "a").mkdir(parents=True)
    (left / "a" / "one.txt").write_bytes(b"ours")
    with drafts.folder_beside(tmp_path / "other") as begun:
        (begun / "one.txt").write_bytes(b"ours")

        save(tmp_path / "new")

        assert (begun / "one.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


@pytest.mark.parametrize("there", [True, False])
def test_new_files_are_added(tmp_path: Path, *, there: bool) -> None:
    """What is in the folder already stays, and nothing else is left in it."""
    folder = tmp_path / "folder"
    others = {"a/mine.txt": b"mine"} if there else {}
    for name, text in others.items():
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(text)

    add_files(folder, FILES)

    assert content(tmp_path) == {f"folder/{name}": text for name, text in (FILES | others).items()}


@pytest.mark.parametrize("there", sorted(FILES))
def test_a_file_that_is_there_stays_and_none_is_added(tmp_path: Path, there: str) -> None:
    """Folders that were made for the others are gone, too."""
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).write_bytes(b"mine")
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(Changed):
        add_files(tmp_path, FILES)

    assert content(tmp_path) == {there: b"mine"}
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_is_made_meanwhile_stays(
    tmp_path: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """Whoever makes it while the others are drafted."""
    meanwhile(lambda: (tmp_path / "three.txt").write_bytes(b"mine"))

    with pytest.raises(Changed):
        add_files(tmp_path, FILES)

    assert content(tmp_path) == {"three.txt": b"mine"}


def test_an_interruption_leaves_nothing(
    tmp_path: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """Somebody presses Ctrl-C."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    meanwhile(interrupt)

    with pytest.raises(KeyboardInterrupt):
        add_files(tmp_path, FILES)

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_added_behind_a_link(tmp_path: Path) -> None:
    """Nor to what is no folder."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").touch()

    with pytest.raises(LeaderboardError, match="a link leads out of the folder"):
        add_files(tmp_path / "folder", {"three.txt": b"3", **FILES})
    with pytest.raises(LeaderboardError, match="it is no folder"):
        add_files(tmp_path / "file", FILES)

    assert content(tmp_path) == {"file": b""}
