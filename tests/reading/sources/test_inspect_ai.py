"""Inspect: logs of evaluations, as JSON and packed."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from leaderboard.errors import DataError
from leaderboard.reading import limits, zips

if TYPE_CHECKING:
    from .conftest import Reading


def metric(name: str, value: Any, **more: Any) -> dict[str, Any]:
    """Return a metric by its name."""
    return {name: {"name": name, "value": value, "params": {}, **more}}


def score(*metrics: dict[str, Any], name: str = "match", **more: Any) -> dict[str, Any]:
    """Return what a scorer found."""
    return {
        "name": name,
        "scorer": name,
        "params": {},
        "metrics": {k: v for one in metrics for k, v in one.items()},
        **more,
    }


def log(
    *scores: Any, status: str = "success", config: Any = (), results: Any = (), **spec: Any
) -> dict[str, Any]:
    """Return a log; what is evaluated is described by *spec*."""
    found = scores or (score(metric("accuracy", 0.75), metric("stderr", 0.25)),)
    return {
        "version": 2,
        "status": status,
        "eval": {
            "eval_id": "eval-1",
            "created": "2026-11-26T00:02:11+00:00",
            "task": "pond_quiz",
            "dataset": {"name": "quiz", "samples": 4},
            "model": "mock/newt",
            "config": {"epochs": 1, **dict(config)},
            **spec,
        },
        "results": {"total_samples": 4, "completed_samples": 4, "scores": list(found), **dict(results)},
    }


def packed(
    header: str, *, name: str = "header.json", method: int = zipfile.ZIP_DEFLATED, began: str = "{}"
) -> bytes:
    """Return a packed log."""
    zip_file: Any = zipfile.ZipFile
    if method not in {zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED} and sys.version_info < (3, 14):
        zip_file = pytest.importorskip("backports.zstd.zipfile").ZipFile
    whole = io.BytesIO()
    with zip_file(whole, "w", method) as file:
        file.writestr("_journal/start.json", began)
        file.writestr(name, header)
    return whole.getvalue()


ZSTD = 93


def test_a_log_is_read_with_its_error_as_a_spread(read: Reading) -> None:
    """It is no metric of its own; the run tells it from others of the same model."""
    found = read(log(), "a.json")

    assert found.rows(
        "network", "dataset", "metric", "cell", "spread", "spread_of", "run", "date", "runs"
    ) == [("mock/newt", "pond_quiz", "accuracy", "0.75", "0.25", "stderr", "eval-1", "2026-11-26", "")]
    assert found.unusable == []


@pytest.mark.parametrize("status", ["started", "error", "cancelled"])
def test_a_run_that_did_not_end_well_has_no_scores(read: Reading, status: str) -> None:
    """Whatever it reached."""
    found = read(log(status=status), "a.json")

    assert found.rows("cell") == []
    assert found.unusable == [f"the run is '{status}', so that it has no scores (mock/newt on pond_quiz)"]


def test_metrics_of_one_name_are_told_apart_by_their_scorers(read: Reading) -> None:
    """A mean is called after its scorer; a scorer of several values stands there empty, too."""
    found = read(
        log(
            score(metric("accuracy", 0.5)),
            score(metric("accuracy", 0.25), name="includes"),
            score(name="form"),
            score(metric("mean", 0.9), metric("std", 0.1), name="style", scorer="form"),
        ),
        "a.json",
    )

    assert found.rows("metric", "cell", "spread", "spread_of") == [
        ("match accuracy", "0.5", "", ""),
        ("includes accuracy", "0.25", "", ""),
        ("style", "0.9", "0.1", "std"),
    ]
    assert found.unusable == []


def test_an_error_is_of_a_mean_and_of_no_other_metric(read: Reading) -> None:
    """Beside others, that is."""
    found = read(log(score(metric("accuracy", 0.5), metric("f1", 0.4), metric("stderr", 0.1))), "a.json")

    assert found.rows("metric", "spread") == [("accuracy", "0.1"), ("f1", "")]


def test_ways_to_reduce_epochs_are_told_apart(read: Reading) -> None:
    """The mean is what everybody expects; the epochs are runs."""
    found = read(
        log(
            score(metric("accuracy", 0.5), reducer="mean"),
            score(metric("accuracy", 0.75), reducer="pass_at_2"),
            config={"epochs": 2},
            results={"total_samples": 8, "completed_samples": 8},
        ),
        "a.json",
    )

    assert found.rows("metric", "cell", "runs", "note") == [
        ("accuracy", "0.5", "2", ""),
        ("accuracy (pass_at_2)", "0.75", "2", ""),
    ]


def test_groups_of_samples_are_parts(read: Reading) -> None:
    """All of them is the metric."""
    about = {"group": "grouped", "params": {"metric": {"name": "accuracy"}, "group_key": "topic"}}
    one = score(metric("maths", 1.0, **about), metric("all", 0.75, **about), metric("stderr", 0.2))

    assert read(log(one), "a.json").rows("metric", "group", "spread") == [
        ("accuracy maths", "accuracy by topic", ""),
        ("accuracy", "", "0.2"),
    ]


def test_what_was_asked_for_tells_scores_apart(read: Reading) -> None:
    """Arguments of the task, and another solver; who wrote the task is no part of its name."""
    spec = {
        "task": "evals/pond_quiz",
        "task_args_passed": {"subset": "b", "cot": True},
        "solver": "evals/think",
    }

    assert read(log(**spec), "a.json").rows("dataset", "variant") == [
        ("pond_quiz", "subset b, cot True, solver think")
    ]


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ({"results": {"completed_samples": 3}}, "Doubtful: 3 of 4 samples were completed"),
        ({"dataset": {"samples": 40}}, "Doubtful: measured on 4 of 40 samples"),
        ({}, ""),
    ],
)
def test_scores_of_fewer_samples_are_doubtful(read: Reading, said: dict[str, Any], note: str) -> None:
    """Both numbers are said."""
    assert read(log(**said), "a.json").rows("note") == [(note,)]


def test_logs_of_the_first_version_are_read(read: Reading) -> None:
    """They have one scorer, beside its metrics."""
    first = log()
    first["version"] = 1
    first["results"] = {"scorer": {"name": "match"}, "metrics": metric("accuracy", 0.5)}

    assert read(first, "a.json").rows("metric", "cell") == [("accuracy", "0.5")]


def test_logs_of_a_version_to_come_are_refused(read: Reading) -> None:
    """What they hold is not known."""
    with pytest.raises(DataError, match=r"^a.json: version 4 of the logs of Inspect; up to 3 can be read"):
        read({**log(), "version": 4}, "a.json")


def test_what_is_no_score_is_said(read: Reading) -> None:
    """NaN, a scorer without a metric, a log without scores."""
    nan = read(log(score(metric("accuracy", float("nan"))), score(name="bare")), "a.json")

    assert nan.unusable == [
        "bare: a scorer without a metric",
        "score 1: no score is given (mock/newt on pond_quiz, accuracy)",
    ]
    assert read({**log(), "results": None}, "b.json").unusable == [
        "a task without a metric (mock/newt on pond_quiz)"
    ]


def test_a_packed_log_is_read(read: Reading) -> None:
    """By its content: the name may be another."""
    found = read(packed(json.dumps(log())), "log.bin")

    assert found.rows("network", "cell") == [("mock/newt", "0.75")]


def test_a_log_packed_with_zstd_is_read(read: Reading) -> None:
    """As the tool packs them."""
    found = read(packed(json.dumps(log()), method=ZSTD), "a.eval")

    assert found.rows("network", "cell") == [("mock/newt", "0.75")]


def test_without_what_unpacks_zstd_the_error_says_how_to_install_it(
    read: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The standard library does so from Python 3.14 on."""
    zipped = bytearray(packed(json.dumps(log())))
    zipped[zipped.rindex(b"PK\x01\x02") + 10] = ZSTD  # in the list of what is packed, at the end
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    monkeypatch.setitem(sys.modules, "backports.zstd", None)

    with pytest.raises(DataError, match=r"^a.eval: packed with zstd, .*pip install '.*\[inspect\]'$"):
        read(bytes(zipped), "a.eval")


