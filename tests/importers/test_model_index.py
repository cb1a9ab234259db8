"""Catalogues of models: model-index files, and the metafiles of mmsegmentation and its kin."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording import of_system

import leaderboard
from leaderboard.errors import LeaderboardError
from leaderboard.importers import _catalogue, importer_of

if TYPE_CHECKING:
    from conftest import Write

    from leaderboard import Leaderboard


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


def scores_of(board: Leaderboard, *columns: str) -> list[tuple[str, ...]]:
    """Return some columns of the results, row by row."""
    return list(board.results_table[list(columns)].astype("str").itertuples(index=False, name=None))


def model(results: str, **given: str) -> str:
    """Write a metafile with one model."""
    said = {"Name": "fastnet_s_rooms", "In Collection": "FastNet", **given}
    lines = "".join(f"    {key}: {value}\n" for key, value in said.items())
    return f"Models:\n  -\n{lines}    Results: {results}\n"


def reasons(board: Leaderboard) -> list[str]:
    """Return what could not be used, with the names of files alone."""
    return [f"{os.path.basename(one.place)}: {one.reason}" for one in board.unusable]  # noqa: PTH119


# One file


def test_a_metafile_of_mmsegmentation_becomes_scores(write: Write) -> None:
    """With digits, conditions, and a variant out of name and architecture."""
    board = leaderboard.load(write(PSPNET, "metafile.yaml"))

    columns = ("network", "dataset", "score_text", "split", "variant", "test_time", "evidence", "source")
    where = ("val", "R-50-D8, 4xb2-40k, 512x1024")
    said = ("reproduced", "configs/pspnet/README.md")
    assert scores_of(board, *columns) == [
        ("PSPNet", "cityscapes", "77.850", *where, "single-scale", *said),
        ("PSPNet", "cityscapes", "79.18", *where, "multi-scale", *said),
    ]
    assert (board.remarks, board.unusable) == ((), ())


def test_the_paper_of_the_collection_counts(write: Write) -> None:
    """That of a model may be its backbone's; an arXiv address tells when the paper appeared."""
    board = leaderboard.load(write(PSPNET, "metafile.yaml"))

    facts = board.network_facts.loc["PSPNet"]
    assert facts["title"] == "Pyramid Scene Parsing Network"
    assert (facts["arxiv"], facts["date"]) == ("1612.01105", "2016-12")
    assert facts["paper_url"] == "https://arxiv.org/abs/1612.01105"
    assert facts["code_url"] == "https://code.example/psp_head.py#L63"
    assert list(board.links_table["url"]).count("https://arxiv.org/abs/1512.03385") == 0


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
    board = leaderboard.load(write(text, "model-index.yml"))

    facts = board.network_facts.loc["Inception v3"]
    assert facts["paper_url"] == "https://arxiv.org/abs/1512.00567v3"
    assert facts["code_url"] == "https://code.example/inception.py"
    assert scores_of(
        board, "network", "dataset", "score_text", "variant", "split", "test_time", "source"
    ) == [
        ("Inception v3", "ImageNet Top 1 Accuracy", "74.67", "", "", "", "docs/inception-v3-readme.md"),
        ("Inception v3", "ImageNet Top 5 Accuracy", "92.1", "", "", "", "docs/inception-v3-readme.md"),
    ]
    assert list(board.datasets_table["metric"]) == ["Top 1 Accuracy", "Top 5 Accuracy"]
    assert list(board.datasets_table["unit"]) == ["%", "%"]
    assert list(board.datasets_table["better"]) == ["higher", "higher"]


def test_metrics_that_are_not_miou_are_boards_by_dataset_and_metric(write: Write) -> None:
    """So that the name does not depend on what else a file holds."""
    results = (
        "[{Task: Object Detection, Dataset: COCO, Metrics: {box AP: 38.0}},"
        " {Task: Instance Segmentation, Dataset: COCO, Metrics: {mask AP: 34.4}}]"
    )
    board = leaderboard.load(write(model(results), "metafile.yml"))

    assert scores_of(board, "dataset", "score_text") == [("COCO box AP", "38.0"), ("COCO mask AP", "34.4")]


