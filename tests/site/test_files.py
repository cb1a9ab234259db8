"""What stands in the files of a site, whatever the data."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
from sites import published

import leaderboard
from leaderboard import exporters
from leaderboard.commands.top import ranking

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from leaderboard import Leaderboard

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="session", params=["small", "large", "hostile"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return one site after the other."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def parse(path: Path) -> Element:
    """Parse a page, and raise at the slightest offence against the standard."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(path.read_text(encoding="utf-8"))
    return root


def text_of(element: Element) -> str:
    """Return what a reader sees of an element."""
    return "".join(element.itertext())


def rows_of(page: Element) -> list[list[str]]:
    """Return the texts of the rows of the first table."""
    table = next(page.iter("table"))
    return [[text_of(cell) for cell in row] for row in next(table.iter("tbody"))]


def test_every_link_inside_leads_to_a_file(site: Path) -> None:
    """Nobody is sent to a page that is not there, nor out of the folder."""
    for path in site.rglob("*.html"):
        for element in parse(path).iter():
            for name in ("href", "src", "data-copies", "data-search", "data-compare"):
                address = element.get(name)
                if address is None or address.startswith(("https://", "http://", "data:,", "#")):
                    continue
                parts = urlsplit(address)
                assert not parts.scheme, address
                target = (path.parent / unquote(parts.path)).resolve()
                assert target.is_relative_to(site.resolve()), address
                assert target.is_file(), (path, address)


def test_nothing_is_taken_from_elsewhere(site: Path) -> None:
    """Only links lead out; what a page needs stands beside it, and its policy says so."""
    for path in site.rglob("*.html"):
        page = parse(path)

        policy = [meta.get("content") for meta in page.iter("meta") if meta.get("http-equiv")]
        assert policy[0].startswith("default-src 'none'")
        assert "unsafe" not in policy[0]
        assert not list(page.iter("style"))
        assert not [one.attrib for one in page.iter() if "style" in one.attrib]
        assert not [name for one in page.iter() for name in one.attrib if name.startswith("on")]
        scripts = [script.attrib for script in page.iter("script")]
        assert [Path(one["src"]).name for one in scripts] == ["site.js"]
        for tag in ("img", "iframe", "object", "embed", "link"):
            for element in page.iter(tag):
                assert not element.get("href", "").startswith("http")
                assert "src" not in element.attrib


def test_nothing_in_styles_or_scripts_asks_for_anything(site: Path) -> None:
    """No font, no picture, no service."""
    style, script = ((site / name).read_text(encoding="utf-8") for name in ("site.css", "site.js"))

    assert "url(" not in style
    assert "@import" not in style
    assert not re.search(r"fetch\(|XMLHttpRequest|https?:|innerHTML|eval\(|document\.write", script)


def test_rows_in_a_page_are_those_of_its_table(site: Path) -> None:
    """In the order of the places, each with its score."""
    for path in (site / "boards").iterdir():
        rows = rows_of(parse(path))
        content = (site / "data" / "boards" / f"{path.stem}.csv").read_text(encoding="utf-8")
        table = list(csv.DictReader(io.StringIO(content, newline="")))

        assert [row[0].rstrip("=") for row in rows] == [row["place"] for row in table]
        numbers = [re.match(r"[-\d.]+", row[2])[0] for row in rows]  # type: ignore[index]
        assert numbers == [row["score"] for row in table]
        assert len({row[1] for row in rows}) == len(rows)


def test_data_for_programs_is_what_top_gives(large: Path, shipped: Leaderboard) -> None:
    """The same bytes as with -f json."""
    for about in shipped.boards.itertuples():
        chosen = shipped.on(about.dataset, split=about.split, metric=about.metric)
        expected = exporters.get("json").render(
            [ranking(chosen, about.dataset, limit=None, every_score=False)]
        )

        found = large / "data" / "boards" / f"{about.dataset}-{about.split}.json"
        assert found.read_text(encoding="utf-8") == expected


