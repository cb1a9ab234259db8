"""What taking in scores from elsewhere would change: nothing is merged without being said.

Every score found is one of these:

- ``new network``: its network is not in the data yet.
- ``new score``: the network is, but not with this score.
- ``same``: the data has it already. A score that says nothing of its conditions (variant,
  test time, extra data) is the same as an equal one of its network on its board.
- ``conflicting``: the data has another value under the same key, which is everything but the
  score and what is said about it.
- ``undecided``: its network nearly has the name of one in the data, or fits several, and
  somebody has to say whether it is that one.

``unusable`` are those that the file holds and that could not be read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from leaderboard.board.board import Board, Unusable
from leaderboard.board.columns import DATASETS, LINKS, PAPERS, RESULTS
from leaderboard.errors import quoted
from leaderboard.importers._datasets import Descriptions
from leaderboard.importers._facts import typed
from leaderboard.importers._scores import complete
from leaderboard.table import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from leaderboard.board.names import Names

STATUSES = ("new network", "new score", "conflicting", "undecided", "unusable", "same")
"""In the order in which they are listed."""

_BOARD = ["network", "dataset", "split"]
_TOLD = ["variant", "test_time", "extra_data"]


def nothing() -> Board:
    """Return a leaderboard without a score, to take the first ones into."""
    import pandas as pd

    return Board(
        complete(pd.DataFrame({"score": pd.Series(dtype="float64")}), RESULTS),
        typed(pd.DataFrame(columns=list(PAPERS), dtype="str")),
        pd.DataFrame(columns=list(LINKS), dtype="str"),
        pd.DataFrame(columns=list(DATASETS), dtype="str"),
    )


def combined(found: Sequence[Board], dataset: str | None = None) -> Board:
    """Put what several files say into one, or what they say of a *dataset*, as people type it.

    Raises:
        UnknownName: No file has such a dataset.
        AmbiguousName: Several datasets fit.
    """
    import pandas as pd

    datasets = pd.concat([one.datasets_table for one in found]).drop_duplicates("dataset", ignore_index=True)
    whole = Board(
        pd.concat(
            [one.published(one.results_table.assign(row=one.results_table.index)) for one in found],
            ignore_index=True,
        )[list(RESULTS)],
        pd.concat([one.papers_table for one in found], ignore_index=True),
        pd.concat([one.links_table for one in found], ignore_index=True),
        datasets,
        unusable=tuple(unusable for one in found for unusable in one.unusable),
    )
    if dataset is None:
        return whole
    name = whole.dataset_names.find(dataset)
    results = whole.results_table
    return replace(
        whole,
        results_table=results[results["dataset"] == name].reset_index(drop=True),
        datasets_table=datasets[datasets["dataset"] == name],
        unusable=(),
    )


def told(found: Board, *, source: str, evidence: str) -> Board:
    """Say of the scores whose file does not tell where they were read, and how they are known."""
    results = found.results_table
    said = {"source": source, "evidence": evidence}
    return replace(
        found,
        results_table=results.assign(
            **{
                name: results[name].astype("str").where(results[name] != "", text)
                for name, text in said.items()
            }
        ),
    )


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
        found: What was read from elsewhere.
        names: What networks are called in the data, by what they are called elsewhere.
        all_new: Take networks with near names for new ones.

    Returns one row per score, then one per unusable one: ``status``; ``network`` and
    ``dataset`` as the data calls them; ``found_network``; the other columns of the results;
    ``present``, the text of the score that is there already; ``near``, names that may be
    meant, joined by ``;``; ``place`` and ``reason`` of what is unusable.

    Raises:
        AmbiguousName: A name that was mapped to fits several networks.
    """
    import pandas as pd

    results, refused = _in_one_line(found.results_table)
    called, near = _networks(results["network"], board.network_names, names or {}, all_new=all_new)
    datasets, splits = _datasets(found, board)
    own = {datasets[name]: split for name, split in _own_splits(found)} | dict(_own_splits(board))
    rows = results.assign(
        found_network=results["network"],
        network=results["network"].map(called),
        near=results["network"].map(near),
        dataset=results["dataset"].map(datasets),
        split=results["split"].where(results["split"] != "", results["dataset"].map(splits)),
    )
    counted = rows["split"].where(rows["split"] != "", rows["dataset"].map(own).fillna(""))
    known = _known(board, rows)
    existing = set(board.network_names.aliases)
    statuses, present = [], []
    for network, dataset, split, *told, score, text, maybe in zip(
        *(rows[name] for name in ("network", "dataset")),
        counted,
        *(rows[name] for name in (*_TOLD, "score", "score_text", "near")),
        strict=True,
    ):
        there = known[network, dataset, split]
        status, value = _compared(there, tuple(told), score)
        if maybe:
            status, value = "undecided", ""
        elif status == "new score" and network not in existing:
            status = "new network"
        statuses.append(status)
        present.append(value)
        if status.startswith("new"):
            there.append((tuple(told), score, text))
    columns = ["status", *RESULTS, "found_network", "present", "near", "place", "reason"]
    text = {name: "str" for name in columns if name != "score"}
    planned = rows.assign(status=statuses, present=present, place="", reason="")[columns].astype(text)
    if unusable := (*found.unusable, *refused):
        left = pd.DataFrame(
            {"place": [one.place for one in unusable], "reason": [one.reason for one in unusable]}
        )
        left = left.assign(status="unusable").reindex(columns=columns)
        planned = pd.concat([planned, left], ignore_index=True)
    return planned.assign(**planned[list(text)].fillna(""))


