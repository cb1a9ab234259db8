"""Lines that GitHub Actions shows at the place of a file."""

from __future__ import annotations


def annotation(severity: str, message: str, **properties: str | int | None) -> str:
    """Write a message as a workflow command of GitHub Actions, with *file*, *line*, *title* and the like.

    What would end a property or the command early is escaped as in ``command.ts`` of
    https://github.com/actions/toolkit.
    """
    said = ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in properties.items()
        if value is not None
    )
    return f"::{severity} {said}".rstrip() + f"::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
