"""What the columns of other people's tables hold: networks, scores on a dataset, facts, or neither.

Every word that this depends on stands here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.names import fold, split_of
from leaderboard.importers._reported import reported

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leaderboard.importers._datasets import Descriptions

_NETWORK = """
    network networks model models modelname method methods name approach algorithm system
    architecture arch backbone encoder paper title papertitle
"""
"""What the column of networks is called; what stands first counts."""

_DATASET = {"dataset", "datasets", "benchmark", "data"}

_SCORE = {"score", "scores", "result", "results", "value"}
"""What a column of scores is called that does not say what is measured."""

_CONDITIONS = {
    "split": "split",
    "variant": "variant",
    "backbone": "variant",
    "encoder": "variant",
    "basemodel": "variant",
    "testtime": "test_time",
    "extradata": "extra_data",
    "evidence": "evidence",
    "source": "source",
    "note": "note",
    "notes": "note",
    "remarks": "note",
    "comment": "note",
    "comments": "note",
}
"""Columns that say how a score was reached."""

_FACTS = {
    "published": "published",
    "publishedin": "published",
    "publication": "published",
    "pub": "published",
    "venue": "published",
    "conference": "published",
    "year": "year",
    "date": "date",
    "title": "title",
    "papertitle": "title",
    "authors": "authors",
    "arxiv": "arxiv",
    "tags": "tags",
    "paper": "paper",
    "papers": "paper",
    "paperurl": "paper",
    "pdf": "paper",
    "reference": "paper",
    "url": "paper",
    "link": "links",
    "links": "links",
    "code": "code",
    "codeurl": "code",
    "github": "code",
    "repo": "code",
    "repository": "code",
    "implementation": "code",
    "project": "project",
    "projecturl": "project",
    "projectpage": "project",
    "website": "project",
    "homepage": "project",
}
"""Columns that tell something of a network."""

_NO_SCORE = """
    # no nr id index rank place position year month day date params param parameters weights size flops gflops
    mflops macs gmacs madds multadds fps speed latency runtime time throughput memory mem epochs epoch
    iterations iters iter steps schd schedule batch batchsize bs lr learningrate wd momentum gpu gpus
    resolution input crop stride os layers width heads dim citations stars seed seeds tokens classes images
