"""A catalogue of models: ``model-index.yml``, a collection for each network and a model for each variant.

Split and test time stand in each result, empty where they are not said: those who read such
files take results of segmentation for the validation split at a single scale otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaderboard.exchange.losses import Losses
from leaderboard.exchange.rows import Rows, has_unit, side_by_side
from leaderboard.exchange.texts import Number, is_stamped, yaml_of
from leaderboard.exchange.written import Written

if TYPE_CHECKING:
    from leaderboard.board.board import Board
    from leaderboard.exchange.facts import Facts
    from leaderboard.exchange.rows import Row

IS_FOLDER = False
NEEDS_FILE = False
SUFFIXES: tuple[str, ...] = ()
ASKS = {"task": "NAME"}

is_ours = is_stamped


def write(board: Board, facts: Facts) -> Written:
    """Return one file with all collections and models."""
    facts.require("task")
    rows = Rows(board)
    models: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows.rows, key=lambda row: (row["network"].casefold(), row["network"], row["variant"])):
        models.setdefault((row["network"], row["variant"]), []).append(row)
    file = {
        "Collections": [_collection(rows, network) for network in rows.networks],
        "Models": [
            _model(rows, network, variant, results, facts.get("task"))
            for (network, variant), results in models.items()
        ],
    }
    return Written({"": yaml_of(file)}, _losses(rows))


def _collection(rows: Rows, network: str) -> dict[str, Any]:
    paper = rows.paper(network)
    about = {"Title": paper.title, "URL": paper.url}
    code = [url for _, url in paper.addresses("code")]
    found: dict[str, Any] = {"Name": network}
    if any(about.values()):
        found["Paper"] = {name: text for name, text in about.items() if text}
    if code:
        found["Code"] = code[0]
    return found


def _model(rows: Rows, network: str, variant: str, results: list[Row], task: str) -> dict[str, Any]:
    found: dict[str, Any] = {"Name": f"{network}_{variant}" if variant else network, "In Collection": network}
    if variant:
        found["Metadata"] = {"Architecture": [variant]}
    found["Results"] = [
        {
            "Task": task,
            "Dataset": rows.called(group[0]["dataset"]),
            "Split": group[0]["split"] or None,
            "Test Time": group[0]["test_time"] or None,
            "Metrics": {row["metric"]: _value(row) for row in group},
        }
        for group in side_by_side(results, ("dataset", "split", "test_time"))
    ]
    return found


def _value(row: Row) -> str:
    unit = row["unit"] if has_unit(row["unit"]) else ""
    score = row["score"]
    return f"{score}%" if unit == "%" else f"{score} {unit}" if unit else Number(score)


def _losses(rows: Rows) -> tuple[str, ...]:
    lost = Losses("model-index", rows)
    lost.columns("split", "test_time", "variant", "evidence", "source")
    lost.count("evidence", lambda row: row["evidence"] != "reproduced")
    lost.count("source", lambda row: bool(row["source"]))
    lost.single_runs()
    lost.understood(unit=True)
    lost.ranking_metrics()
    several = sum(max(len(rows.paper(network).addresses("code")) - 1, 0) for network in rows.networks)
    lost.around("title", links=("paper", "code"))
    lost.scores("further code links", several)
    return lost.notes
