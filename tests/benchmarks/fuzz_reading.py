"""Change files of every input format at random, and look whether reading one ends in a traceback.

Takes the number of seconds to go on for, and folders with more files to begin with.
"""

import io
import json
import random
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path

from leaderboard import LeaderboardError, load

sys.path.insert(0, str(Path(__file__).parents[1]))
from damage import PIECES

SCORES = [("A", "Cityscapes", "80.10"), ("B+", "ADE20K val", "45"), ("Ç", "mine", "1e1")]

LONG = "network,dataset,miou,year,tags\n" + "".join(f"{','.join(row)},2018,a;b\n" for row in SCORES)
WIDE = "network,Cityscapes,mine,Published In\nA,80.1 (81),5,CVPR 2018\nB,-,6,arXiv 1706.05587\n"
OBJECTS = [dict(zip(("network", "dataset", "miou"), row, strict=True)) for row in SCORES]
SOTA = {
    "metrics": ["mIoU"],
    "rows": [
        {"model_name": name, "metrics": {"mIoU": score}, "paper_date": "2018-01-02"}
        for name, _, score in SCORES
    ],
}
TASKS = [{"task": "T", "datasets": [{"dataset": "Cityscapes test", "sota": SOTA}], "subtasks": []}]
MARKDOWN = "# Cityscapes\n\n| Model | mIoU | Paper |\n|:-|-:|-|\n| **A** | 80.1% | [x](https://x.example) |\n| B | 81 (82) |\n"
MODELS = (
    "Collections:\n- Name: PSPNet\n  Paper: {Title: T, URL: https://x.example}\nModels:\n- Name: pspnet_r50\n"
    "  In Collection: PSPNet\n  Metadata: {Architecture: [R-50, PSPNet]}\n"
    "  Results:\n  - Task: Semantic Segmentation\n    Dataset: Cityscapes\n    Metrics: {mIoU: 77.85, mIoU(ms+flip): 79}\n"
)
CARD = (
    "---\nmodel-index:\n- name: A\n  results:\n  - task: {type: image-segmentation}\n"
    "    dataset: {name: Cityscapes, type: cityscapes, split: val}\n    metrics: [{type: mean_iou, value: 80.1}]\n---\n# A\n"
)
EVALUATION = "- dataset: {id: cityscapes, task_id: x}\n  value: 80.1\n  date: 2024-01-02\n"


def seeds(more: list[str]) -> list[tuple[str, bytes]]:
    """Return names and contents to begin with."""
    own = {
        "long.csv": LONG,
        "long.tsv": LONG.replace(",", "\t"),
        "wide.csv": WIDE,
        "own.json": json.dumps(OBJECTS, indent=1),
        "own.jsonl": "\n".join(map(json.dumps, OBJECTS)),
        "pwc.json": json.dumps(TASKS),
        "list.md": MARKDOWN,
        "model-index.yml": MODELS,
        "metafile.yaml": MODELS.replace("Results:\n  -", "Results:\n   "),
        "README.md": CARD,
        "evaluation.yaml": EVALUATION,
    }
    found = [(name, text.encode()) for name, text in own.items()]
    with suppress(ImportError):
        import pandas as pd

        packed = io.BytesIO()
        pd.DataFrame(OBJECTS).to_parquet(packed, engine="pyarrow")
        found.append(("own.parquet", packed.getvalue()))
    for folder in more:
        found += [
            (path.name, path.read_bytes()[:20_000])
            for path in sorted(Path(folder).rglob("*"))
            if path.is_file()
        ]
    return found


STATED: list[dict[str, str]] = [{}, {"better": "lower"}, {"dataset": "cars", "metric": "accuracy"}]
"""What the user says of a file."""


def changed(chance: random.Random, content: bytes, others: list[bytes]) -> bytes:
    """Change some places: cut, repeat, insert, replace, or put in a piece of another file."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        begin = chance.randrange(len(data) + 1)
        end = min(len(data), begin + chance.choice((0, 1, 1, 4, 20, 100)))
        kind = chance.randrange(6)
        if kind == 0:
            del data[begin:end]
        elif kind == 1:
            data[begin:begin] = data[begin:end] * chance.choice((1, 2, 50))
        elif kind in {2, 3}:
            data[begin:end] = chance.choice(PIECES)
        elif kind == 4:
            other = chance.choice(others)
            place = chance.randrange(len(other))
            data[begin:end] = other[place : place + chance.choice((3, 30, 300))]
        else:
            del data[begin + chance.randrange(1, 2000) :]
    return bytes(data)


def attempt(path: Path, chance: random.Random) -> str:
    """Read a file; return what came of it."""
    try:
        board = load(path, table=chance.choice((None, None, 1, 2)), stated=chance.choice(STATED))
        board.datasets()
        for dataset in board.datasets_table["dataset"][:2]:
            board.top(dataset, every_score=True)
    except LeaderboardError as error:
        if "\n" in str(error) or len(str(error)) > 1000:
            raise RuntimeError(f"not one short line: {error}") from None
        return "refused"
    return "read"


def fuzz(seconds: float, more: list[str]) -> int:
    """Go on for some seconds; return how many files ended in a traceback."""
    chance = random.Random(time.time_ns())
    files = seeds(more)
    contents = [content for _, content in files]
    counts = {"read": 0, "refused": 0}
    failures: dict[str, int] = {}
    ends = time.monotonic() + seconds
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < ends:
            name, content = chance.choice(files)
            path = Path(folder) / chance.choice(
                (name, name, "file", f"file{Path(chance.choice(files)[0]).suffix}")
            )
            path.write_bytes(changed(chance, content, contents))
            began = time.monotonic()
            try:
                counts[attempt(path, chance)] += 1
            except Exception as error:  # noqa: BLE001 - any is what is looked for
                where = traceback.extract_tb(error.__traceback__)[-1]
                kind = f"{type(error).__name__} in {where.filename}:{where.lineno}"
                if kind not in failures:
                    kept = Path(tempfile.gettempdir()) / f"failed-{len(failures)}-{path.name}"
                    kept.write_bytes(path.read_bytes())
                    print(f"{name} ({kept}):\n{traceback.format_exc()}")
                failures[kind] = failures.get(kind, 0) + 1
            slowest = max(slowest, (time.monotonic() - began, name))
            path.unlink()
    print(
        f"{sum(counts.values()) + sum(failures.values())} files: {counts}, {sum(failures.values())} tracebacks"
    )
    print(f"the slowest took {slowest[0]:.2f} s ({slowest[1]})")
    for kind, number in failures.items():
        print(f"{number} x {kind}")
    return sum(failures.values())


if __name__ == "__main__":
    sys.exit(1 if fuzz(float(sys.argv[1]) if len(sys.argv) > 1 else 60, sys.argv[2:]) else 0)