def test_scripts_of_data_hold_only_data(site: Path) -> None:
    """Each is one call with JSON in it, which no page could take for markup."""
    scripts = [site / "data" / "site.js", *(site / "data" / "boards").glob("*.js")]

    for path in scripts:
        text = path.read_text(encoding="utf-8")
        call = re.fullmatch(r"leaderboard\.take\((\"[a-z]+\"), (.*)\)\n", text)
        assert call
        json.loads(call[2])
        assert "<" not in text


def test_copies_are_made_by_the_exporters(small: Path) -> None:
    """A table that is copied is the one that top writes; the papers are those of its networks."""
    call = (small / "data" / "boards" / "streets-test.js").read_text(encoding="utf-8")

    copies = json.loads(call.removeprefix('leaderboard.take("copies", ').removesuffix(")\n"))

    assert list(copies) == ["Markdown", "LaTeX", "CSV", "BibTeX"]
    assert [line.split("|")[2].strip() for line in copies["Markdown"].splitlines()[4:6]] == [
        "Gamma+",
        "[AlphaNet](https://papers.example/alpha)",
    ]
    assert copies["BibTeX"].count("\n  title ") == 5
    assert copies["CSV"] == (small / "data" / "boards" / "streets-test.csv").read_text(encoding="utf-8")


def test_hostile_names_are_text(hostile: Path) -> None:
    """They stand in pages as they are written elsewhere, and make no element, no address and no folder."""
    page = parse(hostile / "boards" / "all.html")
    names = [row[1] for row in rows_of(page)]

    assert "</script><script>alert(1)</script> 2" in names
    assert r"\x1b" in "".join(names)
    assert "javascript:alert(1) 2" in names
    for path in hostile.rglob("*"):
        assert re.fullmatch(r"[a-z0-9./-]+", path.relative_to(hostile).as_posix())
    addresses = [one.get("href", "") for path in hostile.rglob("*.html") for one in parse(path).iter("a")]
    assert not [one for one in addresses if ":" in one and not one.startswith(("https://", "http://"))]


def test_the_feed_is_xml_whatever_the_names(site: Path) -> None:
    """Every entry has what Atom demands, and an identity of its own."""
    feed = ET.parse(site / "feed.xml").getroot()  # noqa: S314 - our own file

    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for element in (feed, *entries):
        assert element.findtext(f"{ATOM}title")
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated", ""))
    identities = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(identities)) == len(identities)


def test_identities_in_the_feed_stay_when_a_number_is_corrected(tmp_path: Path) -> None:
    """No reader shows an old entry as a new one."""
    rows = "network,dataset,miou,date\nA,x,70.0,2020-01\nB,x,{},2020-02\n"
    identities = []
    for number in ("71.0", "71.5"):
        table = tmp_path / f"{number}.csv"
        table.write_text(rows.format(number), encoding="utf-8")
        feed = published(tmp_path / f"site{number}", "--data", table) / "feed.xml"
        identities.append(re.findall("urn:uuid:[^<]*", feed.read_text(encoding="utf-8"))[1:])

    assert identities[0] == identities[1]
    assert len(identities[0]) == 2


def test_badges_say_the_place_and_never_a_doubtful_one(large: Path) -> None:
    """Who sees a badge sees no sign behind the score."""
    badge = json.loads(
        (large / "badges" / "deeplabv3plus" / "cityscapes-test.json").read_text(encoding="utf-8")
    )

    assert badge == {
        "schemaVersion": 1,
        "label": "Cityscapes test",
        "message": "#27= of 99 · 82.1",
        "color": "blue",
    }
    assert not (large / "badges" / "sernet-former").exists()
    assert "img.shields.io" not in (large / "networks" / "sernet-former.html").read_text(encoding="utf-8")


