"""Every file is read twice: the careful way, and the fast way that large files take."""

import pytest

from leaderboard.reading.containers import delimited


@pytest.fixture(autouse=True, params=["careful", "fast"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Take even small files for large ones in every second run."""
    if request.param == "fast":
        monkeypatch.setattr(delimited, "_LARGE", -1)
    return request.param
