"""What the title of a column says: dataset, split, metric, unit and what is better, all at once.

``Cityscapes val mIoU (%, ms+flip) ↑`` names a dataset, a split, a metric, its unit, how it was
tested, and what is better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.board import metrics
from leaderboard.board.names import fold, split_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaderboard.reading.known import Known

TEST_TIMES = {
    **dict.fromkeys(
        ["msplusflip", "msflip", "ms/flip", "multiscaleplusflip", "multiscale", "tta"], "multi-scale"
    ),
    **dict.fromkeys(["flip", "ssplusflip", "ssflip", "hflip"], "flip"),
    **dict.fromkeys(["ss", "singlescale", "noflip"], "single-scale"),
}
"""How tests are written, folded; ``ms`` alone is a unit on a metric of time."""

_ARROWS = {
    **dict.fromkeys("\u2191\u2b06\u21d1\u25b2\u2197\u2934", "higher"),
    **dict.fromkeys("\u2193\u2b07\u21d3\u25bc\u2198\u2935", "lower"),
}
_ARROW = re.compile(rf"[{''.join(_ARROWS)}]\ufe0f?|\\(?:up|down)arrow")
_SAID_BETTER = re.compile(r"\b(higher|lower|larger|smaller)(?:[ -]is)?[ -]better\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_MARKS = re.compile(r"(?:\[\^?\w{1,3}\]|[*\u2020\u2021\u00a7\u00b6^]+)\s*$")
_TOKEN = re.compile(r"[^\s_/,:;|]+")
_LEADING = re.compile(r"^\s*(?:on|for|of|in|@|at|using|over)\b[\s_]*", re.IGNORECASE)
_WITH_SPREAD = re.compile(
    r"(?:\b(?:mean|avg|average)\s*)?(?:\u00b1|\+/-|\+-)\s*(?P<of>[^\s(),;]+(?:\s+(?:error|dev|deviation))?)?"
)
"""What says of a column of scores that a spread stands behind each: ``Accuracy (mean ± std)``."""
_SEVERAL = re.compile(r"\s*[/|]\s*")
_ABOUT_SETTING = re.compile(
    r"\d+\s*[x\u00d7]\s*\d+|\d+\s*(?:crop|epochs?|ep|shots?|k|m|iters?)?", re.IGNORECASE
)
_SPLIT_AND_DOT = re.compile(r"\b(test|val|valid|validation|dev)\.(?=[^\W\d])", re.IGNORECASE)
_LONGEST = 300
"""Characters of a title that are looked at."""

_SPREADS = {
    **dict.fromkeys(
        ("std", "stdev", "stddev", "sd", "stds", "standarddeviation", "stddeviation", "deviation", "\u03c3"),
        "std",
    ),
    **dict.fromkeys(("stderr", "se", "sem", "stderror", "standarderror", "standarderrors"), "stderr"),
    **dict.fromkeys(
        ("ci", "ci95", "95%ci", "95ci", "confidenceinterval", "95%confidenceinterval", "ci95%"), "ci95"
    ),
    **dict.fromkeys(
        ("\u00b1", "plus/", "plus/-", "spread", "uncertainty", "errorbar", "plusminus", "err\u00b1"), ""
    ),
}
"""What a column of spreads is called, folded, and what it then holds."""

_MEAN = {"mean", "avg", "average"}


class Spread(NamedTuple):
    """What a column of spreads says."""

    of: str
    """``std``, ``stderr``, ``ci95``, or nothing where it does not say."""
    metric: str
    """The title of what it is about; empty where that is the score at its left."""


@dataclass(frozen=True)
class Title:
    """What the title of a column of scores says; what it does not say is empty."""

    text: str
    """The title without marks and what stands in brackets."""
    dataset: str = ""
    """The id of a known dataset, or what stands behind ``on``."""
    before: str = ""
    """Words before the metric that are a dataset if nothing else names one."""
    metrics: tuple[str, ...] = ()
    """What is measured; several where the cells hold several numbers: ``mIoU/mAcc``."""
    split: str = ""
    unit: str = ""
    better: str = ""
    said: dict[str, str] = field(default_factory=dict)
    """Conditions: ``test_time``, ``variant``."""

    @property
    def names_something(self) -> bool:
        """Whether it names a dataset, a metric or a split."""
        return bool(self.dataset or self.metrics or self.split)

    def whole_metric(self) -> str:
        """Return the metric with the words before it, for a title that names no dataset."""
        if not self.before or not self.metrics:
            return self.metrics[0] if self.metrics else ""
        return (
            f"{self.before} {self.metrics[0]}" if "_" not in self.text else f"{self.before}_{self.metrics[0]}"
        )


def spread_of(title: str) -> Spread | None:
    """Read the title of a column of spreads: ``accuracy_std``, ``Std Error``; None if it is none."""
    bare = _plain(title)
    if (beside := _WITH_SPREAD.search(bare)) and bare[: beside.start()].strip(" ([{"):
        return None  # the scores themselves stand there
    inside = [part.strip() for part in _BRACKETS.findall(bare)]
    outside = " ".join(_BRACKETS.sub(" ", bare).split())
    for part in inside:
        if fold(part) in _SPREADS and outside:
            return Spread(_SPREADS[fold(part)], outside)
    words = _TOKEN.findall(outside)
    for size in range(min(3, len(words)), 0, -1):
        for begin in (len(words) - size, 0):
            name = fold("".join(words[begin : begin + size]))
            if name in _SPREADS:
                rest = [*words[:begin], *words[begin + size :]]
                return Spread(
                    _SPREADS[name], " ".join(word for word in rest if fold(word) not in {"of", "for"})
                )
    return None


def read(title: str, known: Known) -> Title:
    """Read the title of a column that may hold scores."""
    plain = _plain(title)
    better = _better(title)
    spread = ""
    if (beside := _WITH_SPREAD.search(plain)) and plain[: beside.start()].strip(" ([{"):
        spread = _SPREADS.get(fold(beside["of"] or ""), "")
        plain = _plain(plain[: beside.start()] + plain[beside.end() :])
    whole, name, split = known.board(plain)
    if whole:
        return Title(plain, dataset=name, split=split, better=better)
    inside = [part for found in _BRACKETS.findall(plain) for part in re.split(r"[,;]", found)]
    base = " ".join(_BRACKETS.sub(" ", plain).split())
    unit = ""
    if base.endswith("%"):
        base, unit = base.removesuffix("%").strip(), "%"
    several = [_one(part, known) for part in _SEVERAL.split(base)] if _SEVERAL.search(base) else []
    if len(several) > 1 and all(one.metrics and not one.dataset and not one.before for one in several):
        named = tuple(metrics.plain(one.metrics[0]) for one in several)
        found = Title(base, metrics=named, split=several[0].split)
    else:
        found = _one(base, known)
    if spread:
        found = replace(found, said={**found.said, "spread_of": spread})
    return _with_brackets(found, inside, known, unit=unit, better=better)


_ABOUT_DATASETS = {"on", "set", "score", "scores", "dataset", "results"}
"""Words beside the name of a dataset or split that say no more."""


def _one(base: str, known: Known) -> Title:
    """Read a title without brackets, which names one metric at most."""
    whole, name, split = known.board(base)
    if whole:
        return Title(base, dataset=name, split=split)
    if metrics.key(base) and (known.is_metric(base) or metrics.plain(base) != base):
        return Title(base, metrics=(metrics.plain(base),))
    dataset, rest = "", base
    named = known.within(base)
    if len(named) == 1:
        begin, end, dataset = named[0]
        rest = f"{base[:begin]}\0{base[end:]}"
    rest = _SPLIT_AND_DOT.sub(r"\1/", rest)
    split, kept = _split_apart(rest)
    words = [rest[begin:end] for begin, end in kept]
    first, last = _metric(words)
    if first == last:
        left = [word for word in words if fold(word) not in _ABOUT_DATASETS]
        if dataset and left:
            return Title(base, dataset=dataset, split=split, said={"variant": " ".join(left)})
        return Title(base, dataset=dataset, split=split) if dataset or (split and not left) else Title(base)
    before = _between(rest, kept[:first])
    behind = _between(rest, kept[last:])
    metric = _between(rest, kept[first:last])
    if behind and (on := _LEADING.match(behind)):
        dataset, behind = dataset or behind[on.end() :], ""
    if behind and fold(behind) not in {"on", "set"}:
        metric = _between(rest, kept[first:])
    if dataset and before:
        metric, before = f"{before} {metric}", ""
    return Title(base, dataset=dataset, before=before, metrics=(metrics.plain(metric),), split=split)


def _split_apart(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the split that a title names first, and where its other words stand."""
    split = ""
    kept: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(text.replace("\0", " ")):
        word = split_of(found[0])
        if word and not split:
            split = word
        else:
            kept.append(found.span())
    return split, kept


