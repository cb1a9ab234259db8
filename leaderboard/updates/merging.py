"""What taking in scores from elsewhere would change: nothing is merged without being said.

Every score found is one of these:

- ``new network``: its network is not in the data yet.
- ``new score``: the network is, but not with this score.
- ``same``: the data has it already. A score that says nothing of its conditions (variant,
  test time, extra data, …) is the same as an equal one of its network on its board.
- ``conflicting``: the data has another value under the same key, which is everything but the
  score and what is said about it.
- ``undecided``: its network nearly has the name of one in the data, or fits several, and
  somebody has to say whether it is that one.

``unusable`` are those that the file holds and that could not be read. What is undecided or unusable
is never taken in, and what is in conflict only on demand: see :func:`left_out`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.board import metrics
from leaderboard.board.board import Board
from leaderboard.board.columns import KEY, NUMBERS, RESULTS
from leaderboard.board.unusable import Unusable
from leaderboard.errors import AmbiguousName, listed, quoted
from leaderboard.reading.known import Known
from leaderboard.table import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from leaderboard.board.names import Names

STATUSES = ("new network", "new score", "conflicting", "undecided", "unusable", "same")
"""In the order in which they are listed."""

_BOARD = ["network", "dataset", "metric", "split"]
_TOLD = [name for name in KEY if name not in _BOARD]


class _There(NamedTuple):
    """A score that a board has."""

    told: tuple[str, ...]
    score: float
    text: str
    is_new: bool = False
    """Whether it was found together with the others, and is not in the data yet."""


def combined(found: Sequence[Board], dataset: str | None = None) -> Board:
    """Put what several files say into one, or what they say of a *dataset*, as people type it.

    Raises:
        UnknownName: No file has such a dataset.
        AmbiguousName: Several datasets fit.
    """
    import pandas as pd

    if len(found) == 1:
        whole = found[0]
    else:
        results = [one.results_table.astype(dict.fromkeys(_text(), "str")) for one in found]
        whole = Board(
            pd.concat(results, ignore_index=True),
            pd.concat([one.papers_table for one in found], ignore_index=True),
            pd.concat([one.links_table for one in found], ignore_index=True),
            pd.concat([one.datasets_table for one in found]).drop_duplicates("dataset", ignore_index=True),
            pd.concat([one.metrics_table for one in found]).drop_duplicates(
                ["dataset", "metric"], ignore_index=True
            ),
            unusable=tuple(unusable for one in found for unusable in one.unusable),
        )
    if dataset is None:
        return whole
    name = whole.dataset_names.find(dataset)
    results_table, datasets, described = whole.results_table, whole.datasets_table, whole.metrics_table
    return replace(
        whole,
        results_table=results_table[results_table["dataset"] == name].reset_index(drop=True),
        datasets_table=datasets[datasets["dataset"] == name],
        metrics_table=described[described["dataset"] == name],
        unusable=tuple(one for one in whole.unusable if one.whole),
    )


def _text() -> list[str]:
    return [name for name in RESULTS if name not in NUMBERS]


def plan(
    board: Board,
    found: Board,
    *,
    names: Mapping[str, str] | None = None,
    all_new: bool = False,
) -> pd.DataFrame:
    """Say of each score *found* what taking it into *board* would mean.

    Args:
        board: The data as it is.
        found: What was read from elsewhere; its results may have a column ``place`` besides.
        names: What networks are called in the data, by what they are called elsewhere.
        all_new: Take networks with near names for new ones; one that has the name of several is none.

    Returns one row per score, then one per unusable one: ``status``; ``network``, ``dataset`` and
    ``metric`` as the data calls them; ``found_network``, ``found_dataset`` and ``found_metric``; the other
    columns of the results; ``present``, the text of the score that is there already; ``near``, names that
    may be meant, joined by ``;``; ``place``, where it stands; ``reason``, what is in its way.

    Raises:
        AmbiguousName: A name that was mapped to fits several networks.
    """
    import pandas as pd

    datasets, splits, unclear = _datasets(found, board)
    results, refused = _in_one_line(found.results_table, unclear)
    called, near = _networks(results["network"], board.network_names, names or {}, all_new=all_new)
    own = {datasets[name]: split for name, split in _own_splits(found)} | dict(_own_splits(board))
    measured = _metrics(board)
    rows = results.assign(
        **{f"found_{name}": results[name] for name in ("network", "dataset", "metric")},
        place=results.get("place", ""),
        network=results["network"].map(called),
        near=results["network"].map(near),
        dataset=results["dataset"].map(datasets),
        split=results["split"].where(results["split"] != "", results["dataset"].map(splits)),
    )
    pairs = zip(rows["dataset"], rows["metric"], strict=True)
    rows["metric"] = [measured.get((name, metrics.key(metric)), metric) for name, metric in pairs]
    counted = rows["split"].where(rows["split"] != "", rows["dataset"].map(own).fillna(""))
    known = _known(board, rows)
    existing = set(board.network_names.aliases)
    statuses, present, notes = [], [], []
    for network, dataset, metric, split, *told, score, text, maybe in zip(
        *(rows[name] for name in ("network", "dataset", "metric")),
        counted,
        *(rows[name] for name in (*_TOLD, "score", "score_text", "near")),
        strict=True,
    ):
        there = known[network, dataset, metric, split]
        status, value, beside = _compared(there, tuple(told), score)
        if maybe:
            status, value = "undecided", ""
        elif status == "new score" and network not in existing:
            status = "new network"
        statuses.append(status)
        present.append(value)
        notes.append(f"{beside} stands beside it" if beside else "")
        if status.startswith("new"):
            there.append(_There(tuple(told), score, text, is_new=True))
    rows["note"] = ["; ".join(filter(None, pair)) for pair in zip(rows["note"], notes, strict=True)]
    columns = [
        "status",
        *RESULTS,
        "found_network",
        "found_dataset",
        "found_metric",
        "present",
        "near",
        "place",
        "reason",
    ]
    text = {name: "str" for name in columns if name not in NUMBERS}
    reasons = list(map(_in_the_way, statuses, present, rows["near"]))
    planned = rows.assign(status=statuses, present=present, reason=reasons)[columns].astype(text)
    if unusable := (*found.unusable, *refused):
        left = pd.DataFrame(
            {"place": [one.place for one in unusable], "reason": [one.reason for one in unusable]}
        )
        left = left.assign(status="unusable").reindex(columns=columns)
        left = left.astype({"score": "float64", "spread": "float64", "runs": "Int64"})
        planned = pd.concat([planned, left], ignore_index=True)
    return planned.assign(**planned[list(text)].fillna(""))


def _in_one_line(results: pd.DataFrame, unclear: Mapping[str, str]) -> tuple[pd.DataFrame, list[Unusable]]:
    """Write every text in one line; leave out scores with characters in them that steer terminals.

    So are those on a dataset of which it is *unclear* which one it is.
    """
    text = [name for name in _text() if not name.endswith("_text")]
    results = results.astype(dict.fromkeys(_text(), "str"))
    places = results["place"].tolist() if "place" in results else [""] * len(results)
    refused: dict[int, Unusable] = {}
    for row, dataset in enumerate(results["dataset"].tolist()):
        if dataset in unclear:
            refused[row] = Unusable(places[row], unclear[dataset])
    for name in text:
        forms = {cell: " ".join(cell.split()) for cell in results[name].unique()}
        results[name] = results[name].map(forms).astype("str")
        bad = {cell for cell in forms.values() if printable(cell) != cell}
        for row in results.index[results[name].isin(bad)] if bad else ():
            refused[row] = Unusable(
                places[row], f"{quoted(results.loc[row, name])} holds a control character"
            )
    return results.drop(index=list(refused)), list(refused.values())


def _in_the_way(status: str, present: str, near: str) -> str:
    """Say why a score is not taken in, if it is not."""
    if status == "conflicting":
        return f"the data has {present}"
    return f"is it {listed(near.split(';'), 'or')}, or a network of its own?" if status == "undecided" else ""


def left_out(planned: pd.DataFrame, *, with_conflicts: bool = False) -> pd.DataFrame:
    """Return the rows of a plan that are not taken in, though the data does not have them."""
    statuses = ["undecided", "unusable", *([] if with_conflicts else ["conflicting"])]
    return planned[planned["status"].isin(statuses)]


def chosen(planned: pd.DataFrame, *, with_conflicts: bool = False) -> pd.DataFrame:
    """Return the rows of a plan that are taken in: what is new, and on demand what is in conflict.

    A score that is taken in beside another one has a note that says so.
    """
    import pandas as pd

    beside = planned["status"] == "conflicting"
    taken = planned[planned["status"].str.startswith("new") | (with_conflicts & beside)]
    notes = [
        "; ".join(filter(None, (note, f"{present} is known, too" if present else "")))
        for note, present in zip(taken["note"], taken["present"], strict=True)
    ]
    return taken.assign(note=pd.Series(notes, index=taken.index, dtype="str"))


def _own_splits(board: Board) -> Iterator[tuple[str, str]]:
    return zip(board.datasets_table["dataset"], board.datasets_table["split"], strict=True)


def _metrics(board: Board) -> dict[tuple[str, str], str]:
    """Return what each metric on each dataset is called in the data, by what does not depend on spelling."""
    pairs = board.metrics_table[["dataset", "metric"]].itertuples(index=False)
    return {(dataset, metrics.key(metric)): metric for dataset, metric in pairs}


def _networks(
    found: pd.Series[str], known: Names, names: Mapping[str, str], *, all_new: bool
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what each network is called in the data, and names that may be meant where that is open."""
    called, near = {}, {}
    for name in found.unique():
        wanted = names.get(name, name)
        fitting = known.matching(wanted)
        called[name] = fitting[0] if len(fitting) == 1 else wanted
        near[name] = ""
        if name in names and len(fitting) > 1:
            known.find(wanted)
        elif len(fitting) > 1:
            near[name] = ";".join(fitting)
        elif name not in names and not fitting and not all_new:
            near[name] = ";".join(known.resembling(name))
    return called, near


