"""Markdown with blocks that are made by commands: where they are, and what belongs into them.

A block begins with ``<!-- leaderboard: COMMAND -->`` and ends with ``<!-- /leaderboard -->``,
each on a line of its own. What is shown as code is an example and no marker.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import DataError, UsageError, quoted
from leaderboard.reading.folders import path_inside, repository_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

END = "<!-- /leaderboard -->"
HOW_TO = f"'<!-- leaderboard: COMMAND -->' or '{END}'"

# Line ends as CommonMark has them, and no others: lines have to be counted as its parser counts them.
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$")
# A comment of another tool may begin with "leaderboard-" or "leaderboards".
# Nothing here is tried twice (`*+`), so that a line of spaces takes as long as any other; a group with
# a look ahead is not possessive, which Python before 3.11.5 matches wrongly, and need not be.
_LIKE_A_MARKER = re.compile(r"<!--\s*+(?:/\s*+)?leaderboard(?=\s|:|-->|$)", re.IGNORECASE)
_BEGINS = re.compile(r"([ \t]*+)<!--[ \t]*+leaderboard:((?:(?!-->).)*)-->[ \t]*+")
_ENDS = re.compile(r"[ \t]*+<!--[ \t]*+/leaderboard[ \t]*+-->[ \t]*+")

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Block:
    """What stands between two markers: the lines from *first* up to *last*, counted from 0."""

    command: str
    line: int
    """Where the block begins, counted from 1."""
    first: int
    last: int
    indent: str
    newline: str


def decode(content: bytes, path: Path) -> str:
    """Return the text of a file.

    Raises:
        DataError: It is not UTF-8; the text names the line.
    """
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = len(_lines(content[: error.start].decode() + "."))
        raise DataError(path, "not UTF-8", line=line) from None


def blocks(text: str, path: Path) -> list[Block]:
    """Find the blocks of a document, from top to bottom; *path* is named in errors.

    Raises:
        DataError: A marker is not like the others, is alone, or stands inside a block.
    """
    lines = _lines(text.removeprefix(_BYTE_ORDER_MARK))
    found: list[Block] = []
    begun: Block | None = None
    for place in sorted(_like_markers(text)):
        bare = lines[place].rstrip("\r\n")
        if begins := _BEGINS.fullmatch(bare):
            if begun:
                problem = f"a block begins inside the one of line {begun.line}; end that first with '{END}'"
                raise DataError(path, problem, line=place + 1)
            indent, command = begins.groups()
            newline = lines[place][len(bare) :]
            begun = Block(command.strip(" \t"), place + 1, place + 1, place + 1, indent, newline)
        elif not _ENDS.fullmatch(bare):
            problem = f"no marker: {quoted(bare.strip())}; on a line of its own goes {HOW_TO}"
            raise DataError(path, problem, line=place + 1)
        elif begun:
            found.append(replace(begun, last=place))
            begun = None
        else:
            raise DataError(path, f"'{END}' ends nothing: no block begins above", line=place + 1)
    if begun:
        raise DataError(path, f"the block is never ended; add '{END}' below it", line=begun.line)
    return found


def words(block: Block, path: Path) -> list[str]:
    """Take the command of a block apart as a shell would, without the name of the program.

    Raises:
        DataError: A quotation mark is missing, or there is no command.
    """
    try:
        parts = shlex.split(block.command)
    except ValueError as error:
        raise DataError(path, f"{str(error).lower()} in {quoted(block.command)}", line=block.line) from None
    if parts[:1] == ["leaderboard"]:
        del parts[0]
    if not parts:
        problem = "the marker has no command; say for example 'top --dataset NAME'"
        raise DataError(path, problem, line=block.line)
    return parts


def data_of_marker(typed: str, folder: Path) -> Path:
    """Return the place of the data that a marker names in a document of a *folder*, as *typed* there.

    Whoever writes a pull request writes markers, so these name only files of the repository.

    Raises:
        UsageError: It is elsewhere.
    """
    here = folder.resolve()
    # Without a repository it is where the program was started, if that is above.
    start = Path.cwd() if Path.cwd() in (here, *here.parents) else here
    path = path_inside(typed, folder, repository_of(here) or start)
    if path is None:
        raise UsageError(f"--data {quoted(typed)} is not in the repository; a marker reads nothing else")
    return path


def fill(text: str, path: Path, contents: Sequence[str]) -> str:
    """Return the document with these *contents* in its blocks; all else stays as it is.

    Blank lines around them make Markdown see a table as a table, also behind a comment.

    Raises:
        DataError: With a content in it, the document would have other blocks than before.
    """
    mark = text[: text.startswith(_BYTE_ORDER_MARK)]
    lines = _lines(text[len(mark) :])
    old = blocks(text, path)
    wanted = [_laid_out(content, block) for content, block in zip(contents, old, strict=True)]
    pieces: list[str] = [mark]
    done = 0
    for block, new in zip(old, wanted, strict=True):
        pieces += lines[done : block.first]
        pieces += new
        done = block.last
    filled = "".join([*pieces, *lines[done:]])
    for block, new, found in zip_longest(old, wanted, _contents(filled, path)):
        if new != found:
            problem = "what the command writes would break the block"
            raise DataError(path, problem, line=(block or old[-1]).line)
    return filled


def changed(old: str, new: str, path: Path) -> list[tuple[Block, Block]]:
    """Return the blocks, before and after, whose contents differ."""
    pairs = zip(blocks(old, path), blocks(new, path), strict=True)
    return [
        (before, after)
        for (before, after), was, will in zip(pairs, _contents(old, path), _contents(new, path), strict=True)
        if was != will
    ]


def in_code(text: str, language: str) -> str:
    """Return the Markdown that shows *text* as it is, whatever stands in it."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    code = text.strip("\n")
    return f"{fence}{language}\n{code}\n{fence}\n"