def test_the_tables_are_those_of_the_data(large: Path) -> None:
    """Byte for byte; what describes them names their columns."""
    source = Path(leaderboard.__file__).parents[1] / "data"

    for name in ("results", "papers", "links", "datasets", "speeds"):
        assert (large / "data" / f"{name}.csv").read_bytes() == (source / f"{name}.csv").read_bytes()
    package = json.loads((large / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert (large / "data" / resource["path"]).is_file()
    results = next(one for one in package["resources"] if one["name"] == "results")
    assert [field["name"] for field in results["schema"]["fields"]][:3] == ["network", "dataset", "miou"]


def test_tables_of_any_file_can_be_read_again(hostile: Path) -> None:
    """Who takes the data of a site has its boards."""
    again = leaderboard.load(hostile / "data" / "results.csv")

    text = (hostile / "data" / "results.csv").read_text(encoding="utf-8")
    assert len(again.results_table) == len(list(csv.reader(io.StringIO(text, newline="")))) - 1


def test_a_page_of_a_board_weighs_little_beyond_its_rows(large: Path) -> None:
    """At most 60 kB, pictures of up to 137 networks included."""
    for path in (large / "boards").iterdir():
        text = path.read_text(encoding="utf-8")
        rows = re.search("<tbody>.*</tbody>", text, re.DOTALL)
        assert rows
        assert len(text.encode()) - len(rows[0].encode()) <= 60_000


def test_shared_places_and_cells_without_a_score_stay_as_they_are(small: Path) -> None:
    """Equal scores share the better place."""
    rows = rows_of(parse(small / "boards" / "streets-test.html"))

    assert [row[:3] for row in rows] == [
        ["1", "Gamma+", "82.7"],
        ["2=", "AlphaNet", "81.5"],
        ["2=", "Beta-Net", "81.50"],
        ["4=", "Delta", "72.0"],
        ["4=", "Omega", "72.0"],
        ["6", "Zeta", "65.25"],
    ]


def test_a_network_has_a_page_with_every_score(small: Path) -> None:
    """Also where it has a paper and no score."""
    page = parse(small / "networks" / "gammaplus.html")
    without = parse(small / "networks" / "delta-lite.html")

    assert [row[:3] for row in rows_of(page)] == [["City Streets", "test", "82.7"], ["Rooms", "val", "44.1"]]
    assert "@misc" in text_of(page) or "@inproceedings" in text_of(page)
    assert "no score on any board" in text_of(without)


@pytest.mark.parametrize(
    "text",
    [
        "network,dataset,miou\nA,x,70.0\n",
        "network,dataset,miou\nA,x,70.0\nB,x,71.0\n",
        "network,dataset,score,metric\nA,x,70.0,Zork\nB,x,71.0,Zork\n",
        "network,dataset,miou,miou_std,seed\nA,x,70.0,,1\nA,x,71.0,,2\nB,x,70.4,,1\n",
    ],
    ids=["one score", "no dates", "no direction", "runs"],
)
def test_little_data_has_a_site_too(text: str, tmp_path: Path) -> None:
    """One score, no date, nothing that says what is better."""
    (tmp_path / "own.csv").write_text(text, encoding="utf-8")

    folder = published(tmp_path / "site", "--data", tmp_path / "own.csv")

    rows = rows_of(parse(folder / "boards" / "x.html"))
    assert {row[1] for row in rows} >= {"A"}
    assert parse(folder / "compare.html")
    ET.parse(folder / "feed.xml")  # noqa: S314 - our own file


def test_corrections_lead_to_the_line(tmp_path: Path, tables: Path) -> None:
    """Where the address of the data is known, each network leads to its first line there."""
    source = "https://git.example/us/blob/main/data"

    folder = published(tmp_path / "site", "--data", tables, "--link-to-source", f"{source}/")

    assert f'href="{source}/results.csv#L6"' in (folder / "networks" / "gammaplus.html").read_text(
        encoding="utf-8"
    )
    assert f'href="{source}/results.csv"' in (folder / "index.html").read_text(encoding="utf-8")


def test_what_is_for_language_models_names_every_board(large: Path) -> None:
    """With the address of its data."""
    text = (large / "llms.txt").read_text(encoding="utf-8")

    assert (
        "- [Cityscapes test](https://a.example/b/data/boards/cityscapes-test.json): mIoU (%), higher is"
        in text
    )
