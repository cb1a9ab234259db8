"""What networks cost, where a table of scores says it beside them: parameters and operations."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leaderboard.board.board import no_rows
from leaderboard.board.columns import SPEEDS
from leaderboard.reading.coded import Cells
from leaderboard.reading.measurements import COSTS
from leaderboard.reading.vocabulary import cost_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from leaderboard.reading.measurements import Measurements

_FIGURE = re.compile(r"\s*~?(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[kmbgt]?)\w*\s*", re.IGNORECASE)
_IN_TITLE = re.compile(
    r"[(\[_ ](?P<unit>[kmbgt])(?:illions?|illion|flops|macs|params?)?[)\]]?\s*$"
    r"|^(?P<first>[gtm])(?:flops|macs)",
    re.IGNORECASE,
)
_SCALE = {"k": -3, "m": 0, "b": 3, "g": 3, "t": 6}
"""Powers of ten from a unit of parameters to millions; operations are in billions."""
_RAW = 100_000
"""From this number on, a figure without a unit counts single parameters or operations."""


def costs_table(costs: pd.DataFrame | None, results: pd.DataFrame, ids: Mapping[str, str]) -> pd.DataFrame:
    """Return what is said of costs beside scores, with the columns of :data:`SPEEDS`.

    Args:
        costs: All text, as :class:`~leaderboard.reading.measurements.Measurements` has it.
        results: The scores; a cost counts on every board of its network and variant.
        ids: The datasets by the names that the file gives them.

    A figure whose unit neither its title nor its cell says keeps its text, and no number.
    """
    import numpy as np
    import pandas as pd

    if costs is None or costs.empty:
        return no_rows(*SPEEDS)()
    boards = results[["network", "variant", "dataset", "split"]].drop_duplicates()
    costs = costs.drop_duplicates(ignore_index=True).reset_index(names="cost")
    costs = costs.assign(dataset=costs["dataset"].map({**ids, "": ""})).dropna(subset="dataset")
    everywhere = costs["dataset"] == ""
    joined = pd.concat(
        [
            _joined(costs[~everywhere], boards, ["network", "variant", "dataset"]),
            _joined(costs[everywhere].drop(columns="dataset"), boards, ["network", "variant"]),
        ]
    ).sort_values("cost", kind="stable", ignore_index=True)
    if joined.empty:
        return pd.DataFrame(columns=list(SPEEDS))
    for kind in ("params", "gflops"):
        codes, said = pd.factorize(joined[kind])
        parts = [text.partition("\0") for text in said]
        figures = np.array([_in_millions(cell, title, kind) for cell, _, title in parts], dtype="float64")
        texts = np.array([cell for cell, *_ in parts], dtype="object")
        joined[kind] = figures[codes]
        joined[f"{kind}_text"] = pd.Series(texts[codes], index=joined.index, dtype="str")
    lacking = [name for name in SPEEDS if name not in joined.columns]
    joined = joined.assign(**dict.fromkeys(lacking, "")).drop_duplicates(
        ["network", "variant", "dataset", "split", "params", "gflops"]
    )
    return joined.assign(fps=float("nan"))[list(SPEEDS)].reset_index(drop=True)


def _joined(costs: pd.DataFrame, boards: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Give costs to the boards with the same *keys*; names that are categories are quick to compare."""
    import pandas as pd

    for name in keys:
        if isinstance(boards[name].dtype, pd.CategoricalDtype):  # what has no score has no category
            costs = costs[costs[name].isin(boards[name].cat.categories)]
    costs = costs.astype({name: boards[name].dtype for name in keys})
    return costs.merge(boards, on=keys)


def _in_millions(cell: str, title: str, kind: str) -> float:
    """Return parameters in millions, or operations in billions; NaN where the unit is not said."""
    found = _FIGURE.fullmatch(cell)
    if not found:
        return float("nan")
    number = float(found["number"].replace(",", ""))
    said = _IN_TITLE.search(title.strip())
    unit = (found["unit"] or (said and (said["unit"] or said["first"])) or "").casefold()
    if unit:
        power = _SCALE[unit]
    elif number >= _RAW:
        power = -6
    else:
        return float("nan")
    return round(number * 10.0 ** (power - (3 if kind == "gflops" else 0)), 9)


def with_costs_apart(found: Measurements) -> Measurements:
    """Take parameters and operations, which nested files list among metrics, for what networks cost."""
    import numpy as np
    import pandas as pd

    scores = found.scores
    if "sheet" in scores.columns or "metric" not in scores.columns:
        return found  # columns of sheets have been told apart
    metric = Cells.of(scores["metric"])
    kinds = [cost_of(text) for text in metric.texts]
    if not any(kinds):
        return found
    kind = np.array(kinds, dtype="object")[metric.codes]
    is_cost = kind != ""
    costs = scores[is_cost]
    cell, metric = Cells.of(costs["cell"]), metric.take(is_cost)
    both, codes = np.unique(
        cell.codes.astype("int64") * len(metric.texts) + metric.codes, return_inverse=True
    )
    figures = [
        f"{cell.texts[one // len(metric.texts)]}\0{metric.texts[one % len(metric.texts)]}"
        for one in both.tolist()
    ]
    said = Cells(codes, figures)
    table = pd.DataFrame(
        {
            **{name: costs.get(name, "") for name in COSTS},
            **{
                name: said.written(kind[is_cost] != name, lambda _: "").categorical
                for name in ("params", "gflops")
            },
        }
    )
    left = scores[~is_cost].reset_index(drop=True)
    return replace(
        found, scores=left, costs=pd.concat([found.costs, table]) if found.costs is not None else table
    )
