"""A table with everything that has gone wrong in engines, and the engines that are here."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

NETWORKS = ("007", "7", "ß-Net", "Ünet", "网络", "plain", "PLAIN", "")
METRICS = ("accuracy", "mAP", "perplexity")
ODD = ("", "nan", "n/a", "79.40", "79.4", "+79.4", "-0.0", "0.0", "80.6 ± 0.2", "85.1%", "1e1", "many")


def table(rows: int, *, seeds: bool = False) -> dict[str, list[str | None]]:
    """Make columns of text: missing, empty and odd cells, ties, names of digits and of other alphabets."""
    chance = random.Random(15)
    found: dict[str, list[str | None]] = {}
    for _ in range(rows):
        is_odd = chance.random() < 0.2
        row = {
            "network": chance.choice(NETWORKS) if chance.random() < 0.5 else f"net {chance.randrange(20)}",
            "dataset": chance.choice(("one", "two", "Cityscapes")),
            "split": chance.choice(("test", "val", "", None)),
            "metric": chance.choice(METRICS),
            "score": chance.choice(ODD) if is_odd else f"{chance.uniform(20, 90):.2f}",
            "extra_data": chance.choice(("none", "ImageNet-22k", "")),
            "evidence": chance.choice(("paper", "aggregator")),
            "date": chance.choice(("2020-01", "2021-05-03", "2021-05-17", "")),
            "source": chance.choice(("https://example.org/a", None)),
            "note": chance.choice(("", "", "Doubtful: too good")),
        } | ({"seed": chance.choice("123")} if seeds else {})
        for name, text in row.items():
            found.setdefault(name, []).append(text)
    if seeds:
        found["score"] = [f"{chance.uniform(20, 90):.2f}" for _ in range(rows)]
    return found


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """See that two frames have the same cells, to the last bit."""
    one, other = (
        frame.astype({name: "object" for name, kind in frame.dtypes.items() if kind == "category"})
        for frame in (one, other)
    )
    pd.testing.assert_frame_equal(one, other, check_exact=True)


def of_pandas(data: dict[str, list[Any]]) -> Iterator[Any]:
    """Give a frame of pandas."""
    yield pd.DataFrame(data)


def of_polars(data: dict[str, list[Any]]) -> Iterator[Any]:
    """Give a frame of Polars, which is computed late."""
    yield pytest.importorskip("polars").LazyFrame(data)


def of_pyarrow(data: dict[str, list[Any]]) -> Iterator[Any]:
    """Give a table of PyArrow."""
    yield pytest.importorskip("pyarrow").table(data)


def of_duckdb(data: dict[str, list[Any]]) -> Iterator[Any]:
    """Give a relation of DuckDB."""
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    connection.register("scores", pd.DataFrame(data))
    yield connection.sql("select * from scores")


def of_ibis(data: dict[str, list[Any]]) -> Iterator[Any]:
    """Give a table of Ibis."""
    ibis = pytest.importorskip("ibis")
    yield ibis.memtable(pd.DataFrame(data))


def of_dask(data: dict[str, list[Any]]) -> Iterator[Any]:
    """Give a frame of Dask, in parts that two processes have."""
    distributed = pytest.importorskip("distributed")
    frames = pytest.importorskip("dask.dataframe")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert len(client.scheduler_info()["workers"]) == 2
        yield frames.from_pandas(pd.DataFrame(data), npartitions=4)


def of_spark(data: dict[str, list[Any]]) -> Iterator[Any]:
    """Give a frame of Spark, in parts that two executors have."""
    sql = pytest.importorskip("pyspark.sql")
    import os
    import shutil
    import sys
    from pathlib import Path

    import pyspark

    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    home = str(Path(pyspark.__file__).parent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_HOME", home)
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.delenv("PYTHONPATH", raising=False)
        assert os.environ["SPARK_HOME"] == home
        session = (
            sql.SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.ui.enabled", "false")
            .config("spark.executor.memory", "1g")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )
        try:
            names = list(data)
            rows = list(zip(*data.values(), strict=True))
            schema = ", ".join(f"`{name}` string" for name in names)
            frame = session.createDataFrame(rows, schema).repartition(4)
            frame.count()
            status = session.sparkContext._jsc.sc().statusTracker()  # noqa: SLF001 - the one way to ask
            assert len(status.getExecutorInfos()) == 3  # the driver, and two executors
            yield frame
        finally:
            session.stop()


MADE: dict[str, Callable[[dict[str, list[Any]]], Iterator[Any]]] = {
    "pandas": of_pandas,
    "polars": of_polars,
    "pyarrow": of_pyarrow,
    "duckdb": of_duckdb,
    "ibis": of_ibis,
    "dask": of_dask,
    "spark": of_spark,
}
CLUSTERS = ("dask", "spark")
"""Engines of several processes, which are slow to start and to ask."""


def frames_of(name: str) -> Iterator[Callable[..., Any]]:
    """Give what makes frames of columns, and stop what was started for it."""
    pytest.importorskip("narwhals")
    made: list[Iterator[Any]] = []

    def frame(data: dict[str, list[Any]]) -> Any:
        made.append(MADE[name](data))
        return next(made[-1])

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what engines say of their own versions
        yield frame
        for one in made:
            next(one, None)
