"""A finished table: what commands hand to exporters.

This is the waist of the program. Above it are frames, below it is text; neither
side knows the other. There is no pandas here, and no formatting of any one format.

Whatever comes from the data passes through :class:`Cell`, so this is also where text that
would steer a terminal or a CI system, and addresses that are not for the web, stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Self, TypeAlias
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

Value: TypeAlias = str | int | float | bool | tuple[str, ...] | None
"""What a cell holds: ``None`` is *not reported*, a tuple is a list of names."""

Align: TypeAlias = Literal["left", "right", "number"]
"""``number`` lines up the decimal points."""

Mark: TypeAlias = Literal["", "best", "second"]
"""What is special about a score in its column."""

View: TypeAlias = Literal["both", "document", "screen", "terminal", "data", "none"]
"""Who sees a column: people (documents), only where links can be followed (a screen), only a terminal with
room for it, programs (data), both people and programs, or nobody."""

# C0 and C1 controls steer terminals; the bidirectional controls reorder the text
# around them (Unicode Technical Report 36, "Bidirectional Text Spoofing"); line and
# paragraph separators break lines; lone surrogates cannot be encoded, and noncharacters
# stand in no document.
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


# What the logs of CI systems take for a command: "::" where a line begins, for GitHub also behind
# spaces, and anywhere "##[" (GitHub), "##vso[" (Azure) and "##teamcity[".
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)|#(?=#[a-z]*\[)", re.IGNORECASE | re.MULTILINE)


def printable(text: str) -> str:
    r"""Write control characters the way Python does: an escape becomes ``\x1b``."""
    if text.isprintable():  # which is quick, and true of almost all there is
        return text
    return _CONTROL.sub(lambda match: repr(match[0])[1:-1], text)


def visible(text: str) -> str:
    r"""Write text for people so that whatever shows it does nothing else.

    It is :func:`printable`, and no command to the logs of CI systems: ``::error::`` at its
    beginning becomes ``\x3a:error::``, and ``##[error]`` becomes ``\x23#[error]``.
    """
    return spelled_out(printable(text))


def spelled_out(text: str) -> str:
    """Write the commands to CI systems in a text of several lines so that they are none."""
    if "::" not in text and "##" not in text:  # quick again
        return text
    return _COMMAND.sub(lambda sign: r"\x23" if sign[0] == "#" else rf"{sign[1]}\x3a", text)


def web_address(text: str) -> str:
    """Return *text* if a browser can safely be sent there, else an empty string.

    Only ``http`` and ``https`` count, with a host and without spaces or controls. A second
    number sign, which no address has as it is, is percent-encoded: see :func:`visible`.
    """
    if not text or re.search(r"\s", text) or _CONTROL.search(text):
        return ""
    try:
        parts = urlsplit(text)
        _ = parts.port  # asking is what finds a wrong one
    except ValueError:
        return ""
    return text.replace("##", "#%23") if parts.scheme in {"http", "https"} and parts.hostname else ""


_OF_VALUE = "\0"
"""Stands for the text that a value has by itself; no cell can have it, since it would be made visible."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: *value* for programs, *text* for people.

    A text that is not given is made from the value. *mark* says that the score is the best
    or second best of its column, *signs* stand behind the text and are explained below the
    rows; they are part of neither text nor value. *url* is where the text leads; addresses
    that are not for the web are dropped. *cite* is the key of a paper in a bibliography, of
    ASCII letters and digits; only LaTeX cites it.
    """

    value: Value = None
    text: str = _OF_VALUE
    mark: Mark = ""
    url: str = ""
    cite: str = ""
    signs: str = ""

    def __post_init__(self) -> None:
        """Make text visible, derive it from the value if none was given, check the address.

        A value keeps what only people have to be spared, since programs are to find it as it is.
        """
        value, text = self.value, self.text
        if isinstance(value, str):
            value = printable(value)
            if value is not self.value:  # which is rare, and there are many cells
                object.__setattr__(self, "value", value)
        elif isinstance(value, tuple):
            value = tuple(map(printable, value))
            object.__setattr__(self, "value", value)
        text = visible(_text_of(value) if text == _OF_VALUE else text)
        if text is not self.text:
            object.__setattr__(self, "text", text)
        if self.url:
            object.__setattr__(self, "url", web_address(self.url))
        if self.signs:
            object.__setattr__(self, "signs", visible(self.signs))

    @property
    def whole(self) -> str:
        """The text and its signs, as they stand in a document."""
        return self.text + self.signs


def _text_of(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a stable *key* for programs, a *title* for people.

    When space is short, the column with the highest *expendable* is left out first;
    0 is never left out. Only a column that *wraps* may be broken into lines, which do not
    become shorter than is *legible* (in characters) while there is another way; one that is
    *shortened* ends in an ellipsis on a terminal instead.
    """

    key: str
    title: str = ""
    align: Align = "left"
    expendable: int = 0
    wraps: bool = False
    legible: int = 16
    view: View = "both"
    shortened: bool = False

    def __post_init__(self) -> None:
        """Make text visible: names of datasets become titles of columns."""
        object.__setattr__(self, "key", printable(self.key))
        object.__setattr__(self, "title", visible(self.title))


