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
_DAMAGED = "a zip that is damaged or cut off"
_HEADER = struct.Struct("<4s22xHH")
"""What stands before each member: a mark, and how long its name is, and what stands behind that."""
MOST_FRAMES = 1_000
"""Parts of what zstd packed; each is at least some megabytes, unless somebody wants it to take long."""


class UnreadableZip(Exception):
    """What is packed cannot be unpacked; the text says why."""


@contextmanager
def _in_one_word() -> Iterator[None]:
    """Make one error of all that the library raises for damage."""
    import zipfile
    import zlib

    try:
        yield
    # Names in it may be in no encoding, which is a ValueError.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise UnreadableZip(_DAMAGED) from None


def opened(path: Path) -> ZipFile:
    """Open a zip; no part claims to be longer than the file, since as many bytes would be asked for.

    Raises:
        UnreadableZip: It is damaged.
        OSError: It cannot be read.
    """
    import zipfile

    with _in_one_word():
        packed = zipfile.ZipFile(path)
    size = path.stat().st_size
    if any(one.compress_size > size or one.header_offset < 0 for one in packed.infolist()):
        packed.close()
        raise UnreadableZip(_DAMAGED)
    return packed


def unpacked(packed: ZipFile, about: ZipInfo, most: int) -> bytes:
    """Unpack a part of a zip, and one byte more than *most* if there is more.

    Raises:
        UnreadableZip: It is damaged, encrypted, or packed in a way that is unknown.
        OSError: It cannot be read.
    """
    import zipfile

    if about.flag_bits & _ENCRYPTED:
        raise UnreadableZip(f"{about.filename} in it is encrypted")
    if about.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnreadableZip(f"{about.filename} in it is packed in an unknown way")
    with _in_one_word(), packed.open(about) as file:
        return file.read(most + 1)


def member(path: Path, wanted: str, name: str, *, extra: str) -> bytes | None:
    """Return what one part of a zip holds, or None if it is not there.

    Args:
        path: The zip, which messages call *name*.
        wanted: The name of the part.
        name: What messages call it.
        extra: The extra of ours that brings what unpacks zstd before Python 3.14.

    Raises:
        DataError: It is damaged, encrypted, packed in a way that cannot be unpacked, or it would
            become larger than its size lets expect.
        OSError: It cannot be read.
    """
    import zlib

    try:
        with opened(path) as packed:
            if wanted not in packed.namelist():
                return None
            about = packed.getinfo(wanted)
            most = limits.most_unpacked(about.compress_size)
            if about.compress_type == _ZSTD and not about.flag_bits & _ENCRYPTED:
                # What unpacks it for zipfile unpacks all of it at once, however much that is.
                data = without_zstd(_zstd(name, extra), _as_it_stands(path, about), most)
            else:
                data = unpacked(packed, about, most)
    except UnreadableZip as error:
        raise DataError(name, str(error)) from None
    if len(data) > most:
        raise limits.too_much(name, f"more than {limits.size_of(most)} when unpacked")
    if zlib.crc32(data) != about.CRC:
        raise DataError(name, _DAMAGED)
    return data


def _as_it_stands(path: Path, about: ZipInfo) -> bytes:
    """Return a member of a zip as it is packed."""
    with path.open("rb") as file:
        file.seek(about.header_offset)
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise UnreadableZip(_DAMAGED)
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
            raise UnreadableZip(_DAMAGED) from None
        if len(found) > most or (frame.eof and not frame.unused_data):
            return found
        if not frame.eof:
            break
        packed = frame.unused_data
    raise UnreadableZip(_DAMAGED)
