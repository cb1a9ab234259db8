"""Plots as SVG: pictures for pages and files, and sparks for cards."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hostile import HOSTILE

from leaderboard import load
from leaderboard.errors import LeaderboardError
from leaderboard.plots import Axis, Chart, Point, Range, Ranges, _text, history, overall, svg, tradeoff
from leaderboard.table import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Write

    from leaderboard import Leaderboard

JANUARY = 2018 * 12
SIZES = {"wide": svg.WIDE, "narrow": svg.NARROW, "small": svg.Size(240, 240)}
DATASETS = ("voc12", "voc12-coco", "pascal-context", "camvid", "cityscapes", "ade20k")


def over_time(*points: Point, title: str = "D test", axis: Axis = history.MONTHS) -> Chart:
    """Make a chart of a history."""
    return Chart(title, "mIoU (%)", points, axis, until=points[-1].across + 6)


FEW = over_time(
    Point(JANUARY, 70.0, "A 70.0", about="A 70.0 · January 2018"),
    Point(JANUARY + 2, 69.0, about="B 69.0? · March 2018", signs="?"),
    Point(JANUARY + 6, 75.0, "C 75.0†", about="C 75.0† · July 2018", signs="†"),
)


class Written(NamedTuple):
    """A text of a picture and the rectangle that it takes, by the widths that are estimated."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    classes: frozenset[str]

    def meets(self, other: Written) -> bool:
        """Say whether two texts stand over each other."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def parsed(picture: str) -> ET.Element:
    """Read a picture as strict XML."""
    return ET.fromstring(picture)  # noqa: S314 - our own


def texts(root: ET.Element, size: float = 13, anchor: str = "start", *classes: str) -> Iterator[Written]:
    """Give all texts of a picture, with what they inherit."""
    size = float(root.get("font-size", size))
    anchor = "middle" if root.get("class") == "hit" else root.get("text-anchor", anchor)
    bold = root.get("font-weight") == "bold"
    classes = (*classes, *root.get("class", "").split(), *["bold"] * bold)
    if root.tag.endswith("}text"):
        wide = _text.width(root.text or "", size, bold="bold" in classes)
        left, baseline = float(root.get("x", 0)), float(root.get("y", 0))
        left -= {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        yield Written(
            root.text or "",
            left,
            baseline - 0.8 * size,
            left + wide,
            baseline + 0.2 * size,
            frozenset(classes),
        )
    for child in root:
        yield from texts(child, size, anchor, *classes)


def shown(picture: str) -> list[Written]:
    """Return the texts that are seen at once."""
    return [one for one in texts(parsed(picture)) if "hit" not in one.classes]


def assert_readable(picture: str) -> None:
    """No text leaves the picture, and no two stand over each other."""
    root = parsed(picture)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    outside = [
        one
        for one in texts(root)
        if one.left < -0.1 or one.right > width + 0.1 or one.top < 0 or one.bottom > height
    ]
    assert outside == []
    # A sign belongs to its point, and stands over another where points do.
    labels = [one for one in shown(picture) if "halo" in one.classes or not set(one.text) <= set("†?")]
    assert [pair for pair in combinations(labels, 2) if pair[0].meets(pair[1])] == []


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("dataset", DATASETS)
def test_every_record_is_named_and_legible(shipped: Leaderboard, dataset: str, size: svg.Size) -> None:
    """Beside its point, or below with its number; nothing leaves the picture or meets another text."""
    chart = history.chart(shipped.on(dataset))
    picture = svg.picture(chart, size)

    words = " ".join(one.text for one in shown(picture))
    assert [point.label for point in chart.marked if point.label not in words] == []
    assert_readable(picture)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize(
    ("dataset", "by"),
    [("cityscapes", "fps"), ("camvid", "fps"), ("cityscapes", "params"), ("camvid", "params")],
)
def test_every_name_of_a_front_is_legible(
    shipped: Leaderboard, dataset: str, by: str, size: svg.Size
) -> None:
    """As are those of the devices."""
    chart = tradeoff.chart(shipped.on(dataset), by=by)
    picture = svg.picture(chart, size)

    words = " ".join(one.text for one in shown(picture))
    named = [*(point.label for point in chart.marked), *chart.all_kinds]
    assert [name for name in named if name not in words] == []
    assert_readable(picture)


@pytest.mark.parametrize("size", [svg.WIDE, svg.NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("method", ["win-rate", "bradley-terry"])
def test_every_range_is_legible(shipped: Leaderboard, method: str, size: svg.Size) -> None:
    """A row for each network: its place, its name, its score and its range."""
    chart = overall.chart(shipped, method=method, limit=30)
    picture = svg.picture(chart, size)

    words = [one.text for one in shown(picture)]
    assert len(chart.rows) == 30
    assert [row.network for row in chart.rows if row.network not in words] == []
    assert [row.score for row in chart.rows if row.score not in words] == []
    assert_readable(picture)


def test_a_number_stands_for_a_name_without_room() -> None:
    """Of two hundred records in a row, each is named, and the numbers in the picture are those of the key."""
    crowd = over_time(
        *(Point(JANUARY + month, 70 + month / 100, f"Network {month} 70") for month in range(200))
    )
    picture = svg.picture(crowd)

    words = [one.text for one in shown(picture)]
    assert [point.label for point in crowd.points if point.label not in words] == []
    numbers = {one.text for one in shown(picture) if one.text.isdecimal() and "halo" in one.classes}
    key = {one.text for one in shown(picture) if one.text.isdecimal() and "bold" in one.classes}
    assert numbers <= key
    assert len(key) > 150
    assert_readable(picture)


def test_every_point_says_what_it_is(shipped: Leaderboard) -> None:
    """Where somebody points at it or touches it; the records also for the keyboard and for screen readers."""
    chart = history.chart(shipped.on("cityscapes"))
    hits = [one for one in parsed(svg.picture(chart)).iter() if one.get("class") == "hit"]

    said = [one.findtext("{*}text") for one in hits]
    assert sorted(said, key=str) == sorted(point.about for point in chart.points)
    focused = [one for one in hits if one.get("tabindex") == "0"]
    assert [one.get("aria-label") for one in focused] == [point.about for point in chart.marked]
    assert {one.get("role") for one in focused} == {"img"}
    assert {one.get("tabindex") for one in hits} == {"0", "-1"}


def test_what_is_said_in_the_picture_is_shown_on_focus_and_on_hover() -> None:
    """By its style, without a script."""
    assert ".hit:is(:hover,:focus) text{display:inline}" in svg.STYLE
    assert f"<style>{svg.STYLE}</style>" in svg.picture(FEW)
    assert "<script" not in svg.picture(FEW)


def test_a_picture_is_told_in_words() -> None:
    """By its title, and by a description that has the records."""
    root = parsed(svg.picture(FEW))

    assert (root.get("role"), root.get("aria-label")) == ("group", "D test")
    assert root.findtext("{*}desc") == (
        "mIoU (%) by month of first appearance, 3 points. record: A 70.0 · January 2018; C 75.0† · July 2018."
    )


def test_signs_are_at_their_points_and_explained() -> None:
    """Behind the score of a record, beside another; only those that there are."""
    words = [one.text for one in shown(svg.picture(FEW))]

    assert {"C 75.0†", "?", "? doubtful: its note says why"} <= set(words)
    assert "† known only from an aggregator or a reimplementation" in words
    assert not [one.text for one in shown(svg.picture(over_time(FEW.points[0]))) if "doubtful" in one.text]


def test_colors_are_for_light_and_dark() -> None:
    """Whatever has a color of its own has one for both; within a page, the page says which."""
    root = parsed(svg.picture(FEW))
    colored = [one for one in root.iter() if one.get("color")]

    assert colored
    for one in colored:
        name = one.get("class", "").split()[0]
        assert re.search(
            rf"\.lb-plot \.{name}{{color:light-dark\({one.get('color')},#[0-9a-f]{{6}}\)}}", svg.STYLE
        )
    assert "svg:root.lb-plot{color-scheme:light dark}" in svg.STYLE
    assert svg.STYLE.count("color-scheme") == 1


def test_pictures_in_one_page_do_not_know_each_other() -> None:
    """Nothing in them has an id."""
    assert not [one for one in parsed(svg.picture(FEW)).iter() if one.get("id")]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_text(text: str) -> None:
    """In labels, titles, keys, attributes and descriptions of strict XML."""
    points = [Point(JANUARY, 70.0, text, about=text), Point(JANUARY + 1, 69.0, name=text, about=text)]
    chart = Chart(text, text, tuple(points), history.MONTHS, kinds=(text,), plain=(text,))
    ranges = Ranges(text, text, text, (Range(text, 1, 1, 2, text, text),), (text,))
    for picture in (svg.picture(chart), svg.picture(chart, svg.NARROW), svg.picture(ranges)):
        root = parsed(picture)

        names = {one.tag.rpartition("}")[2] for one in root.iter()}
        assert names <= {"svg", "desc", "style", "g", "rect", "path", "text", "circle"}
        assert not [key for one in root.iter() for key in one.attrib if key.startswith("on") or "href" in key]
        assert printable(picture) == picture


def test_long_names_stay_within_the_picture() -> None:
    """In a title and a key they are broken into lines; what is shown on focus is cut."""
    name = "Very" * 60 + " " + "long name " * 30
    chart = over_time(Point(JANUARY, 70.0, f"{name}70", about=name), title=name)
    picture = svg.picture(chart, svg.NARROW)

    assert_readable(picture)
    assert "".join(one.text for one in shown(picture)).replace(" ", "").count(name.replace(" ", "")) == 2


def test_a_picture_of_very_many_scores_is_bounded() -> None:
    """Points that cannot be told apart are drawn once, and nothing is said of them; records have names."""
    others = [
        Point(JANUARY + place % 120, 40 + place % 997 / 50, about=f"N{place}") for place in range(50_000)
    ]
    chart = over_time(*others, Point(JANUARY + 121, 75.0, "Best 75.0", about="Best 75.0"))
    picture = svg.picture(chart)

    assert len(picture) < 2_000_000
    assert picture.count('class="hit"') == 1
    assert "Best 75.0" in {one.text for one in shown(picture)}


def test_the_same_chart_gives_the_same_bytes(shipped: Leaderboard) -> None:
    """However it came about."""
    again = load()

    for make in (history.chart, tradeoff.chart):
        first, second = (svg.document(make(board.on("camvid"))) for board in (shipped, again))
        assert first == second
    assert svg.document(overall.chart(shipped)) == svg.document(overall.chart(again))


def test_numbers_have_few_digits(shipped: Leaderboard) -> None:
    """A tenth of a pixel is enough."""
    picture = svg.picture(history.chart(shipped.on("cityscapes")))

    paths = " ".join(re.findall(r' (?:d|x|y|cx|cy|r)="([^"]*)"', picture))
    assert not re.search(r"\.\d\d", paths)
    assert len(picture) < 35_000


def test_one_score_is_a_picture() -> None:
    """With its name, and an axis that has labels."""
    picture = svg.picture(over_time(Point(JANUARY, 70.0, "A 70")))

    assert {"A 70", "2018"} <= {one.text for one in shown(picture)}
    assert_readable(picture)


def test_where_lower_is_better_names_stand_below() -> None:
    """Beyond the record, where there is nothing."""
    points = (Point(JANUARY, 0.9, "A 0.9"), Point(JANUARY + 9, 0.4, "B 0.4"))
    picture = svg.picture(Chart("D", "RMSE", points, history.MONTHS, rising=False, until=JANUARY + 12))

    (label,) = (one for one in shown(picture) if one.text == "B 0.4")
    first, _ = (one for one in parsed(picture).iter() if one.tag.endswith("}circle"))
    assert label.top > float(first.get("cy", 0))


# Sparks


def test_a_spark_is_the_line_without_text() -> None:
    """In the color of the text around it, and silent for screen readers; it ends where the data ends."""
    root = parsed(svg.spark(FEW))

    assert [one.tag.rpartition("}")[2] for one in root] == ["path", "path"]
    assert "".join(root.itertext()) == ""
    assert (root.get("stroke"), root.get("aria-hidden")) == ("currentColor", "true")
    assert root[0].get("d") == "M3 25L60 25L60 3L117 3"


def test_a_spark_of_one_record_or_none() -> None:
    """A level line, a dot, or nothing."""
    alone = Point(JANUARY, 70.0, "A 70")

    assert parsed(svg.spark(over_time(alone)))[0].get("d") == "M3 14L117 14"
    assert parsed(svg.spark(Chart("D", "mIoU", (alone,), history.MONTHS)))[1].get("d") == "M3 14h0"
    assert len(parsed(svg.spark(over_time(Point(JANUARY, 70.0))))) == 0


# Ranges


def test_a_range_has_the_places_of_the_table(shipped: Leaderboard) -> None:
    """The first ones; how many there are is said below."""
    found = shipped.overall()
    ranked = found[found["place"].notna()]

    chart = overall.chart(shipped, limit=3)

    assert [(row.network, row.place, row.best, row.worst) for row in chart.rows] == [
        *ranked[["network", "place", "best_place", "worst_place"]][:3].itertuples(index=False, name=None)
    ]
    assert chart.notes[0] == f"3 of {len(ranked)} networks"
    assert (chart.title, chart.scale) == ("Overall · 9 datasets", "Win rate (%)")


def test_signs_of_a_ranking_are_explained(write: Write) -> None:
    """All second-hand, some doubtful."""
    rows = "".join(
        f"{name},{dataset},{score},{evidence},{note}\n"
        for dataset in "de"
        for name, score, evidence, note in (
            ("A", 70, "aggregator", ""), ("B", 69, "paper", "Doubtful: x"), ("C", 68, "paper", "")
        )
    )  # fmt: skip
    chart = overall.chart(load(write(f"network,dataset,miou,evidence,note\n{rows}")), with_doubtful=True)

    assert [(row.network, row.signs) for row in chart.rows] == [("A", "†"), ("B", "?"), ("C", "")]
    assert chart.notes == (
        "† all of its scores are known only from an aggregator or a reimplementation",
        "? some of its scores are doubtful",
    )


def test_where_one_dataset_counts_a_place_is_all(shipped: Leaderboard) -> None:
    """There is no range, and a point stands for it."""
    chart = overall.chart(shipped, datasets=["cityscapes"], min_datasets=1)

    assert {(row.best, row.worst) == (row.place, row.place) for row in chart.rows} == {True}
    assert_readable(svg.picture(chart))


def test_nothing_to_rank_is_an_error(write: Write) -> None:
    """One network on one dataset."""
    board = load(write("network,dataset,miou\nA,d,70\n"))

    with pytest.raises(LeaderboardError, match="nothing to draw: no network is ranked"):
        overall.chart(board)
