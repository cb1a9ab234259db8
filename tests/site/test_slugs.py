"""Addresses: what names become in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaderboard.site.slugs import slugs

NAMES = st.lists(st.text(), unique=True, max_size=8)


def slug(name: str) -> str:
    """Return the address of a name alone."""
    return slugs({name: name})[name]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("DeepLabv3+", "deeplabv3plus"),
        ("voc12/val", "voc12-val"),
        ("EfficientNet + NAS-FPN", "efficientnet-plus-nas-fpn"),
        ("\uff35\uff0dNet", "u-net"),  # of full width
        ("Straße", "strasse"),
        ("网络", "8f0c7f8d"),
        ("con", "con-3e6e7d9d"),
        ("index", "index-00000000"),
    ],
)
def test_names_become_letters_digits_and_hyphens(name: str, address: str) -> None:
    """What loses nothing that counts is as it is typed; else eight digits tell it from others."""
    found = slug(name)

    assert re.sub("(^|-)[0-9a-f]{8}$", r"\1#", found) == re.sub("(^|-)[0-9a-f]{8}$", r"\1#", address)


@given(NAMES)
def test_every_name_has_an_address_of_its_own(names: list[str]) -> None:
    """None is empty, none has capitals or more than others can hold, and none is that of another."""
    found = slugs({name: name for name in names})

    assert len(set(found.values())) == len(names)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", one) and len(one) < 90 for one in found.values())


@given(NAMES, NAMES)
def test_addresses_stay_when_names_are_added(names: list[str], others: list[str]) -> None:
    """Links from elsewhere find what they found before."""
    before = slugs({name: name for name in names})

    after = slugs({name: name for name in [*names, *others]})

    assert {name: after[name] for name in names} == before


def test_names_that_differ_in_case_alone_stay_apart() -> None:
    """On some disks, files that do are one."""
    found = slugs({name: name for name in ("PSPNet", "pspnet", "PSP.net", "psp-net")})

    assert found["PSPNet"] == "pspnet"
    assert found["psp-net"].startswith("psp-net-")
    assert len(set(found.values())) == 4


def test_what_would_be_taken_already_is_not_taken() -> None:
    """A name can look like the address that another has because of its digits."""
    digits = slugs({"a": "a", "A": "A"})["A"]

    found = slugs({"a": "a", digits: digits, "A": "A"})

    assert len(set(found.values())) == 3
