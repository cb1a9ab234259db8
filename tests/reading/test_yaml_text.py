"""YAML, read as texts with lines: what is refused, where, and in bounded time."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaderboard.errors import DataError
from leaderboard.reading.yaml_text import Mapping, Sequence, Text, documents, read_yaml

if TYPE_CHECKING:
    from conftest import Write

PATH = Path("own.yml")


def problem_in(text: str) -> str:
    """Read YAML that cannot be used, and return what stands behind the name of its file."""
    with pytest.raises(DataError) as caught:
        documents(PATH, text)

    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix("own.yml:")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("77.850", "77.850"),
        ("no", "no"),
        ("True", "True"),
        ("2020-01-01", "2020-01-01"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        (".inf", ".inf"),
        ("None", "None"),
        ("null", ""),
        ("~", ""),
        ("", ""),
        ("'~'", "~"),
        ('"7\\u0037.8"', "77.8"),
        ("|\n  7\n  8", "7\n8\n"),
    ],
)
def test_scalars_stay_as_they_are_written(written: str, text: str) -> None:
    """Digits are kept, and neither countries nor dates become something else."""
    assert documents(PATH, f"a: {written}\n") == [{"a": text}]


def test_everything_knows_its_line() -> None:
    """Lines count from 1, and from the top of the file where the text is a part of one."""
    (document,) = documents(PATH, "# no\nmodels:\n  - a: 1\n    b: [x,\n      y]\n", above=10)

    assert isinstance(document, Mapping)
    (models,) = document.values()
    assert isinstance(models, Sequence)
    (model,) = models
    assert isinstance(model, Mapping)
    key, (_, last) = list(model)[1], model[Text("b")]
    assert isinstance(last, Text)
    assert [document.line, models.line, model.line, key.line, last.line] == [12, 13, 13, 14, 15]


def test_several_documents_are_several() -> None:
    """What stands behind ``---`` is the next."""
    assert documents(PATH, "%YAML 1.2\n---\na: b\n...\n---\n- c\n") == [{"a": "b"}, ["c"]]


def test_aliases_and_merges_say_again_what_was_said() -> None:
    """A merge fills in what is not given."""
    text = "a: &a {x: 1, y: 2}\nb: *a\nc: {<<: *a, y: 3}\nd: {<<: [*a, {z: 4}]}\n"

    (document,) = documents(PATH, text)

    assert document == {
        "a": {"x": "1", "y": "2"},
        "b": {"x": "1", "y": "2"},
        "c": {"x": "1", "y": "3"},
        "d": {"x": "1", "y": "2", "z": "4"},
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", "3: the key 'a' stands there twice, first on line 1"),
        ("- {a: 1, 'a': 2}\n", "1: the key 'a' stands there twice, first on line 1"),
        (
            "a:\n  !!python/object/apply:os.system [ls]\n",
            "2: the tag 'tag:yaml.org,2002:python/object/apply:os.system'; tags are not read",
        ),
        ("a: !!float 1\n", "1: the tag 'tag:yaml.org,2002:float'; tags are not read"),
        ("a: 1\nb: !own {}\n", "2: the tag '!own'; tags are not read"),
        ("a: &a\n  - *a\n", "1: a list or mapping that contains itself"),
        ("a: {b: &a {c: [*a]}}\n", "1: a list or mapping that contains itself"),
        ("? [a]\n: b\n", "1: a list or mapping stands where the name of a value should"),
        ("a: b\nc: {<<: d}\n", "2: '<<' stands before what is no mapping"),
        ("a:\n\t- b\n", "2: not YAML: it is indented with a tab"),
        ("a: b\n\x00", r"2: not YAML: it contains the character '\x00'"),
        ("a: \x1b[31m\n", r"1: not YAML: it contains the character '\x1b'"),
    ],
)
def test_what_cannot_be_used_is_an_error_on_its_line(text: str, problem: str) -> None:
    """In the words of this program, where the grammar has none."""
    assert problem_in(text) == problem


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2\nb: 3\n", 2),
        ('a: "b\n', 2),
        ("b: 1\na: *b\n", 2),
        ("a: b: c\n", 1),
        ("a: @b\n", 1),
        ("a: &b 1\nc: &b 2\n", 2),
    ],
)
def test_what_is_no_yaml_is_an_error_on_its_line(text: str, line: int) -> None:
    """In the words of the parser, which change."""
    assert problem_in(text).startswith(f"{line}: not YAML: ")


@pytest.mark.apart
@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "{[", "? ", "- a:\n  - "])
def test_what_is_nested_without_end_is_an_error(opening: str) -> None:
    """The parser calls itself for what is nested, and must not do so until the program dies."""
    assert problem_in(opening * 100_000)[:3] in {"1: ", "2: "}


@pytest.mark.parametrize(("deep", "refused"), [(99, False), (100, True)])
def test_values_may_stand_a_hundred_deep_in_each_other(deep: int, *, refused: bool) -> None:
    """Nobody writes so, and the rest of the program need not bear more."""
    text = "[" * deep + "1" + "]" * deep

    if refused:
        assert problem_in(text) == "1: values stand more than 100 deep in each other"
    else:
        assert len(documents(PATH, text)) == 1


@pytest.mark.apart
@pytest.mark.parametrize(
    "content", ["[" + "1," * 200_000 + "]", "- 1\n" * 200_000, "[&a 1" + ",*a" * 200_000 + "]"]
)
def test_there_is_an_end_to_values(content: str) -> None:
    """As they stand there, or by aliases."""
    assert problem_in(content) == "1: more than 200000 values, which are not read"


def test_aliases_that_explode_are_refused_before_they_do() -> None:
    """Ten times ten times ten: what is repeated counts every time, and no memory is taken for it."""
    names = "abcdefghi"
    bomb = "a: &a [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]\n" for before, name in pairwise(names)
    )
    tracemalloc.start()

    problem = problem_in(bomb)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert problem == "6: more than 200000 values, which are not read"
    assert peak < 5_000_000


def test_a_file_that_is_too_large_is_not_read(write: Write) -> None:
    """Not even where it is one line."""
    path = write(b"a: " + b"7" * 200_000_000, "own.yml")
    tracemalloc.start()

    with pytest.raises(DataError, match=r"own\.yml: more than 10 MB of YAML, which is not read"):
        read_yaml(path)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30_000_000


def test_a_byte_order_mark_and_windows_line_ends_are_fine(write: Write) -> None:
    """Editors write them."""
    path = write("\ufeffa: 1\r\nb:\r\n  - 2\r\n", "own.yml")

    assert read_yaml(path) == [{"a": "1", "b": ["2"]}]


@pytest.mark.parametrize("content", [b"a: 1\nb: \xe9\n", b"a: 1\n\xff\xfe\x00"])
def test_what_is_no_utf_8_is_an_error_on_its_line(write: Write, content: bytes) -> None:
    """With what to do about it."""
    path = write(content, "own.yml")

    with pytest.raises(DataError, match=r"own\.yml:2: not UTF-8 text; save the file with that encoding$"):
        read_yaml(path)


@given(st.text(alphabet=st.sampled_from("ab:- \n\t[]{}&*!?|>'\"%#,<~0.é\x85\u2028\x00\ufeff")) | st.text())
def test_no_text_ends_in_a_traceback(text: str) -> None:
    """It is YAML, or one line says why not."""
    try:
        documents(PATH, text)
    except DataError as error:
        assert "\n" not in str(error)  # noqa: PT017 - most texts raise nothing
