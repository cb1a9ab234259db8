"""Small files as tools of evaluation and training write them, made up at random."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from hostile import HOSTILE

if TYPE_CHECKING:
    from random import Random

Files = dict[str, bytes]

_MODELS = ["a/newt-1b", "newt", "lab__toad-7b", "mockllm/x", "x" * 60, "1"]
_TASKS = ["fens", "cityscapes", "bog_mc", "rooms val", "1"]
_METRICS = ["acc", "exact_match", "word_perplexity", "f1", "accuracy", "rmse", "stderr", "mean"]


def _model(chance: Random) -> str:
    return chance.choice(HOSTILE if chance.random() < 0.05 else _MODELS)


def _task(chance: Random) -> str:
    return chance.choice(HOSTILE if chance.random() < 0.02 else _TASKS)


def _value(chance: Random) -> Any:
    if chance.random() < 0.8:
        return round(chance.uniform(0, chance.choice((1, 100))), chance.choice((1, 4, 12)))
    return chance.choice(("N/A", None, float("nan"), float("inf"), "0.5", 10**400, -1, True, [], {}))


def _written(chance: Random, value: Any) -> bytes:
    return json.dumps(value, indent=chance.choice((None, 2))).encode(errors="surrogatepass")


def _lm_eval(chance: Random) -> Files:
    results: dict[str, Any] = {}
    for task in {_task(chance) for _ in range(chance.choice((1, 2, 4)))}:
        metrics = chance.sample(_METRICS, 2)
        part = chance.choice(("none", "strict-match"))
        results[task] = {"alias": task, **{f"{metric},{part}": _value(chance) for metric in metrics}}
        results[task] |= {f"{metric}_stderr,{part}": _value(chance) for metric in metrics}
    tasks = list(results)
    found = {
        "results": results,
        "groups": {tasks[0]: results[tasks[0]]} if chance.random() < 0.3 else {},
        "group_subtasks": {tasks[0]: tasks[1:]},
        "configs": {task: {"task": task, "num_fewshot": chance.choice((0, None, "x"))} for task in tasks},
        "n-shot": dict.fromkeys(tasks, chance.choice((0, 5, None))),
        "higher_is_better": {task: {"acc": chance.choice((True, False, None))} for task in tasks},
        "n-samples": {task: {"original": 40, "effective": chance.choice((40, 4))} for task in tasks},
        "config": {"model": "hf", "model_args": "pretrained=x", "limit": chance.choice((None, 4))},
        "model_name": _model(chance),
        "date": 1795651025.98,
    }
    return {f"results_{chance.randrange(9)}.json": _written(chance, found)}


def _every_eval_ever(chance: Random) -> Files:
    def record() -> dict[str, Any]:
        result = {
            "evaluation_name": _task(chance),
            "source_data": {"dataset_name": _task(chance), "url": ["https://x.example"]},
            "metric_config": {
                "evaluation_description": "Accuracy on Fens",
                "metric_name": chance.choice(_METRICS),
                "lower_is_better": chance.choice((True, False)),
                "min_score": 0,
                "max_score": chance.choice((1, 100, "Infinity")),
            },
            "score_details": {
                "score": _value(chance),
                "uncertainty": {"standard_error": {"value": _value(chance)}, "num_samples": 40},
            },
        }
        return {
            "schema_version": chance.choice(("0.2.0", "0.3.0", "0.3.0", "9.0")),
            "evaluation_id": f"{chance.randrange(9)}",
            "retrieved_timestamp": "1795651088",
            "source_metadata": {"source_name": "B", "source_type": "documentation"},
            "model_info": {"id": _model(chance), "name": _model(chance)},
            "evaluation_results": [result] * chance.choice((0, 1, 1, 2)),
        }

    if chance.random() < 0.5:
        return {"record.json": _written(chance, record())}
    return {"records.jsonl": b"\n".join(json.dumps(record()).encode() for _ in range(3))}


def _inspect(chance: Random) -> Files:
    score = {
        "name": "match",
        "scorer": "match",
        "metrics": {
            metric: {"name": metric, "value": _value(chance)} for metric in chance.sample(_METRICS, 3)
        },
    }
    log = {
        "version": 2,
        "status": chance.choice(("success", "success", "error", "started")),
        "eval": {"task": _task(chance), "model": _model(chance), "created": "2026-11-26T00:02:11+00:00"},
        "results": {"total_samples": 8, "completed_samples": chance.choice((8, 4)), "scores": [score]},
    }
    if chance.random() < 0.5:
        return {"log.json": _written(chance, log)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as file:
        file.writestr("header.json", json.dumps(log))
        file.writestr("samples/1.json", "{}")
    return {"log.eval": packed.getvalue()}


def _mteb(chance: Random) -> Files:
    task = f"{_task(chance)}STS"
    subsets = [
        {
            "hf_subset": name,
            "main_score": _value(chance),
            "cosine_spearman": _value(chance),
            "languages": ["x"],
        }
        for name in chance.sample(("default", "de", "fr"), chance.choice((1, 1, 2)))
    ]
    found = {
        "dataset_revision": "a",
        "mteb_version": chance.choice(("1.18.0", "1.1.0", None)),
        "task_name": task,
        "scores": {chance.choice(("test", "dev")): subsets},
        "evaluation_time": chance.choice((None, 5.5)),
    }
    return {f"lab__newt/{chance.choice(('external', '7ca8'))}/FenSTS.json": _written(chance, found)}


def _timings(chance: Random) -> Files:
    stats = {"mean": _value(chance), "stddev": _value(chance), "min": _value(chance), "ops": 2.0, "rounds": 5}
    if chance.random() < 0.5:
        runs = [{"command": _model(chance), **stats, "times": [0.4], "exit_codes": [chance.choice((0, 1))]}]
        return {"hyperfine.json": _written(chance, {"results": runs})}
    tests = [
        {
            "group": chance.choice((None, "parse")),
            "name": f"test_a[{one}]",
            "fullname": f"t.py::test_a[{one}]",
            "params": chance.choice((None, {"model": "b"})),
            "extra_info": chance.choice(({}, {"accuracy": 0.5})),
            "stats": stats,
        }
        for one in range(2)
    ]
    found = {"machine_info": {"system": "Linux"}, "commit_info": {"id": "a"}, "benchmarks": tests}
    return {"speed.json": _written(chance, found)}


def _trackers(chance: Random) -> Files:
    """Make the tables of tools that keep runs: flat CSVs."""
    rows = [
        "Name,State,Created,model,dataset,seed,val/mIoU,_step",
        "run_id,status,params.model,params.seed,metrics.val_accuracy,tags.mlflow.runName",
        "Experiment,rev,typ,val.accuracy,train.model,train.seed",
        "number,value,params_model,state",
        "epoch,train/loss,metrics/mAP50(B),val/loss,lr/pg0",
        ",fit_time,test_accuracy,test_neg_log_loss,model",
    ]
    header = chance.choice(rows)
    words = [
        "finished",
        "FAILED",
        "newt",
        "toad",
        "0",
        "1",
        "",
        "a1b2c3",
        "2026-03-01T08:00:00.000Z",
        "PRUNED",
    ]
    lines = [
        ",".join(
            str(_value(chance)) if chance.random() < 0.5 else chance.choice(words) for _ in header.split(",")
        )
        for _ in range(chance.choice((0, 1, 4)))
    ]
    return {"runs.csv": "\n".join([header, *lines, ""]).encode()}


def _nested(chance: Random) -> Files:
    """Make what pages of leaderboards and training scripts write."""
    found = chance.choice(
        (
            {_model(chance): {"pass@1": {"humaneval": _value(chance), "mbpp+": _value(chance)}, "size": 7}},
            {"name": _model(chance), "dataset": "cifar10", "clean_acc": f"{_value(chance)}", "eps": "8/255"},
            {"class_0": {"precision": _value(chance), "support": 5}, "accuracy": _value(chance)},
            [{"rank": 1, "modelId": _model(chance), "value": _value(chance), "notes": None}],
            {
                "leaderboards": [
                    {"name": "Lite", "results": [{"name": _model(chance), "resolved": _value(chance)}]}
                ]
            },
            {"val": {"accuracy": _value(chance), "loss": _value(chance)}, "seed": 1},
        )
    )
    return {chance.choice(("results.json", "newt/metrics.json")): _written(chance, found)}


def _runs(chance: Random) -> Files:
    """Make a folder of runs of several tools."""
    some = chance.sample((_lm_eval, _every_eval_ever, _inspect, _mteb, _nested, _trackers), 3)
    found = {
        f"{number}/{name}": content
        for number, build in enumerate(some)
        for name, content in build(chance).items()
    }
    return found | ({"0/config.yaml": b"lr: 0.1\n"} if chance.random() < 0.3 else {})


BUILDERS = {
    "lm_eval": _lm_eval,
    "Every Eval Ever": _every_eval_ever,
    "Inspect": _inspect,
    "MTEB": _mteb,
    "timings": _timings,
    "trackers": _trackers,
    "nested": _nested,
    "runs": _runs,
}
"""What makes files of each tool."""
