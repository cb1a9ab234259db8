"""Writing to disk: whole files or none, one writer at a time, and rows that leave their neighbours alone."""

from __future__ import annotations

from leaderboard.store.csv_file import CsvFile, Row
from leaderboard.store.files import save, write_bytes
from leaderboard.store.insertion import Insertion, Written, insert_rows, insertion
from leaderboard.store.locks import locked
from leaderboard.store.search import has, occurring, where

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