def test_tasks_tell_boards_apart_that_share_a_dataset_and_a_metric(write: Write) -> None:
    """The AP of key points is not that of boxes."""
    results = (
        "[{Task: Object Detection, Dataset: COCO, Metrics: {AP: 38.0}},"
        " {Task: Body 2D Keypoint, Dataset: coco, Metrics: {AP: 0.746}}]"
    )
    board = leaderboard.load(write(model(results), "metafile.yml"))

    assert scores_of(board, "dataset", "score_text") == [
        ("COCO Object Detection AP", "38.0"),
        ("coco Body 2D Keypoint AP", "0.746"),
    ]


def test_another_metric_on_a_dataset_that_is_known_is_another_board(write: Write) -> None:
    """The known one is that of mIoU."""
    results = f"{{{SEGMENTATION}, Dataset: Cityscapes, Metrics: {{aAcc: 96.1, mIoU: 77.8}}}}"

    board = leaderboard.load(write(model(results), "metafile.yml"), better="higher")

    assert scores_of(board, "dataset", "split") == [("Cityscapes aAcc", "val"), ("cityscapes", "val")]


@pytest.mark.parametrize(
    ("dataset", "found"),
    [
        ("Cityscapes", ("cityscapes", "val", "s, rooms", "")),
        ("Cityscapes test", ("cityscapes", "test", "s, rooms", "")),
        ("Pascal VOC 2012 + Aug", ("voc12", "val", "s, rooms", "trained on the augmented training set")),
        ("Pascal Context", ("pascal-context", "val", "s, rooms", "")),
        ("Pascal Context 59", ("pascal-context", "val", "s, rooms, 59 classes", "")),
        ("COCO-Stuff 164k", ("COCO-Stuff 164k", "val", "s, rooms", "")),
        ("Rooms", ("Rooms", "val", "s", "")),
    ],
)
def test_datasets_are_known_as_they_are_spelled_there(
    write: Write, dataset: str, found: tuple[str, ...]
) -> None:
    """The split is val, unless the name of the dataset says another."""
    results = f"{{{SEGMENTATION}, Dataset: {dataset}, Metrics: {{mIoU: 50}}}}"

    board = leaderboard.load(write(model(results), "metafile.yml"))

    assert scores_of(board, "dataset", "split", "variant", "note") == [found]


def test_class_counts_tell_two_scores_on_a_dataset_apart(write: Write) -> None:
    """Both are PASCAL Context, under names that differ in nothing else."""
    text = """\
Models:
- {Name: net_4xb4_pascal-context-480x480, In Collection: Net, Results: {Dataset: Pascal Context, Metrics: {mIoU: 46.6}}}
- {Name: net_4xb4_pascal-context-59-480x480, In Collection: Net, Results: {Dataset: Pascal Context 59, Metrics: {mIoU: 52.0}}}
"""
    board = leaderboard.load(write(text, "metafile.yml"))

    assert scores_of(board, "variant") == [("4xb4, 480x480",), ("4xb4, 480x480, 59 classes",)]


@pytest.mark.parametrize(
    ("name", "given", "found"),
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
    write: Write, name: str, given: tuple[str, str], found: tuple[str, str]
) -> None:
    """Nothing is made up: without a collection the architecture has to say what the name begins with."""
    said = {"Name": name, "In Collection": given[0], "Metadata": f"{{Architecture: {given[1]}}}"}
    results = f"{{{SEGMENTATION}, Dataset: Rooms, Metrics: {{mIoU: 50}}}}"

    board = leaderboard.load(write(model(results, **said), "metafile.yml"))

    assert scores_of(board, "network", "variant") == [found]


