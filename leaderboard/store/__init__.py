"""Writing to disk: whole files or none, one writer at a time, and rows that leave their neighbours alone."""

from __future__ import annotations

from leaderboard.store.csv_file import CsvFile, Row
from leaderboard.store.files import save, write_bytes
from leaderboard.store.insertion import Insertion, Written, insert_rows, insertion
from leaderboard.store.locks import locked

__all__ = [
    "CsvFile",
    "Insertion",
    "Row",
    "Written",
    "insert_rows",
    "insertion",
    "locked",
    "save",
    "write_bytes",
]
