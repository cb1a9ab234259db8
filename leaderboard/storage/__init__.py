"""Writing to disk: whole files or none, one writer at a time, and rows that leave their neighbours alone."""

from __future__ import annotations

from leaderboard.storage.csv_file import CsvFile, Row
from leaderboard.storage.drafts import is_empty
from leaderboard.storage.edits import (
    Edit,
    Record,
    beside,
    edit,
    is_plain,
    record_at,
    reordered,
    texts_of,
    with_cells,
)
from leaderboard.storage.insertion import Change, Insertion, Order, Written, insert_rows, insertion, write
from leaderboard.storage.journal import COMPLETING
from leaderboard.storage.locks import afresh, locked, unfinished
from leaderboard.storage.published_folders import publish
from leaderboard.storage.revisions import LINK, SHALLOW, Commit, Entry, Repository, revision_of
from leaderboard.storage.search import has, occurring, where
from leaderboard.storage.system import has_other_names
from leaderboard.storage.whole_files import content_of, save, write_bytes, write_parts
from leaderboard.storage.whole_folders import add_files, save_folder

__all__ = [
    "COMPLETING",
    "LINK",
    "SHALLOW",
    "Change",
    "Commit",
    "CsvFile",
    "Edit",
    "Entry",
    "Insertion",
    "Order",
    "Record",
    "Repository",
    "Row",
    "Written",
    "add_files",
    "afresh",
    "beside",
    "content_of",
    "edit",
    "has",
    "has_other_names",
    "insert_rows",
    "insertion",
    "is_empty",
    "is_plain",
    "locked",
    "occurring",
    "publish",
    "record_at",
    "reordered",
    "revision_of",
    "save",
    "save_folder",
    "texts_of",
    "unfinished",
    "where",
    "with_cells",
    "write",
    "write_bytes",
    "write_parts",
]