def test_names_that_would_come_out_the_same_stay_whole(write: Write) -> None:
    """Then what is between them matters."""
    text = """\
Models:
- {Name: net_a_rooms, In Collection: Net, Results: {Dataset: Rooms, Metrics: {mIoU: 1.5}}}
- {Name: net_rooms_a, In Collection: Net, Results: {Dataset: Rooms, Metrics: {mIoU: 2}}}
"""
    board = leaderboard.load(write(text, "metafile.yml"))

    assert scores_of(board, "variant") == [("net_a_rooms",), ("net_rooms_a",)]


def test_a_name_that_stands_there_twice_keeps_both_scores(write: Write) -> None:
    """And it is said."""
    one = "- {Name: net_a, In Collection: Net, Results: {Dataset: Rooms, Metrics: {mIoU: %s}}}\n"
    path = write("Models:\n" + one % "46.60" + one % "52.02", "metafile.yml")

    board = leaderboard.load(path)

    assert scores_of(board, "score_text") == [("46.60",), ("52.02",)]
    assert board.remarks == (
        f"models that stand there more than once, with all of their scores: 'net_a' ({path}:3)",
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
    board = leaderboard.load(write(model(f"[{{Dataset: Cityscapes, Metrics: {metrics}}}]"), "metafile.yml"))

    assert scores_of(board, "dataset", "score_text", "test_time") == [("cityscapes", "74.5", "single-scale")]


def test_keys_are_found_in_any_case(write: Write) -> None:
    """As the format has it."""
    text = PSPNET.replace("Models", "MODELS").replace("Results", "results").replace("Dataset", "dataset")

    assert len(leaderboard.load(write(text, "metafile.yml")).results_table) == 2


@pytest.mark.parametrize("value", ["None", "null", "", "'-'", "n/a", "~"])
def test_values_that_are_none_are_not_reported(write: Write, value: str) -> None:
    """They are no mistakes."""
    results = f"{{Dataset: Cityscapes, Metrics: {{mIoU: {value}, 'mIoU(ms+flip)': 70}}}}"

    board = leaderboard.load(write(model(results), "metafile.yml"))

    assert scores_of(board, "score_text") == [("70",)]
    assert board.unusable == ()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("good", "'good' is not a finite number (FastNet on Cityscapes)"),
        (".inf", "'.inf' is not a finite number (FastNet on Cityscapes)"),
        ("77-79", "'77-79' is not a finite number (FastNet on Cityscapes)"),
        ("77/79", "'77/79' is two numbers (FastNet on Cityscapes)"),
        ("[77, 78]", "the value of 'mIoU' is no single value"),
        ("{a: 77}", "the value of 'mIoU' is no single value"),
        ("177", "177 is not between 0 and 100 % (FastNet on cityscapes)"),
        ("0.7785", "0.7785 looks like a share of 1, where scores are in percent (FastNet on Cityscapes)"),
    ],
)
def test_a_value_that_is_no_score_is_kept_in_view(write: Write, value: str, reason: str) -> None:
    """With its line; the others are used."""
    results = f"{{Dataset: Cityscapes, Metrics: {{'mIoU(ms+flip)': 70,\n      mIoU: {value}}}}}"

    board = leaderboard.load(write(model(results), "metafile.yml"))

    assert scores_of(board, "score_text") == [("70",)]
    assert reasons(board) == [f"metafile.yml:6: {reason}"]


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        (f"{{Dataset: {'a val ' * 100_000}, Metrics: {{mIoU: 50}}}}", "a name of more than 300 characters"),
        (f'{{Dataset: "a{" " * 100_000}b", Metrics: {{mIoU: {"7" * 100_000}x}}}}',
         f"'{'7' * 59}…' is not a finite number (FastNet on a b)"),
        (f'{{Dataset: a, Metrics: {{mIoU: "7{" " * 100_000}x"}}}}', "'7 x' is not a finite number (FastNet on a)"),
        (f"{{Dataset: a, Metrics: {{mIoU: 7{'*' * 100_000}}}}}",
         f"'7{'*' * 58}…' is not a finite number (FastNet on a)"),
    ],
    ids=["name", "digits", "spaces", "marks"],
)  # fmt: skip
def test_texts_without_end_are_refused_at_once(write: Write, results: str, reason: str) -> None:
    """Nothing tries all ways to read them."""
    good = "\n  - {Name: Good, Results: {Dataset: Rooms, Metrics: {mIoU: 50}}}\n"

    board = leaderboard.load(write(model(results) + good, "metafile.yml"))

    assert reasons(board) == [f"metafile.yml:5: {reason}"]


