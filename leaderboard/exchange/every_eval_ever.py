"""Every Eval Ever, schema 0.3.0: a record for each network on each dataset, in the folders of its datastore.

Conditions of a score stand in ``generation_config.additional_details``, what else is said of it in
``score_details.details``, and the split in ``source_data.additional_details``; each under the name of its
column here. A standard deviation over runs is no standard deviation over samples, so it stands there too.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from leaderboard.errors import UsageError, few_of, listed, quoted
from leaderboard.exchange.losses import Losses
from leaderboard.exchange.rows import Rows
from leaderboard.exchange.texts import Number, folder_name, json_of, number
from leaderboard.exchange.written import Written
from leaderboard.table import web_address

if TYPE_CHECKING:
    from leaderboard.board.board import Board
    from leaderboard.exchange.facts import Facts
    from leaderboard.exchange.rows import Row

IS_FOLDER = True
NEEDS_FILE = True
SUFFIXES: tuple[str, ...] = ()

VERSION = "0.3.0"

RELATIONSHIPS = ("first_party", "third_party", "collaborative", "other")

ASKS = {
    "organization": "NAME",
    "relationship": "|".join(RELATIONSHIPS),
    "library": "NAME[==VERSION]",
    "retrieved": "DATE",
    "developer": "NAME",
}
"""Who gives the scores, how they stand to the makers of the networks, what they measured with, when these
records were made, and who made the networks whose names do not say it."""

_CONDITIONS = ("variant", "test_time", "extra_data", "run", "resolution", "protocol")
_DETAILS = ("spread", "spread_of", "runs", "date", "evidence", "source", "note")
_UNITS = {"%": "percent"}
_NO_DEVELOPERS = {"unknown", "data"}


def write(board: Board, facts: Facts) -> Written:
    """Return the records by the places that the datastore has for them."""
    facts.require("organization", "relationship", "library", "retrieved")
    if facts.get("relationship") not in RELATIONSHIPS:
        said = quoted(facts.get("relationship"))
        raise UsageError(f"the relationship is {listed(RELATIONSHIPS, 'or')}, not {said}")
    retrieved = _epoch(facts.get("retrieved"))
    rows = Rows(board)
    kept = [row for row in rows.rows if row["better"]]
    ids = _ids(rows, facts)
    records: dict[tuple[str, str], list[Row]] = {}
    for row in kept:
        records.setdefault((row["dataset"], row["network"]), []).append(row)
    files: dict[str, bytes] = {}
    for (dataset, network), results in records.items():
        model = ids[network]
        evaluation = f"{dataset}/{model}/{retrieved}"
        developer, _, name = model.partition("/")
        folder = "/".join((_part(dataset), _part(developer), _part(name)))
        record = {
            "schema_version": VERSION,
            "evaluation_id": evaluation,
            "retrieved_timestamp": retrieved,
            "source_metadata": {
                "source_type": "documentation",
                "source_organization_name": facts.get("organization"),
                "evaluator_relationship": facts.get("relationship"),
            },
            "eval_library": _library(facts.get("library")),
            "model_info": {
                "name": network,
                "id": model,
                "developer": developer,
                "additional_details": {"deployment_type": "unknown", "model_availability": "unknown"},
            },
            "evaluation_results": [_result(rows, row) for row in results],
        }
        files[f"data/{folder}/{_uuid(evaluation)}.json"] = json_of(record)
    return Written(files, _notes(rows, kept, ids))


def is_ours(old: bytes, new: bytes) -> bool:
    """Say whether it is the same record."""
    try:
        was, becomes = json.loads(old), json.loads(new)
        return bool(was["evaluation_id"] == becomes["evaluation_id"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _result(rows: Rows, row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {
        "evaluation_name": rows.called(row["dataset"]),
        "source_data": _source_data(rows, row),
        "metric_config": {
            "metric_name": row["metric"],
            **({"metric_unit": _UNITS.get(row["unit"], row["unit"])} if row["unit"] else {}),
            "lower_is_better": row["better"] == "lower",
        },
        "score_details": {"score": Number(row["score"]), **_said("details", row, _DETAILS)},
    }
    if row["date"]:
        found["evaluation_timestamp"] = row["date"]
    if uncertainty := _uncertainty(row):
        found["score_details"]["uncertainty"] = uncertainty
    if conditions := _said("additional_details", row, _CONDITIONS):
        found["generation_config"] = conditions
    return found


def _source_data(rows: Rows, row: Row) -> dict[str, Any]:
    """Say what was measured on, and on which page the score stands if it stands on one."""
    found: dict[str, Any] = {"dataset_name": rows.called(row["dataset"])}
    url = web_address(row["source"])
    found |= {"source_type": "url", "url": [url]} if url else {"source_type": "other"}
    return found | _said("additional_details", row, ("split",))


def _said(name: str, row: Row, columns: tuple[str, ...]) -> dict[str, dict[str, str]]:
    said = {column: str(row[column]) for column in columns if row[column]}
    return {name: said} if said else {}


def _uncertainty(row: Row) -> dict[str, Any]:
    """Return what is known of a spread that means the same there: an error of the mean, an interval."""
    from decimal import Decimal

    if not row["spread"]:
        return {}
    if row["spread_of"] == "stderr":
        return {"standard_error": {"value": Number(row["spread"])}}
    if row["spread_of"] == "ci95":
        score, spread = Decimal(row["score"]), Decimal(row["spread"])
        lower, upper = (number(float(one), str(one)) for one in (score - spread, score + spread))
        return {"confidence_interval": {"lower": lower, "upper": upper, "confidence_level": 0.95}}
    return {}


def _ids(rows: Rows, facts: Facts) -> dict[str, str]:
    """Return the id of each network: its maker and its name; no two have the same.

    Raises:
        UsageError: It is not known who made one.
    """
    found: dict[str, str] = {}
    missing: list[str] = []
    for network in rows.networks:
        first, slash, rest = network.partition("/")
        if slash and all(part and folder_name(part) == part for part in (first, *rest.split("/"))):
            found[network] = network
            continue
        developer = facts.get("developer", network)
        if developer and (folder_name(developer) != developer or developer.casefold() in _NO_DEVELOPERS):
            raise UsageError(
                f"a folder is called after the developer, and {quoted(developer)} is no name for one"
            )
        if not developer:
            missing.append(network)
        found[network] = f"{developer}/{folder_name(network)}"
    taken: set[str] = set()
    for network, model in found.items():
        number_, one = 1, model
        while one in taken:
            number_ += 1
            one = f"{model}-{number_}"
        taken.add(one)
        found[network] = one
    if missing:
        raise UsageError(
            f"every-eval-ever asks who made the networks: --fact developer=NAME, or of single ones"
            f" --fact 'developer.{missing[0]}=NAME'; not known of {few_of(missing)}"
        )
    return found


def _part(text: str) -> str:
    """Return what a folder of the datastore is called."""
    name = folder_name(text.replace("/", "_"))
    return f"_{name}" if name == "data" else name


def _library(text: str) -> dict[str, str]:
    name, _, version = text.partition("==")
    return {"name": name.strip(), "version": version.strip() or "unknown"}


def _epoch(text: str) -> str:
    """Return a date, or seconds since 1970, as such seconds."""
    if text.replace(".", "", 1).isdecimal() and len(text.partition(".")[0]) > len("20260801"):
        return text
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"retrieved is a date such as 2026-08-01, not {quoted(text)}") from None
    seconds = (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    return f"{seconds:.6f}".rstrip("0").rstrip(".")


def _uuid(evaluation: str) -> str:
    """Return what a record is called: the same for the same one, in the shape of a random name."""
    return str(uuid.UUID(bytes=hashlib.sha256(evaluation.encode()).digest()[:16], version=4))


def _notes(rows: Rows, kept: list[Row], ids: dict[str, str]) -> tuple[str, ...]:
    lost = Losses("every-eval-ever", rows)
    lost.scores("scores without a direction (say --set better=higher or lower)", len(rows.rows) - len(kept))
    lost.columns("split", *_CONDITIONS, *_DETAILS)
    lost.count("evidence", lambda row: not row["evidence"])  # the relationship stands for it
    lost.count("source", lambda row: not row["source"])  # the file does
    lost.single_runs()
    lost.ranking_metrics()
    lost.around()
    otherwise = [f"{network} is {model}" for network, model in ids.items() if model != network]
    named = f"networks have ids that begin with their makers: {few_of(otherwise)}"
    return (*lost.notes, *([named] if otherwise else []))
