"""Catalogues of models: model-index files, and the metafiles of mmsegmentation and its kin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaderboard.errors import LeaderboardError
from leaderboard.reading.sources import model_index
from leaderboard.reading.sources.model_index import catalogue
from leaderboard.reading.start import Start

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write

    from leaderboard.reading.measurements import Measurements

PSPNET = """\
Collections:
- Name: PSPNet
  Metadata:
    Training Data:
    - Cityscapes
  Paper:
    Title: Pyramid Scene Parsing
      Network
    URL: https://arxiv.org/abs/1612.01105
  README: configs/pspnet/README.md
Models:
- Name: pspnet_r50-d8_4xb2-40k_cityscapes-512x1024
  In Collection: PSPNet
  Results:
    Task: Semantic Segmentation
    Dataset: Cityscapes
    Metrics:
      mIoU: 77.850
      mIoU(ms+flip): 79.18
  Config: configs/pspnet/pspnet_r50-d8_4xb2-40k_cityscapes-512x1024.py
  Metadata:
    Architecture:
    - R-50-D8
    - PSPNet
    Memory (GB): 6.1
    inference time (fps): None
  Weights: https://download.example/pspnet.pth
  Paper:
    Title: Some Backbone
    URL: https://arxiv.org/abs/1512.03385
  Code: https://code.example/psp_head.py#L63
"""

SEGMENTATION = "Task: Semantic Segmentation"


def read(path: Path) -> Measurements:
    """Read a file, which messages call by its name alone, or a folder."""
    return model_index.measurements(path, "runs" if path.is_dir() else path.name)


def scores_of(found: Measurements, *columns: str) -> list[tuple[str, ...]]:
    """Return some columns of the scores, row by row."""
    rows = found.scores.reindex(columns=list(columns), fill_value="")
    return list(rows.itertuples(index=False, name=None))


def model(results: str, **given: str) -> str:
    """Write a metafile with one model."""
    said = {"Name": "fastnet_s_rooms", "In Collection": "FastNet", **given}
    lines = "".join(f"    {key}: {value}\n" for key, value in said.items())
    return f"Models:\n  -\n{lines}    Results: {results}\n"


def reasons(found: Measurements) -> list[str]:
    """Return what could not be used."""
    return [f"{one.place}: {one.reason}" for one in found.unusable]


# One file


def test_a_metafile_of_mmsegmentation_becomes_scores(write: Write) -> None:
    """With digits, conditions, and a variant out of name and architecture; metadata are none."""
    found = read(write(PSPNET, "metafile.yaml"))

    columns = (
        "place",
        "network",
        "dataset",
        "metric",
        "cell",
        "split",
        "variant",
        "test_time",
        "evidence",
        "source",
    )
    where = ("val", "R-50-D8, 4xb2-40k, 512x1024")
    said = ("reproduced", "configs/pspnet/README.md")
    assert scores_of(found, *columns) == [
        ("metafile.yaml:18", "PSPNet", "Cityscapes", "mIoU", "77.850", *where, "single-scale", *said),
        ("metafile.yaml:19", "PSPNet", "Cityscapes", "mIoU", "79.18", *where, "multi-scale", *said),
    ]
    assert (found.remarks, found.unusable) == ((), ())


def test_the_paper_of_the_collection_counts(write: Write) -> None:
    """That of a model may be its backbone's; an arXiv address tells when the paper appeared."""
    found = read(write(PSPNET, "metafile.yaml"))

    facts = found.papers[["paper", "network", "title", "arxiv", "date"]].to_numpy().tolist()
    assert facts == [["PSPNet", "PSPNet", "Pyramid Scene Parsing Network", "1612.01105", "2016-12"]]
    assert found.links[["kind", "url"]].to_numpy().tolist() == [
        ["paper", "https://arxiv.org/abs/1612.01105"],
        ["code", "https://code.example/psp_head.py#L63"],
    ]


