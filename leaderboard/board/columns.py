"""The columns of the five tables, and of what is known of a paper."""

from __future__ import annotations

RESULTS = (
    "network",
    "dataset",
    "score",
    "score_text",
    "split",
    "variant",
    "test_time",
    "extra_data",
    "evidence",
    "source",
    "note",
)
"""One row is one published score. ``score`` is a number in the unit of its dataset
(percent for mIoU), ``score_text`` the same with the digits it was published with."""

KEY = ("network", "dataset", "split", "variant", "test_time", "extra_data")
"""What tells one score from another."""

SPLITS = ("test", "val")
TEST_TIMES = ("single-scale", "multi-scale")
EVIDENCE = ("list", "paper", "authors", "reproduced", "aggregator")
"""The words of those columns; other boards may have other splits and kinds of evidence."""

PAPERS = (
    "paper",
    "network",
    "aliases",
    "title",
    "authors",
    "venue",
    "year",
    "date",
    "arxiv",
    "topic",
    "tags",
    "status",
    "note",
)
"""One row is one paper. ``network``, ``aliases`` and ``tags`` are lists joined by ``;``,
``year`` is the year of publication (a nullable integer), ``date`` the month of first
appearance as ``YYYY-MM``."""

LINKS = ("paper", "kind", "detail", "url")
"""One row is one address; ``kind`` is ``paper``, ``code``, ``project``, ``slides``, …"""

DATASETS = (
    "dataset",
    "title",
    "aliases",
    "metric",
    "unit",
    "better",
    "split",
    "classes",
    "images",
    "url",
    "note",
)
"""One row is one dataset. ``better`` is ``higher`` or ``lower``; ``split`` is the one that
its board ranks, and the one that scores without a split count on."""

SPEEDS = (
    "network",
    "variant",
    "dataset",
    "split",
    "fps",
    "fps_text",
    "device",
    "resolution",
    "params",
    "params_text",
    "gflops",
    "gflops_text",
    "source",
    "note",
)
"""One row is what a network costs as it was measured: ``fps`` is images per second on a
``device`` at a ``resolution`` (height x width in pixels), ``params`` are millions of
parameters and ``gflops`` the operations for one image, in billions; they are numbers, NaN
where the source does not say, and ``…_text`` has the digits they were published with.
``network``, ``variant``, ``dataset`` and ``split`` are those of its scores."""

FACTS = (
    "paper",
    "title",
    "authors",
    "venue",
    "year",
    "date",
    "arxiv",
    "topic",
    "tags",
    "status",
    "paper_url",
    "code_url",
    "project_url",
)
"""What is known of a paper and so of the networks it introduced; an address is the first
link of its kind."""
