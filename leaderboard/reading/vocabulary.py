"""What the columns of tables are called. Every word that this depends on stands here."""

from __future__ import annotations

import re

from leaderboard.board.names import fold

NETWORK = """

    network networks model models modelname modelid modelnames method methods methodname name names system

    systems approach approaches algorithm algorithms algo agent agents teamname team submission

    submissionname entry llm classifier estimator detector learner technique solver policy framework

    architecture arch backbone encoder network/backbone runname run experiment experimentname paper title

    papertitle

"""
"""What the column of networks is called, folded; what stands first counts."""

_ROLES = {
    "dataset": """
        dataset datasets benchmark benchmarks data task tasks datasetname datasetid benchmarkname taskname
        taskid env envid envname environment corpus testset
    """,
    "metric": "metric metrics measure metricname measures",
    "score": "score scores result results value values metricvalue",
    "split": "split subset partition set datasplit evalsplit mode phase",
    "variant": """
        variant backbone encoder basemodel decoder head neck config configuration setting settings pretrain
        pretrained pretraining pretraineddata modelsize size lr learningrate initiallr batch batchsize bs
        optimizer optimiser schedule schd lrschd lrsched lrschedule epochs iterations iters maxepochs steps
        dropout wd weightdecay momentum loss lossfunction augmentation augmentations nshot shots numfewshot
        kshot temperature prompt prompting quantization precision dtype layers depth width dim hiddendim
    """,
    "resolution": """
        resolution inputsize imagesize imgsize crop cropsize inputresolution input inputscale size(px)
    """,
    "test_time": "testtime tta testtimeaugmentation inferencemode tested",
    "extra_data": "extradata extratrainingdata",
    "protocol": "protocol evaluationprotocol",
    "device": "device gpu hardware accelerator platform gputype",
    "runs": "runs nruns numruns seeds nseeds numseeds trials ntrials repeats nrepeats",
    "run": "run seed fold trial cv cvfold repeat replicate randomseed runid rep",
    "state": "state status runstate runstatus trialstate",
    "step": "epoch step iteration iter globalstep trainingstep checkpointstep",
    "spread": "spread",
    "spread_of": "spreadof",
    "unit": "unit units",
    "better": "better direction",
    "evidence": "evidence",
    "source": "source",
    "note": "note notes remark remarks comment comments",
    "date": """
        date submissiondate submitted submittedon dateadded evaluatedon evaldate published_at created
        createdat timestamp
    """,
    "group": "metricgroup",
}
_FACTS = {
    "published": "published publishedin publication pub conference journal",
    "venue": "venue",
    "year": "year pubyear publicationyear",
    "title": "title papertitle",
    "authors": "authors author",
    "arxiv": "arxiv arxivid",
    "topic": "topic",
    "tags": "tags",
    "aliases": "aliases",
    "paper": "paper papers paperurl pdf reference references url paperlink",
    "links": "link links",
    "code": "code codeurl github repo repository implementation codelink sourcecode",
    "project": "project projecturl projectpage website homepage",
}
_COSTS = {
    "params": """
        params param parameters nparams numparams numparameters #params #param #parameters paramcount
        modelparams numberofparams numberofparameters parametercount
    """,
    "gflops": "gflops flops macs gmacs mflops mmacs multadds madds mult-adds operations ops",
}
_NO_SCORES = """
    # no nr id ids index idx rank ranks ranking place position pos order level_0 rowid key hash uuid modelid_
    teamid votes numvotes voters version ver month day stars citations seedcount samples nsamples numsamples n
    count counts total size_mb weights weight download downloads ckpt checkpoint checkpoints log logs demo
    license licence organization organisation org affiliation institution country contact email user username
    entries submissions tokens ntokens numtokens vocab classes nclasses images nimages ngpus gpus numgpus
    support stride os heads created_by datatime starttime endtime starttimestamp endtimestamp type modeltype
    category language languages lang rev revision commit sha gitcommit
"""
"""Columns that hold no scores, whatever numbers stand in them."""
_DERIVED = """
    placed tied of gap own datasets bestplace worstplace notseparablefrom range winrate months gain until age
    scoretext spreadtext front row
"""
"""Columns that this program writes, several in a table, and that follow from the others."""

