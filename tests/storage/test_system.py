"""Owner, group, rights and attributes of a file that takes the place of another."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import struct
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from leaderboard.storage import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owners and groups")

ACCESS_LIST = "system.posix_acl_access"
OWNER, USER, GROUP, MASK, OTHERS = 0x01, 0x02, 0x04, 0x10, 0x20
NOBODY = 0xFFFFFFFF


def access_list(*entries: tuple[int, int, int]) -> bytes:
    """Write a list as Linux keeps it: what an entry is about, its rights, and whose they are."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


WITH_USER = access_list(
    (OWNER, 6, NOBODY), (USER, 6, 12345), (GROUP, 4, NOBODY), (MASK, 6, NOBODY), (OTHERS, 0, NOBODY)
)


def mode(path: Path) -> int:
    """Return the rights of a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a file."""
    path = tmp_path / "a.csv"
    path.write_text("old")
    return path


@pytest.fixture
def giving(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[int, int]]]:
    """Return a way to say what may be given away; it gives back what was tried."""

    def giving(*, owner: bool, group: bool) -> list[tuple[int, int]]:
        tried = []

        def chown(_: object, uid: int, gid: int) -> None:
            tried.append((uid, gid))
            if (uid != -1 and not owner) or not group:
                raise PermissionError(errno.EPERM, "no")

        monkeypatch.setattr(os, "chown", chown)
        return tried

    return giving


@posix
def test_the_group_is_given_where_the_owner_may_not_be(
    table: Path, giving: Callable[..., list[tuple[int, int]]]
) -> None:
    """Whoever is of the group may give it, and others who are of it go on working with the file."""
    tried = giving(owner=False, group=True)
    now = table.stat()

    write_bytes(table, b"new")

    assert tried == [(now.st_uid, now.st_gid), (-1, now.st_gid)]


AS_SOMEBODY = """
import os, sys
from pathlib import Path
from leaderboard.storage import write_bytes
write_bytes(Path(sys.argv[1]).with_name("b.csv"), b"")  # somebody may not read what is imported for it
os.setgroups([54321] if sys.argv[2] == "of the group" else [])
os.setgid(23456)
os.setuid(23456)
write_bytes(Path(sys.argv[1]), b"new")
"""


def written_by_somebody(path: Path, who: str) -> os.stat_result:
    """Let another user write a file, in a folder that everybody may write to, and return what it is then."""
    if os.geteuid() != 0:
        pytest.skip("only root can be somebody else")
    for folder in path.parents:
        if not folder.stat().st_mode & stat.S_IXOTH:
            folder.chmod(folder.stat().st_mode | 0o755)
    path.parent.chmod(0o777)
    subprocess.run([sys.executable, "-c", AS_SOMEBODY, str(path), who], check=True)
    assert path.read_text() == "new"
    return path.stat()


@posix
def test_another_user_of_the_group_keeps_it(table: Path) -> None:
    """The folder is not marked to hand on its group."""
    if os.geteuid() == 0:
        os.chown(table, 12345, 54321)
    table.chmod(0o664)

    now = written_by_somebody(table, "of the group")

    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (23456, 54321, 0o664)


@posix
@pytest.mark.parametrize(
    ("before", "after"), [(0o666, 0o666), (0o662, 0o622), (0o646, 0o644), (0o6662, 0o622)]
)
def test_where_the_group_cannot_be_kept_nobody_gets_its_rights(table: Path, before: int, after: int) -> None:
    """Another group may do what all others may, and who was of the first one no more than before."""
    if os.geteuid() == 0:
        os.chown(table, 12345, 54321)
    table.chmod(before)

    now = written_by_somebody(table, "of no group")

    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (23456, 23456, after)


linux = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has lists and attributes that Python knows"
)


def set_attribute(path: Path, name: str, value: bytes) -> None:
    """Mark a file, where its disk can."""
    try:
        os.setxattr(path, name, value)
    except OSError:
        pytest.skip("this disk has no such attributes")