def test_papers_and_code_may_be_addresses_or_mappings(write: Write) -> None:
    """Of a model that is in no collection, too; what is no address is passed over."""
    text = """\
Models:
  - Name: Inception v3
    Results:
      - {Task: Image Classification, Dataset: ImageNet, Metrics: {Top 1 Accuracy: 74.67%, Top 5 Accuracy: 92.1%}}
    Paper: https://arxiv.org/abs/1512.00567v3
    Code: {URL: https://code.example/inception.py, Version: v1}
    README: docs/inception-v3-readme.md
    Weights: models/inception.pth
"""
    found = read(write(text, "model-index.yml"))

    assert found.links[["paper", "kind", "url"]].to_numpy().tolist() == [
        ["Inception v3", "paper", "https://arxiv.org/abs/1512.00567v3"],
        ["Inception v3", "code", "https://code.example/inception.py"],
    ]
    columns = ("network", "dataset", "metric", "cell", "variant", "split", "test_time", "source")
    readme = "docs/inception-v3-readme.md"
    assert scores_of(found, *columns) == [
        ("Inception v3", "ImageNet", "Top 1 Accuracy", "74.67%", "", "", "", readme),
        ("Inception v3", "ImageNet", "Top 5 Accuracy", "92.1%", "", "", "", readme),
    ]


def test_datasets_and_metrics_stand_apart(write: Write) -> None:
    """All metrics are read, each under its own name."""
    results = (
        "[{Task: Object Detection, Dataset: COCO, Metrics: {box AP: 38.0}},"
        " {Task: Instance Segmentation, Dataset: COCO, Metrics: {mask AP: 34.4}}]"
    )
    found = read(write(model(results), "metafile.yml"))

    assert scores_of(found, "dataset", "metric", "cell", "split", "test_time") == [
        ("COCO", "box AP", "38.0", "", ""),
        ("COCO", "mask AP", "34.4", "", ""),
    ]


def test_tasks_tell_datasets_apart_on_which_they_measure_the_same(write: Write) -> None:
    """The AP of key points is not that of boxes."""
    results = (
        "[{Task: Object Detection, Dataset: COCO, Metrics: {AP: 38.0}},"
        " {Task: Body 2D Keypoint, Dataset: coco, Metrics: {AP: 0.746}}]"
    )
    found = read(write(model(results), "metafile.yml"))

    assert scores_of(found, "dataset", "metric", "cell") == [
        ("COCO (Object Detection)", "AP", "38.0"),
        ("coco (Body 2D Keypoint)", "AP", "0.746"),
    ]
    assert [told["aliases"] for told in found.told.values()] == ["COCO", "coco"]


def test_what_is_measured_in_segmentation_shares_its_conditions(write: Write) -> None:
    """The split is val and the scale is one, unless the name of the metric says more."""
    metrics = "{aAcc: 96.1, mIoU: 77.8, mIoU(ms+flip): 79, mAcc(flip): 80}"
    results = f"{{{SEGMENTATION}, Dataset: Cityscapes, Metrics: {metrics}}}"

    found = read(write(model(results), "metafile.yml"))

    assert scores_of(found, "metric", "split", "test_time") == [
        ("aAcc", "val", "single-scale"),
        ("mIoU", "val", "single-scale"),
        ("mIoU", "val", "multi-scale"),
        ("mAcc", "val", "flip"),
    ]


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        ("Cityscapes", ("Cityscapes", "val", "s, rooms", "")),
        ("Cityscapes test", ("Cityscapes test", "", "s, rooms", "")),
        (
            "Pascal VOC 2012 + Aug",
            ("Pascal VOC 2012", "val", "s, rooms", "trained on the augmented training set"),
        ),
        ("Pascal Context", ("Pascal Context", "val", "s, rooms", "")),
        ("Pascal Context 59", ("Pascal Context", "val", "s, rooms, 59 classes", "")),
        ("COCO-Stuff 164k", ("COCO-Stuff 164k", "val", "s, rooms", "")),
        ("Rooms", ("Rooms", "val", "s", "")),
    ],
)
def test_datasets_are_called_what_others_call_them(
    write: Write, dataset: str, expected: tuple[str, ...]
) -> None:
    """The split is val, unless the name of the dataset says another."""
    results = f"{{{SEGMENTATION}, Dataset: {dataset}, Metrics: {{mIoU: 50}}}}"

    found = read(write(model(results), "metafile.yml"))

    assert scores_of(found, "dataset", "split", "variant", "note") == [expected]