"""
"""Columns of numbers that are no scores, by their name or its last word; known datasets come first."""

_TEST_TIMES = {
    **dict.fromkeys(["ms", "msplusflip", "msflip", "multiscale", "ms/flip", "tta", "flip"], "multi-scale"),
    **dict.fromkeys(["ss", "singlescale"], "single-scale"),
}
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_ARROWS = {"\u2191": "higher", "\u2193": "lower"}


@dataclass(frozen=True)
class ScoreColumn:
    """A column of scores: what its title says."""

    dataset: str = ""
    """Empty where the title names none."""
    metric: str = ""
    """Empty where the title names none."""
    said: dict[str, str] = field(default_factory=dict)
    """Unit, and what is better."""
    conditions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Columns:
    """What the columns of a table hold, by their numbers."""

    network: int
    dataset: int | None
    metric: int | None
    """Where the dataset and the metric of a row are named, if they are."""
    scores: dict[int, ScoreColumn]
    conditions: dict[int, str]
    facts: dict[int, str]
    unused: tuple[int, ...]


def columns_of(titles: Sequence[str], cells: Sequence[Sequence[str]], known: Descriptions) -> Columns | None:
    """Say what the columns of a table hold, given the texts of each; None if none of them are scores."""
    folded = [fold(title) for title in titles]
    is_known = [_known(title, known) is not None for title in titles]
    free = [number for number, said in enumerate(is_known) if not said]
    dataset = next((number for number in free if folded[number] in _DATASET), None)
    metric = next((number for number in free if folded[number] in {"metric", "metrics"}), None)
    network = _network(free, folded, dataset, cells)
    if network is None:
        return None
    scores: dict[int, ScoreColumn] = {}
    conditions: dict[int, str] = {}
    facts: dict[int, str] = {}
    unused: list[int] = []
    for number, title in enumerate(titles):
        if number in {network, dataset, metric}:
            continue
        if is_known[number]:
            scores[number] = score_column(title, known)
        elif folded[number] in _CONDITIONS:
            conditions[number] = _CONDITIONS[folded[number]]
        elif folded[number] in _FACTS:
            facts[number] = _FACTS[folded[number]]
        elif _holds_scores(title, cells[number], known):
            scores[number] = score_column(title, known)
        else:
            unused.append(number)
    if not scores:
        return None
    return Columns(network, dataset, metric, scores, conditions, facts, tuple(unused))


def score_column(title: str, known: Descriptions) -> ScoreColumn:
    """Read the title of a column of scores, such as ``Cityscapes val mIoU (%, ms+flip)``."""
    plain = _plain(title)
    if known.board(plain):
        return ScoreColumn(plain)
    said: dict[str, str] = {}
    for arrow, better in _ARROWS.items():
        if arrow in title:
            said["better"] = better
    metric, conditions = _in_brackets(",".join(_BRACKETS.findall(plain)))
    base = " ".join(_BRACKETS.sub(" ", plain).split())
    if base.endswith("%") or conditions.pop("unit", ""):
        base, said["unit"] = base.removesuffix("%").strip(), "%"
    dataset, found = metrics.apart(base)
    if fold(base) in _SCORE:
        dataset = ""
    if split := split_of(fold(dataset)):
        conditions["split"], dataset = split, ""
    return ScoreColumn(dataset, metrics.plain(found or metric), said, conditions)


def _in_brackets(text: str) -> tuple[str, dict[str, str]]:
    """Return the metric that is named in brackets, and under which conditions scores were reached."""
    metric, conditions, left = "", {}, []
    for part in filter(None, map(str.strip, re.split(r"[,;]", text))):
        word = fold(part)
        if word in {"%", "in%"}:
            conditions["unit"] = "%"
        elif word in _TEST_TIMES:
            conditions["test_time"] = _TEST_TIMES[word]
        elif split_of(word):
            conditions["split"] = split_of(word)
        elif not metric and metrics.apart(part)[1] == part:
            metric = part
        else:
            left.append(part)
    if left:
        conditions["variant"] = ", ".join(left)
    return metric, conditions


def _known(title: str, known: Descriptions) -> dict[str, str] | None:
    """Return the description of the dataset that a title names, whatever is measured on it."""
    column = score_column(title, known)
    found = known.board(column.dataset) if column.dataset else None
    return found[0] if found else None


def _plain(title: str) -> str:
    for arrow in _ARROWS:
        title = title.replace(arrow, " ")
    return " ".join(title.split())


def _network(
    free: Sequence[int], folded: Sequence[str], dataset: int | None, cells: Sequence[Sequence[str]]
) -> int | None:
    """Return the column of networks: the one that is called so, or else the first that can be it."""
    for name in _NETWORK.split():
        for number in free:
            if folded[number] == name:
                return number
    for number in free:
        taken = number == dataset or folded[number] in _CONDITIONS or folded[number] in _FACTS
        if not taken and not is_no_score(folded[number]) and not _mostly_scores(cells[number]):
            return number
    return None


def is_no_score(title: str) -> bool:
    """Say whether the numbers in a column of this title are no scores: ``Params (M)``, ``#``, ``Year``."""
    bare = _BRACKETS.sub(" ", title).strip()
    names = {fold(bare), fold(bare.lstrip("#")), *re.findall(r"[^\W_]+", bare.casefold())[-1:]}
    return not names.isdisjoint(_NO_SCORE.split())


def _holds_scores(title: str, cells: Iterable[str], known: Descriptions) -> bool:
    """Say whether a column holds more scores than other things; one that is titled as a metric, any."""
    if is_no_score(title):
        return False
    scores, others = _counted(cells)
    column = score_column(title, known)
    return scores > (0 if column.metric and not column.dataset else others)


def _mostly_scores(cells: Iterable[str]) -> bool:
    scores, others = _counted(cells)
    return scores > others


def _counted(cells: Iterable[str]) -> tuple[int, int]:
    """Count the cells with scores, and those with something else."""
    scores = others = 0
    for cell in cells:
        try:
            scores += bool(reported(cell))
        except ValueError:
            others += 1
    return scores, others
