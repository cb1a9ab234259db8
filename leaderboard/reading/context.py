"""What the words around a table name: the dataset, the split and the metric of its scores."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaderboard.board import metrics
from leaderboard.board.names import fold, split_of
from leaderboard.reading import titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leaderboard.reading.known import Known
    from leaderboard.reading.sheet import Words

_SECTIONS = frozenset(
    """
        results result performance performances main experiments experiment experimental evaluation
        evaluations eval model models zoo pretrained pre trained weights checkpoints checkpoint benchmark
        benchmarks benchmarking leaderboard leaderboards comparison comparisons quantitative qualitative
        overview summary table tables tab ablation ablations study studies training inference testing usage
        getting started introduction news updates todo highlights features download downloads released release
        baselines baseline methods method sota scores score rankings ranking metrics our ours full detailed
        details appendix data available supported reported reproduction reproduced report reports notes note
        and the of with for on in a an to from vs all other plot plots figure figures chart charts standard
        legacy light lightweight large small tiny new old additional extra community official third party 3rd
        backbone backbones using variants variant more final overall numbers figures state art our
        downloadable list current latest top best accuracy speed
    """.split()
)
"""Words of headings that name a section and no dataset."""

_NUMBERED = re.compile(
    r"^\s*(?:(?:table|tab|fig|figure|section)\s*)?\(?\d+(?:\.\d+)*[.):]*\s+|^\s*(?:table|tab)\.?\s*\d+\s*[.:]\s*",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f*`_#|>~\"]+")
_ON = re.compile(
    r"\b(?:results?|performances?|evaluat\w+|comparisons?|benchmark\w*|experiments?|scores?|accurac(?:y|ies)|metrics?"
    r"|leaderboard|models?|numbers?|trained|tested|ranking|sota)\b[^.:]*?\b(?:on|for|of)\s+(?:the\s+)?(?P<name>[^.:]+)",
    re.IGNORECASE,
)
_NAME_WORD = (
    r"(?!(?:the|a|an|on|of|in|for|at|and|or|to|with|is|are|this|that|each|all|both|its|their|our|which|standard|core|full"
    r"|official|public|private|hidden|whole|entire|same|original|own|held-?out|test|val|validation|dev|training)\b)[^\s,.;:()]+"
)
"""A word of the name of a dataset in a sentence."""
_CLAUSE_END = re.compile(r"[,;:.](?=\s)")
_BESIDE = 4
"""Words before and behind the name of a dataset in a sentence that are about it."""
_SAYS = re.compile(
    rf"\bon\s+(?:the\s+)?(?P<name>{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,3}}?)\s+"
    r"(?:data\s?sets?|benchmark|corpus|test\s+set|val(?:idation)?\s+set|test\s+split|validation\s+split|challenge"
    r"|leaderboard)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:\s+(?:results?|benchmarks?|leaderboard|data\s?sets?|sets?|challenge|scores?|performance|models?"
    r"|model zoo|ranking|comparison|experiments?|evaluation|table))+$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ABOUT_SCORES = re.compile(
    r"\b(?:tables?|evaluat\w+|results?|scores?|reported|numbers|measured|tested)\b", re.IGNORECASE
)
"""Words of a note that speaks of the scores of a table."""
_LONGEST = 400
"""Characters of a text that are looked at."""
_HEADING_WORDS = 9
"""A longer heading or caption is a sentence."""


@dataclass(frozen=True)
class Named:
    """What the words around a table name; what they do not is empty."""

    dataset: str = ""
    """The id of a known dataset, or the name of one that is not known."""
    split: str = ""
    metric: str = ""
    unit: str = ""
    better: str = ""
    text: str = ""
    """The words in which a dataset is named that is not known."""
    outer: tuple[str, ...] = ()
    """What stands farther away from the table than these."""


def named(context: Iterable[Words], known: Known) -> Named:
    """Return what is named around a table: of dataset, split and metric the nearest word counts."""
    dataset = split = text = ""
    outer: list[str] = []
    about = Named()
    below = [words.text for words in context if words.kind == "below"]
    for words in (one for one in context if one.kind != "below"):
        if dataset and words.kind == "heading":
            outer.append(words.text)
        found = _read(words, known)
        if found.metric and not about.metric:
            about = found
        if found.split and not split and not dataset:
            split = found.split
        if found.dataset and not dataset:
            dataset, split = found.dataset, split or found.split
            text = "" if known.dataset(dataset) else _plain(words.text)
    if dataset and not split:
        split = next(filter(None, (_split_of_note(note, dataset, known) for note in below)), "")
    return Named(dataset, split, about.metric, about.unit, about.better, text, tuple(outer))


def _split_of_note(text: str, dataset: str, known: Known) -> str:
    """Return the one split of a *dataset* that a note below a table says its scores are on."""
    if not _ABOUT_SCORES.search(text):
        return ""
    names = {name for *_, name in known.within(text[:_LONGEST])}
    if names != {dataset} and (names or fold(dataset) not in fold(text[:_LONGEST])):
        return ""
    splits = {split for word in re.findall(r"[\w-]+", text) if (split := split_of(word))}
    return splits.pop() if len(splits) == 1 else ""


def told_apart(around: Sequence[Named]) -> list[Named]:
    """Give datasets fuller names where the tables of a file call several alike.

    ``Linf`` below CIFAR-10 and below CIFAR-100 are two, and so are ``Few (SUP)`` and ``Few (INTRA)``.
    """
    alike: dict[str, list[Named]] = {}
    for one in around:
        if one.text:
            alike.setdefault(fold(one.dataset), []).append(one)
    by_text = {
        name: len({_without_split_words(one.text) for one in those}) > 1 for name, those in alike.items()
    }
    by_parent = {name: len({_parent(one) for one in those}) > 1 for name, those in alike.items()}
    found = []
    for one in around:
        key = fold(one.dataset)
        name = one.text if one.text and by_text[key] else one.dataset
        if one.text and by_parent[key]:
            name = f"{_plain(_parent(one))} {name}".strip()
        found.append(replace(one, dataset=name))
    return found


def _parent(one: Named) -> str:
    return next(iter(one.outer), "")


def _without_split_words(text: str) -> str:
    return fold(" ".join(word for word in re.findall(r"[^\W_]+", text) if not split_of(word)))


def _plain(text: str) -> str:
    """Return words without their number and what decorates them."""
    text = " ".join(_DECORATION.sub(" ", text[:_LONGEST]).split())
    return _NUMBERED.sub("", text, count=1).strip(" :.,-\u2013\u2014")


def _read(words: Words, known: Known) -> Named:
    text = _plain(words.text)
    if not text:
        return Named()
    if _is_section(text):
        is_title = words.kind in {"caption", "bold"}
        return _of_title(titles.read(text, known)) if is_title else Named()
    if (found := _of_known(words.kind, text, known)) is not None:
        return found
    if words.kind == "sentence" or len(text.split()) > _HEADING_WORDS:
        said = _SAYS.search(text)
        return Named(_tidy(said["name"]), _split_in(text)) if said else Named()
    return _of_heading(words.kind, text, known)


def _of_heading(kind: str, text: str, known: Known) -> Named:
    """Read a few words that hold no dataset that is known, and may name one."""
    if said := _SAYS.search(text) or _ON.search(text):
        return _of_name(said["name"], text[: said.start("name")], known)
    title = titles.read(text, known)
    if title.metrics:
        found, outside = _of_title(title), _tidy(text)
        if found.dataset or not outside or titles.read(outside, known).metrics:
            return found
        name = _of_name(outside, "", known)  # "CULane (F1)"
        return replace(found, dataset=name.dataset, split=found.split or name.split)
    split = split_of(fold(text)) if kind == "caption" else ""
    return Named("", split) if split else _of_name(text, "", known)


def _of_known(kind: str, text: str, known: Known) -> Named | None:
    """Read a text that is or holds the name of one dataset that is known."""
    whole, name, split = known.board(text)
    if whole:
        return Named(name, split)
    datasets = known.within(text)
    if len({name for *_, name in datasets}) != 1:
        return None
    begin, end, name = datasets[0]
    before, behind = text[:begin], text[end:]
    if kind == "sentence":  # what stands further away in it may be about something else
        before, behind = _CLAUSE_END.split(before)[-1], _CLAUSE_END.split(behind)[0]
        before, behind = " ".join(before.split()[-_BESIDE:]), " ".join(behind.split()[:_BESIDE])
    rest = f"{before} {behind}"
    return _with_metric(name, _split_in(rest), _BRACKETS.sub(" ", rest), known)


def _of_title(title: titles.Title) -> Named:
    """Take what a title that names a metric names; nothing where it names none."""
    if not title.metrics:
        return Named()
    return Named(title.dataset or title.before, title.split, title.metrics[0], title.unit, title.better)


def _of_name(text: str, before: str, known: Known) -> Named:
    """Read a text that is the name of a dataset, with its split and what people add."""
    name = _tidy(text)
    split = _split_in(text)
    if _is_section(name) and (inside := _BRACKETS.search(text)) and not _is_section(inside[0]):
        name = inside[0][1:-1].strip()  # "Leaderboard (Distractor Setting)"
        if split_of(name):
            return Named("", split)
    words = name.split()
    if len(words) > 1 and split_of(words[-1]):
        name = " ".join(words[:-1])
    if _is_section(name):
        return Named("", split)
    return _with_metric(name, split, before, known)


def _with_metric(dataset: str, split: str, rest: str, known: Known) -> Named:
    """Add the metric that is named beside a dataset: ``mIoU on Cityscapes``."""
    words = [word for word in rest.split() if metrics.is_metric_word(word) or metrics.is_beside(word)]
    said = " ".join(words)
    if any(metrics.is_metric_word(word) and (word.upper() == word or not word.islower()) for word in words):
        title = titles.read(said, known)
        if title.metrics:
            return Named(dataset, split, title.metrics[0], title.unit, title.better)
    return Named(dataset, split)


def _tidy(text: str) -> str:
    name = " ".join(_BRACKETS.sub(" ", text).split())
    name = _BEHIND.sub("", name.strip(" :.,-\u2013\u2014"))
    return name.removeprefix("the ").removeprefix("The ").strip()


def _split_in(text: str) -> str:
    words = re.findall(r"[\w-]+", text)
    return next(filter(None, map(split_of, words)), "")


def _is_section(text: str) -> bool:
    words = re.findall(r"[^\W_]+", text.casefold())
    return all(word in _SECTIONS or word.isdigit() for word in words)
