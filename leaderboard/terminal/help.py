"""The help of the commands: on one screen what is common, and with ``--help-all`` the rest.

An option is common if it stands in no panel, or if ``COMMON`` names it. Of the help of an option, the
first paragraph is common, and of that of a command, the first two. It is laid out here, from what typer
makes public of a parameter: the layout of typer has frames, which cost lines and need a terminal for them.
"""

# No ``from __future__ import annotations``: typer reads these annotations.

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from shutil import get_terminal_size
from textwrap import wrap
from typing import Annotated, Any, TypeAlias

import typer

from leaderboard.terminal import control_codes, delivery

COMMON = {"--since", "--format", "--output", "--data"}
"""The options that are common though they stand in a panel."""

Row: TypeAlias = tuple[str, str]
"""What is typed, and what it means."""

_WIDEST = 100
"""In columns: longer lines are hard to read."""

_LONGEST_NAME = 28
"""In columns: what is typed and is longer has its meaning on the line below."""

_LEAST = 24
"""In columns: with less room beside what is typed, all meanings stand below."""

_BOLD, _CYAN, _PLAIN = "\x1b[1m", "\x1b[36m", "\x1b[0m"


def _showing(*, everything: bool) -> Callable[[typer.Context, bool], None]:
    def shown(context: typer.Context, wanted: bool) -> None:  # noqa: FBT001 - typer calls it
        if wanted and not context.resilient_parsing:
            show(context, everything=everything)
            raise typer.Exit

    return shown


Help: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--help",
        "-h",
        is_eager=True,
        callback=_showing(everything=False),
        help="Show the common options and examples.",
    ),
]
HelpAll: TypeAlias = Annotated[
    bool,
    typer.Option("--help-all", is_eager=True, callback=_showing(everything=True), help="Show all options."),
]

OPTIONS = {"help_": Help, "help_all": HelpAll}
"""The options of every command, by the names of their parameters."""


def show(context: typer.Context, *, everything: bool = False) -> None:
    """Write the help of the command of a *context* to stdout: what is common, or *everything*."""
    size = get_terminal_size()
    page = _Page(min(size.columns, _WIDEST), color=control_codes.are_wanted(sys.stdout))
    contents: Mapping[str, Mapping[str, str]] = getattr(context.command, "contents", {})
    if everything or not contents:
        lines = _details(page, context, contents, everything=everything)
    else:
        lines = _overview(page, context, contents, lines=size.lines if sys.stdout.isatty() else None)
    delivery.print_text("".join(f"{line}\n" for line in lines), paged=everything)


def _overview(
    page: "_Page", context: typer.Context, contents: Mapping[str, Mapping[str, str]], *, lines: int | None
) -> Iterator[str]:
    """Yield the commands of the program, a line each, spaced out if the terminal has enough *lines*."""
    about, *_ = _paragraphs(context.command.help or "")
    see = f"{context.command_path} help COMMAND"
    roomy = [
        _usage(page, context),
        "",
        about,
        *_groups(page, contents),
        "",
        f"'{see}' explains a command, and 'leaderboard --help-all' has the rest.",
    ]
    if lines is None or len(roomy) < lines:
        yield from roomy
        return
    yield f"{_usage(page, context)}   {see}"
    width = max(len(title) for title in contents) + 2
    for title, (first, *others) in _blocks(page, contents, indent=width):
        yield page.heading(title) + first[len(title) + 1 :]
        yield from others