def _datasets(found: Board, board: Board) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return what each dataset is called in the data, its split by its name, and why some are not clear."""
    known = Known.of(board.datasets_table, board.metrics_table, with_shipped=False)
    called: dict[str, str] = {}
    splits: dict[str, str] = {}
    unclear: dict[str, str] = {}
    for name, title in found.datasets_table[["dataset", "title"]].itertuples(index=False):
        try:
            meant = known.board(name)
            if meant[0] is None:
                meant = known.board(title) if known.board(title)[0] else (None, name, "")
        except AmbiguousName as error:
            meant, unclear[name] = (None, name, ""), error.mend
        called[name], splits[name] = meant[1], meant[2]
    return called, splits, unclear


def _known(board: Board, rows: pd.DataFrame) -> defaultdict[tuple[str, ...], list[_There]]:
    """Return what the data has under the networks, datasets, metrics and splits of *rows*."""
    results = board.results_table
    concerned = results[results["network"].isin(list(rows["network"].unique()))]
    concerned = concerned.assign(split=board.splits_of(concerned))
    known: defaultdict[tuple[str, ...], list[_There]] = defaultdict(list)
    columns = [concerned[name].astype("str") for name in (*_BOARD, *_TOLD, "score_text")]
    for network, dataset, metric, split, *told, text, score in zip(*columns, concerned["score"], strict=True):
        known[network, dataset, metric, split].append(_There(tuple(told), score, text))
    return known


def _compared(there: list[_There], told: tuple[str, ...], score: float) -> tuple[str, str, str]:
    """Say what a score is beside those of its network on its board, and which of them it meets.

    Two figures under one key that were found together are both new; the text of the first is
    the last that is returned.
    """
    for other in there:
        silent = all(mine in {"", his} for mine, his in zip(told, other.told, strict=True))
        if other.score == score and silent:
            return "same", other.text, ""
    alike = [other for other in there if other.told == told]
    for other in alike:
        if not other.is_new:
            return "conflicting", other.text, ""
    return "new score", "", alike[0].text if alike else ""
