"""A zip that somebody else made: its members are unpacked up to a bound, also where zstd packed them."""

from __future__ import annotations

import os
import struct
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError, how_to_install
from leaderboard.reading import limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zipfile import ZipFile, ZipInfo

_ZSTD = 93
"""The number of that way of packing in a zip."""
_ENCRYPTED = 0x1
_HEADER = struct.Struct("<4s22xHH")
"""What stands before each member: a mark, and how long its name is, and what stands behind that."""
MOST_FRAMES = 1_000
"""Parts of what zstd packed; each is at least some megabytes, unless somebody wants it to take long."""


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    """Open a zip of which no member claims more bytes than the file has: as many would be asked for.

    Raises:
        BadZipFile: It is no zip, or a damaged one.
    """
    import zipfile

    with zipfile.ZipFile(path) as packed:
        if any(one.compress_size > path.stat().st_size for one in packed.infolist()):
            raise zipfile.BadZipFile("a part of it is larger than all of it")
        yield packed


def member(path: Path, wanted: str, name: str, *, extra: str) -> bytes | None:
    """Return what one member of a zip holds, or None if it is not there.

    Args:
        path: The zip, which messages call *name*.
        wanted: The name of the member.
        name: What messages call it.
        extra: The extra of ours that brings what unpacks zstd before Python 3.14.

    Raises:
        DataError: It is damaged, encrypted, packed in a way that cannot be unpacked, or it would
            become larger than its size lets expect.
        OSError: It cannot be read.
    """
    import zipfile
    import zlib

    try:
        with opened(path) as packed:
            if wanted not in packed.namelist():
                return None
            about = packed.getinfo(wanted)
            most = limits.most_unpacked(about.compress_size)
            if about.flag_bits & _ENCRYPTED:
                raise DataError(name, f"{wanted} in it is encrypted")
            if about.compress_type == _ZSTD:
                # What unpacks it for zipfile unpacks all of it at once, however much that is.
                data = without_zstd(_zstd(name, extra), _as_it_stands(path, about), most)
            elif about.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                with packed.open(wanted) as file:
                    data = file.read(most + 1)
            else:
                raise DataError(name, f"{wanted} in it is packed in an unknown way")
    except (zipfile.BadZipFile, DamagedZip, EOFError, NotImplementedError, ValueError, zlib.error):
        raise DataError(name, "a zip that is damaged or cut off") from None
    if len(data) > most:
        raise limits.too_much(name, f"more than {limits.size_of(most)} when unpacked")
    if zlib.crc32(data) != about.CRC:
        raise DataError(name, "a zip that is damaged or cut off")
    return data


class DamagedZip(Exception):
    """What is packed cannot be unpacked."""


def _as_it_stands(path: Path, about: ZipInfo) -> bytes:
    """Return a member of a zip as it is packed."""
    with path.open("rb") as file:
        file.seek(about.header_offset)
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise DamagedZip
        _, called, more = _HEADER.unpack(header)
        file.seek(called + more, os.SEEK_CUR)
        return file.read(about.compress_size)


def _zstd(name: str, extra: str) -> Any:
    """Return what unpacks zstd: the standard library from Python 3.14 on."""
    for module in ("compression.zstd", "backports.zstd"):
        with suppress(ImportError):
            return import_module(module)
    raise DataError(name, f"packed with zstd, which takes backports.zstd: {how_to_install(extra)}")


def without_zstd(zstd: Any, packed: bytes, most: int) -> bytes:
    """Unpack what may be in several frames, and one byte more than *most* if there is more."""
    found: bytes = b""
    for _ in range(MOST_FRAMES):
        frame = zstd.ZstdDecompressor()
        try:
            found += frame.decompress(packed, max_length=most + 1 - len(found))
        except zstd.ZstdError:
            raise DamagedZip from None
        if len(found) > most or (frame.eof and not frame.unused_data):
            return found
        if not frame.eof:
            break
        packed = frame.unused_data
    raise DamagedZip
