"""YAML as plain texts, lists and mappings that know on which line they stand.

Nothing is interpreted: ``77.850`` keeps its digits, ``no`` is a text and not a truth value,
and a tag is an error. PyYAML supplies the nodes of the grammar alone; what makes objects
of them is not used.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from leaderboard.errors import DataError, quoted
from leaderboard.reading import limits
from leaderboard.reading.text_file import bytes_of

if TYPE_CHECKING:
    from pathlib import Path

    from yaml.nodes import Node

LARGEST = 10_000_000
"""Bytes that are read at most: ten times the metafiles of all of mmsegmentation."""

MOST_VALUES = 200_000
"""Values in a file at most, where what is repeated by an alias counts every time."""

_LONG = 1_000
"""Characters of a text that count like a value."""

DEEPEST = 100
"""How deep values may stand in each other."""

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


# Looking into what was read


def everything(mapping: Mapping, key: str) -> list[Value]:
    """Return the values under a key, in whatever case it is written."""
    return [value for name, value in mapping.items() if name.casefold() == key]


def value_of(mapping: Mapping, key: str) -> Value | None:
    """Return the first value under a key, in whatever case it is written."""
    return next(iter(everything(mapping, key)), None)


def mapping_of(mapping: Mapping, key: str) -> Mapping:
    """Return the mapping under a key, which is empty where there is none."""
    value = value_of(mapping, key)
    return value if isinstance(value, Mapping) else Mapping()


def text_of(mapping: Mapping, key: str) -> str:
    """Return the text under a key, on one line, or nothing."""
    value = value_of(mapping, key)
    return " ".join(value.split()) if isinstance(value, Text) else ""


def listed(value: Value | None) -> list[Value]:
    """Return the items of a list, or what stands in place of one."""
    if value is None or (isinstance(value, Text) and not value):
        return []
    return list(value) if isinstance(value, Sequence) else [value]


# Reading


def read_yaml(path: Path, name: str = "") -> list[Value]:
    """Read the documents in a file, which messages may call by another *name*.

    Raises:
        DataError: It is not UTF-8 or not YAML, uses tags, repeats a key, is too large, too
            deep, or becomes so by its aliases; with the line.
        OSError: It cannot be opened.
    """
    return documents(name or path, decoded(path, name))


def decoded(path: Path, name: str = "") -> str:
    """Read a file of text that is not too large; what it raises is as in :func:`read_yaml`."""
    most = limits.most(LARGEST)
    data = bytes_of(path, most)
    if data is None:
        raise limits.too_much(name or path, f"more than {limits.size_of(most)} of YAML")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = "not UTF-8 text; save the file with that encoding"
        raise DataError(name or path, problem, line=line) from None


def documents(path: Path | str, text: str, *, above: int = 0) -> list[Value]:
    """Read the documents in a *text* that stands in a file with so many lines *above* it.

    What it raises is as in :func:`read_yaml`.
    """
    import yaml

    def error(problem: str, number: int) -> DataError:
        return DataError(path, problem, line=number + above + 1)

    if bad := _FORBIDDEN.search(text):
        raise error(f"not YAML: it contains the character {bad[0]!r}", text.count("\n", 0, bad.start()))
    values = _Values(above)
    try:
        return [values.of(node) for node in yaml.compose_all(text, Loader=_loader())]
    except _UnreadableError as unreadable:
        raise error(unreadable.problem, unreadable.line) from None
    except yaml.MarkedYAMLError as unreadable:
        mark = unreadable.problem_mark or unreadable.context_mark
        number = mark.line if mark else 0
        problem = _problem(text, number) or unreadable.problem or unreadable.context
        raise error(f"not YAML: {problem}", number) from None
    except yaml.YAMLError as unreadable:
        raise DataError(path, f"not YAML: {' '.join(str(unreadable).split())}") from None


def _problem(text: str, number: int) -> str:
    """Say plainly what the grammar has no words for."""
    lines = text.splitlines()
    line = lines[number] if number < len(lines) else ""
    return "it is indented with a tab" if "\t" in line[: len(line) - len(line.lstrip())] else ""


class _UnreadableError(ValueError):
    """YAML that is not read."""

    def __init__(self, problem: str, node: Node) -> None:
        """Say what the *problem* is, and with which *node*."""
        self.problem, self.line = problem, node.start_mark.line


@cache
def _loader() -> Any:
    """Return the parser in C, if there is one, with bounds on the nodes that it makes.

    It calls itself for what is nested, so that only here the depth can be bounded.
    """
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def begin(loader: Any, parent: Node | None, _: object) -> None:
        loader.depth += 1
        loader.number += 1
        _bounded(loader.number, parent)
        if parent and loader.depth > DEEPEST:
            raise _UnreadableError(f"values stand more than {DEEPEST} deep in each other", parent)

    def end(loader: Any) -> None:
        loader.depth -= 1

    hooks = {"descend_resolver": begin, "ascend_resolver": end, "resolve": lambda *_: ""}
    return type("Loader", (base,), {"depth": 0, "number": 0, **hooks})


def _bounded(values: int, near: Node | None) -> None:
    if near and values > limits.most(MOST_VALUES):
        raise _UnreadableError(f"more than {limits.most(MOST_VALUES)} values, which are not read", near)


class _Values:
    """Makes values of nodes, each once; a node that is repeated by an alias is the same node."""

    def __init__(self, above: int) -> None:
        self._above = above
        self._count = 0
        self._made: dict[int, tuple[Value | None, int]] = {}
        """By the ids of nodes: the value, and how many values are in it."""

    def of(self, node: Node, parent: Node | None = None) -> Value:
        """Return the value of a node that stands in a *parent*."""
        if id(node) in self._made:
            value, size = self._made[id(node)]
            if value is None:
                raise _UnreadableError("a list or mapping that contains itself", node)
        else:
            if node.tag:  # which is empty where it had to be resolved
                raise _UnreadableError(f"the tag {quoted(node.tag)}; tags are not read", node)
            self._made[id(node)] = (None, 0)
            before = self._count
            value = self._new(node)
            value.line = self._line(node)
            size = 1 + len(value) // _LONG if isinstance(value, Text) else 1
            self._made[id(node)] = (value, self._count - before + size)
        self._count += size
        _bounded(self._count, parent)
        return value

    def _line(self, node: Node) -> int:
        return int(node.start_mark.line) + self._above + 1

    def _new(self, node: Node) -> Value:
        import yaml

        if isinstance(node, yaml.ScalarNode):
            return Text("" if not node.style and node.value in _NOTHING else node.value)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(self.of(one, node) for one in node.value)
        return self._mapping(node)

    def _mapping(self, node: Node) -> Mapping:
        found = Mapping()
        nodes: dict[str, Node] = {}
        for key_node, value_node in node.value:
            key, value = self.of(key_node, node), self.of(value_node, node)
            if not isinstance(key, Text):
                raise _UnreadableError("a list or mapping stands where the name of a value should", key_node)
            if key in nodes:
                first = f"first on line {self._line(nodes[key])}"
                raise _UnreadableError(f"the key {quoted(key)} stands there twice, {first}", key_node)
            found[key], nodes[key] = value, key_node
        if _MERGE in nodes:
            _merge(found, nodes[_MERGE])
        return found


def _merge(mapping: Mapping, key: Node) -> None:
    """Take over what the mappings under ``<<`` say and this one does not."""
    for given in listed(mapping.pop(Text(_MERGE))):
        if not isinstance(given, Mapping):
            raise _UnreadableError("'<<' stands before what is no mapping", key)
        for name, value in given.items():
            mapping.setdefault(name, value)
