"""The standard streams where whoever started the program has closed one: ``leaderboard top >&-``."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES: Mapping[str, tuple[int, str, int]] = {
    "stdin": (0, "r", os.O_WRONLY),
    "stdout": (1, "w", os.O_RDONLY),
    "stderr": (2, "w", os.O_WRONLY),
}
"""By name: the number, how it is used, and how its stand-in is opened.

What is to be read can only be written to, and the other way round, so that using it is an error
as it is with other programs. Complaints that nobody wants to hear go nowhere.
"""


def stand_in() -> None:
    """Put something in place of each stream that is closed.

    Without it, the next file that is opened would have the number of the stream, and get what is
    meant for that.
    """
    for name, (number, mode, flags) in _NAMES.items():
        if getattr(sys, name) is None and not _is_open(number):
            opened = os.open(os.devnull, flags)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            os.set_inheritable(number, True)  # noqa: FBT003 - it takes no name
            stream: Any = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def _is_open(number: int) -> bool:
    with suppress(OSError):
        os.fstat(number)
        return True
    return False