@linux
def test_attributes_stay(table: Path) -> None:
    """What others have marked a file with."""
    set_attribute(table, "user.origin", b"a list")

    write_bytes(table, b"new")

    assert os.getxattr(table, "user.origin") == b"a list"


@linux
def test_an_access_list_stays(table: Path) -> None:
    """The bits of the group are its mask then, and no right of the group."""
    set_attribute(table, ACCESS_LIST, WITH_USER)

    write_bytes(table, b"new")

    assert os.getxattr(table, ACCESS_LIST) == WITH_USER
    assert mode(table) == 0o660


@linux
def test_without_its_access_list_a_group_has_its_own_rights(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mask of a list that could not be kept would widen them."""
    set_attribute(table, ACCESS_LIST, WITH_USER)

    def refused(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "no")

    monkeypatch.setattr(os, "setxattr", refused)
    write_bytes(table, b"new")

    assert ACCESS_LIST not in os.listxattr(table)
    assert mode(table) == 0o640


@linux
def test_a_group_that_could_not_be_kept_has_no_rights_in_an_access_list(
    table: Path, giving: Callable[..., list[tuple[int, int]]]
) -> None:
    """Single users keep theirs."""
    if os.geteuid() != 0:
        pytest.skip("only root may give files away")
    os.chown(table, 0, 54321)
    set_attribute(table, ACCESS_LIST, WITH_USER)
    giving(owner=False, group=False)

    write_bytes(table, b"new")

    assert os.getxattr(table, ACCESS_LIST) == access_list(
        (OWNER, 6, NOBODY), (USER, 6, 12345), (GROUP, 0, NOBODY), (MASK, 6, NOBODY), (OTHERS, 0, NOBODY)
    )


@linux
def test_the_list_that_a_folder_gives_to_new_files_does_not_widen_an_old_one(table: Path) -> None:
    """The file had none; a new file has it."""
    table.chmod(0o640)
    set_attribute(table.parent, "system.posix_acl_default", WITH_USER)
    new = table.with_name("b.csv")

    write_bytes(table, b"new")
    write_bytes(new, b"new")

    assert ACCESS_LIST not in os.listxattr(table)
    assert mode(table) == 0o640
    assert os.getxattr(new, ACCESS_LIST) == WITH_USER


@linux
def test_the_lists_are_those_of_the_system(table: Path) -> None:
    """As its own tools show them."""
    setfacl, getfacl = shutil.which("setfacl"), shutil.which("getfacl")
    if not (setfacl and getfacl):
        pytest.skip("there is no setfacl here")
    if subprocess.run([setfacl, "-m", "u:12345:rw,g:54321:r", str(table)], check=False).returncode:
        pytest.skip("this disk has no access lists")
    show = [getfacl, "-cn", str(table)]
    before = subprocess.run(show, capture_output=True, check=True).stdout

    write_bytes(table, b"new")

    assert subprocess.run(show, capture_output=True, check=True).stdout == before
    assert b"user:12345:rw-" in before


@pytest.mark.parametrize("name", ["win32", "darwin"])
def test_what_a_system_lacks_is_not_asked_for(
    table: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Files are written all the same, and what may only be read stays so."""
    monkeypatch.setattr(sys, "platform", name)
    missing = ["getxattr", "listxattr", "removexattr", "setxattr", *(["chown"] if name == "win32" else [])]
    for one in missing:
        monkeypatch.delattr(os, one, raising=False)

    write_bytes(table, b"new", replacing=b"old")

    assert table.read_bytes() == b"new"
    assert list(table.parent.iterdir()) == [table]


def test_a_folder_that_cannot_be_synced_is_no_error(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where it cannot even be opened."""
    system_open = os.open

    def opened(path: Path, *given: int) -> int:
        if path == table.parent:
            raise PermissionError(errno.EACCES, "no")
        return system_open(path, *given)

    monkeypatch.setattr(os, "open", opened)

    write_bytes(table, b"new")

    assert table.read_bytes() == b"new"
