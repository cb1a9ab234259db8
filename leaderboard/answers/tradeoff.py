"""What a better score costs: frames per second, parameters or operations.

The rules, for every function here:

- A *configuration* is a network in a variant. It has its best score on the board, and a
  row for every measurement (on another device, at another resolution).
- The *Pareto front* are the rows that no other dominates. One dominates another if it is
  at least as good in score and cost, and better in one of them; so equal rows share the
  front. Comparing floats compares the published decimals: see :mod:`leaderboard.answers.ranking`.
- Frames per second are compared on one device only: each device has a front of its own.
  A device with a single row has none, since nothing was compared, and neither has a row
  without a device. (Where no measurement of the collection says its device, all count as
  made on the same.) Parameters and operations do not depend on the device: one front.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaderboard.answers.ranking import rank, with_facts
from leaderboard.board import metrics
from leaderboard.board.names import Names, fold
from leaderboard.errors import AmbiguousName, UnknownName, UsageError, listed

if TYPE_CHECKING:
    import pandas as pd

    from leaderboard.board.board import Board


@dataclass(frozen=True)
class Measure:
    """Something that a network costs: its *title* over a column, its *words*, and those at an *axis*."""

    title: str
    words: str
    axis: str
    more_is_better: bool = False
    of_devices: bool = False
    """Whether it depends on the device."""


MEASURES = {
    "fps": Measure("FPS", "frames per second", "frames per second", more_is_better=True, of_devices=True),
    "params": Measure("Params (M)", "parameters", "parameters (millions)"),
    "gflops": Measure("GFLOPs", "GFLOPs", "operations for one image (GFLOPs)"),
}
"""By what scores can be traded, under the names of the columns."""

_CONFIGURATION = ["network", "variant", "dataset", "split"]

_LEADING = (
    *("front", "network", "variant", "score", "fps", "device", "resolution", "params", "gflops"),
    *("score_text", "fps_text", "params_text", "gflops_text"),
    *("dataset", "split", "speed_source", "speed_note"),
)


def measure_of(board: Board, typed: str) -> tuple[str, Measure]:
    """Return the measure of that name, and what it is: of the table of speeds, or any metric of the board.

    Raises:
        UsageError: There is none.
        AmbiguousName: Several metrics fit.
    """
    if fold(typed) in MEASURES:
        return fold(typed), MEASURES[fold(typed)]
    if not board.metric_names.matching(metrics.plain(typed)):
        names = [*MEASURES, *(name for name in board.metric_names.aliases if name not in MEASURES)]
        raise UsageError(f"no measure named {typed!r}; use {listed(names[:_MANY], 'or')}")
    name = board.metric_names.find(metrics.plain(typed))
    about = board.metrics_table[board.metrics_table["metric"] == name].iloc[0]
    axis = f"{name} ({about['unit']})" if about["unit"] else name
    return name, Measure(name, name, axis, more_is_better=about["better"] == "higher")


_MANY = 8
"""So many measures are named in an error."""


def tradeoff(board: Board, *, by: str = "fps", device: str | None = None) -> pd.DataFrame:
    """Put the configurations of a board by what they cost, the cheapest or fastest first.

    Args:
        board: One dataset, as :meth:`Board.on` gives it; its own split counts.
        by: What it costs: one of :data:`MEASURES`, or another metric of the board.
        device: Only what was measured there; a part of its name will do.

    Returns one row per measurement that says *by*, of a configuration with a score:

    - ``front``: whether it is on the Pareto front, as the module says.
    - ``network``, ``variant``, ``score`` (unit of the dataset; the best of the configuration).
    - ``fps``, ``device``, ``resolution`` (height x width in pixels), ``params`` (millions) and
      ``gflops``; NaN or empty where they are not known.
    - ``speed_source`` and ``speed_note``, which are about the measurement.

    and score_text, fps_text, params_text, gflops_text, dataset, split, and of the score
    test_time, extra_data, evidence, source, note, and the columns of
    :data:`leaderboard.board.columns.FACTS`. Of equal cost the better score comes first.

    Raises:
        UsageError: There is no such measure.
        UnknownName: There is no such device.
        AmbiguousName: Several devices fit.
    """
    by, measure = measure_of(board, by)
    rows = measured(board, by=by)
    rows = rows[rows["own"]]
    if device is not None:
        rows = rows[rows["device"].map(fold) == fold(device_named(board, device, by=by))]
    merit = rows["score"].where(rows["better"].astype("str") != "lower", -rows["score"])
    gain = rows[by] if measure.more_is_better else -rows[by]
    if measure.of_devices and (board.speeds_table["device"] != "").any():
        device_of = rows["device"].map(fold)
        group = rows["dataset"].str.cat(device_of, sep="\0")
        compared = (device_of != "") & group.duplicated(keep=False)
    else:
        group = rows["dataset"]
        compared = group.duplicated(keep=False)
    rows = rows.assign(front=on_front(gain, merit, group) & compared)
    # What is equal stays as it is ranked.
    order = rows.assign(gain=-gain, merit=-merit).sort_values(["gain", "merit"], kind="stable").index
    leading = (*_LEADING, *(() if by in MEASURES else (by, f"{by}_text")))
    answer = with_facts(rows.loc[order], board, [name for name in leading if name != "variant"])
    return answer[[*leading, *(name for name in answer.columns if name not in leading)]]


def on_front(gain: pd.Series[float], merit: pd.Series[float], group: pd.Series[str]) -> pd.Series[bool]:
    """Say which rows no other of their group dominates; more *gain* and more *merit* are better."""
    import pandas as pd

    rows = pd.DataFrame({"group": group, "gain": gain, "merit": merit})
    steps = rows.groupby(["group", "gain"])["merit"].max().reset_index()
    steps = steps.sort_values(["group", "gain"], ascending=[True, False])
    best_so_far = steps.groupby("group")["merit"].cummax()
    ahead = best_so_far.groupby(steps["group"]).shift()
    front = pd.MultiIndex.from_frame(steps[ahead.isna() | (steps["merit"] > ahead)])
    return pd.Series(pd.MultiIndex.from_frame(rows).isin(front), index=rows.index)


def measured(board: Board, *, by: str) -> pd.DataFrame:
    """Join the measurements that say *by* with the best score of their configuration, on every split.

    Beside a speed, a score at one scale counts before any at several.

    Returns one row per measurement that has a score, as it is ranked: the columns of
    :func:`leaderboard.answers.ranking.rank` and, from :data:`leaderboard.board.columns.SPEEDS`, what was
    measured, ``speed_source`` and ``speed_note``.
    """
    scores = rank(board).astype(dict.fromkeys([*_CONFIGURATION, "metric"], "str"))
    own = board.boards[board.boards["own"]]
    metric_of = dict(zip(own["dataset"], own["metric"], strict=True))
    in_own = scores["metric"] == scores["dataset"].map(metric_of)
    # What was tested at several scales takes several times as long as was measured.
    slower = (scores["test_time"] == "multi-scale") & (by in _OF_ONE_IMAGE)
    best = scores[in_own].assign(slower=slower).sort_values("slower", kind="stable")
    best = best.drop_duplicates(_CONFIGURATION).sort_index().drop(columns=["resolution", "slower"])
    if by in MEASURES:
        return best.merge(_speeds(board, by=by).drop(columns="counts"), on=_CONFIGURATION)
    other = scores[scores["metric"] == by].drop_duplicates(_CONFIGURATION)
    other = other[[*_CONFIGURATION, "score", "score_text"]].rename(
        columns={"score": by, "score_text": f"{by}_text"}
    )
    return best.merge(other, on=_CONFIGURATION).assign(**_NO_SPEEDS)  # type: ignore[arg-type]


_OF_ONE_IMAGE = ("fps", "gflops")

_NO_SPEEDS = {
    **dict.fromkeys(MEASURES, float("nan")),
    **dict.fromkeys(
        (*(f"{name}_text" for name in MEASURES), "device", "resolution", "speed_source", "speed_note"), ""
    ),
}


def unscored(board: Board, *, by: str) -> int:
    """Count the measurements of a board that say *by*, but whose configuration has no score on it."""
    if by not in MEASURES:
        return 0
    return int(_speeds(board, by=by)["counts"].sum()) - int(measured(board, by=by)["own"].sum())


def boards_measured(board: Board, *, by: str) -> list[str]:
    """Return the datasets on whose own split some score has a measurement that says *by*."""
    rows = measured(board, by=by)
    having = set(rows["dataset"][rows["own"]])
    return [name for name in board.datasets_table["dataset"] if name in having]


def device_named(board: Board, typed: str, *, by: str) -> str:
    """Find the device of a board that was meant: by its name, or by a part of it.

    Raises:
        UnknownName: None fits; the error carries near names.
        AmbiguousName: Several fit.
    """
    speeds = _speeds(board, by=by)
    devices = speeds["device"][speeds["counts"]]
    spelled = {fold(name): name for name in reversed(devices.to_list()) if name}
    names = Names("device", dict.fromkeys(sorted(spelled.values()), ()))
    fitting = names.matching(typed) or [name for name in names.aliases if fold(typed) in fold(name)]
    if not fitting:
        raise UnknownName("device", typed, names.near(typed))
    if len(fitting) > 1:
        raise AmbiguousName("device", typed, fitting)
    return fitting[0]


def usual_device(board: Board, *, by: str) -> str | None:
    """Return the device on which most of the scores of a board were measured, if several devices are named.

    Of two that are named as often, it is the first by name.
    """
    if by not in MEASURES or not MEASURES[by].of_devices:
        return None
    rows = measured(board, by=by)
    devices = rows.loc[rows["own"] & (rows["device"] != ""), "device"]
    folded = devices.map(fold)
    counts = folded.value_counts().sort_index()
    return str(devices[folded == counts.idxmax()].iloc[0]) if len(counts) > 1 else None


def _speeds(board: Board, *, by: str) -> pd.DataFrame:
    """Return the measurements that say *by*, each with its split and whether its dataset ranks that."""
    own = board.datasets_table.set_index("dataset")["split"].to_dict()
    shown = board.boards.loc[board.boards["own"], ["dataset", "split"]]
    own |= dict(shown.itertuples(index=False))
    if board.split is not None:
        own = dict.fromkeys(own, board.split)
    speeds = board.speeds_table.assign(split=board.splits_of(board.speeds_table))
    speeds = speeds.assign(counts=speeds["split"] == speeds["dataset"].map(own))
    kept = speeds[by].notna() & speeds["dataset"].isin(list(own))
    return (
        speeds[kept]
        .rename(columns={"source": "speed_source", "note": "speed_note"})
        .astype(dict.fromkeys(_CONFIGURATION, "str"))
    )