def test_class_counts_tell_two_scores_on_a_dataset_apart(write: Write) -> None:
    """Both are PASCAL Context, under names that differ in nothing else."""
    text = """\
Models:
- {Name: net_4xb4_pascal-context-480x480, In Collection: Net, Results: {Dataset: Pascal Context, Metrics: {mIoU: 46.6}}}
- {Name: net_4xb4_pascal-context-59-480x480, In Collection: Net, Results: {Dataset: Pascal Context 59, Metrics: {mIoU: 52.0}}}
"""
    found = read(write(text, "metafile.yml"))

    assert scores_of(found, "variant") == [("4xb4, 480x480",), ("4xb4, 480x480, 59 classes",)]


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("fast_scnn_4x8_80k_lr0.12_rooms", ("Fast-SCNN", "[]"), ("Fast-SCNN", "4x8, 80k, lr0.12")),
        ("segnext_mscan-t_1xb16-adamw_rooms-5x5", ("SegNeXt", "[MSCAN-T]"), ("SegNeXt", "MSCAN-T, 1xb16-adamw, 5x5")),
        ("pspnet_r50-d8-rsb_rooms", ("PSPNet", "[R-50b-D8, PSPNet]"), ("PSPNet", "r50-d8-rsb")),
        ("fcn-d6_r50-d16_rooms", ("FCN", "[R-50-D16, FCN, (D6)]"), ("FCN", "d6, R-50-D16")),
        ("deeplabv3plus_r50_rooms", ("DeepLabV3+", "[]"), ("DeepLabV3+", "r50")),
        ("ddrnet_23-slim_2xb6_rooms", ("''", "[DDRNet23-slim, DDRNet]"), ("DDRNet", "23-slim, 2xb6")),
        ("resnet18_8xb32_in1k", ("''", "[ResNet]"), ("resnet18_8xb32_in1k", "")),
        ("Fast SCNN", ("Fast-SCNN", "[]"), ("Fast-SCNN", "")),
    ],
)  # fmt: skip
def test_names_come_apart_into_a_network_and_what_tells_its_scores_apart(
    write: Write, name: str, given: tuple[str, str], expected: tuple[str, str]
) -> None:
    """Nothing is made up: without a collection the architecture has to say what the name begins with."""
    said = {"Name": name, "In Collection": given[0], "Metadata": f"{{Architecture: {given[1]}}}"}
    results = f"{{{SEGMENTATION}, Dataset: Rooms, Metrics: {{mIoU: 50}}}}"

    found = read(write(model(results, **said), "metafile.yml"))

    assert scores_of(found, "network", "variant") == [expected]


def test_names_that_would_come_out_the_same_stay_whole(write: Write) -> None:
    """Then what is between them matters."""
    text = """\
Models:
- {Name: net_a_rooms, In Collection: Net, Results: {Dataset: Rooms, Metrics: {mIoU: 1.5}}}
- {Name: net_rooms_a, In Collection: Net, Results: {Dataset: Rooms, Metrics: {mIoU: 2}}}
"""
    found = read(write(text, "metafile.yml"))

    assert scores_of(found, "variant") == [("net_a_rooms",), ("net_rooms_a",)]


def test_a_name_that_stands_there_twice_keeps_both_scores(write: Write) -> None:
    """And it is said."""
    one = "- {Name: net_a, In Collection: Net, Results: {Dataset: Rooms, Metrics: {mIoU: %s}}}\n"
    path = write("Models:\n" + one % "46.60" + one % "52.02", "metafile.yml")

    found = read(path)

    assert scores_of(found, "cell") == [("46.60",), ("52.02",)]
    assert found.remarks == (
        "models that stand there more than once, with all of their scores: 'net_a' (metafile.yml:3)",
    )


@pytest.mark.parametrize(
    "metrics",
    [
        "{mIoU: 74.5}",
        "{mIoU: 74.5%}",
        "{Mean IoU: '74.5'}",
        "[{name: mIoU, value: 74.5}]",
        "[{Name: mIoU, Value: 74.5, hardware: V100}]",
        "[{mIoU: 74.5}]",
        "{mIoU(ss): 74.5}",
    ],
)
def test_metrics_are_a_mapping_or_a_list(write: Write, metrics: str) -> None:
    """Of names with values, in either case."""
    found = read(write(model(f"[{{Dataset: Cityscapes, Metrics: {metrics}}}]"), "metafile.yml"))

    cell = "74.5%" if "%" in metrics else "74.5"
    assert scores_of(found, "dataset", "cell", "test_time") == [("Cityscapes", cell, "single-scale")]