_COUNTED = """

    count counts length lengths total totals cases samples examples tokens words steps timesteps iters

    iterations episodes epochs wins draws ties cutoff horizon window windows seasonality responses comments

    messages votes passes requests

"""
COUNTED_LAST = frozenset(_COUNTED.split())
COUNTED_FIRST = frozenset("n num number nr count".split())
"""Words at the end or at the beginning of a title that names no metric: its numbers count something."""
NEVER_LAST = frozenset(
    """
    id ids idx rank ranks ranking diff difference size sizes seed version versions date year type timestamp
    """.split()
)
NEVER_FIRST = frozenset("rank crop lr".split())
"""Words at the end or at the beginning of a title over numbers that are no scores."""
ABOUT_COUNTS = frozenset(
    """
    of the number num n no total trainable active count all model m b k million millions billion billions
    """.split()
)
"""Words that stand beside one for parameters or operations: ``# of params``, ``params_active_b``."""

UNFINISHED = frozenset(
    """
        failed fail failure crashed crash killed running pruned error errored aborted cancelled canceled
        interrupted incomplete unfinished timeout timedout outofmemory oom pending queued scheduled preempted
        waiting
    """.split()
)
"""What a column of states says of runs whose scores do not count, folded."""

OF_RUNS = frozenset("state status sweep runid runstate runstatus".split())
"""Columns of tables in which a row is a whole run, folded."""
OF_LOGS = frozenset("_step _runtime _timestamp runtime relativetimeprocess relativetimewall walltime".split())
"""Columns there that tell how long runs took, folded or in small letters, and not what they reached."""
CROSS_VALIDATED = frozenset(("fit_time", "score_time"))
"""What scikit-learn notes of each fold beside its scores."""

SETTINGS_OF = re.compile(
    r"(?:params?|config|hparams?|hyperparameters?|hyperparams?|args|user_attrs)[./: _]\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
"""Titles of settings in the tables of tracking tools: ``params.lr``, ``config/seed``."""
METRICS_OF = re.compile(r"(?:(?:metrics?|summary)[./:]\s*|values_(?=\D))(?P<name>\S.*)", re.IGNORECASE)
"""Titles of metrics there: ``metrics.val/accuracy``."""

MEANINGS: dict[str, str] = {
    **dict.fromkeys(_DERIVED.split(), "derived"),
    **dict.fromkeys(_NO_SCORES.split(), "ignored"),
    **{fold(word): f"fact:{kind}" for kind, words in _FACTS.items() for word in words.split()},
    **{fold(word): f"cost:{kind}" for kind, words in _COSTS.items() for word in words.split()},
    **{fold(word): role for role, words in _ROLES.items() for word in words.split()},
}
"""What a column holds, by its folded title.

A role, a ``fact:`` about its network, a ``cost:``, ``derived`` or ``ignored``.
"""

SETTINGS = frozenset(fold(word) for word in _ROLES["variant"].split()) - {
    "variant",
    "backbone",
    "encoder",
    "basemodel",
    "config",
    "configuration",
    "setting",
    "settings",
    "decoder",
}
"""Conditions that are told with the title of their column: ``lr 0.1``."""

NAMES = {fold(name): rank for rank, name in enumerate(NETWORK.split())}
"""How well a title fits the column of networks: the lower the better."""


def cost_of(metric: str) -> str:
    """Return ``params`` or ``gflops`` where a metric is what a network costs, and not how good it is."""
    name = fold(metric.partition("(")[0].strip()) or fold(metric)
    meaning = MEANINGS.get(name, "")
    return meaning.removeprefix("cost:") if meaning.startswith("cost:") else ""
