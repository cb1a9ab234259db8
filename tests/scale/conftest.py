"""What is started for a test, and stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from engines import CLUSTERS, MADE, frames_of


@pytest.fixture(params=[name for name in MADE if name not in CLUSTERS])
def engine(request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Give what makes frames of an engine of columns."""
    yield from frames_of(request.param)


@pytest.fixture(params=CLUSTERS)
def cluster(request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Give what makes frames of a cluster of columns."""
    yield from frames_of(request.param)
