"""A table is read twice: the careful way, and the fast way that large files take."""

import pytest

from leaderboard.reading.containers import delimited


@pytest.fixture(params=["careful", "fast"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Take even small files for large ones in every second run; for the modules of what is a CSV table."""
    if request.param == "fast":
        monkeypatch.setattr(delimited, "_LARGE", -1)
    return request.param
