"""Standard input, and files that are packed with gzip."""

from __future__ import annotations

import gzip
import io
import sys
from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard.errors import DataError
from leaderboard.reading import packed

if TYPE_CHECKING:
    from conftest import Write

CSV = "network,dataset,miou\nA,cityscapes,80.10\n"


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """Return what is standard input during a test."""
    stdin = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdin", stdin)
    return stdin.buffer  # type: ignore[return-value]


def test_a_packed_file_is_read_like_a_plain_one(write: Write) -> None:
    """With its digits, whatever its suffix."""
    for name in ("own.csv.gz", "own"):
        board = leaderboard.load(write(gzip.compress(CSV.encode()), name))

        assert list(board.top("cityscapes")["score_text"]) == ["80.10"]


def test_standard_input_is_read(piped: io.BytesIO) -> None:
    """A dash stands for it."""
    piped.write(CSV.encode())
    piped.seek(0)

    board = leaderboard.load("-")

    assert list(board.top("cityscapes")["score_text"]) == ["80.10"]


def test_standard_input_may_be_packed_and_is_called_so_in_messages(piped: io.BytesIO) -> None:
    """Nobody knows the copy."""
    piped.write(gzip.compress(b"network,dataset,miou\nA,cityscapes,bad\n"))
    piped.seek(0)

    with pytest.raises(DataError, match=r"^stdin:\d+: .*'bad'"):
        leaderboard.load("-")


def test_what_is_said_of_a_packed_file_names_it(write: Write) -> None:
    """And not the copy."""
    path = write(
        gzip.compress(f"{CSV.replace('miou', 'miou,mood')}B,cityscapes,bad,good\n".encode()), "own.csv.gz"
    )

    board = leaderboard.load(path)

    assert [remark for remark in board.remarks if "'mood'" in remark and remark.startswith(f"{path}:1:")]
    assert [unusable.place for unusable in board.unusable] == [f"{path}:3"]


@pytest.mark.parametrize(
    "damage", [lambda packed: packed[:-9], lambda packed: packed[:12] + b"\xff" + packed[13:]]
)
def test_a_damaged_file_is_an_error(write: Write, damage: object) -> None:
    """Cut off, or changed on the way."""
    path = write(damage(gzip.compress(CSV.encode() * 100)), "own.csv.gz")  # type: ignore[operator]

    with pytest.raises(DataError, match=r"own\.csv\.gz: packed with gzip, but damaged or cut off"):
        leaderboard.load(path)


def test_what_becomes_too_large_is_not_unpacked(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file can become any size; the limit is told."""
    monkeypatch.setattr(packed, "MOST", 5_000_000)
    path = write(gzip.compress(b"x" * 5_000_001), "bomb.json.gz")

    with pytest.raises(DataError, match=r"bomb\.json\.gz: more than 5 MB when unpacked, which is not read"):
        leaderboard.load(path)
