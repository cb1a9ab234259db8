"""Tables to write: one like those of the program, and one that is hard to write."""

from __future__ import annotations

import pytest
from awkward import AWKWARD, LINK
from hostile import HOSTILE

from leaderboard.table import Cell, Column, Fact, Table


@pytest.fixture
def board() -> Table:
    """Return three networks on one dataset, as ``top`` shows them."""
    return Table(
        title="Cityscapes test · mIoU (%)",
        columns=(
            Column("place", "#", align="number"),
            Column("network", "Network"),
            Column("score", "mIoU", align="number"),
            Column("gap", "Gap", align="number", expendable=3),
            Column("tags", "Tags", expendable=1, wraps=True),
            Column("code", "Code", expendable=4, view="document"),
            Column("has_code", view="data"),
        ),
        rows=(
            (
                Cell(1),
                Cell("DPC", url="https://arxiv.org/abs/1809.04184"),
                Cell(82.7, "82.70", mark="best"),
                Cell(0.0, ""),
                Cell(("search", "encoder")),
                Cell("✓", url="https://example.org/dpc"),
                Cell(value=True),
            ),
            (
                Cell(2, "2="),
                Cell("GFF"),
                Cell(82.3, "82.3", mark="second"),
                Cell(-0.4, "\N{MINUS SIGN}0.4"),
                Cell(),
                Cell(),
                Cell(value=False),
            ),
            (
                Cell(3),
                Cell("FCN-8s"),
                Cell(65.0, "65.0 (64.2)"),
                Cell(-17.7, "\N{MINUS SIGN}17.7"),
                Cell(("real-time",)),
                Cell(),
                Cell(),
            ),
        ),
        facts=(Fact("Split", Cell("test")), Fact("Paper", Cell("Cityscapes", url="https://example.org/c"))),
        notes=("3 of 22 networks",),
    )


@pytest.fixture
def awkward() -> Table:
    """Return a table whose texts are all hard to write; the second column leads to addresses."""
    return Table(
        title=" ".join(AWKWARD),
        columns=(Column("text", "[Text] #_%"), Column("link", "*Link*", wraps=True)),
        rows=(
            *((Cell(text), Cell(text, mark="best", url=LINK)) for text in AWKWARD),
            (Cell(), Cell("no link", mark="second", url="javascript:alert(1)")),
        ),
        facts=tuple(Fact("Fact", Cell(text, url=LINK)) for text in AWKWARD),
        notes=AWKWARD,
    )


@pytest.fixture
def hostile() -> Table:
    """Return a table whose texts all do something where they are not kept from it."""
    return Table(
        title=HOSTILE[0],
        columns=(
            Column("place", "", align="number"),
            Column("text", HOSTILE[0]),
            *(Column(text, text, view="data") for text in HOSTILE),
            Column("tags", "Tags", wraps=True),
        ),
        rows=tuple(
            (Cell(), Cell(text, url=f"javascript:{text}"), *map(Cell, HOSTILE), Cell((text, text)))
            for text in HOSTILE
        ),
        facts=tuple(Fact(text, Cell(text)) for text in HOSTILE),
        notes=HOSTILE,
        hints=HOSTILE,
        sources=tuple(Fact(text, Cell(text)) for text in HOSTILE),
    )
