"""Writes the reference of the commands: every option of each, as the program itself has them.

Typer has a click of its own inside, so that sphinx-click does not know its commands.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

import typer

from leaderboard.cli import CONTENTS, PARTS, app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

MARKER = "<!-- reference of the commands -->"

ON_EVERY_COMMAND = {"--help", "--help-all"}


def reference() -> str:
    """Return the reference in Markdown: a heading for each group of commands, and one for each of them."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    program: Any = typer.main.get_command(app)
    for title, commands in CONTENTS.items():
        yield f"## {title}\n"
        for name in commands:
            for whole in (name, *(part for part in PARTS if part.startswith(f"{name} "))):
                yield from _command(whole, program.commands[whole])


def _command(name: str, command: Any) -> Iterator[str]:
    yield f"### {name}\n"
    for paragraph in command.help.split("\n\n"):
        if paragraph.startswith(" "):
            code = "\n".join(line.removeprefix("    ") for line in paragraph.splitlines())
            yield f"```sh\n{code}\n```\n"
        else:
            yield f"{_text(paragraph)}\n"
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    options = [one for one in options if ON_EVERY_COMMAND.isdisjoint(one.opts)]
    if arguments:
        yield from _table("Argument", arguments)
    # The panels in the order of their first options, whatever stands between those.
    panels = list(dict.fromkeys(one.rich_help_panel for one in options))
    options.sort(key=lambda one: panels.index(one.rich_help_panel))
    for panel, below in groupby(options, key=lambda one: one.rich_help_panel):
        yield from _table(panel or "Option", below)


def _table(title: str, parameters: Any) -> Iterator[str]:
    yield f"| {title} | Meaning |\n|---|---|"
    for one in parameters:
        yield f"| {_typed(one)} | {_meaning(one)} |"
    yield ""


def _typed(parameter: Any) -> str:
    """Return what is typed."""
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}`"
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    return names if parameter.is_flag else f"{names} `{parameter.metavar or parameter.name.upper()}`"


def _meaning(parameter: Any) -> str:
    """Return what it means, and what holds if it is not given."""
    words = [_text(" ".join((parameter.help or "").split()))]
    given = parameter.show_default if isinstance(parameter.show_default, str) else parameter.default
    if isinstance(given, str | int | float) and not isinstance(given, bool) and given != "":
        words.append(f"Default: {_text(str(given))}.")
    if getattr(parameter, "multiple", False) and "repeated" not in words[0]:
        words.append("May be repeated.")
    if parameter.param_type_name == "option" and parameter.required:
        words.append("Has to be given.")
    return " ".join(words)


def _text(text: str) -> str:
    """Return text as Markdown that shows it, with options as code."""
    shown = re.sub(r"([\\|*_<>\[\]`])", r"\\\1", text)
    return re.sub(r"(?<![\w-])(--?[a-z][a-z-]*(?<!-))(?![\w-])", r"`\1`", shown)


def _write(_: Sphinx, __: str, source: list[str]) -> None:
    source[0] = source[0].replace(MARKER, reference()) if MARKER in source[0] else source[0]


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx."""
    app.connect("source-read", _write)
    return {"parallel_read_safe": True}
