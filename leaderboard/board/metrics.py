"""What is measured: how metrics are spelled, and which of them are better when lower.

Every word that this depends on stands here.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from leaderboard.board.names import fold

_MIOU = {"miou", "meaniou", "meaniouclass", "meanintersectionoverunion", "validationmiou", "testmiou"}

_LOWER = """

    error errors err maxerror loss losses logloss perplexity ppl bpc bpb bpd nll wer cer ter eer hter der ece

    mce brier crps mae mse rmse rmsle nrmse mape smape wape wmape mdape medae mase rmsse msis wql owa absrel

    sqrel epe fid fvd kid fad lpips chamfer hausdorff hd hd95 asd assd mpjpe pampjpe mpvpe pve fde minade

    minfde ate rpe mcd nfe fpr fnr falsepositive falsenegative falsealarm distance regret collisions

    violations hallucination hallucinations toxicity forgetting

"""
_HIGHER = """
    accuracy acc accuracies macc aacc pacc pixacc oa bacc uar precision recall sensitivity specificity tpr tnr
    f1 f2 f05 fscore fmeasure fbeta jf em exactmatch match map ap ap50 ap75 ar auc auroc aucroc auprc aupr roc
    iou miou jaccard fwiou ciou biou dice mdice dsc pq sq rq psnr ssim msssim inceptionscore bleu sacrebleu
    chrf comet rouge meteor cider spice bertscore mcc kappa qwk pearson spearman kendall pcc plcc srcc pck
    pckh hota mota motp idf deta assa mrr ndcg hits top1 top5 r1 r5 r10 r2 elo reward return success
    successrate spl winrate pass passrate solved resolved similarity correlation likelihood nmi ari purity
    silhouette mos pesq stoi sdr sisdr snr sisnr delta1
"""
_CHEAPER = """
    latency time runtime walltime seconds secs duration delay ttft memory mem vram footprint energy emissions
    cost price
"""
"""Costs that are better when lower."""
_FASTER = """
    fps throughput qps rps tps ips speedup
"""
"""Speeds that are better when higher."""
_OPEN_COSTS = "speed inference"
"""Costs of which only the unit tells what is better."""

_PER_SECOND = re.compile(
    r"(?:^|(?<=[^a-z]))(?:tok(?:en)?s?|im(?:a?ge?)?s?|samples?|frames?|docs?|documents?|requests?|queries|sentences?)"
    r"\s*(?:/|_|\bper\b)\s*_?s(?:ec(?:ond)?s?)?(?![a-z])",
    re.IGNORECASE,
)
"""What is done in a second, as it is written in the names of speeds: ``tok_s``, ``Docs / Sec``."""

_DIRECTIONS = {
    **dict.fromkeys((*_LOWER.split(), *_CHEAPER.split()), "lower"),
    **dict.fromkeys((*_HIGHER.split(), *_FASTER.split()), "higher"),
}
_CAPITAL = {"PER": "lower", "IS": "higher", "SR": "higher", "ADE": "lower", "J": "higher"}
"""Abbreviations that are common words, or none, unless they are written so."""
_COSTS = {*_CHEAPER.split(), *_FASTER.split(), *_OPEN_COSTS.split()}
_NOUNS = {"score", "scores", "rate", "index", "metric", "value", "result", "results", "measure"}
"""Words that belong to the name of a metric and say nothing of it."""

_UNITS = {
    **dict.fromkeys(("%", "percent", "pct"), "%"),
    **dict.fromkeys(("ms", "msec", "milliseconds"), "ms"),
    **dict.fromkeys(("s", "sec", "secs", "seconds"), "s"),
    **dict.fromkeys(("min", "mins", "minutes"), "min"),
    **dict.fromkeys(("h", "hr", "hrs", "hours"), "h"),
    **dict.fromkeys(("fps", "img/s", "imgs/s", "images/s", "im/s", "it/s", "iter/s", "samples/s"), "/s"),
    **dict.fromkeys(("tok/s", "tokens/s", "tokens/sec", "samples/sec", "img/sec", "images/sec", "hz"), "/s"),
    **dict.fromkeys(("ms/img", "ms/image", "ms/im"), "ms"),
    **dict.fromkeys(("s/iter", "s/it", "sec/iter", "s/img", "s/im"), "s"),
    **{
        unit.casefold(): unit for unit in ("GB", "MB", "GiB", "MiB", "dB", "m", "mm", "cm", "km", "px", "deg")
    },
}
"""Units by the ways in which they are written."""
_SLOWER = {"ms", "s", "min", "h"}
"""Units of time."""

_BESIDE = """

    mean m average avg overall global class pixel pixelwise top macro micro weighted box bbox mask clean

    robust standard std balanced exact token word words char character sentence instance semantic panoptic

    object objects keypoint keypoints person small medium large easy moderate hard head tail novel base seen

    unseen all zero few one shot linear probe knn finetuned adv adversarial natural corrupted id ood max min

    best final last first median normalized normalised norm raw relative rel abs absolute squared root log

    negative neg binary multi single label strict relaxed soft total net inference inf train training eval

    evaluation generation end e2e p50 p90 p95 p99 peak gpu cpu human harmonic geometric domain reciprocal

    expected calibration matching false true positive negatives positives character frequency win per by at k

    unlabeled boundary trimap segm segmentation mask edge region depth surface full partial intersection

    union over of error

