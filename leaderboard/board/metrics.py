"""What is measured: how metrics are spelled, and which of them are better when lower."""

from __future__ import annotations

import re
from itertools import pairwise

from leaderboard.board.names import fold

_MIOU = {"miou", "meaniou", "meaniouclass", "meanintersectionoverunion", "validationmiou", "testmiou"}

_LOWER = """
    error errors err loss perplexity ppl bpc bpb nll wer cer per ter eer hter ece mae mse rmse rmsle
    mape smape absrel epe fid kid lpips distance latency cost
"""
_HIGHER = """
    accuracy acc precision recall f1 f2 f05 em map ap ap50 ap75 ar auc auroc auprc roc iou miou dice pq
    psnr ssim is bleu bleu4 chrf rouge rouge1 rouge2 rougel meteor cider spice mcc kappa pearson spearman
    pck pckh hota mota idf1 mrr ndcg hits top1 top5 r1 r5 r10 r2 fps elo
"""
_DIRECTIONS = dict.fromkeys(_LOWER.split(), "lower") | dict.fromkeys(_HIGHER.split(), "higher")
_WORDS = re.compile(r"[^\W_]+")


def plain(metric: str) -> str:
    """Return the name of a metric as it is written here: ``Mean IoU (class)`` is ``mIoU``."""
    return "mIoU" if _folded(metric) in _MIOU else metric


def same(metric: str, other: str) -> bool:
    """Say whether two names mean the same metric."""
    return _folded(plain(metric)) == _folded(plain(other))


def direction(metric: str) -> str:
    """Return ``higher`` or ``lower`` where the name of a metric tells what is better, or else nothing.

    A word for a mistake decides: ``Top 1 Error`` is better when lower, as ``Accuracy`` is
    when higher. Names that say neither (``Score``) are for people to tell.
    """
    words = _WORDS.findall(metric.casefold())
    pairs = ["".join(pair) for pair in pairwise(words)]  # "Top 1" and "abs rel" are two words
    said = {_DIRECTIONS.get(word, "") for word in words + pairs}
    if "lower" in said:
        return "lower"
    return "higher" if "higher" in said or _folded(metric) in _MIOU else ""


_BESIDE = "mean m average avg overall global class pixel pixelwise top macro micro weighted box mask"
"""Words that are part of the name of a metric beside one that is a metric."""


def apart(title: str) -> tuple[str, str]:
    """Divide a title into what is measured on, and the metric: ``Cityscapes mIoU``, ``mIoU on Cityscapes``.

    Either is empty where the title does not name it.
    """
    words = title.split()
    behind = _metric_words(words[::-1])
    if behind:
        return " ".join(words[:-behind]).rstrip(" -:,/"), " ".join(words[-behind:])
    if before := _metric_words(words):
        rest = words[before:]
        if rest and rest[0].casefold() in {"on", "for", "of", "in", "-", ":"}:
            rest = rest[1:]
        return " ".join(rest), " ".join(words[:before])
    return title.strip(), ""


def _metric_words(words: list[str]) -> int:
    """Return how many words from the first on name a metric."""
    names = 0
    for number, word in enumerate(words, start=1):
        if direction(word):
            names = number
        elif not _is_beside(word):
            break
    # "mean IoU" and "Top 1" read backwards: what stands beside belongs to it.
    while 0 < names < len(words) and _is_beside(words[names]):
        names += 1
    return names


def _is_beside(word: str) -> bool:
    folded = _folded(word)
    return folded in _BESIDE.split() or folded.isdigit()


def _folded(metric: str) -> str:
    return re.sub(r"\W", "", fold(metric))
