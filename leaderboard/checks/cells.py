"""Rules for every table: how it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.names import Names
from leaderboard.checks._rules import FILE, Finding, Rule, Rules
from leaderboard.checks._texts import likely, unprintable
from leaderboard.errors import quoted
from leaderboard.importers._text import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaderboard.checks._sheet import Sheet
    from leaderboard.checks._tables import Tables

RULES = Rules()

_SPACES = {
    "\t": "a tab",
    "\n": "a line break",
    "\r": "a line break",
    "\N{NO-BREAK SPACE}": "a no-break space",
    "\N{NARROW NO-BREAK SPACE}": "a no-break space",
}
_PLAIN = str.maketrans(dict.fromkeys(_SPACES, " "))

_MENDS = {
    "byte-order mark": "begins with a byte-order mark; save it as plain UTF-8",
    "Windows line ends": "has line ends that are not bare line feeds; save it with LF",
    "no final line end": "does not end in a line end; add one, so that the next row is a new line",
}


@RULES.error
def too_many_cells(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """A comma too many, or one that should be inside quotation marks."""
    for row, cells in sheet.too_long.items():
        yield Finding(
            row, f"{cells} cells where the header has {len(sheet.header)}; quote a cell that holds a comma"
        )


@RULES.error
def control_character(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Characters that steer terminals, reorder text or cannot be seen."""
    for name in sheet.header:
        column = sheet.written(name)
        if "".join(column.texts).isprintable():
            continue

        def problem(text: str, name: str = name) -> str | None:
            found = unprintable(text)
            return (
                None
                if found is None
                else f"{quoted(name)} holds the character U+{ord(found):04X}, which cannot be seen; remove it"
            )

        yield from column.told(problem)


@RULES.warning
def stray_space(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Spaces that nobody sees in a table and everybody trips over later."""
    for name in sheet.header:
        column = sheet.written(name)
        joined = "\n".join(["", *column.texts, ""])
        if "".join(column.texts).isprintable() and not any(two in joined for two in ("\n ", " \n", "  ")):
            continue

        def problem(text: str, name: str = name) -> str | None:
            tidy = " ".join(filter(None, text.translate(_PLAIN).split(" ")))
            mend = f"write {quoted(tidy)}" if tidy else "leave it empty"
            return None if tidy == text else f"{_kind(text)} in {quoted(name)}; {mend}"

        yield from column.told(problem)
    if sheet.spaced:
        yield Finding(sheet.spaced, "a space after a comma; remove it")


def _kind(text: str) -> str:
    odd = next((name for space, name in _SPACES.items() if space in text), None)
    return odd or ("two spaces" if "  " in text.strip(" ") else "a space at the edge")


@RULES.warning
def line_ends(sheet: Sheet, _: Tables) -> Iterator[Finding]:
    """Files that would make more of a diff than what changes in them."""
    for mark, mend in _MENDS.items():
        if mark in sheet.marks:
            yield Finding(FILE, f"the file {mend}")


def columns(names: Sequence[str], *, required: Sequence[str]) -> list[Rule]:
    """Return the rules for the header of a table with columns of these *names*."""

    def missing_column(sheet: Sheet, _: Tables) -> Iterator[Finding]:
        others = Names("column", {one: () for one in sheet.header if one not in names})
        for name in required:
            if name not in sheet.header:
                meant = likely(name, others)
                mend = f"is {quoted(meant)} meant for it?" if meant else "add it"
                yield Finding(HEADER, f"no column {quoted(name)}; {mend}")

    def unused_column(sheet: Sheet, _: Tables) -> Iterator[Finding]:
        absent = Names("column", {one: () for one in names if one not in sheet.header})
        for name in sheet.header:
            if name not in names:
                meant = likely(name, absent)
                mend = f"did you mean {quoted(meant)}?" if meant else "remove it"
                yield Finding(HEADER, f"the column {quoted(name)} is not used; {mend}")

    return [
        Rule("missing-column", "error", missing_column),
        Rule("unused-column", "warning", unused_column),
    ]
