"""Writing to disk: whole files or none, one writer at a time, and rows that leave their neighbours alone."""

from __future__ import annotations

from leaderboard.storage.csv_file import CsvFile, Row
from leaderboard.storage.insertion import Insertion, Written, insert_rows, insertion
from leaderboard.storage.locks import locked
from leaderboard.storage.search import has, occurring, where
from leaderboard.storage.whole_files import save, write_bytes

__all__ = [
    "CsvFile",
    "Insertion",
    "Row",
    "Written",
    "has",
    "insert_rows",
    "insertion",
    "locked",
    "occurring",
    "save",
    "where",
    "write_bytes",
]
