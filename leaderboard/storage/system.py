"""What not every system has: owners, groups, access lists, locks on open files, folders that can be synced.

All of it stands here. Where a system lacks something, the function for it does nothing, and
says so below.
"""

from __future__ import annotations

import os
import stat
import struct
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ACCESS_LIST = "system.posix_acl_access"
"""The attribute in which Linux keeps who may do what, besides owner, group and others."""

_OF_THE_CONTENT = {"security.capability", "security.evm", "security.ima"}
"""Attributes that vouch for what is in a file; they would be wrong for another content."""

_GROUP, _OTHERS = 0x04, 0x20
"""Which entries of an access list are about the group of a file, and about all others."""

_ENTRY = struct.Struct("<HHI")
_VERSION = struct.Struct("<I")


def bring_to_disk(folder: Path) -> None:
    """Make what was renamed in a folder last through a power failure, where folders can be synced."""
    with suppress(OSError):  # Windows cannot, nor can some file systems of networks
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def hold(file: IO[bytes]) -> None:
    """Keep others from taking a file for left behind, until it is closed or the process ends."""
    from filelock import lock_descriptor

    with suppress(OSError):  # where locks fail, remove_if_left() finds none, and leaves the file
        lock_descriptor(file.fileno())


def remove_if_left(path: Path) -> None:
    """Remove a file that no process holds any more; where that cannot be told, it stays."""
    from filelock import lock_descriptor

    with suppress(OSError):  # on Windows, what is open elsewhere cannot be removed
        if not stat.S_ISREG(path.lstat().st_mode):
            return
        with path.open("r+b") as file:
            if lock_descriptor(file.fileno(), blocking=False):
                if sys.platform == "win32":
                    file.close()
                path.unlink()


def is_left(path: Path) -> bool:
    """Say whether no process holds a file any more, or it is gone; where it cannot tell, it says no."""
    from filelock import lock_descriptor

    try:
        with path.open("r+b") as file:
            return bool(lock_descriptor(file.fileno(), blocking=False))
    except FileNotFoundError:
        return True
    except OSError:
        return False


def let_go(file: IO[bytes]) -> None:
    """Close a file that is about to be renamed, where that cannot be done to an open one."""
    if sys.platform == "win32":
        file.close()


def has_other_names(path: Path) -> bool:
    """Say whether a file is there under several names, all of them the same file (hard links)."""
    return path.exists() and path.stat().st_nlink > 1


def take_after(old: Path, new: Path) -> None:
    """Give a file the owner, the group, the rights and the attributes of another, as far as that is allowed.

    The group is kept also by who may not give the file to its owner. Nobody gets a right that
    they did not have: where owner or group could not be kept, whoever belongs to others now has
    what both had. On Linux, access lists and extended attributes are kept; on Windows, only
    whether the file may be written.

    Raises:
        OSError: The rights cannot be set.
    """
    was = old.stat()
    if sys.platform == "win32":
        new.chmod(stat.S_IMODE(was.st_mode))
        return
    for owner in (was.st_uid, -1):  # only root may give files away
        with suppress(OSError):
            os.chown(new, owner, was.st_gid)
            break
    now = new.stat()
    same_owner, same_group = now.st_uid == was.st_uid, now.st_gid == was.st_gid
    owner, group, others = was.st_mode >> 6 & 7, was.st_mode >> 3 & 7, was.st_mode & 7
    entries = _access_list(old)
    mask = 7
    if entries:  # then these bits are its mask: the most that any group or single user may do
        mask, group = group, next((rights for kind, rights, _ in entries if kind == _GROUP), group)
    if not same_owner:
        group, others = group & owner, others & owner
    if not same_group:
        group = others = group & others
    limited = {_GROUP: group, _OTHERS: others}
    kept = [(kind, limited.get(kind, rights), who) for kind, rights, who in entries]
    group = mask if _copy_attributes(old, new, kept) else group & mask
    special = stat.S_ISVTX | stat.S_ISUID * same_owner | stat.S_ISGID * same_group
    new.chmod(was.st_mode & special | owner << 6 | group << 3 | others)


def _access_list(path: Path) -> list[tuple[int, int, int]]:
    """Return what each entry of an access list is about, its rights, and who has them."""
    if sys.platform != "linux":
        return []
    try:
        content = os.getxattr(path, _ACCESS_LIST)
    except OSError:  # there is none, or none can be
        return []
    return [*_ENTRY.iter_unpack(content[_VERSION.size :])]


def _copy_attributes(old: Path, new: Path, entries: list[tuple[int, int, int]]) -> bool:
    """Copy what a file is marked with, and give it an access list; return whether it has that now.

    Without *entries*, it has none afterwards, although its folder may have given it one.
    """
    if sys.platform != "linux":
        return False
    with suppress(OSError):
        for name in os.listxattr(old):
            if name != _ACCESS_LIST and name not in _OF_THE_CONTENT:
                with suppress(OSError):  # some are for the system alone
                    os.setxattr(new, name, os.getxattr(old, name))
    try:
        if entries:
            os.setxattr(new, _ACCESS_LIST, _VERSION.pack(2) + b"".join(_ENTRY.pack(*one) for one in entries))
        else:
            os.removexattr(new, _ACCESS_LIST)
    except OSError:
        return False
    return bool(entries)
