"""How long a file of 10,000 boards in the shape of Papers with Code takes, against parsing it."""

import json
import random
import tempfile
from pathlib import Path
from typing import Any

from processes import LEADERBOARD, PYTHON, compare

TASKS, DATASETS, ROWS = 500, 20, 12

METRICS = (
    "Accuracy",
    "F1",
    "BLEU",
    "mAP",
    "Mean IoU (class)",
    "Error",
    "FID",
    "Score",
    "PSNR",
    "Top 1 Accuracy",
)


def row(chance: random.Random, number: int, metric: str) -> dict[str, Any]:
    """Make up a result: now and then with a percent sign, without code, with additional data."""
    percent = "%" if number % 5 == 0 else ""
    code = [{"title": "org/repo", "url": f"https://github.com/org{number % 5000}/repo{number}"}]
    return {
        "model_name": f"Model-{chance.randrange(60000)} ({number % ROWS})",
        "paper_title": f"A paper on learning number {number % 40000} for representation",
        "paper_url": f"https://arxiv.org/abs/{1500 + number % 900}.{number:05d}v{number % 3}",
        "paper_date": f"20{15 + number % 10}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        "code_links": code if number % 2 else [],
        "model_links": [],
        "metrics": {metric: f"{chance.random() * 100:.2f}{percent}", "Params": f"{number % 300}M"},
        "uses_additional_data": number % 7 == 0,
    }


def write(path: Path) -> None:
    """Write tasks with datasets, each with a table of results."""
    chance = random.Random(0)
    number = 0
    tasks = []
    for task in range(TASKS):
        datasets = []
        for dataset in range(DATASETS):
            metric = chance.choice(METRICS)
            rows = [row(chance, number + place, metric) for place in range(ROWS)]
            number += ROWS
            sota = {"metrics": [metric, "Params"], "rows": rows}
            datasets.append({"dataset": f"Dataset {task}-{dataset}", "subdatasets": [], "sota": sota})
        tasks.append({"task": f"Task {task}", "description": "", "subtasks": [], "datasets": datasets})
    path.write_text(json.dumps(tasks), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evaluation-tables.json"
        write(path)
        parse = [PYTHON, "-c", f"import json; json.load(open({str(path)!r}, encoding='utf-8'))"]
        data = ["--data", str(path)]
        compare("datasets", [LEADERBOARD, "datasets", *data], parse, pairs=7)
        compare("top of a board", [LEADERBOARD, "top", *data, "-d", "Dataset 250-7"], parse, pairs=7)