def test_keys_are_found_in_any_case(write: Write) -> None:
    """As the format has it."""
    text = PSPNET.replace("Models", "MODELS").replace("Results", "results").replace("Dataset", "dataset")

    assert len(read(write(text, "metafile.yml")).scores) == 2


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("None", "None"), ("null", ""), ("", ""), ("'-'", "-"), ("good", "good"), (".inf", ".inf"),
        ("77/79", "77/79"), ("177", "177"), ("0.7785", "0.7785"), ("74.67%", "74.67%"),
    ],
)  # fmt: skip
def test_cells_are_handed_over_as_they_stand(write: Write, value: str, cell: str) -> None:
    """What they say is decided elsewhere, for every format."""
    found = read(write(model(f"{{Dataset: Rooms, Metrics: {{mIoU: {value}}}}}"), "metafile.yml"))

    assert scores_of(found, "cell") == [(cell,)]
    assert found.unusable == ()


@pytest.mark.parametrize("value", ["[77, 78]", "{a: 77}"])
def test_a_value_that_is_none_is_kept_in_view(write: Write, value: str) -> None:
    """With its line; the others are used."""
    results = f"{{Dataset: Rooms, Metrics: {{'mIoU(ms+flip)': 70,\n      mIoU: {value}}}}}"

    found = read(write(model(results), "metafile.yml"))

    assert scores_of(found, "cell") == [("70",)]
    assert reasons(found) == ["metafile.yml:6: the value of 'mIoU' is no single value"]


