from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest
from wording import of_system

from leaderboard.errors import Changed, LeaderboardError
from leaderboard.storage import save, system, write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    """In UTF-8, with its own line ends."""
    path = tmp_path / "a.md"

    write_bytes(path, "é\r\nß\n".encode())

    assert path.read_bytes() == "é\r\nß\n".encode()


def test_an_old_file_is_replaced_whole(tmp_path: Path) -> None:
    """Nothing of a longer text stays behind, and nothing lies beside it."""
    path = tmp_path / "a.md"
    path.write_text("a much longer text\n")

    write_bytes(path, b"short\n")

    assert path.read_text() == "short\n"
    assert list(tmp_path.iterdir()) == [path]


posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no rights of groups")


@posix
def test_permissions_stay(tmp_path: Path) -> None:
    """A file that only its owner may read stays so."""
    path = tmp_path / "a.md"
    path.touch(mode=0o600)

    write_bytes(path, b"x")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix
def test_a_new_file_has_the_permissions_of_the_mask(tmp_path: Path) -> None:
    """Those that any other program would give it; the mask itself stays."""
    before = os.umask(0o027)
    try:
        write_bytes(tmp_path / "a.md", b"x")
        after = os.umask(0o027)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o640
    assert after == 0o027


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    """The file that it leads to is written, also one that is not there yet."""
    target, link, dangling = tmp_path / "target.md", tmp_path / "link.md", tmp_path / "dangling.md"
    target.write_text("old")
    link.symlink_to(target)
    dangling.symlink_to(tmp_path / "new.md")

    write_bytes(link, b"one")
    write_bytes(dangling, b"two")

    assert link.is_symlink()
    assert dangling.is_symlink()
    assert target.read_text() == "one"
    assert (tmp_path / "new.md").read_text() == "two"


@posix
def test_what_is_no_ordinary_file_is_written_to_directly() -> None:
    """A device is not replaced by a file."""
    write_bytes(Path(os.devnull), b"x")

    assert not Path(os.devnull).is_file()


def test_a_folder_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    """Nothing is made in its place."""
    with pytest.raises(LeaderboardError, match="there is no folder"):
        write_bytes(tmp_path / "missing" / "a.md", b"x")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    """A path that ends at a folder is an error."""
    with pytest.raises(LeaderboardError, match="cannot write"):
        write_bytes(tmp_path, b"x")


def test_after_a_failure_the_old_file_is_there_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up is found when the text is brought to it."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    path = tmp_path / "a.md"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(LeaderboardError, match="full"):
        write_bytes(path, b"new")

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_text_too_large_for_the_disk_leaves_the_old_file() -> None:
    """A full device is an error of the system, not a half-written file."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")

    with pytest.raises(LeaderboardError, match=of_system(errno.ENOSPC)):
        write_bytes(full, b"x")


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Although the folder would allow it; root may write everything, so its word is not asked for."""
    path = tmp_path / "a.md"
    path.write_text("kept")
    path.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda where, _: bool(Path(where).stat().st_mode & stat.S_IWUSR))

    with pytest.raises(LeaderboardError, match=of_system(errno.EACCES)):
        write_bytes(path, b"new")

    assert path.read_text() == "kept"


@posix
def test_the_owner_stays(tmp_path: Path) -> None:
    """As far as it is allowed to give files away."""
    path = tmp_path / "a.md"
    path.write_text("old")
    try:
        os.chown(path, 12345, 12346)
    except PermissionError:
        pytest.skip("only root may give files away")

    write_bytes(path, b"new")

    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 12346)


def test_what_somebody_saved_meanwhile_stays(
    tmp_path: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """It is looked at after the disk was waited for."""
    path = tmp_path / "a.md"
    path.write_text("old")
    meanwhile(lambda: path.write_text("sav"))

    with pytest.raises(Changed, match=r"a\.md was changed by something else just now"):
        write_bytes(path, b"new", replacing=b"old")

    assert path.read_text() == "sav"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_was_touched_and_not_changed_is_replaced(
    tmp_path: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """What counts is what stands in it."""
    path = tmp_path / "a.md"
    path.write_text("old")
    meanwhile(path.touch)

    write_bytes(path, b"new", replacing=b"old")

    assert path.read_text() == "new"


@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_appears_meanwhile_is_only_replaced_by_force(
    tmp_path: Path, meanwhile: Callable[[Callable[[], object]], None], *, force: bool
) -> None:
    """There was none to ask about."""
    path = tmp_path / "a.md"
    meanwhile(lambda: path.write_text("saved"))

    with nullcontext() if force else pytest.raises(Changed):
        save(path, b"new", is_ours=lambda _: True, force=force)

    assert path.read_text() == ("new" if force else "saved")


LEFT = ".leaderboard-0123abcd.tmp"

HOLD = """
import sys
from leaderboard.storage import drafts
draft = drafts.written(drafts.Path(sys.argv[1]), [b"x"], "tmp")
print(draft.place.name, flush=True)
sys.stdin.readline()
"""


def test_what_killed_writers_left_is_removed(tmp_path: Path) -> None:
    """By the next one who writes to the folder, whatever file they had been writing; nothing else is."""
    others = [".leaderboard-0123abcd.draft", ".leaderboard-0123abcd.tmp~", ".a.md.ab12_x9z.tmp", "x.tmp"]
    for name in (LEFT, ".leaderboard-89abcdef.tmp", *others):
        (tmp_path / name).touch()

    write_bytes(tmp_path / "a.md", b"new")

    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(["a.md", *others])


def test_what_living_writers_are_writing_is_not_removed(tmp_path: Path) -> None:
    """It is once they are killed."""
    path = tmp_path / "a.md"
    words = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        draft = tmp_path / process.stdout.readline().strip()

        write_bytes(path, b"one")
        while_it_lives = draft.exists()
        process.kill()
    write_bytes(path, b"two")

    assert while_it_lives
    assert list(tmp_path.iterdir()) == [path]


def test_what_has_the_name_of_a_draft_and_is_none_is_left_alone(tmp_path: Path) -> None:
    """A folder or a link of somebody else's is not followed."""
    (tmp_path / LEFT).symlink_to(tmp_path / "kept.md")
    (tmp_path / "kept.md").write_text("kept")
    (tmp_path / ".leaderboard-89abcdef.tmp").mkdir()

    write_bytes(tmp_path / "a.md", b"new")

    assert (tmp_path / "kept.md").read_text() == "kept"


def test_a_long_name_leaves_room_for_that_of_its_draft(tmp_path: Path) -> None:
    """Systems take 255 bytes."""
    path = tmp_path / ("a" * 252 + ".md")

    write_bytes(path, b"new")

    assert path.read_bytes() == b"new"


@posix
def test_a_draft_that_another_writer_took_for_left_behind_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between making it and holding it, nobody can tell that its writer is alive."""
    hold, swept = system.hold, []

    def late(file: IO[bytes]) -> None:
        if not swept:
            swept.append(file.name)
            Path(file.name).unlink()
        hold(file)

    monkeypatch.setattr(system, "hold", late)

    write_bytes(tmp_path / "a.md", b"new")

    assert len(swept) == 1
    assert (tmp_path / "a.md").read_bytes() == b"new"
