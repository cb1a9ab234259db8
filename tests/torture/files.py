"""Small files of every format that is read, made up at random: valid ones, which are damaged elsewhere.

Each builder takes a source of chance, and returns files by their names.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import sqlite3
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from hostile import HOSTILE
from torture import tools
from torture.damage import damaged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

Files: TypeAlias = dict[str, bytes]
Rows: TypeAlias = list[list[str]]
"""A table: its titles, then its rows."""

_NETWORKS = ["A", "B b", "newt", "PSPNet", "DeepLabv3+", "Ç-Net", "中", "x" * 60, "1", "NaN", "ours (large)"]
_DATASETS = ["cityscapes", "ADE20K val", "Fens", "mine", "voc12", "CIFAR-10 test", "Pascal VOC 2012", "1"]
_METRICS = [
    "mIoU",
    "accuracy",
    "F1",
    "RMSE",
    "latency_ms",
    "params (M)",
    "top-1",
    "BLEU",
    "loss",
    "mAP@0.5",
    "AUC (%)",
]
_MORE = {
    "split": ["test", "val", "", "train", "minival"],
    "variant": ["R50", "large", ""],
    "year": ["2018", "2020", "", "n/a", "1"],
    "date": ["2018-01", "2020-02-30", "2021-05-06", ""],
    "seed": ["0", "1", "2", ""],
    "state": ["finished", "failed", "running", ""],
    "tags": ["a;b", "real-time", ""],
    "paper": ["https://x.example/1", "[x](https://x.example)", "Able (2018)", "arXiv 1706.05587", ""],
    "source": ["run", "https://x.example/2", ""],
    "note": ["", "as listed", "a, b"],
    "Published In": ["CVPR 2018", "arXiv 1706.05587", "-"],
    "split_seed": ["1", "2"],
    "n_params": ["5M", "5000000", "1e6"],
    "score_std": ["0.2", "1", ""],
    "spread": ["0.2", ""],
    "runs": ["3", "1", "0"],
    "extra_data": ["COCO", ""],
    "url": ["https://x.example/3", "javascript:x"],
    "": ["", "x"],
}


def _network(chance: Random) -> str:
    return chance.choice(HOSTILE if chance.random() < 0.05 else _NETWORKS)


def _dataset(chance: Random) -> str:
    return chance.choice(HOSTILE if chance.random() < 0.02 else _DATASETS)


def _number(chance: Random) -> str:
    number = chance.uniform(0, chance.choice((1, 100, 100)))
    return f"{number:.{chance.choice((0, 1, 2, 4))}f}"


def _score(chance: Random) -> str:
    number = _number(chance)
    if chance.random() < 0.7:
        return number
    return chance.choice(
        (
            f"{number}%",
            f"{number} ± 0.2",
            f"{number} (80)",
            "-",
            "",
            "n/a",
            f"**{number}**",
            "1e1",
            f"{number}/80",
            f"-{number}",
            f"{number}†",
            f"[{number}](https://x.example)",
            f"~{number}",
            "1,234.5",
            "81,2",
            "nan",
            "inf",
        )
    )


def _long(chance: Random, titles: list[str], more: list[str], number: int) -> Rows:
    rows = [["network", "dataset", *titles, *more]]
    for _ in range(number):
        scores = [_score(chance) for _ in titles]
        rows.append(
            [_network(chance), _dataset(chance), *scores, *(chance.choice(_MORE[one]) for one in more)]
        )
    return rows


def _tidy(chance: Random, titles: list[str], more: list[str], number: int) -> Rows:
    rows = [["model", "task", "metric", "value", *more]]
    for _ in range(number):
        words = [_network(chance), _dataset(chance), chance.choice(titles), _score(chance)]
        rows.append([*words, *(chance.choice(_MORE[one]) for one in more)])
    return rows


def _wide(chance: Random, titles: list[str], more: list[str], number: int) -> Rows:
    datasets = chance.sample(_DATASETS, 3)
    heads = [f"{one} {chance.choice(titles)}" if chance.random() < 0.5 else one for one in datasets]
    rows = [["Method", *heads, *more]]
    for _ in range(number):
        scores = [_score(chance) for _ in heads]
        rows.append([_network(chance), *scores, *(chance.choice(_MORE[one]) for one in more)])
    return rows


def _single(chance: Random, titles: list[str], more: list[str], number: int) -> Rows:
    rows = [["model", *titles, *more]]
    for _ in range(number):
        scores = [_score(chance) for _ in titles]
        rows.append([_network(chance), *scores, *(chance.choice(_MORE[one]) for one in more)])
    return rows


def table(chance: Random) -> Rows:
    """Make up a table of scores in one of the shapes that people use; sometimes a row is too short or long."""
    titles = chance.sample(_METRICS, chance.choice((1, 1, 2, 3)))
    more = chance.sample(sorted(_MORE), chance.choice((0, 0, 1, 2, 4)))
    shape = chance.choice((_long, _long, _tidy, _wide, _single))
    rows = shape(chance, titles, more, chance.choice((1, 2, 3, 5, 9)))
    if chance.random() < 0.1:
        chance.choice(rows).append("more")
    if chance.random() < 0.1:
        chance.choice(rows).pop()
    return rows


def _encodable(text: str) -> str:
    """Return a text without what UTF-8 cannot say."""
    return text.encode(errors="replace").decode()


# Containers


def _delimited(delimiter: str, suffix: str) -> Callable[[Random], Files]:
    def build(chance: Random) -> Files:
        text = io.StringIO()
        quoting = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
        ends = chance.choice(("\n", "\n", "\r\n"))
        csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=ends).writerows(table(chance))
        above = chance.choice(("", "", "", "\ufeff", "# a comment\n", "\n"))
        return {f"own.{suffix}": (above + text.getvalue()).encode(errors="surrogatepass")}

    return build


def _markdown_table(chance: Random) -> str:
    heads, *rows = table(chance)
    rule = [chance.choice(("---", ":-", "-:", ":-:")) for _ in heads]
    return "".join(
        f"| {' | '.join(' '.join(cell.split()) for cell in row)} |\n" for row in [heads, rule, *rows]
    )


def _markdown(chance: Random) -> Files:
    parts = []
    for _ in range(chance.choice((1, 1, 2))):
        parts += chance.choice(
            ([], [f"# {_dataset(chance)}\n"], [f"## {_dataset(chance)}\n", "All in mIoU.\n"])
        )
        parts += [_markdown_table(chance)]
        parts += chance.choice(
            ([], ["All on the val split.\n"], ["```\ncode\n```\n"], ["* † with more data\n"])
        )
    return {chance.choice(("own.md", "README.md")): "\n".join(parts).encode(errors="surrogatepass")}


def _html(chance: Random) -> Files:
    heads, *rows = table(chance)

    def cells(tag: str, row: list[str]) -> str:
        spans = (f"{chance.choice(('', '', '', ' colspan=2', ' rowspan=2', ' class=x'))}" for _ in row)
        ends = chance.choice((f"</{tag}>", ""))
        return "".join(
            f"<{tag}{span}>{html.escape(cell)}{ends}" for span, cell in zip(spans, row, strict=True)
        )

    body = "".join(f"<tr>{cells('td', row)}</tr>\n" for row in rows)
    head = chance.choice(("<thead><tr>{}</tr></thead>\n", "<tr>{}\n")).format(cells("th", heads))
    title = chance.choice(("", f"<h2>{_dataset(chance)}</h2>\n", f"<p>On <b>{_dataset(chance)}</b>:</p>\n"))
    caption = chance.choice(("", f"<caption>{_dataset(chance)} mIoU</caption>\n"))
    page = f"<!doctype html>\n{title}<table>\n{caption}{head}{body}</table>\n"
    return {"own.html": page.encode(errors="surrogatepass")}


def _value(chance: Random, text: str) -> object:
    """Return a cell as JSON would have it."""
    try:
        return float(text) if chance.random() < 0.8 else text
    except ValueError:
        return None if not text and chance.random() < 0.5 else text


def _objects(chance: Random) -> list[dict[str, object]]:
    heads, *rows = table(chance)
    return [{head: _value(chance, cell) for head, cell in zip(heads, row, strict=False)} for row in rows]


def _structure(chance: Random) -> object:
    """Return objects as tools write them: a list, within something, by name, or column by column."""
    objects = _objects(chance)
    kind = chance.randrange(7)
    if kind == 0:
        return {"results": objects, "version": 1}
    if kind == 1:
        return {str(next(iter(one.values()), "x")): dict(list(one.items())[1:]) for one in objects}
    if kind == 2:
        return {head: [one.get(head) for one in objects] for head in objects[0]}
    if kind == 3:
        metrics = chance.sample(_METRICS, 2)
        return {
            _network(chance): {
                _dataset(chance): {one: float(_number(chance)) for one in metrics} for _ in range(2)
            }
            for _ in range(3)
        }
    if kind == 4:
        return [
            {**one, "metrics": {"mIoU": _number(chance), "f1": {"mean": 0.5, "std": 0.1}}} for one in objects
        ]
    return objects


def _json(chance: Random) -> Files:
    content = json.dumps(
        _structure(chance), indent=chance.choice((None, 1)), ensure_ascii=chance.random() < 0.5
    )
    return {"own.json": content.encode(errors="surrogatepass")}


def _json_lines(chance: Random) -> Files:
    lines = [json.dumps(one) for one in _objects(chance)]
    return {"own.jsonl": "\n".join(lines).encode()}


def _yaml(chance: Random) -> Files:
    import yaml

    structure = json.loads(json.dumps(_structure(chance)))
    flow = chance.choice((None, False, True))
    text = yaml.safe_dump(structure, sort_keys=False, allow_unicode=True, default_flow_style=flow)
    return {"own.yaml": text.encode(errors="surrogatepass")}


def _parquet(chance: Random) -> Files:
    import pandas as pd

    columns: dict[str, list[object]] = {}
    objects = _objects(chance)
    for head in objects[0]:
        values = [one.get(head) for one in objects]
        if len(set(map(type, values))) > 1 or isinstance(values[0], str):
            values = [_encodable(str(value)) for value in values]
        columns[_encodable(head) or "x"] = values
    frame = pd.DataFrame(columns)
    file = io.BytesIO()
    frame.to_parquet(file, compression=chance.choice(("snappy", "gzip", None)))
    return {"own.parquet": file.getvalue()}


_SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_BOOK = {
    "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
    "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    f'main" xmlns:r="{_RELATIONS}"><sheets><sheet name="Fens" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
"""What stands around a sheet in a spreadsheet."""


def _spreadsheet(chance: Random) -> Files:
    """Write the cells as XML; sometimes that is damaged before it is packed, so that the packing stays valid."""
    rows = []
    for row in table(chance):
        cells = []
        for cell in row:
            text = html.escape("".join(one for one in cell if one >= " " and not "\ud800" <= one <= "\uffff"))
            is_number = cell.replace(".", "", 1).isdigit() and cell.isascii()
            cells.append(
                f"<c><v>{cell}</v></c>" if is_number else f'<c t="inlineStr"><is><t>{text}</t></is></c>'
            )
        rows.append(f"<row>{''.join(cells)}</row>")
    sheet = f"{_SHEET}{''.join(rows)}</sheetData></worksheet>"
    parts = {name: text.encode() for name, text in _BOOK.items()} | {
        "xl/worksheets/sheet1.xml": sheet.encode()
    }
    if chance.random() < 0.3:
        name = chance.choice((*parts, *["xl/worksheets/sheet1.xml"] * 5))
        parts[name] = damaged(chance, parts[name], [*parts.values()], 1)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return {"own.xlsx": file.getvalue()}


def _database(chance: Random) -> Files:
    heads, *rows = table(chance)
    names = [
        f"{head or 'x'} {number}" if head in heads[:number] else head or "x"
        for number, head in enumerate(heads)
    ]
    names = [f'"{one}"' for one in dict.fromkeys(name.replace('"', "").lower() for name in names)]
    with tempfile.NamedTemporaryFile(suffix=".sqlite") as file:
        database = sqlite3.connect(file.name)
        kinds = [chance.choice(("", "TEXT", "REAL", "BLOB", "INTEGER")) for _ in names]
        columns = ", ".join(f"{name} {kind}" for name, kind in zip(names, kinds, strict=True))
        database.execute(f"CREATE TABLE scores ({columns})")
        for row in rows:
            cells = [*row, *[""] * len(names)][: len(names)]
            values = [
                cell.encode(errors="replace") if chance.random() < 0.05 else _encodable(cell)
                for cell in cells
            ]
            database.execute(f"INSERT INTO scores VALUES ({', '.join('?' * len(names))})", values)
        if chance.random() < 0.2:
            database.execute("CREATE VIEW seen AS SELECT * FROM scores")
        database.commit()
        database.close()
        return {"own.sqlite": Path(file.name).read_bytes()}


def _packed(chance: Random) -> Files:
    """Pack a text, which is damaged before."""
    ((name, content),) = chance.choice((_delimited(",", "csv"), _json, _json_lines))(chance).items()
    if chance.random() < 0.3:
        content = damaged(chance, content, [content], 1)
    return {f"{name}.gz": gzip.compress(content, mtime=0)}


# Nested formats


def _papers_with_code(chance: Random) -> Files:
    def sota() -> object:
        metrics = chance.sample(_METRICS, chance.choice((1, 2)))
        rows = [
            {
                "model_name": _network(chance),
                "metrics": {one: _score(chance) for one in metrics},
                "paper_date": chance.choice(_MORE["date"]) or None,
                "paper_url": "https://arxiv.org/abs/1706.05587",
                "paper_title": "T",
                "code_links": [{"title": "a/b", "url": "https://github.com/a/b"}],
                "uses_additional_data": chance.random() < 0.3,
                "model_links": [],
            }
            for _ in range(chance.choice((1, 2, 3)))
        ]
        return {"metrics": metrics, "rows": rows}

    def task(depth: int) -> object:
        return {
            "task": chance.choice(("Semantic Segmentation", "T")),
            "description": "",
            "categories": ["Computer Vision"],
            "datasets": [{"dataset": _dataset(chance), "sota": sota()} for _ in range(chance.choice((1, 2)))],
            "subtasks": [task(depth - 1)] if depth else [],
        }

    tasks = [task(chance.choice((0, 0, 1)))]
    return {"pwc.json": json.dumps(tasks, indent=chance.choice((None, 1))).encode()}


def _results(chance: Random, indent: str) -> str:
    metrics = ", ".join(
        f"{one!r}: {_number(chance)}" for one in chance.sample(["mIoU", "mIoU(ms+flip)", "top-1", "mAP"], 2)
    )
    dataset = json.dumps(_dataset(chance))
    task = chance.choice(("Semantic Segmentation", "Object Detection"))
    return f"{indent}- Task: {task}\n{indent}  Dataset: {dataset}\n{indent}  Metrics: {{{metrics}}}\n"


def _model_index(chance: Random) -> Files:
    models = "".join(
        f"- Name: {json.dumps(_network(chance))}\n  In Collection: PSPNet\n"
        f"  Metadata: {{Architecture: [R-50, PSPNet], Training Data: Fens, lr schd: 40000}}\n"
        f"  Results:\n{_results(chance, chance.choice(('  ', '    ')))}"
        f"  Config: configs/a.py\n  Weights: https://x.example/a.pth\n"
        for _ in range(chance.choice((1, 2, 3)))
    )
    collections = (
        "Collections:\n- Name: PSPNet\n  Paper: {Title: T, URL: https://x.example}\n  README: a.md\n"
    )
    whole = f"{chance.choice((collections, ''))}Models:\n{models}"
    if chance.random() < 0.3:
        return {"model-index.yml": b"Import:\n  - metafile.yaml\n", "metafile.yaml": whole.encode()}
    return {chance.choice(("model-index.yml", "metafile.yaml")): whole.encode()}


def _card(chance: Random) -> Files:
    results = "".join(
        f"  - task: {{type: image-segmentation}}\n    dataset: {{name: {json.dumps(_dataset(chance))}, type: x, split: val}}\n"
        f"    metrics: [{{type: {chance.choice(('mean_iou', 'accuracy', 'f1'))}, value: {_number(chance)}, name: {json.dumps(chance.choice(_METRICS))}}}]\n"
        for _ in range(chance.choice((1, 2)))
    )
    name = json.dumps(_network(chance))
    text = f"---\nlicense: mit\nmodel-index:\n- name: {name}\n  results:\n{results}---\n# A\n\n{chance.choice(('', _markdown_table(chance)))}"
    return {"README.md": text.encode(errors="surrogatepass")}


def _evaluations(chance: Random) -> Files:
    text = "".join(
        f"- dataset: {{id: {json.dumps(_dataset(chance))}, task_id: x}}\n  value: {_number(chance)}\n"
        f"  date: {chance.choice(('2024-01-02', '2024', 'x'))}\n{chance.choice(('', '  source: {url: https://x.example, name: y}', '  notes: z'))}\n"
        for _ in range(chance.choice((1, 2)))
    )
    return {chance.choice(("evaluation.yaml", ".eval_results/own.yaml")): text.encode()}


# What is ours


def _board(chance: Random) -> Files:
    """Make our own folder, with all of its tables."""
    names = chance.sample(_NETWORKS, 4)
    datasets = chance.sample(["fens", "rooms", "holes"], 2)
    splits = ("test", "val", "")

    def rows(header: str, made: list[list[str]]) -> bytes:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([header.split(","), *made])
        return text.getvalue().encode(errors="surrogatepass")

    scores = [
        [
            chance.choice(names),
            chance.choice(datasets),
            _number(chance),
            chance.choice(splits),
            chance.choice(("", "R50")),
            "",
            "",
            chance.choice(("paper", "list", "")),
            "https://a.example/1",
            "",
        ]
        for _ in range(chance.choice((1, 3, 8)))
    ]
    keys = [f"paper-{number}" for number, _ in enumerate(names)]
    papers = [
        [
            key,
            name,
            "",
            f"About {name}",
            "Able, Ann",
            "CVPR",
            "2018",
            "2018-01",
            f"1801.0000{number}",
            "",
            "a;b",
            "",
            "",
        ]
        for number, (key, name) in enumerate(zip(keys, names, strict=True))
    ]
    links = [
        [chance.choice(keys), chance.choice(("paper", "code")), "", f"https://a.example/{one}"]
        for one in range(3)
    ]
    of_datasets = [
        [
            one,
            one.title(),
            "",
            chance.choice(_METRICS),
            chance.choice(("%", "")),
            chance.choice(("higher", "lower")),
            chance.choice(splits),
            "",
            "",
            "",
            "",
            "",
        ]
        for one in datasets
    ]
    speeds = [
        [
            chance.choice(names),
            "",
            chance.choice(datasets),
            "test",
            _number(chance),
            "T4",
            "",
            "5",
            "",
            "x",
            "",
        ]
    ]
    found = {
        "results.csv": rows(
            "network,dataset,miou,split,variant,test_time,extra_data,evidence,source,note", scores
        ),
        "papers.csv": rows(
            "paper,network,aliases,title,authors,venue,year,date,arxiv,topic,tags,status,note", papers
        ),
        "links.csv": rows("paper,kind,detail,url", links),
        "datasets.csv": rows(
            "dataset,title,aliases,metric,unit,better,split,classes,images,url,official,note", of_datasets
        ),
        "speeds.csv": rows(
            "network,variant,dataset,split,fps,device,resolution,params_m,gflops,source,note", speeds
        ),
        "metrics.csv": b"metric,title,unit,better,aliases\nf1,F1,%,higher,f-score\n",
    }
    optional = ("speeds.csv", "metrics.csv", "links.csv", "papers.csv", "datasets.csv")
    left_out = chance.sample(optional, chance.choice((0, 0, 1, 3)))
    return {name: content for name, content in found.items() if name not in left_out}


_COMMANDS = [
    "top -d fens",
    "top",
    "datasets",
    "papers -n 3",
    "show A",
    "compare A newt",
    "overall",
    "history -d fens -f html",
    "export -d fens -f csv",
    "cite A",
    "top -d fens -f grid",
    "tradeoff -d fens",
    "add x",
    "top --data ../elsewhere",
    "top 'x",
    "",
]


def _document(chance: Random) -> Files:
    """Make a document with blocks of commands, and the tables that they are about."""
    parts = ["# A document\n"]
    for _ in range(chance.choice((1, 2))):
        command = chance.choice(_COMMANDS[:12] if chance.random() < 0.9 else _COMMANDS)
        indent = chance.choice(("", "", "", "  ", "> "))
        old = chance.choice(("", "\nold\n\n", "```\nold\n```\n"))
        parts.append(f"{indent}<!-- leaderboard: {command} -->\n{old}{indent}<!-- /leaderboard -->\n")
        parts.append(
            chance.choice(
                ("", "text\n", "```\n<!-- leaderboard: top -->\n```\n", "`<!-- leaderboard: x -->`\n")
            )
        )
    return {"list.md": "\n".join(parts).encode(), "results.csv": _board(chance)["results.csv"]}


def _bibtex(chance: Random) -> Files:
    """Make references, which hold no scores, alone or among files that do."""
    entry = f"@article{{able2018,\n  title = {{{_network(chance)}}},\n  year = {{2018}},\n}}\n"
    found = {"own.bib": entry.encode(errors="surrogatepass")}
    return found if chance.random() < 0.3 else found | _delimited(",", "csv")(chance)


def _folder(chance: Random) -> Files:
    """Make a folder of files of several formats."""
    some = chance.sample((_json, _markdown, _yaml, _json_lines, _html, _evaluations, _bibtex), 2)
    return {name: content for build in some for name, content in build(chance).items()}


BUILDERS: Mapping[str, Callable[[Random], Files]] = {
    "CSV": _delimited(",", "csv"),
    "TSV": _delimited("\t", "tsv"),
    "semicolon": _delimited(";", "csv"),
    "Markdown": _markdown,
    "HTML": _html,
    "JSON": _json,
    "JSON Lines": _json_lines,
    "YAML": _yaml,
    "Parquet": _parquet,
    "xlsx": _spreadsheet,
    "SQLite": _database,
    "gzip": _packed,
    "Papers with Code": _papers_with_code,
    "model-index": _model_index,
    "model card": _card,
    "eval results": _evaluations,
    "our folder": _board,
    "document": _document,
    "BibTeX": _bibtex,
    "folder": _folder,
    **tools.BUILDERS,
}
"""What makes files of each format."""


def made(chance: Random, kind: str) -> Files:
    """Make files of a format, and damage one of them, or none."""
    found = BUILDERS[kind](chance)
    changes = chance.choice((0, 0, 1, 1, 1, 2, 2, 3, 8))
    if changes:
        name = chance.choice(sorted(found))
        other = chance.choice(_OTHERS)
        found[name] = damaged(chance, found[name], [other], changes)
        if chance.random() < 0.03:
            found[chance.choice(("file", f"file{Path(name).suffix}"))] = found.pop(name)
    return found


_OTHERS = [
    b"| Model | mIoU |\n|:-|-:|\n| A | 80 |\n",
    b'[{"model": "A", "dataset": "Fens", "mIoU": 80.1}]',
    b"<table><tr><th>Model<th>mIoU<tr><td>A<td>80.1</table>",
    b"network,dataset,miou,year\nA,fens,80.1,2018\n",
    b"- a: &x [1, 2]\n- b: *x\n- <<: {c: d}\n",
    b"<!-- leaderboard: top -->\n<!-- /leaderboard -->\n<!--",
    bytes(range(256)),
    b"PAR1\x15\x04\x15",
]
"""What pieces are taken of."""