def test_shares_of_one_stay_what_they_are_on_datasets_of_their_own(write: Write) -> None:
    """They are not in percent, and nobody multiplies."""
    board = leaderboard.load(write(model("{Dataset: Rooms, Metrics: {mIoU: 0.7785}}"), "metafile.yml"))

    assert list(board.datasets_table["unit"]) == [""]
    assert scores_of(board, "score_text") == [("0.7785",)]


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ("[7]", "metafile.yml:5: a result that is no mapping"),
        ("{Dataset: Rooms}", "metafile.yml:5: a result without metrics"),
        ("{Metrics: {mIoU: 50}}", "metafile.yml:5: no dataset is named"),
        ("{Dataset: Rooms, Metrics: [mIoU]}", "metafile.yml:5: 'mIoU' is no metric with a value"),
    ],
)
def test_what_is_no_result_is_kept_in_view(write: Write, results: str, reason: str) -> None:
    """And the rest is used."""
    good = "\n  - {Name: Good, Results: {Dataset: Rooms, Metrics: {mIoU: 50}}}\n"

    board = leaderboard.load(write(model(results) + good, "metafile.yml"))

    assert scores_of(board, "network") == [("Good",)]
    assert reasons(board) == [reason]


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

    assert importer_of(path).__name__ == "leaderboard.importers.model_index"
    assert scores_of(leaderboard.load(path), "network", "score_text") == [("A", "50")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"# nothing\n", "no 'Models', 'Collections' or 'Import' in it"),
        (b"jobs:\n  test:\n    runs-on: ubuntu\n", "no 'Models', 'Collections' or 'Import' in it"),
        (b"Models: []\nCollections:\n- Name: ''\n", "no score was found in it"),
        (b"Models:\n- Name: A\n", "no score was found in it"),
        (b"Models: [7, [a]]\nname: x\n", "none of its 2 scores can be used; metafile.yml:1: '7' is no model"),
        (b"Models:\n- Name: A\n  Name: B\n", "3: the key 'Name' stands there twice, first on line 2"),
        (b"Models:\n- Name: !!python/name:os.system A\n", "2: the tag 'tag:yaml.org,2002:python/name:os.system'; tags are not read"),
        (b"Models:\n- Name: \xff\n", "2: not UTF-8 text; save the file with that encoding"),
        (b"\x00\x01\x02PNG\x00", r"1: not YAML: it contains the character '\x00'"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_one_line(
    write: Write, monkeypatch: pytest.MonkeyPatch, content: bytes, problem: str
) -> None:
    """With the place, and no traceback."""
    path = write(content, "metafile.yml")
    monkeypatch.chdir(path.parent)

    with pytest.raises(LeaderboardError) as caught:
        leaderboard.load("metafile.yml")

    assert str(caught.value).removeprefix("metafile.yml:").strip() == problem


def test_a_file_that_the_grammar_refuses_is_one_line(write: Write) -> None:
    """With the place."""
    path = write("Models:\n- Name: A\n  Results: [{Dataset: B\n", "metafile.yml")

    with pytest.raises(LeaderboardError, match=r"metafile\.yml:4: not YAML: .+$"):
        leaderboard.load(path)


# Many files


def test_a_folder_of_metafiles_is_one_source(write: Write) -> None:
    """In order of their paths; hidden folders and files of other kinds are left alone."""
    write(PSPNET, "b/metafile.yaml")
    path = write(model("{Dataset: Rooms, Metrics: {mIoU: 50}}"), "a/metafile.yml")
    write("jobs: {}", ".github/ci.yml")
    write("- of tables", "README.md")

    board = leaderboard.load(path.parents[1])

    assert scores_of(board, "network", "source") == [
        ("FastNet", "a/metafile.yml"),
        ("PSPNet", "configs/pspnet/README.md"),
        ("PSPNet", "configs/pspnet/README.md"),
    ]


def test_a_bad_file_in_a_folder_does_not_spoil_the_others(write: Write) -> None:
    """It is named, with the line."""
    write(b"\x00\xff", "binary.yml")
    write("jobs: {}\n", "ci.yml")
    write("Models:\n- Name: A\n  Results: [", "cut.yml")
    write("a: 1\na: 2\n", "twice.yml")
    path = write(PSPNET, "z.yml")

    board = leaderboard.load(path.parent)

    assert len(board.results_table) == 2
    places = [reason.partition(": ")[0] for reason in reasons(board)]
    assert places == ["binary.yml:1", "ci.yml", "cut.yml:4", "twice.yml:2"]


def test_a_folder_with_nothing_that_can_be_read_is_an_error(write: Write) -> None:
    """Whatever else is in it."""
    path = write("jobs: {}\n", "sub/ci.yml")

    with pytest.raises(LeaderboardError, match="nothing in this folder can be read"):
        leaderboard.load(path.parent)


def test_imports_are_followed(write: Write) -> None:
    """Paths and wildcards, beside the importing file; each file once, and round in no circle."""
    write(PSPNET, "a/metafile.yaml")
    write(model("{Dataset: Rooms, Metrics: {mIoU: 50}}") + "Import: ../model-index.yml\n", "b/metafile.yml")
    write('{"Models": [{"Name": "C", "Results": {"Dataset": "Rooms", "Metrics": {"mIoU": 40}}}]}', "b/c.json")
    path = write("Import:\n- a/metafile.yaml\n- '*/metafile.y*ml'\nModels: b/c.json\n", "model-index.yml")

    for place in (path, path.parent):
        board = leaderboard.load(place)

        assert scores_of(board, "network") == [("PSPNet",), ("PSPNet",), ("FastNet",), ("C",)]
        assert board.unusable == ()


def test_a_collection_may_stand_in_another_file(write: Write) -> None:
    """As a model-index may list them apart."""
    write("Collections:\n- {Name: FastNet, README: a/README.md}\n", "collections.yml")
    text = model("{Dataset: Rooms, Metrics: {mIoU: 50}}") + "Import: collections.yml\n"

    board = leaderboard.load(write(text, "model-index.yml"))

    assert scores_of(board, "source") == [("a/README.md",)]


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
        (f"{'x' * 300}.yml", f"the import '{'x' * 59}…': {of_system(errno.ENAMETOOLONG)}"),
    ],
)
def test_an_import_that_cannot_be_followed_is_kept_in_view(write: Write, wanted: str, reason: str) -> None:
    """With its line; what is here is used."""
    write("<!-- Type: model-index -->", "docs.md")

    board = leaderboard.load(write(f"Import: {wanted}\n{PSPNET}", "model-index.yml"))

    assert len(board.results_table) == 2
    assert reasons(board) == [f"model-index.yml:1: {reason}"]


def test_there_is_an_end_to_files(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many, the first are read, and it is said."""
    monkeypatch.setattr(_catalogue, "MOST_FILES", 2)
    for name in "abcd":
        path = write(PSPNET, f"{name}.yml")

    board = leaderboard.load(path.parent)

    assert len(board.results_table) == 4
    assert reasons(board) == ["c.yml: more than 2 files, of which the rest is not read"]


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
        board = leaderboard.load(path)
    except LeaderboardError as error:
        assert "\n" not in str(error)  # noqa: PT017 - some are read
    else:
        assert all("\n" not in one.reason for one in board.unusable)
