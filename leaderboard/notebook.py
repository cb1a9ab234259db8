"""What a notebook shows: the answers of the commands as tables with links, signs and bold.

It stands above the commands, and asks them for what they would show: the same options, the same layouts
and the same formats. Nothing is computed or laid out here.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field, fields, is_dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from leaderboard import exporters
from leaderboard.reading.settings import Settings
from leaderboard.terminal import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaderboard.board.board import Board
    from leaderboard.table import Table


class Shown:
    """An answer as people read it: a notebook shows it as a table, ``print`` as plain text."""

    def __init__(self, tables: Sequence[Table]) -> None:
        """Take the finished tables; hints at what to type are for the command line."""
        self.tables = tuple(replace(table, hints=(), notes=tuple(map(str, table.notes))) for table in tables)

    def to(self, format: str) -> str:  # noqa: A002 - as the option is called
        """Return it in a format by its name: ``latex``, ``markdown``, ``html``, ``csv``, ….

        Raises:
            UsageError: There is no such format.
        """
        return exporters.get(format).render(self.tables)

    def __repr__(self) -> str:
        return self.to("table").rstrip("\n")

    def _repr_html_(self) -> str:
        from leaderboard.exporters import html

        return html.fragment(self.tables)

    def _repr_markdown_(self) -> str:
        return self.to("markdown")

    def _repr_latex_(self) -> str:
        from leaderboard.exporters import latex

        return latex.here(self.tables)

    def first(self, rows: int) -> Shown:
        """Return it with so many *rows* of each table, and a note of how many there are if these are more."""
        return Shown([_first(table, rows) for table in self.tables])


def _first(table: Table, rows: int) -> Table:
    if len(table.rows) <= rows:
        return table
    return replace(table, rows=table.rows[:rows], notes=(f"{rows} of {len(table.rows)} rows", *table.notes))


class View:
    """The commands of a board. Each takes the options of its command as Python names.

    What is typed as ``--with-code`` is ``with_code=True`` here; ``since``, ``split``, ``metric``,
    ``evidence`` and the other filters are those that the help of the command lists. Some have another
    name: ``beside`` is ``--with``, ``every_score`` is ``--all`` and ``behind`` is ``--scores``.
    """

    def __init__(self, board: Board) -> None:
        """Take the board that is asked."""
        self._board = board

    def top(self, dataset: str | None = None, **more: Any) -> Shown:
        """Show the ranking of a *dataset*, or the leader of each."""
        return self._ask("top", dataset, **more)

    def show(self, *networks: str, **more: Any) -> Shown:
        """Show all about *networks*."""
        return self._ask("show", list(networks), **more)

    def compare(self, *networks: str, **more: Any) -> Shown:
        """Show *networks* side by side."""
        return self._ask("compare", list(networks), **more)

    def overall(self, **more: Any) -> Shown:
        """Show one ranking over several datasets."""
        return self._ask("overall", **more)

    def history(self, dataset: str | None = None, **more: Any) -> Shown:
        """Show who held the record of a *dataset*, or who holds that of each."""
        return self._ask("history", dataset, **more)

    def tradeoff(self, dataset: str | None = None, **more: Any) -> Shown:
        """Show what a better score on a *dataset* costs."""
        return self._ask("tradeoff", dataset, **more)

    def datasets(self, query: str = "", **more: Any) -> Shown:
        """Show the list of boards, of those whose names hold the words of the *query*."""
        return self._ask("datasets", query, **more)

    def papers(self, query: str = "", **more: Any) -> Shown:
        """Show the papers that are about the *query*, the latest first."""
        return self._ask("papers", query, **more)

    def _ask(self, name: str, *first: Any, **given: Any) -> Shown:
        """Ask a command, whose *first* parameters need no names; return the tables that it shows.

        Raises:
            TypeError: The command has no such option.
        """
        command = inspect.unwrap(getattr(import_module(f"leaderboard.commands.{name}"), name))
        tables: list[Table] = []
        own = {"output": _Kept(format="html", tables=tables), "source": _Given(self._board)}
        asked = {**own}
        parameters = inspect.signature(command, eval_str=True).parameters
        left = {**dict(zip(parameters, first, strict=False)), **given}
        for parameter in parameters.values():
            if parameter.name in own:
                continue
            if is_dataclass(parameter.annotation):
                asked[parameter.name] = _group(parameter.annotation, left)
            else:
                value = left.pop(parameter.name, parameter.default)
                asked[parameter.name] = _as_list(value, parameter.annotation)
        if left:
            raise TypeError(f"{name} has no option {next(iter(left))!r}")
        command(**asked)
        return Shown(tables)


def _group(group: Any, left: dict[str, Any]) -> Any:
    """Make a group of options of those that were given; they are taken out of what is *left*."""
    kinds = get_type_hints(group)
    return group(
        **{
            one.name: _as_list(left.pop(one.name), kinds[one.name])
            for one in fields(group)
            if one.name in left
        }
    )


def _as_list(value: Any, kind: Any) -> Any:
    """Let one word stand for a list of one, where an option may be repeated."""
    return [value] if isinstance(value, str) and list[str] in (kind, *_parts(kind)) else value


def _parts(kind: Any) -> list[Any]:
    return [part for one in get_args(kind) for part in (one, *_parts(one))]


@dataclass(frozen=True)
class _Kept(options.Drawing):
    """Keeps what a command shows."""

    tables: list[Table] = field(default_factory=list)

    @property
    def is_on_a_terminal(self) -> bool:
        """No: a notebook shows documents."""
        return False

    def show(self, *tables: Table, above: str = "", of: Any = None) -> None:
        """Keep the tables."""
        del above, of
        self.tables.extend(tables)


class _Given:
    """Stands for the data that a command reads: a board that there is already."""

    place = None
    settings = Settings()

    def __init__(self, board: Board) -> None:
        self._board = board

    def read(self, **_wanted: Any) -> Board:
        """Return the board, whatever is wanted of it."""
        return self._board
