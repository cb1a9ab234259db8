"""``leaderboard.toml``: what a repository says of its board, so that nobody has to type it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from leaderboard.board.names import Names
from leaderboard.errors import DataError, UnknownName, quoted, readable
from leaderboard.reading.folders import leads_out, path_inside, repository_of
from leaderboard.table import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leaderboard.reading.addresses import PathOrAddress

NAME = "leaderboard.toml"

_KEYS: dict[str, Any] = {
    "data": str,
    "title": str,
    "base-url": str,
    "source-url": str,
    "licence": str,
    "check": {"strict": bool},
}
"""What can be said, and what kind of value says it. Nothing of it is ever run."""

_WORDS = {str: 'text in quotation marks, such as "…"', bool: "true or false"}
_LARGEST = 1 << 14
"""Bytes: a few lines are expected, and it is read for every command and every TAB."""
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True)
class Settings:
    """What is said, and in which file; empty where nothing is."""

    path: Path | None = None
    data: Path | None = None
    """The board, as it is seen from where the program works."""
    title: str = ""
    base_url: str = ""
    source_url: str = ""
    licence: str = ""
    strict: bool = False
    """Whether warnings let a check fail, too."""

    def of(self, place: PathOrAddress) -> Settings:
        """Return these if they are of the board at a *place*: what is true of one is true of no other."""
        if self.data is None:
            return self
        is_that = isinstance(place, Path) and os.path.realpath(place) == os.path.realpath(self.data)
        return self if is_that else Settings()


def settings_of(folder: Path) -> Settings:
    """Read the settings for work in a *folder*: its own, or those of the nearest folder above that has some.

    They are looked for up to the root of the repository, the folder with ``.git``; where there is none,
    nowhere but in the folder itself. Paths are as they are seen from the *folder*.

    Raises:
        DataError: They cannot be read, say what nobody knows, or lead out of the repository; with the line.
    """
    here = Path(os.path.realpath(folder))
    root = repository_of(here) or here
    for place in (here, *here.parents):
        if os.path.lexists(place / NAME):
            return _read(Path(os.path.relpath(place, here)) / NAME, here, root)
        if place == root:
            break
    return Settings()


def plain_address(text: str) -> str:
    """Return an address of the web that others can stand below, without a slash at its end; else nothing."""
    address = web_address(text)
    parts = urlsplit(address)
    return "" if parts.query or parts.fragment else address.rstrip("/")


def _read(path: Path, here: Path, root: Path) -> Settings:
    import tomllib

    if leads_out(here / path, root):
        raise DataError(path, "a link that leads out of the repository, which is not followed")
    with readable(path):
        size = (here / path).stat().st_size
        if size > _LARGEST:
            raise DataError(path, f"{size} bytes; it has a few lines, up to {_LARGEST} bytes")
        content = (here / path).read_bytes()
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DataError(path, "not UTF-8", line=content[: error.start].count(b"\n") + 1) from None
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(path, text, str(error)) from None
    except RecursionError:
        raise DataError(path, "nested too deeply") from None
    try:
        return _settings(path, _values(said, _KEYS), here, root)
    except _Wrong as error:
        raise DataError(path, str(error), line=_line(text, error.key)) from None


class _Wrong(Exception):
    """What stands at a *key* cannot be taken."""

    def __init__(self, key: tuple[str, ...], problem: str) -> None:
        self.key = key
        super().__init__(problem)


def _values(
    said: Mapping[str, Any], kinds: Mapping[str, Any], above: tuple[str, ...] = ()
) -> dict[tuple[str, ...], Any]:
    """Return the values by their keys, each of the kind that is expected there."""
    found: dict[tuple[str, ...], Any] = {}
    for name, value in said.items():
        key = (*above, name)
        called = ".".join(key)
        if name not in kinds:
            near = Names("key", dict.fromkeys(kinds, ())).near(name)
            raise _Wrong(key, str(UnknownName("key", called, near)))
        kind = kinds[name]
        if isinstance(kind, dict):
            if not isinstance(value, dict):
                raise _Wrong(key, f"{quoted(called)} is a table: write [{called}] on a line of its own")
            found |= _values(value, kind, key)
        elif type(value) is not kind:
            raise _Wrong(key, f"{quoted(called)} is {_WORDS[kind]}, not {quoted(str(value))}")
        else:
            found[key] = value
    return found


def _settings(path: Path, values: Mapping[tuple[str, ...], Any], here: Path, root: Path) -> Settings:
    data = None
    if ("data",) in values:
        typed = values["data",]
        data = path_inside(typed, here / path.parent, root) if typed.strip() else None
        if data is None:
            raise _Wrong(
                ("data",), f"data {quoted(typed)} is no path in the repository; nothing else is read"
            )
        data = Path(os.path.normpath(path.parent / typed))
    addresses = {}
    for name in ("base-url", "source-url"):
        typed = values.get((name,), "")
        addresses[name] = plain_address(typed)
        if typed and not addresses[name]:
            problem = f"{quoted(typed)} is no address of the web, such as https://example.org/board"
            raise _Wrong((name,), problem)
    return Settings(
        path=path,
        data=data,
        title=values.get(("title",), ""),
        base_url=addresses["base-url"],
        source_url=addresses["source-url"],
        licence=values.get(("licence",), ""),
        strict=values.get(("check", "strict"), False),
    )


def _no_toml(path: Path, text: str, problem: str) -> DataError:
    """Say what is wrong in the words of the parser, and where as everywhere else."""
    found = _PLACE.search(problem)
    last = text.rstrip().count("\n") + 1
    line = int(found[1] or last) if found else None
    said = _PLACE.sub("", problem)
    return DataError(path, f"{said[:1].lower()}{said[1:]}", line=line)


def _line(text: str, key: tuple[str, ...]) -> int | None:
    """Return the line on which a *key* stands: of the first statement that says it.

    A statement is as many lines as are TOML only together.
    """
    import tomllib

    table: tuple[str, ...] = ()
    statement = ""
    first = 1
    for number, line in enumerate(text.split("\n"), start=1):
        statement += f"{line}\n"
        try:
            said = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        keys = list(_keys(said))
        if line.lstrip().startswith("["):
            table = keys[0]
            keys = [()]
        if key in [(*table, *below)[: len(key)] for below in keys]:
            return first
        statement, first = "", number + 1
    return None


def _keys(said: Any) -> Iterator[tuple[str, ...]]:
    """Give the whole keys of the values that a statement sets."""
    if not isinstance(said, dict) or not said:
        yield ()
        return
    for name, value in said.items():
        for below in _keys(value):
            yield (name, *below)