def _groups(page: "_Page", contents: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield the commands under their headings."""
    for title, lines in _blocks(page, contents, indent=2):
        yield from ("", page.heading(title), *lines)


def _blocks(
    page: "_Page", contents: Mapping[str, Mapping[str, str]], *, indent: int
) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of each group of commands, all of them lined up."""
    names = [name for rows in contents.values() for name in rows]
    for title, rows in contents.items():
        yield title, page.rows(rows.items(), indent=indent, names=names)


def _details(
    page: "_Page", context: typer.Context, contents: Mapping[str, Mapping[str, str]], *, everything: bool
) -> Iterator[str]:
    """Yield what a command does, its options, and examples."""
    before, _, examples = (context.command.help or "").partition("Examples:")
    paragraphs = _paragraphs(before)
    yield _usage(page, context)
    for paragraph in paragraphs if everything else paragraphs[:2]:
        yield from ("", *page.prose(paragraph))
    panels = _panels(context.command.get_params(context))
    shown = _all_rows(panels) if everything else _common_rows(panels)
    for title, rows in shown.items():
        yield from ("", *page.panel(title, rows))
    yield from _groups(page, contents)
    if examples:
        yield from ("", page.heading("Examples"))
        yield from (f"  {line.strip()}" for line in examples.splitlines() if line.strip())


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def _usage(page: "_Page", context: typer.Context) -> str:
    arguments = [one for one in context.command.get_params(context) if _is_argument(one)]
    given = [one.metavar or one.name for one in arguments]
    if hasattr(context.command, "contents"):
        given = ["COMMAND"]
    return page.usage(" ".join([context.command_path, *given, "[OPTIONS]"]))


# Parameters


def _panels(parameters: Iterable[Any]) -> dict[str, list[Any]]:
    """Return the parameters by their panels, those without one first."""
    panels: dict[str, list[Any]] = {"": []}
    for one in sorted(parameters, key=_is_argument, reverse=True):
        if not one.hidden:
            panels.setdefault(one.rich_help_panel or "", []).append(one)
    return panels


def _all_rows(panels: Mapping[str, Sequence[Any]]) -> dict[str, list[Row]]:
    return {
        name or _title(given): [_row(one, remarks=True) for one in given] for name, given in panels.items()
    }


def _common_rows(panels: Mapping[str, Sequence[Any]]) -> dict[str, list[Row]]:
    """Return the one panel of what is common, whose last row names the panels of the rest."""
    own, *others = panels.values()
    common = [one for given in others for one in given if not COMMON.isdisjoint(one.opts)]
    rows = [_row(one) for one in (*own, *common) if not _is_for_help(one)]
    left = [one for given in others for one in given if one not in common]
    names = [name for name, given in panels.items() if name and any(one in left for one in given)]
    if left:
        rows.append(("    --help-all", f"Show {len(left)} more: {', '.join(names).lower()}"))
    else:
        rows += [_row(one) for one in own if "--help" in one.opts]
    return {_title(own): rows}


def _title(parameters: Iterable[Any]) -> str:
    return "Arguments and options" if any(map(_is_argument, parameters)) else "Options"


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _is_for_help(parameter: Any) -> bool:
    return not {"--help", "--help-all"}.isdisjoint(parameter.opts)


def _row(parameter: Any, *, remarks: bool = False) -> Row:
    paragraphs = _paragraphs(parameter.help or "")
    text = " ".join([*paragraphs, *_remarks(parameter)] if remarks else paragraphs[:1])
    if _is_argument(parameter):
        return parameter.metavar or parameter.name, text
    names = [*parameter.opts, *parameter.secondary_opts]
    short = [name for name in names if not name.startswith("--")]
    long = [name for name in names if name.startswith("--")]
    typed = ", ".join([*short, *long])
    value = "" if parameter.is_flag else f" {parameter.metavar}"
    return f"{typed if short else f'    {typed}'}{value}", text


def _remarks(parameter: Any) -> Iterator[str]:
    """Yield what stands for an option, and what holds without it."""
    default = parameter.show_default if isinstance(parameter.show_default, str) else parameter.default
    if default is not None and not isinstance(default, bool):
        yield f"[default: {default}]"
    if parameter.envvar:
        yield f"[env: {parameter.envvar}]"


# Lines


class _Page:
    """Lays lines out within a width, with colours or without."""

    def __init__(self, width: int, *, color: bool) -> None:
        self._width = width
        self._color = color

    def heading(self, text: str) -> str:
        """Return what stands above a panel."""
        return self._styled(f"{text}:", _BOLD)

    def usage(self, text: str) -> str:
        """Return the line that says how a command is typed, or lines where there is no room for one."""
        indent = len("Usage: ")
        lines = _broken(text, self._width - indent)
        return f"{self.heading('Usage')} " + f"\n{' ' * indent}".join(lines)

    def prose(self, text: str) -> list[str]:
        """Break a paragraph into lines."""
        return _broken(text, self._width)

    def panel(self, title: str, rows: Iterable[Row]) -> list[str]:
        """Return a heading and the rows below it."""
        return [self.heading(title), *self.rows(rows)]

    def rows(self, rows: Iterable[Row], *, indent: int = 2, names: Iterable[str] = ()) -> list[str]:
        """Set what is typed, in line with other *names*, beside what it means, which goes on below itself."""
        rows = list(rows)
        every = [*names, *(typed for typed, _ in rows)]
        fitting = [len(name) for name in every if len(name) <= _LONGEST_NAME]
        column = indent + max(fitting, default=0) + 2
        if self._width - column < _LEAST:
            column = indent + 6
        lines = []
        for typed, meaning in rows:
            lead = " " * indent + self._styled(typed, _CYAN)
            gap = column - indent - len(typed)
            first, *rest = _broken(meaning, self._width - column) or [""]
            lines += [f"{lead}{' ' * gap}{first}".rstrip()] if gap > 0 else [lead, " " * column + first]
            lines += [" " * column + line for line in rest]
        return lines

    def _styled(self, text: str, style: str) -> str:
        return f"{style}{text}{_PLAIN}" if self._color and text else text


def _broken(text: str, width: int) -> list[str]:
    return wrap(text, max(width, 20), break_long_words=False, break_on_hyphens=False)
