"""How text is written: JSON and YAML that mean nothing elsewhere, numbers as published, names of folders."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

STAMP = "# Written by leaderboard export."
"""The first line of files whose format has comments; it says who may replace them."""

_ELSEWHERE = re.compile(r"[<>]|#(?=#[a-z]*\[)", re.IGNORECASE)
"""What means something in a page, and in the log of a CI system; within quotes it can be escaped."""

_MARKED = re.compile(r'"\\u0000([^"]*)"')
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")

_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[1-9]|LPT[1-9])(?:\..*)?", re.IGNORECASE)
_LONGEST = 80
"""Characters of the name of a file or folder."""


class Number(str):
    """A number with the digits that it was published with."""

    __slots__ = ()


def number(value: float, text: str) -> Number:
    """Return a number with the digits of *text*, if that is one: ``72.0``, ``82.70``, never ``1e-05``.

    The mean of several runs has the digits with which it is shown.
    """
    from decimal import Decimal, InvalidOperation

    try:
        exact = Decimal(text)
    except InvalidOperation:
        exact = Decimal(repr(value))
    return Number(f"{exact if exact.is_finite() else Decimal(repr(value)):f}")


def json_of(value: Any) -> bytes:
    """Write JSON, one value a line, so that differences can be read."""
    text = json.dumps(_marked(value), ensure_ascii=False, indent=1)
    plain = _MARKED.sub(lambda found: found[1], text)
    return f"{_ELSEWHERE.sub(_escape, plain)}\n".encode()


def _marked(value: Any) -> Any:
    r"""Put a zero character before numbers, which no text of a board has: it is made visible there."""
    if isinstance(value, Number):
        return f"\0{value}"
    if isinstance(value, dict):
        return {key: _marked(one) for key, one in value.items()}
    return [_marked(one) for one in value] if isinstance(value, list) else value


def yaml_of(value: Any) -> bytes:
    """Write YAML below a line that says who did; a text is never broken into lines."""
    import yaml

    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc]
        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - a protocol
            return True

    def text(dumper: Any, one: str) -> Any:
        return dumper.represent_scalar(
            "tag:yaml.org,2002:str", one, style='"' if _ELSEWHERE.search(one) else None
        )

    def digits(dumper: Any, one: Number) -> Any:
        kind = "float" if "." in one else "int"
        return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", str(one))

    Dumper.add_representer(str, text)
    Dumper.add_representer(Number, digits)
    written = yaml.dump(value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=1 << 30)
    return f"{STAMP}\n{_ELSEWHERE.sub(_escape, written)}".encode()


def _escape(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


def is_stamped(old: bytes, new: bytes) -> bool:  # noqa: ARG001 - the stamp says it all
    """Say whether a file begins with the line that says that it is ours."""
    return old.startswith(STAMP.encode())


def folder_name(text: str) -> str:
    """Return a *text* as a folder or file can be called on every system: itself, nearly always."""
    plain = _NO_NAME.sub("-", text).rstrip(". ")
    if len(plain) > _LONGEST or len(plain.encode()) > 2 * _LONGEST:
        short = plain.encode()[:_LONGEST].decode(errors="ignore")
        plain = f"{short}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    if not plain or plain.startswith((".", " ")) or _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return plain


def folder_names(texts: list[str]) -> dict[str, str]:
    """Give each of some *texts* the name of a folder of its own, where case does not matter, too."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for text in texts:
        name = plain = folder_name(text)
        number_ = 1
        while name.casefold() in taken:
            number_ += 1
            name = f"{plain}-{number_}"
        taken.add(name.casefold())
        found[text] = name
    return found
