"""The columns of the four tables, and of what is known of a paper."""

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
