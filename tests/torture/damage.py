"""What damages a file: pieces of its formats, and bytes that are none of any."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_NINES = b"9" * 400

PIECES = [
    b"\x00",
    b"\xff",
    b"\n",
    b"\r",
    b'"',
    b"|",
    b",",
    b"\t",
    b"[",
    b"]",
    b"{",
    b"}",
    b":",
    b"- ",
    b"  ",
    b"---\n",
    b"NaN",
    b"1e999",
    b"-1",
    _NINES,
    b"null",
    b"'",
    b"\\ud800",
    b"\xef\xbb\xbf",
    b"%",
    b"<tr>",
    b"<td>",
    b"&a ",
    b"*a",
    b"? ",
    b"(",
    b")",
    b"#",
    b"\xc2\xb1",
    b"state",
    b"failed",
    b"seed",
    b"metric",
    b"dataset",
    b"/",
    b"\r\n",
    b"true",
    b"\xe2\x88\x92",
    b"<sup>",
    b"&lt;",
    b"!!python/object:os.system ",
    b"<<: ",
    b"**",
    b"`",
]


def damaged(chance: Random, content: bytes, others: Sequence[bytes], changes: int) -> bytes:
    """Change some places: cut, repeat, insert, replace, or put in a piece of another file."""
    data = bytearray(content)
    for _ in range(changes):
        begin = chance.randrange(len(data) + 1)
        end = min(len(data), begin + chance.choice((0, 1, 1, 4, 20, 100)))
        kind = chance.randrange(6)
        if kind == 0:
            del data[begin:end]
        elif kind == 1:
            data[begin:begin] = data[begin:end] * chance.choice((1, 2, 50))
        elif kind in {2, 3}:
            data[begin:end] = chance.choice(PIECES)
        elif kind == 4:
            other = chance.choice(others) or b" "
            place = chance.randrange(len(other))
            data[begin:end] = other[place : place + chance.choice((3, 30, 300))]
        else:
            del data[begin + chance.randrange(1, 2000) :]
    return bytes(data)