def _metric(words: Sequence[str]) -> tuple[int, int]:
    """Return which of the words name a metric: the first, and the one behind the last; equal if none do."""
    named = [number for number, word in enumerate(words) if metrics.is_metric_word(word)]
    pairs = [
        number
        for number in range(len(words) - 1)
        if metrics.direction(f"{words[number]} {words[number + 1]}") and not named
    ]
    if not named and not pairs:
        return 0, 0
    first = named_first = (named or pairs)[0]
    last = named[-1] + 1 if named else pairs[0] + 2
    while first and metrics.is_beside(words[first - 1]):
        first -= 1
    while first < named_first and not _has_letter(words[first]):
        first += 1  # "SQuAD 2.0 EM": a number belongs to what stands before it
    while last < len(words) and metrics.is_beside(words[last]):
        last += 1
    return first, last


def _has_letter(word: str) -> bool:
    return any(map(str.isalpha, word))


def _between(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return what stands there from the first to the last of some words, with what joins them."""
    pieces: list[str] = []
    end = None
    for begin, finish in spans:
        if end is not None:
            joint = text[end:begin]
            pieces.append(joint if len(joint) == 1 and "\0" not in joint else " ")
        pieces.append(text[begin:finish])
        end = finish
    return "".join(pieces)


def _with_brackets(found: Title, inside: Sequence[str], known: Known, *, unit: str, better: str) -> Title:
    """Add what stands in brackets: units, tests, splits, a metric, or what belongs to the metric's name."""
    dataset, split, named = found.dataset, found.split, found.metrics
    said = dict(found.said)
    left: list[str] = []
    for part in filter(None, (" ".join(one.split()) for one in inside)):
        word = fold(part)
        is_time = any(map(metrics.is_cost, named))
        if (one := metrics.unit_of(part)) and not (word == "ms" and named and not is_time):
            unit = unit or one
        elif word in TEST_TIMES or word == "ms":
            said["test_time"] = TEST_TIMES.get(word, "multi-scale")
        elif split_of(part):
            split = split or split_of(part)
        elif word in {"mean", "avg"}:
            continue
        elif not dataset and (about := known.board(part))[0]:
            dataset, split = about[1], split or about[2]
        elif (
            not named
            and (inner := _one(_without_percent(part), known)).metrics
            and not inner.before + inner.dataset
        ):
            named, split = inner.metrics, split or inner.split
            unit = unit or ("%" if _without_percent(part) != part else "")
        else:
            left.append(part)
    if left:
        if named and not all(_ABOUT_SETTING.fullmatch(one) for one in left):
            # What is said of a metric tells it from others: two of them never share a board.
            named = (f"{named[0]} ({', '.join(left)})", *named[1:])
        else:
            said["variant"] = ", ".join(filter(None, [said.get("variant", ""), *left]))
    return Title(found.text, dataset, found.before, named, split, unit, better, said)


def _without_percent(part: str) -> str:
    return part.removesuffix("%").rstrip()


def _plain(title: str) -> str:
    """Return a title without arrows, footnotes and the sentence that says what is better."""
    text = _SAID_BETTER.sub(" ", _ARROW.sub(" ", title[:_LONGEST])).replace("$", " ")
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", " ".join(text.split()))
    while found := _MARKS.search(text):
        text = text[: found.start()].rstrip()
    return " ".join(text.split()).strip(" :,")


def _better(title: str) -> str:
    """Return what a title says is better."""
    if arrow := _ARROW.search(title):
        mark = arrow[0]
        return (
            "higher"
            if mark.startswith("\\up")
            else "lower"
            if mark.startswith("\\down")
            else _ARROWS[mark[0]]
        )
    if said := _SAID_BETTER.search(title):
        return "higher" if said[1].casefold() in {"higher", "larger"} else "lower"
    return ""


def without_mean(title: str) -> str:
    """Return the title of a column of means without the word: ``accuracy_mean`` is ``accuracy``."""
    words = _TOKEN.findall(title)
    if len(words) > 1 and fold(words[-1]) in _MEAN:
        return title[: title.rindex(words[-1])].rstrip(" _/:")
    return title


def words(title: str) -> list[str]:
    """Return the words of a title in small letters: ``followerCount`` has two."""
    return [word.casefold() for word in _WORD.findall(_BRACKETS.sub(" ", title))]
