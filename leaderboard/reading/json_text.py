"""JSON as it stands in a file: parsed with every number as it is written, its mistakes found and placed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from leaderboard.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Pairs = list[tuple[str, Any]]

_CONSTANTS = {"NaN": "nan", "Infinity": "inf", "-Infinity": "-inf"}
"""What is no JSON, and written nevertheless, as cells have it."""

_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_HALF_A_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


class RepeatedKeyError(ValueError):
    """A key that stands in an object twice."""


def parsed(
    path: Path | str, text: str, *, line: int = 1, pairs: Callable[[Pairs], dict[str, Any]] | None = None
) -> Any:
    """Parse JSON; numbers are the text that stands there, so that 72.0 stays 72.0.

    ``NaN`` and ``Infinity`` are text, too: a cell that cannot be used does not cost the file.

    Args:
        path: The file, for messages.
        text: What stands in it.
        line: On which line the text begins.
        pairs: Makes an object of its keys and values; may raise a RepeatedKeyError.

    Raises:
        DataError: It is no JSON, cut off, or nested too deeply; with the line.
    """
    try:
        value = json.loads(
            text,
            parse_float=str,
            parse_int=str,
            parse_constant=_CONSTANTS.__getitem__,
            object_pairs_hook=pairs,
        )
        return _whole_characters(value) if _HALF_A_CHARACTER.search(text) else value
    except json.JSONDecodeError as error:
        place = line + text.count("\n", 0, min(error.pos, len(text.rstrip())))
        raise DataError(path, _problem(text, error), line=place) from None
    except RepeatedKeyError as error:
        raise DataError(path, str(error), line=line if line > 1 else None) from None
    except RecursionError:
        raise DataError(path, "nested too deeply to be scores") from None


def _problem(text: str, error: json.JSONDecodeError) -> str:
    rest = text[error.pos :].lstrip()
    if not rest or (rest.startswith('"') and not _STRING.match(rest)):
        return "the JSON is cut off: what is open here is never closed"
    return f"not JSON: {error.msg[:1].lower()}{error.msg[1:].removesuffix(' at')}"


def _whole_characters(value: Any) -> Any:
    r"""Write half a character, which ``\ud800`` alone is and nothing can encode, as it was escaped."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, list):
        return [_whole_characters(one) for one in value]
    if isinstance(value, dict):
        return {_whole_characters(key): _whole_characters(one) for key, one in value.items()}
    return value