@dataclass(frozen=True, slots=True)
class Fact:
    """A line beside a table, such as the paper of a network or a source: a label and what it says."""

    label: str
    cell: Cell

    def __post_init__(self) -> None:
        """Make the label visible."""
        object.__setattr__(self, "label", visible(self.label))


class Note(str):
    """A line below a table with its *hint*, which says what to type about it and stands in no document."""

    __slots__ = ("hint",)
    hint: str

    def __new__(cls, text: str, hint: str = "") -> Self:
        """Make both visible."""
        note = super().__new__(cls, visible(text))
        note.hint = visible(hint)
        return note

    @property
    def with_hint(self) -> str:
        """The note as a terminal shows it."""
        return " · ".join(filter(None, (self, self.hint)))


@dataclass(frozen=True)
class Table:
    """Columns and rows with a *title* above and *facts* under it, *sources* and *notes* below the rows.

    *hints* say what to type next; they are for the terminal and stand in no document. A hint that is
    about a note stands beside it: see :class:`Note`.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    sources: tuple[Fact, ...] = ()
    name: str = ""
    """What programs call it, where several tables together are one answer."""
    whole: bool = False
    """Whether no column may be left out: where they do not fit beside each other, each row is a list."""

    def __post_init__(self) -> None:
        """Make the text around the rows visible, and see that every row is complete."""
        object.__setattr__(self, "title", visible(self.title))
        notes = (note if isinstance(note, Note) else Note(note) for note in self.notes)
        object.__setattr__(self, "notes", tuple(notes))
        object.__setattr__(self, "hints", tuple(map(visible, self.hints)))
        for row in self.rows:
            if len(row) != len(self.columns):
                message = f"a row of {len(row)} cells in a table of {len(self.columns)} columns"
                raise ValueError(message)

    @property
    def lines_below(self) -> list[str]:
        """The notes, each with its hint, and the other hints: what stands below the rows on a terminal."""
        return [*(note.with_hint if isinstance(note, Note) else note for note in self.notes), *self.hints]

    def seen_by(self, view: Literal["document", "terminal", "data"]) -> Table:
        """Return the table with only the columns that people, a terminal, or programs see."""
        return self.without(column.key for column in self.columns if column.view not in _SEEN[view])

    def only(self, keys: Sequence[str]) -> Table:
        """Return the table with the columns of these *keys* alone, in that order, whoever saw them before."""
        places = {column.key: place for place, column in enumerate(self.columns)}
        chosen = [places[key] for key in keys]
        return replace(
            self,
            columns=tuple(_for_all(self.columns[place]) for place in chosen),
            rows=tuple(tuple(_with_value(row[place]) for place in chosen) for row in self.rows),
            whole=True,
        )

    def with_all(self, keys: Container[str]) -> Table:
        """Return the table with what only programs saw shown to people, too, if it is of these *keys*."""
        columns = (
            _for_all(column) if column.view == "data" and column.key in keys else column
            for column in self.columns
        )
        rows = (tuple(map(_with_address, row)) for row in self.rows)
        return replace(self, columns=tuple(columns), rows=tuple(rows), whole=True)

    def without(self, keys: Iterable[str]) -> Table:
        """Return the table without the columns of these *keys*."""
        left_out = set(keys)
        kept = [place for place, column in enumerate(self.columns) if column.key not in left_out]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in self.rows),
        )


_SEEN = {
    "document": {"both", "document", "screen"},
    "terminal": {"both", "document", "screen", "terminal"},
    "data": {"both", "data"},
}


def _for_all(column: Column) -> Column:
    """Return a column that people see as well as programs, with a title."""
    title = column.title or column.key.replace("_", " ").capitalize()
    return replace(column, title=title, view="both", wraps=True)


def _with_value(cell: Cell) -> Cell:
    """Return a cell that says to programs what it says to people, and leads to itself if it is an address."""
    return replace(cell, value=cell.text) if cell.value is None and cell.text else _with_address(cell)


def _with_address(cell: Cell) -> Cell:
    is_address = isinstance(cell.value, str) and cell.value == cell.text and not cell.url
    return replace(cell, url=cell.text) if is_address and web_address(cell.text) else cell
