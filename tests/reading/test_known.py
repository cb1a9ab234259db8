from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from wording import of_system

from leaderboard.errors import DataError
from leaderboard.reading import Known, shipped


def test_descriptions_that_come_with_the_program_and_cannot_be_read_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As those in one's own folder are."""

    def failing(*_: object, **_more: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    known = Known()
    monkeypatch.setattr(Path, "open", failing)

    with pytest.raises(DataError) as caught:
        known.dataset("cityscapes")

    assert str(caught.value) == f"{shipped() / 'datasets.csv'}: {of_system(errno.EIO)}"
