"""YAML as plain texts, lists and mappings that know on which line they stand.

Nothing is interpreted: ``77.850`` keeps its digits, ``no`` is a text and not a truth value,
and a tag is an error. PyYAML supplies the events of the grammar alone; its loaders, which
make objects of them, are not used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from leaderboard.errors import DataError, quoted

if TYPE_CHECKING:
    from pathlib import Path

    from yaml.events import Event

LARGEST = 10_000_000
"""Bytes that are read at most: ten times the metafiles of all of mmsegmentation."""

MOST_VALUES = 200_000
"""Values in a file at most, where what is repeated by an alias counts every time."""

DEEPEST = 100
"""How deep lists and mappings may stand in each other."""

_NOTHING = {"", "~", "null", "Null", "NULL"}
"""How YAML spells that there is no value."""

_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no YAML text may contain."""

_MERGE = "<<"


class Text(str):
    """A scalar as it is written; what YAML calls null is empty."""

    __slots__ = ("line",)
    line: int


class Sequence(list["Value"]):
    """A list."""

    __slots__ = ("line",)
    line: int


class Mapping(dict[Text, "Value"]):
    """A mapping; its keys know their lines, too."""

    __slots__ = ("line",)
    line: int


Value: TypeAlias = Text | Sequence | Mapping


def read_yaml(path: Path) -> list[Value]:
    """Read the documents in a file.

    Raises:
        DataError: It is not UTF-8 or not YAML, uses tags, repeats a key, is too large, too
            deep, or becomes so by its aliases; with the line.
        OSError: It cannot be opened.
    """
    return documents(path, decoded(path))


def decoded(path: Path) -> str:
    """Read a file of text that is not too large; what it raises is as in :func:`read_yaml`."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise DataError(path, f"more than {LARGEST // 1_000_000} MB, which is not read as YAML")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(path, "not UTF-8 text; save the file with that encoding", line=line) from None


def documents(path: Path, text: str, *, above: int = 0) -> list[Value]:
    """Read the documents in a *text* that stands in a file with so many lines *above* it.

    What it raises is as in :func:`read_yaml`.
    """
    import yaml

    if bad := _FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + above + 1
        raise DataError(path, f"not YAML: it contains the character {bad[0]!r}", line=line)
    reader = _Reader(path, above)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        number = mark.line if mark else 0
        problem = _problem(text, number) or error.problem or error.context
        raise DataError(path, f"not YAML: {problem}", line=number + above + 1) from None
    except yaml.YAMLError as error:
        raise DataError(path, f"not YAML: {' '.join(str(error).split())}") from None
    return reader.documents


def _problem(text: str, number: int) -> str:
    """Say plainly what the grammar has no words for."""
    lines = text.splitlines()
    line = lines[number] if number < len(lines) else ""
    return "it is indented with a tab" if "\t" in line[: len(line) - len(line.lstrip())] else ""


class _Open(NamedTuple):
    """A list or mapping of which the end has not been read."""

    value: Sequence | Mapping
    keys: list[Text]
    """The key that waits for its value, if one does."""
    anchor: str | None
    before: int
    """How many values there were before it."""


class _Reader:
    """Builds documents from the events of the grammar."""

    def __init__(self, path: Path, above: int) -> None:
        self.documents: list[Value] = []
        self._path = path
        self._above = above
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Value, int] | None] = {}
        self._count = 0
        self._line = 0

    def take(self, event: Event) -> None:
        """Take the next event."""
        import yaml

        self._line = (event.start_mark.line if event.start_mark else 0) + self._above + 1
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event.tag)
            empty = not event.style and event.value in _NOTHING
            text = Text("" if empty else event.value)
            text.line = self._line
            self._counted(1)
            self._add(text)
            if event.anchor:
                self._anchors[event.anchor] = (text, 1)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse_tag(event.tag)
            self._begin(Mapping() if isinstance(event, yaml.MappingStartEvent) else Sequence(), event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._repeat(event.anchor or "")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._anchors = {}

    def _begin(self, value: Sequence | Mapping, anchor: str | None) -> None:
        if len(self._open) == DEEPEST:
            raise self._error(f"lists and mappings stand more than {DEEPEST} deep in each other")
        value.line = self._line
        self._open.append(_Open(value, [], anchor, self._count))
        self._counted(1)
        if anchor:
            self._anchors[anchor] = None

    def _end(self) -> None:
        value, _, anchor, before = self._open.pop()
        if isinstance(value, Mapping) and _MERGE in value:
            self._merge(value)
        if anchor:
            self._anchors[anchor] = (value, self._count - before)
        self._line = value.line
        self._add(value)

    def _repeat(self, anchor: str) -> None:
        if anchor not in self._anchors:
            raise self._error(f"nothing is called {quoted(anchor)} above '*{anchor}'")
        found = self._anchors[anchor]
        if found is None:
            raise self._error(f"{quoted(anchor)} contains itself")
        value, size = found
        self._counted(size)
        self._add(value)

    def _add(self, value: Value) -> None:
        if not self._open:
            self.documents.append(value)
            return
        container, keys, *_ = self._open[-1]
        if isinstance(container, Sequence):
            container.append(value)
        elif keys:
            container[keys.pop()] = value
        elif not isinstance(value, Text):
            raise self._error("a list or mapping stands where the name of a value should")
        elif value in container:
            first = next(key.line for key in container if key == value)
            raise self._error(f"the key {quoted(value)} stands there twice, first on line {first}")
        else:
            keys.append(value)

    def _merge(self, mapping: Mapping) -> None:
        """Take over what the mappings under ``<<`` say and this one does not."""
        (key,) = (key for key in mapping if key == _MERGE)
        given = mapping.pop(key)
        for one in given if isinstance(given, Sequence) else [given]:
            if not isinstance(one, Mapping):
                self._line = key.line
                raise self._error("'<<' stands before what is no mapping")
            for name, value in one.items():
                mapping.setdefault(name, value)

    def _counted(self, values: int) -> None:
        self._count += values
        if self._count > MOST_VALUES:
            raise self._error(f"more than {MOST_VALUES} values, which are not read")

    def _refuse_tag(self, tag: str | None) -> None:
        if tag is not None:
            raise self._error(f"the tag {quoted(tag)}; tags are not read")

    def _error(self, problem: str) -> DataError:
        return DataError(self._path, problem, line=self._line)