def _contents(text: str, path: Path) -> list[list[str]]:
    """Return the lines of each block, or none if the markers do not pair."""
    lines = _lines(text.removeprefix(_BYTE_ORDER_MARK))
    try:
        return [lines[block.first : block.last] for block in blocks(text, path)]
    except DataError:
        return []


def _laid_out(content: str, block: Block) -> list[str]:
    lines = content.strip("\n").split("\n") if content.strip("\n") else []
    around = ["", *lines, ""] if lines else [""]
    return [f"{block.indent if line else ''}{line}{block.newline}" for line in around]


def _lines(text: str) -> list[str]:
    return _LINE.findall(text)


def _like_markers(text: str) -> Iterator[int]:
    """Yield the lines, counted from 0, in which there is a comment like a marker that is no code."""
    if not _LIKE_A_MARKER.search(text):
        return  # spares the parser, which takes long to import
    from markdown_it import MarkdownIt

    text = text.removeprefix(_BYTE_ORDER_MARK)
    lines = _lines(text)
    for token in MarkdownIt("commonmark").parse(text):
        if token.map and token.type in {"html_block", "inline"}:
            begin, end = token.map
            comments = _comments(token)
            for place in range(begin, min(end, len(lines))):
                line = lines[place]
                for found in _LIKE_A_MARKER.finditer(line):
                    if comments is None or _comment_at(line, found.start()) in comments:
                        yield place
                        break


def _comment_at(line: str, begins: int) -> str:
    """Return the comment that begins there, as far as it goes on this line."""
    ends = line.find("-->", begins)
    return line[begins:].rstrip() if ends < 0 else line[begins : ends + len("-->")]


def _comments(token: Token) -> set[str] | None:
    """Return the first lines of the comments inside a paragraph that are like markers; elsewhere ``None``."""
    if token.type == "html_block":
        return None
    return {
        child.content.split("\n")[0].rstrip()
        for child in token.children or ()
        if child.type == "html_inline" and _LIKE_A_MARKER.match(child.content)
    }
