"""The columns of the five tables, and of what is known of a paper."""

from __future__ import annotations

RESULTS = (
    "network",
    "dataset",
    "metric",
    "score",
    "score_text",
    "split",
    "variant",
    "test_time",
    "extra_data",
    "spread",
    "spread_text",
    "spread_of",
    "runs",
    "run",
    "resolution",
    "protocol",
    "date",
    "evidence",
    "source",
    "note",
)
"""One row is one measurement. ``score`` is a number in the unit of its metric (percent for mIoU),
``score_text`` the same with the digits it was published with. ``spread`` is a number in that unit
(NaN where none is said), ``spread_text`` its digits, ``spread_of`` what it is (:data:`SPREADS`;
empty: not said), ``runs`` of how many runs (a nullable integer). ``run`` tells one run (a seed, a
fold) from others; ``date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

NUMBERS = ("score", "spread", "runs")
"""The columns of the results that are no text."""

BESIDE = (
    "score",
    "score_text",
    "spread",
    "spread_text",
    "spread_of",
    "runs",
    "date",
    "evidence",
    "source",
    "note",
)
"""What is said of a measurement beside what tells it from others."""

KEY = tuple(name for name in RESULTS if name not in BESIDE)
"""What tells one measurement from another."""

SPREADS = ("std", "stderr", "ci95")
SPLITS = ("test", "val")
TEST_TIMES = ("single-scale", "flip", "multi-scale")
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
    "official",
    "note",
)
"""One row is one dataset. ``metric`` is the one that ranks it, ``better`` is ``higher`` or ``lower``;
``split`` is the one that its board ranks, and the one that scores without a split count on;
``official`` is the address of the board of its makers."""

METRICS = ("metric", "dataset", "title", "unit", "better", "group", "note")
"""One row is one metric on a dataset. ``better`` is ``higher``, ``lower`` or, where that is not known,
empty; ``group`` gathers metrics that are parts of one (``IoU per class``)."""

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

MEASURES = ("fps", "params", "gflops")
"""The columns of the speeds that are numbers; each has its text beside it."""

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
