"""What typer lacks: options in groups, and their conversion without delay."""

from __future__ import annotations

import inspect
from dataclasses import fields, is_dataclass
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

import typer

from leaderboard.reading import limits, packed
from leaderboard.terminal import help as helping
from leaderboard.terminal import progress

if TYPE_CHECKING:
    from collections.abc import Callable


def gathered(command: Callable[..., None]) -> Callable[..., None]:
    """Spread the groups of options of a *command* into single options, and add those for help.

    While the command runs, as much is read as ``raise_limits`` among them says, and what is piped in once.
    """
    signature = inspect.signature(command, eval_str=True)
    groups: dict[str, Any] = {
        name: given.annotation
        for name, given in signature.parameters.items()
        if is_dataclass(given.annotation)
    }
    parameters = []
    for name, given in signature.parameters.items():
        parameters += (
            _spread(groups[name]) if name in groups else [given.replace(kind=inspect.Parameter.KEYWORD_ONLY)]
        )

    parameters += [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=annotation)
        for name, annotation in helping.OPTIONS.items()
    ]

    @wraps(command)
    def run(**given: Any) -> None:
        for name in helping.OPTIONS:
            del given[name]  # they have been obeyed by now
        no_color, times = given.get("no_color", False), given.get("raise_limits")
        memory = given.get("memory")
        whole = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        doing = progress.doing(command.__name__.rstrip("_"), no_color=no_color)
        with doing, limits.raised(times), limits.memory_of(memory), packed.pipes_kept():
            command(**given, **whole)

    # Typer asks for both.
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {given.name: given.annotation for given in parameters}
    return run


@cache
def _spread(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in fields(group)
    ]


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
        if kind in (list[str], list[Path]):
            return [kind.__args__[0](one) for one in value]
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