def test_names_without_end_are_refused_at_once(write: Write) -> None:
    """Nothing tries all ways to read them."""
    results = f"{{Dataset: {'a val ' * 100_000}, Metrics: {{mIoU: 50}}}}"
    good = "\n  - {Name: Good, Results: {Dataset: Rooms, Metrics: {mIoU: 50}}}\n"

    found = read(write(model(results) + good, "metafile.yml"))

    assert reasons(found) == ["metafile.yml:5: a name of more than 300 characters"]
    assert scores_of(found, "network") == [("Good",)]


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ("[7]", "metafile.yml:5: a result that is no mapping"),
        ("{Dataset: Rooms}", "metafile.yml:5: a result without metrics"),
        ("{Dataset: Rooms, Metrics: [mIoU]}", "metafile.yml:5: 'mIoU' is no metric with a value"),
    ],
)
def test_what_is_no_result_is_kept_in_view(write: Write, results: str, reason: str) -> None:
    """And the rest is used."""
    good = "\n  - {Name: Good, Results: {Dataset: Rooms, Metrics: {mIoU: 50}}}\n"

    found = read(write(model(results) + good, "metafile.yml"))

    assert scores_of(found, "network") == [("Good",)]
    assert reasons(found) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "- {Name: A, Results: {Dataset: Rooms, Metrics: {mIoU: 50}}}\n",
        "Name: A\nResults:\n  Dataset: Rooms\n  Metrics: {mIoU: 50}\n",
        "# by hand\n---\nModels:\n- Name: A\n  Results: &a\n    Dataset: Rooms\n    Metrics: {mIoU: 50}\n---\nOther: b\n",
        '{"Models": [{"Name": "A", "Results": [{"Dataset": "Rooms", "Metrics": {"mIoU": 50}}]}]}',
    ],
)
def test_other_shapes_are_recognised_by_what_they_hold(write: Write, text: str) -> None:
    """A bare list, one model, several documents, and no suffix that would help."""
    path = write(text, "own.data")

    assert model_index.recognises(Start.of(path)) > 0.5
    assert scores_of(read(path), "network", "cell") == [("A", "50")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", " no 'Models', 'Collections' or 'Import' in it"),
        (b"# nothing\n", " no 'Models', 'Collections' or 'Import' in it"),
        (b"jobs:\n  test:\n    runs-on: ubuntu\n", " no 'Models', 'Collections' or 'Import' in it"),
        (b"Models:\n- Name: A\n  Name: B\n", "3: the key 'Name' stands there twice, first on line 2"),
        (b"Models:\n- Name: !!python/name:os.system A\n", "2: the tag 'tag:yaml.org,2002:python/name:os.system'; tags are not read"),
        (b"Models:\n- Name: A\n  Results: [{Dataset: B\n", "4: not YAML: "),
        (b"Models:\n- Name: \xff\n", "2: not UTF-8 text; save the file with that encoding"),
        (b"\x00\x01\x02PNG\x00", r"1: not YAML: it contains the character '\x00'"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_one_line(write: Write, content: bytes, problem: str) -> None:
    """With the place, and no traceback."""
    path = write(content, "metafile.yml")

    with pytest.raises(LeaderboardError) as caught:
        model_index.measurements(path, "mine.yml.gz")

    assert str(caught.value).startswith(f"mine.yml.gz:{problem}")


@pytest.mark.parametrize("content", ["Models: []\nCollections:\n- Name: ''\n", "Models:\n- Name: A\n"])
def test_a_catalogue_may_hold_no_scores(write: Write, content: str) -> None:
    """As where the models of a collection are still to come."""
    assert read(write(content, "metafile.yml")).scores.empty


# Many files


def test_a_folder_of_metafiles_is_one_source(write: Write) -> None:
    """In order of their paths; hidden folders and files of other kinds are left alone."""
    write(PSPNET, "b/metafile.yaml")
    path = write(model("{Dataset: Rooms, Metrics: {mIoU: 50}}"), "a/metafile.yml")
    write("jobs: {}", ".github/ci.yml")
    write("- of tables", "README.md")

    found = read(path.parents[1])

    assert scores_of(found, "network", "source") == [
        ("FastNet", "a/metafile.yml"),
        ("PSPNet", "configs/pspnet/README.md"),
        ("PSPNet", "configs/pspnet/README.md"),
    ]


def test_a_bad_file_in_a_folder_does_not_spoil_the_others(write: Write) -> None:
    """It is named, with what is wrong."""
    write(b"\x00\xff", "binary.yml")
    write("jobs: {}\n", "ci.yml")
    write("Models:\n- Name: A\n  Results: [", "cut.yml")
    write("a: 1\na: 2\n", "twice.yml")
    path = write(PSPNET, "z.yml")

    found = read(path.parent)

    assert len(found.scores) == 2
    assert [reason.partition(": not YAML: ")[0] for reason in reasons(found)] == [
        "runs/binary.yml:1: not UTF-8 text; save the file with that encoding",
        "runs/ci.yml: no 'Models', 'Collections' or 'Import' in it",
        "runs/cut.yml:4",
        "runs/twice.yml:2: the key 'a' stands there twice, first on line 1",
    ]


@pytest.mark.parametrize(("content", "sure"), [("jobs: {}\n", False), (PSPNET, True)])
def test_folders_are_recognised_by_their_files(write: Write, content: str, *, sure: bool) -> None:
    """However deep they lie."""
    path = write(content, "sub/ci.yml")

    assert model_index.recognises_folder(path.parents[1]) is sure


def test_imports_are_followed(write: Write) -> None:
    """Paths and wildcards, beside the importing file; each file once, and round in no circle."""
    write(PSPNET, "a/metafile.yaml")
    write(model("{Dataset: Rooms, Metrics: {mIoU: 50}}") + "Import: ../model-index.yml\n", "b/metafile.yml")
    write('{"Models": [{"Name": "C", "Results": {"Dataset": "Rooms", "Metrics": {"mIoU": 40}}}]}', "b/c.json")
    path = write("Import:\n- a/metafile.yaml\n- '*/metafile.y*ml'\nModels: b/c.json\n", "model-index.yml")

    for place in (path, path.parent):
        found = read(place)

        assert scores_of(found, "network") == [("PSPNet",), ("PSPNet",), ("FastNet",), ("C",)]
        assert found.unusable == ()


def test_a_collection_may_stand_in_another_file(write: Write) -> None:
    """As a model-index may list them apart."""
    write("Collections:\n- {Name: FastNet, README: a/README.md}\n", "collections.yml")
    text = model("{Dataset: Rooms, Metrics: {mIoU: 50}}") + "Import: collections.yml\n"

    found = read(write(text, "model-index.yml"))

    assert scores_of(found, "source") == [("a/README.md",)]


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ("gone.yml", "the import 'gone.yml': no such file"),
        ("gone/*.yml", "the import 'gone/*.yml': no such file"),
        ("https://a.example/b.yml", "the import 'https://a.example/b.yml': an address; only files are read"),
        ("/etc/passwd", "the import '/etc/passwd': leads out of the folder of what is read"),
        ("../x.yml", "the import '../x.yml': leads out of the folder of what is read"),
        ("'**/**/**/x.yml'", "the import '**/**/**/x.yml': more than one '**'"),
        ("docs.md", "'docs.md' is not read; only YAML and JSON are"),
        ("[[a]]", "the import '': no path"),
        (f"{'x' * 300}.yml", f"the import '{'x' * 59}…': file name too long"),
    ],
)
def test_an_import_that_cannot_be_followed_is_kept_in_view(write: Write, wanted: str, reason: str) -> None:
    """With its line; what is here is used."""
    write("<!-- Type: model-index -->", "docs.md")

    found = read(write(f"Import: {wanted}\n{PSPNET}", "model-index.yml"))

    assert len(found.scores) == 2
    assert reasons(found) == [f"model-index.yml:1: {reason}"]


