from __future__ import annotations

from itertools import permutations

import pytest

from leaderboard.board.names import Names, fold
from leaderboard.errors import AmbiguousName, LeaderboardError, UnknownName
from leaderboard.near import nearest

NAMES = Names(
    "network",
    {
        "DeepLab": [],
        "DeepLabv3": [],
        "DeepLabv3+": ["DLv3+"],
        "FCN-8s": ["fully convolutional"],
        "U-Net": ["unet-2015"],
        "UNET": [],
        "PSPNet": ["Pyramid"],
        "SPNet": ["pyramid"],
    },
)


@pytest.mark.parametrize(
    "typed",
    [
        "DeepLabv3+",
        "deeplabv3+",
        "DEEPLABV3+",
        "DeepLab v3+",
        "DeepLab-v3+",
        "deep_lab.v3 +",
        "deeplabv3plus",
        "DeepLab v3 Plus",
        "ＤｅｅｐＬａｂｖ３＋",  # noqa: RUF001 - full-width forms
        "dlv3+",
        "DL v3 plus",
    ],
)
def test_names_are_found_the_way_people_type_them(typed: str) -> None:
    """Case, spaces, hyphens, underscores and dots do not matter, plus is +, aliases count."""
    assert NAMES.find(typed) == "DeepLabv3+"


def test_a_shorter_name_is_not_taken_for_a_longer_one() -> None:
    """A name that begins like others is itself."""
    assert NAMES.find("deeplab") == "DeepLab"
    assert NAMES.find("deeplab v3") == "DeepLabv3"


def test_the_exact_name_counts_before_the_same_name_typed_another_way() -> None:
    """Two names that differ only in what does not matter can be told apart by typing them exactly."""
    assert NAMES.find("UNET") == "UNET"
    assert NAMES.find("U-Net") == "U-Net"


def test_names_that_fit_equally_well_are_an_error_that_names_them() -> None:
    """The wrong one is never picked silently."""
    with pytest.raises(AmbiguousName) as caught:
        NAMES.find("u net")

    assert str(caught.value) == "'u net' names more than one network: 'U-Net' or 'UNET'"
    assert caught.value.fitting == ("U-Net", "UNET")


def test_an_alias_of_several_is_an_error_that_names_them() -> None:
    """An alias that two share does not say which."""
    with pytest.raises(AmbiguousName, match=r"^'pyramid' names more than one network: 'PSPNet' or 'SPNet'$"):
        NAMES.find("pyramid")


def test_a_name_counts_before_an_alias() -> None:
    """What is a name of one and an alias of another is the first."""
    names = Names("dataset", {"voc": [], "voc2012": ["VOC"]})

    assert names.find("Voc") == "voc"


def test_an_alias_that_is_told_twice_is_no_ambiguity() -> None:
    """Aliases that fold to the same are one."""
    names = Names("dataset", {"voc12": ["pascal voc", "Pascal-VOC"]})

    assert names.find("pascalvoc") == "voc12"


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    """A misspelled name is shown with the right spelling."""
    with pytest.raises(UnknownName) as caught:
        NAMES.find("fcn-9s")

    assert str(caught.value) == "no network named 'fcn-9s'; did you mean 'FCN-8s'?"
    assert caught.value.near == ("FCN-8s",)


def test_near_names_are_at_most_three_the_nearest_first() -> None:
    """Many near names would not help."""
    near = NAMES.near("DeepLabv4")

    assert near[:2] == ["DeepLabv3", "DeepLab"]
    assert len(near) == 3


def test_a_name_is_near_to_what_is_a_part_of_it() -> None:
    """A short piece of a long name leads to it."""
    assert NAMES.near("fully") == ["FCN-8s"]


def test_of_names_that_are_equally_alike_the_nearest_needs_the_fewest_slips() -> None:
    """Two letters in each other's place are one slip; two wrong letters are two."""
    assert nearest("snfet", ["sanet", "esnet", "sfnet"], limit=3)[0] == "sfnet"


@pytest.mark.parametrize(("typed", "near"), [("abcxx", ["abcde"]), ("abxxx", [])])
def test_a_near_name_has_three_of_five_letters(typed: str, near: list[str]) -> None:
    """A name of five letters with two wrong ones is still near, one with three is not."""
    assert nearest(typed, ["abcde"], limit=3) == near


def test_names_as_long_as_a_page_are_near_to_nothing() -> None:
    """Comparing takes longer the longer a name is, and the files of others hold any."""
    assert nearest("a" * 128, ["a" * 127], limit=1) == ["a" * 127]
    assert nearest("a" * 129, ["a" * 128], limit=1) == []


@pytest.mark.parametrize(
    ("typed", "known", "resembling"),
    [
        ("AlphaNets", ["AlphaNet"], ["AlphaNet"]),
        ("Alpha-Netz", ["AlphaNet", "Alpha Netzwerk"], ["AlphaNet"]),
        ("Betas", ["Beta"], ["Beta"]),
        ("Bets", ["Beta"], []),
        ("AlphaNet2", ["AlphaNet"], []),
        ("AlphaNet2", ["AlphaNet3"], []),
        ("AlphaNet12", ["AlphaNet21"], []),
        ("peNSt", ["SPNet"], ["SPNet"]),
        ("tpn", ["npt"], []),
    ],
)
def test_what_may_be_a_slip_resembles_a_name(typed: str, known: list[str], resembling: list[str]) -> None:
    """One letter of seven, or the letters in another order; a digit makes another version."""
    assert Names("network", dict.fromkeys(known, ())).resembling(typed) == resembling


def test_no_more_names_resemble_one_than_people_read() -> None:
    """However many have the same letters."""
    names = ["".join(letters) for letters in permutations("abcdef")]

    assert len(Names("network", dict.fromkeys(names[1:], ())).resembling(names[0])) <= 6


def test_two_near_names_are_joined_by_or() -> None:
    """The message reads as a sentence."""
    names = Names("venue", {"CVPR": [], "CVPRW": []})

    with pytest.raises(UnknownName, match=r"^no venue named 'cvpr2'; did you mean 'CVPR' or 'CVPRW'\?$"):
        names.find("cvpr2")


@pytest.mark.parametrize("typed", ["", " ", "qqqq", "中文", "[bold]"])
def test_a_name_like_no_other_is_answered_without_near_ones(typed: str) -> None:
    """Nothing is suggested that does not resemble what was typed."""
    with pytest.raises(UnknownName) as caught:
        NAMES.find(typed)

    assert str(caught.value) == f"no network named {typed!r}"


def test_messages_are_one_line_whatever_was_typed() -> None:
    """Control characters are written the way Python does."""
    with pytest.raises(LeaderboardError) as caught:
        NAMES.find("a\n\x1b[31m")

    assert str(caught.value) == r"no network named 'a\n\x1b[31m'"


def test_a_name_of_nothing_but_punctuation_stays_itself() -> None:
    """What would fold to nothing does not fit everything else of the kind."""
    names = Names("network", {"-": [], "...": []})

    assert fold("- -") == "- -"
    assert names.find("-") == "-"
    with pytest.raises(UnknownName):
        names.find("_")


def test_finding_among_no_names_is_an_unknown_name() -> None:
    """An empty collection has nothing near."""
    with pytest.raises(UnknownName, match=r"^no dataset named 'voc'$"):
        Names("dataset", {}).find("voc")