"""
"""Words that are part of the name of a metric beside one that is a metric."""
_QUALIFIERS = frozenset(_BESIDE.split())

_SHARES = frozenset(
    [
        *"accuracy acc pixacc macc miou iou jaccard dice f1 precision recall".split(),
        *"ap map auc auroc auprc mrr ndcg".split(),
    ]
)
"""Words for a part of a whole."""

_SHORTEST = 3
"""Letters of a part of a word in capitals and small letters, so that it is a word of its own."""

_WORDS = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@cache
def plain(metric: str) -> str:
    """Return the name of a metric as it is written here: ``Mean IoU (class)`` is ``mIoU``."""
    return "mIoU" if key(metric) in _MIOU else metric


def same(metric: str, other: str) -> bool:
    """Say whether two names mean the same metric."""
    return key(plain(metric)) == key(plain(other))


@cache
def key(metric: str) -> str:
    """Return what does not depend on how the name of a metric is typed."""
    return re.sub(r"[^\w%@/]", "", fold(metric)) or fold(metric)


def unit_of(text: str) -> str:
    """Return the unit that a word means, as it is written here: ``in percent`` is ``%``; or nothing."""
    word = " ".join(text.split()).casefold().removeprefix("in ").removeprefix("[").removesuffix("]")
    return _UNITS.get(word, "")


@cache
def direction(metric: str, unit: str = "") -> str:
    """Return ``higher`` or ``lower`` where the name of a metric tells what is better, or else nothing.

    A word for a mistake decides: ``Top 1 Error`` is better when lower, as ``Accuracy`` is
    when higher; ``neg`` in front of it turns that round. Of a speed, the unit decides. Names
    that say neither (``Score``) are for people to tell.
    """
    if is_cost(metric):
        if unit == "/s":
            return "higher"
        if unit in _SLOWER:
            return "lower"
    if _PER_SECOND.search(metric):
        return "higher"
    words = metric.split() if "@" in metric else []
    words += _WORDS.findall(metric)
    pairs = ["".join(pair) for pair in pairwise(words)]  # "Top 1" and "abs rel" are two words
    said = {_direction_of(word) for word in words} | {_DIRECTIONS.get(pair.casefold(), "") for pair in pairs}
    is_higher = "higher" in said or key(metric) in _MIOU
    found = "lower" if "lower" in said else "higher" if is_higher else ""
    negated = {"neg", "negative"}.intersection(map(str.casefold, words))
    opposite = {"higher": "lower", "lower": "higher", "": ""}
    return opposite[found] if negated and "nll" not in metric.casefold() else found


def is_cost(metric: str) -> bool:
    """Say whether a metric is about speed, time or memory, and not about how good results are."""
    words = _WORDS.findall(metric.casefold())
    if _PER_SECOND.search(metric):
        return True
    return not _COSTS.isdisjoint(words) and all(
        word in _COSTS or not _direction_of(word) or word in _NOUNS for word in words
    )


def is_share(metric: str) -> bool:
    """Say whether a metric is a part of a whole by its name, and so 100 percent at most: accuracy, IoU."""
    words = {fold(word) for part in _WORDS.findall(metric) for word in (part, *_CAMEL.findall(part))}
    return direction(metric) == "higher" and not _SHARES.isdisjoint(words | {key(metric)})


def is_metric_word(word: str) -> bool:
    """Say whether a word by itself names something that is measured."""
    return bool(_direction_of(word)) or key(word) in _MIOU or word.casefold() in _OPEN_COSTS.split()


def is_beside(word: str) -> bool:
    """Say whether a word belongs to the metric that it stands beside: ``pixel`` accuracy, ``top-1``."""
    folded = fold(word)
    if folded in _QUALIFIERS or folded in _NOUNS or folded.isdigit():
        return True
    parts = re.split(r"[-.@:/]", word.casefold())
    return len(parts) > 1 and all(part in _QUALIFIERS or part in _NOUNS or part.isdigit() for part in parts)


def is_noun(word: str) -> bool:
    """Say whether a word such as ``score`` stands for a metric that is not named."""
    return word.casefold() in _NOUNS


@cache
def _direction_of(word: str) -> str:
    """Return what one word says: also ``AP50``, ``Recall@10``, ``F1-score``, ``pixAcc``."""
    if word in _CAPITAL:
        return _CAPITAL[word]
    folded = fold(word)
    if re.fullmatch(r"(?:r|recall|p|prec|hit|hits|acc|pass|ndcg|map|mrr)@\w+", folded):
        return "higher"
    if found := _DIRECTIONS.get(folded) or _DIRECTIONS.get(folded.rstrip("0123456789")):
        return found
    parts = [part for part in re.split(r"[^\w]|_", word) if part]
    if len(parts) == 1:
        parts = _CAMEL.findall(word)
        if any(len(part) < _SHORTEST and part.casefold() not in _QUALIFIERS for part in parts):
            return ""  # CoNLL is no NLL
    if len(parts) <= 1:
        return ""
    said = {_DIRECTIONS.get(part.casefold(), "") for part in parts}
    return "lower" if "lower" in said else "higher" if "higher" in said else ""