def _in_one_line(results: pd.DataFrame) -> tuple[pd.DataFrame, list[Unusable]]:
    """Write every text in one line; leave out scores with characters in them that steer terminals."""
    text = [name for name in results.columns if name not in {"score", "score_text"}]
    results = results.astype(dict.fromkeys(text, "str"))
    refused: dict[int, Unusable] = {}
    for name in text:
        forms = {cell: " ".join(cell.split()) for cell in results[name].unique()}
        results[name] = results[name].map(forms).astype("str")
        bad = {cell for cell in forms.values() if visible(cell) != cell}
        for row in results.index[results[name].isin(bad)] if bad else ():
            refused[row] = Unusable(name, f"{quoted(results.loc[row, name])} holds a control character")
    return results.drop(index=list(refused)), list(refused.values())


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
        if name not in names and not all_new:
            near[name] = ";".join(fitting if len(fitting) > 1 else [] if fitting else known.resembling(name))
    return called, near


def _datasets(found: Board, board: Board) -> tuple[dict[str, str], dict[str, str]]:
    """Return what each dataset is called in the data, and the split that its name says."""
    known = Descriptions(board.datasets_table, shipped=False)
    called, splits = {}, {}
    for name, title, metric in found.datasets_table[["dataset", "title", "metric"]].itertuples(index=False):
        said = metric if metric != "score" else None
        meant = known.board(name, said) or known.board(title, said)
        called[name], splits[name] = (meant[0]["dataset"], meant[1]) if meant else (name, "")
    return called, splits


def _known(
    board: Board, rows: pd.DataFrame
) -> defaultdict[tuple[str, str, str], list[tuple[tuple[str, ...], float, str]]]:
    """Return what the data has under the networks, datasets and splits of *rows*."""
    concerned = board.results_table["network"].isin(rows["network"].unique())
    results = board.results_table.assign(split=board.counted_on())[concerned]
    results = board.published(results.assign(row=results.index))
    known: defaultdict[tuple[str, str, str], list[tuple[tuple[str, ...], float, str]]] = defaultdict(list)
    columns = [results[name] for name in (*_BOARD, *_TOLD, "score", "score_text")]
    for network, dataset, split, *told, score, text in zip(*columns, strict=True):
        known[network, dataset, split].append((tuple(told), score, text))
    return known


def _compared(
    there: list[tuple[tuple[str, ...], float, str]], told: tuple[str, ...], score: float
) -> tuple[str, str]:
    """Say what a score is beside those of its network on its board, and which of them it meets."""
    for others, other, text in there:
        silent = all(mine in {"", his} for mine, his in zip(told, others, strict=True))
        if other == score and silent:
            return "same", text
    for others, _, text in there:
        if others == told:
            return "conflicting", text
    return "new score", ""