def test_what_is_packed_in_other_ways_is_an_error(read: Reading) -> None:
    """Some unpack without bounds; some need a password."""
    other = packed(json.dumps(log()), method=zipfile.ZIP_LZMA)
    secret = bytearray(packed(json.dumps(log())))
    secret[secret.rindex(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(DataError, match=r"^a.eval: header.json in it is packed in an unknown way"):
        read(other, "a.eval")
    with pytest.raises(DataError, match=r"^b.eval: header.json in it is encrypted"):
        read(bytes(secret), "b.eval")


def test_a_packed_log_without_a_header_was_not_finished(read: Reading) -> None:
    """The header is written last; what was begun stands at the beginning."""
    found = read(packed("{}", name="samples/1_epoch_1.json", began=json.dumps(log())), "a.eval")

    assert found.rows("cell") == []
    assert found.unusable == ["the run is 'started', so that it has no scores (mock/newt on pond_quiz)"]


def test_a_zip_of_something_else_is_an_error(read: Reading) -> None:
    """Whatever it is called."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        file.writestr("notes.txt", "x")

    with pytest.raises(
        DataError, match=r"^a.eval: a zip without header.json, so that it is no log of Inspect"
    ):
        read(whole.getvalue(), "a.eval")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, ZSTD])
def test_a_log_that_becomes_far_too_large_is_refused(
    read: Reading, monkeypatch: pytest.MonkeyPatch, method: int
) -> None:
    """What a few bytes may become is bounded, whatever the zip says of its size."""
    monkeypatch.setattr(limits, "_ANY_FILE", 100_000)
    whole = bytearray(packed(" " * 1_000_000 + json.dumps(log()), method=method))
    entry = whole.rindex(b"PK\x01\x02")
    whole[entry + 24 : entry + 28] = (90_000).to_bytes(4, "little")

    with pytest.raises(DataError, match=r"unpacked|damaged"):
        read(bytes(whole), "a.eval")


def test_no_more_than_is_read_is_unpacked_with_zstd(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kilobytes can hold gigabytes; several frames are one text."""
    zstd = pytest.importorskip("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd")
    bomb = zstd.compress(bytes(50_000_000))

    assert len(zips.without_zstd(zstd, bomb, 1_000)) == 1_001
    assert zips.without_zstd(zstd, zstd.compress(b"a") + zstd.compress(b"b"), 1_000) == b"ab"
    monkeypatch.setattr(zips, "MOST_FRAMES", 1)
    with pytest.raises(zips.UnreadableZip):
        zips.without_zstd(zstd, zstd.compress(b"a") + zstd.compress(b"b"), 1_000)


def test_a_damaged_zip_is_an_error(read: Reading) -> None:
    """Cut off, with other bytes in it, or with other bytes than there were."""
    whole = packed(json.dumps(log()))
    stored = packed(json.dumps(log()), method=zipfile.ZIP_STORED)

    for number, bad in enumerate(
        [whole[:-30], whole[:150] + b"\xff" * 20 + whole[170:], stored.replace(b"pond_quiz", b"pond_quit")]
    ):
        with pytest.raises(DataError, match=r"a zip that is damaged or cut off"):
            read(bad, f"{number}.eval")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, ZSTD])
def test_a_part_that_claims_more_than_there_is_is_an_error(read: Reading, method: int) -> None:
    """However much it claims: nobody makes room for that."""
    whole = bytearray(packed(json.dumps(log()), method=method))
    entry = whole.index(b"PK\1\2")
    whole[entry + 20 : entry + 24] = (1 << 30).to_bytes(4, "little")

    with pytest.raises(DataError, match=r"a zip that is damaged or cut off"):
        read(bytes(whole), "a.eval")


def test_a_damaged_log_packed_with_zstd_is_an_error(read: Reading) -> None:
    """Cut off, or with other bytes in it."""
    whole = packed(json.dumps(log()), method=ZSTD)
    at = whole.rindex(b"(\xb5/\xfd") + 8

    with pytest.raises(DataError, match=r"a zip that is damaged or cut off"):
        read(whole[:at] + b"\xff" * 8 + whole[at + 8 :], "a.eval")
