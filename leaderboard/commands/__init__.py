"""The commands, one file each, named as typed: options in, one answer of the core, its table out.

A module here holds a function of its own name (``open`` a function ``open_``, which would
hide Python's), and modules that start with an underscore are what several commands share.
"""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer
from typer.core import TyperCommand

if TYPE_CHECKING:
    from collections.abc import Callable


class ConvertsLate:
    """Converts what was typed without pydantic, wherever that is as simple as here.

    Typer converts with pydantic, and importing that takes longer than all else that a
    command does besides importing pandas. Kinds of parameters not known here get typer's
    conversion.
    """

    def get_params(self, ctx: typer.Context) -> list[Any]:
        """Return the parameters, the one for help included."""
        parameters: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for parameter in parameters:
            typers = getattr(parameter, "get_runtime_param", None)
            if typers and not isinstance(typers, _Conversion):
                parameter.get_runtime_param = _Conversion(typers)
        return parameters


class _Conversion:
    """Stands in for typer's conversion of a parameter until that is needed."""

    def __init__(self, typers: Callable[[], Any]) -> None:
        self._typers = typers

    def __call__(self) -> _Conversion:
        return self

    def coerce(self, value: Any, param: Any, ctx: typer.Context) -> Any:
        kind = param.type_descriptor.annotation
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if kind in {str, Path}:
            return kind(value)
        if kind == list[str]:
            return list(value)
        if kind is int:
            return _whole_number(value, param, ctx)
        return self._typers().coerce(value, param=param, ctx=ctx)


def _whole_number(value: Any, param: Any, ctx: typer.Context) -> int:
    least = param.type_descriptor.parameter_info.min
    try:
        number = int(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a whole number", ctx=ctx, param=param) from None
    if least is not None and number < least:
        raise typer.BadParameter(f"{number} is less than {least}", ctx=ctx, param=param)
    return number


class Command(ConvertsLate, TyperCommand):  # type: ignore[misc]
    """One command."""


def load_command(name: str, *, panel: str) -> Command:
    """Make a command of the function in the module *name*.

    Its help is the docstring, with lines joined into paragraphs; in the help of the
    program it stands in *panel*.
    """
    module = import_module(f"{__name__}.{name}")
    function = getattr(module, name, None) or getattr(module, f"{name}_")
    paragraphs = inspect.cleandoc(function.__doc__).split("\n\n")
    text = "\n\n".join(part if part.startswith(" ") else " ".join(part.split()) for part in paragraphs)
    alone = typer.Typer(add_completion=False)
    alone.command(name=name, cls=Command, help=text, rich_help_panel=panel)(function)
    return cast("Command", typer.main.get_command(alone))