def test_there_is_an_end_to_files(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many, the first are read, and it is said."""
    monkeypatch.setattr(catalogue, "MOST_FILES", 2)
    for name in "abcd":
        path = write(PSPNET, f"{name}.yml")

    found = read(path.parent)

    assert len(found.scores) == 4
    assert reasons(found) == ["runs/c.yml: more than 2 files, of which the rest is not read"]


def test_there_is_an_end_to_imports(write: Write) -> None:
    """A file that imports the next, and so on, does not end the program."""
    for number in range(300):
        write(f"Import: {number + 1}.yml\n{model('{Dataset: a, Metrics: {mIoU: 5}}')}", f"{number}.yml")

    found = read(write("Import: 0.yml\n", "model-index.yml"))

    assert len(found.scores) == 20
    assert reasons(found) == ["19.yml:1: the import '20.yml': files import each other more than 20 deep"]


# Anything


@given(
    st.recursive(
        st.sampled_from(["mIoU", "77.8", "None", "Cityscapes", "''", "a_b-c", "{}", "*.yml", "&a x", "*a"]),
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
            | st.dictionaries(
                st.sampled_from(
                    ["Name", "Models", "Results", "Metrics", "Dataset", "Task", "Paper", "Import", "README",
                     "In Collection", "Metadata", "Architecture", "Collections", "Code", "value", "URL", "<<"]
                ),
                inner,
                max_size=5,
            ).map(lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}")
        ),
        max_leaves=25,
    )
)  # fmt: skip
def test_no_catalogue_ends_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, yaml: str) -> None:
    """Whatever stands where: it is read, or one line says why not."""
    path = tmp_path_factory.mktemp("any") / "metafile.yml"
    path.write_text(f"Models: [{{Name: x}}, {yaml}]\nCollections: {yaml}\n", encoding="utf-8")

    try:
        found = read(path)
    except LeaderboardError as error:
        assert "\n" not in str(error)  # noqa: PT017 - some are read
    else:
        assert all("\n" not in one.reason for one in found.unusable)


def test_split_and_test_time_may_be_stated(tmp_path: Path) -> None:
    """Also that they are not known; then nothing is taken for granted, and a metric has its whole name."""
    path = tmp_path / "model-index.yml"
    path.write_text(
        """\
Models:
- Name: Fern
  Results:
  - {Task: Semantic Segmentation, Dataset: Cityscapes, Split: test, Test Time: flip, Metrics: {mIoU: 80}}
  - {Task: Semantic Segmentation, Dataset: Cityscapes, Split: null, Test Time: null, Metrics: {mIoU: 81}}
  - {Task: Semantic Segmentation, Dataset: Cityscapes, Test Time: null, Metrics: {latency (ms): 82}}
  - {Task: Semantic Segmentation, Dataset: Cityscapes, Metrics: {mIoU: 83}}
""",
        encoding="utf-8",
    )

    scores = model_index.measurements(path, path.name).scores

    assert scores[["metric", "cell", "split", "test_time"]].to_numpy().tolist() == [
        ["mIoU", "80", "test", "flip"],
        ["mIoU", "81", "", ""],
        ["latency (ms)", "82", "val", ""],
        ["mIoU", "83", "val", "single-scale"],
    ]
