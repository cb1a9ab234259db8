"""Plots as SVG: pictures for pages and files, and sparks for cards."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hostile import HOSTILE

from leaderboard import load
from leaderboard.errors import LeaderboardError
from leaderboard.plots import (
    Axis,
    Chart,
    Mark,
    Point,
    Row,
    Rows,
    _text,
    _ticks,
    compare,
    figure,
    history,
    overall,
    svg,
    top,
    tradeoff,
)
from leaderboard.table import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Write

    from leaderboard import Leaderboard

JANUARY = 2018 * 12
MONTHLESS = (_ticks.of_scores, _ticks.around_scores)
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
    labels = [one for one in shown(picture) if "halo" in one.classes or not set(one.text) <= set("†?‡")]
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
    assert [row.name for row in chart.rows if row.name not in words] == []
    assert [row.marks[0].text for row in chart.rows if row.marks[0].text not in words] == []
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
    row = Row(text, (Mark(1, 1, 2, text, text),), text, text, text)
    rows = Rows(text, (row,), *MONTHLESS, (text,), text, text, (text,), text)
    for picture in (svg.picture(chart), svg.picture(chart, svg.NARROW), svg.picture(rows)):
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

    assert [
        (row.name, *(getattr(row.marks[0], name) for name in ("at", "low", "high"))) for row in chart.rows
    ] == [*ranked[["network", "place", "best_place", "worst_place"]][:3].itertuples(index=False, name=None)]
    assert chart.notes[0] == f"3 of {len(ranked)} networks"
    assert (chart.title, chart.beside) == ("Overall · 9 datasets", "Win rate (%)")


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

    assert [(row.name, row.marks[0].signs) for row in chart.rows] == [("A", "†"), ("B", "?"), ("C", "")]
    assert chart.notes == (
        "† all of its scores are known only from an aggregator or a reimplementation",
        "? some of its scores are doubtful",
    )


def test_where_one_dataset_counts_a_place_is_all(shipped: Leaderboard) -> None:
    """There is no range, and a point stands for it."""
    chart = overall.chart(shipped, datasets=["cityscapes"], min_datasets=1)

    assert {mark.low == mark.at == mark.high for row in chart.rows for mark in row.marks} == {True}
    assert_readable(svg.picture(chart))


def test_nothing_to_rank_is_an_error(write: Write) -> None:
    """One network on one dataset."""
    board = load(write("network,dataset,miou\nA,d,70\n"))

    with pytest.raises(LeaderboardError, match="nothing to draw: no network is ranked"):
        overall.chart(board)


# Scores in rows


SPREADS = """\
network,dataset,metric,better,score,spread,spread_of,evidence,note
Alpha with a really very long name that nobody would type (ResNet-101; multi-scale; extra data),d,RMSE,lower,0.412,0.011,std,paper,
B,d,RMSE,lower,0.42,0.02,stderr,aggregator,
C,d,RMSE,lower,0.6,,,paper,Doubtful: x
"""


def test_a_ranking_is_drawn_with_spreads_and_signs(write: Write) -> None:
    """Scores as they were published; where lower is better, it is said."""
    chart = top.chart(load(write(SPREADS)).on("d"))

    assert [(row.place, *row.marks) for row in chart.rows] == [
        ("1", Mark(0.412, 0.412 - 0.011, 0.412 + 0.011, "0.412 ±0.011", best=True)),
        ("2", Mark(0.42, 0.42 - 0.02, 0.42 + 0.02, "0.42 ±0.02", "†")),
        ("3", Mark(0.6, 0.6, 0.6, "0.6", "?")),
    ]
    assert (chart.scales, chart.line) == (["RMSE, lower is better"], "standard deviation or standard error")
    assert chart.notes == (
        "3 networks · best published score of each",
        "† known only from an aggregator or a reimplementation",
        "? doubtful: its note says why",
    )


def test_a_ranking_says_how_many_it_leaves_out(shipped: Leaderboard) -> None:
    """Nobody takes ten networks for all."""
    total = len(shipped.top("cityscapes"))

    assert top.chart(shipped.on("cityscapes")).notes[0].startswith(f"10 of {total} networks")
    assert len(top.chart(shipped.on("cityscapes"), limit=None).rows) == total


@pytest.mark.parametrize("size", [svg.WIDE, svg.NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("limit", [1, 30, None])
def test_every_row_of_a_ranking_is_legible(shipped: Leaderboard, limit: int | None, size: svg.Size) -> None:
    """On a screen and on a phone; a long name is broken into lines."""
    chart = top.chart(shipped.on("cityscapes"), limit=limit)
    picture = svg.picture(chart, size)

    words = {one.text for one in shown(picture)}
    assert {row.name for row in chart.rows} <= words
    assert {f"{mark.text}{mark.signs}" for row in chart.rows for mark in row.marks} <= words
    assert_readable(picture)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_very_long_names_are_broken_into_lines(write: Write, size: svg.Size) -> None:
    """None of it is lost."""
    picture = svg.picture(top.chart(load(write(SPREADS)).on("d")), size)

    words = " ".join(one.text for one in shown(picture))
    assert "Alphawithareallyverylongname" in words.replace(" ", "")
    assert_readable(picture)


def test_networks_are_compared_row_by_row(write: Write) -> None:
    """A row for each board, those of one metric together; the best of each is marked."""
    board = load(
        write(
            "network,dataset,metric,better,score\n"
            "A,d,mIoU,higher,70\nB,d,mIoU,higher,71.5\nA,e,RMSE,lower,0.4\nB,e,RMSE,lower,0.5\n"
            "A,f,mIoU,higher,60\nB,f,mIoU,higher,60\n"
        )
    )
    chart = compare.chart(board, board.compare("A", "B"), ["A", "B"])

    assert [(row.name, row.scale) for row in chart.rows] == [
        ("d", "mIoU"),
        ("f", "mIoU"),
        ("e", "RMSE, lower is better"),
    ]
    assert [[(mark.text, mark.kind, mark.best) for mark in row.marks] for row in chart.rows] == [
        [("70", 0, False), ("71.5", 1, True)],
        [("60", 0, True), ("60", 1, True)],
        [("0.4", 0, True), ("0.5", 1, False)],
    ]
    assert_readable(svg.picture(chart))


def test_a_comparison_says_where_conditions_differ(shipped: Leaderboard) -> None:
    """Nobody takes a score with extra data for one without."""
    names = ["DeepLabv3+", "PSPNet"]
    chart = compare.chart(shipped, shipped.compare(*names), names)

    assert chart.notes == (
        "test time differs on COCO-Stuff val",
        "extra data differs on PASCAL VOC 2012 with COCO test",
        "† known only from an aggregator or a reimplementation",
    )


def test_points_of_a_row_do_not_hide_each_other(write: Write) -> None:
    """Equal scores stand one below the other."""
    from leaderboard.plots import _rows

    board = load(write("network,dataset,miou\nA,d,70\nB,d,70\nC,d,70.1\n"))
    found = _rows.layout(compare.chart(board, board.compare("A", "B", "C"), ["A", "B", "C"]), svg.WIDE)

    (block,) = found.blocks
    places = [(block.at(dot.at), dot.middle) for dot in block.dots]
    assert all(hypot(a[0] - b[0], a[1] - b[1]) >= 6 for a, b in combinations(places, 2))


@pytest.mark.parametrize(
    "size", [None, svg.Size(800, 500), svg.Size(360, 640)], ids=["natural", "wide", "high"]
)
def test_a_figure_of_rows_is_legible(shipped: Leaderboard, size: svg.Size | None) -> None:
    """As matplotlib draws it: no text meets another or leaves the figure."""
    drawn = figure.draw(top.chart(shipped.on("cityscapes"), limit=30), size, dark=True)

    boxes = [text.get_window_extent() for text in drawn.texts]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(box.x0 >= 0 and box.x1 <= drawn.bbox.x1 and box.y0 >= 0 for box in boxes)
    if size is not None:
        assert (round(drawn.bbox.width), round(drawn.bbox.height)) == tuple(size)


@pytest.mark.parametrize("size", [svg.WIDE, svg.NARROW], ids=["wide", "narrow"])
def test_panels_are_legible(shipped: Leaderboard, size: svg.Size) -> None:
    """Each with the names of its front, or with numbers and a key."""
    panels = tradeoff.picture(shipped.on("cityscapes"))
    picture = svg.picture(panels, size)

    words = " ".join(one.text for one in shown(picture))
    named = [
        *(chart.title for chart in panels.charts),
        *(one.label for chart in panels.charts for one in chart.marked),
    ]
    assert [name for name in named if name not in words] == []


def test_a_dark_picture_is_dark_everywhere() -> None:
    """Also for what knows no light-dark(), and whatever the names in it say."""
    chart = over_time(Point(JANUARY, 70.0, 'color="#ffffff"', about="A"))
    light, dark = (svg.document(chart, dark=dark).decode() for dark in (False, True))

    assert "svg:root.lb-plot{color-scheme:dark}" in dark
    assert not re.search(r'color="#(ffffff|1f2328)"', dark)
    assert light.count("#ffffff&quot;") == dark.count("#ffffff&quot;") > 0
