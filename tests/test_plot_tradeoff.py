"""Plots of what a better score costs: in the terminal, and as figures."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import log10
from typing import TYPE_CHECKING, Any

import pytest

import leaderboard
from leaderboard.errors import LeaderboardError
from leaderboard.plots import Chart, Point, _ticks, figure, terminal, tradeoff

if TYPE_CHECKING:
    from conftest import Write

    from leaderboard import Leaderboard

EVERY_CHART = pytest.mark.parametrize(
    ("dataset", "split", "asked"),
    [
        ("cityscapes", None, {}),
        ("cityscapes", None, {"device": "GTX 1080 Ti"}),
        ("cityscapes", None, {"by": "params"}),
        ("cityscapes", None, {"by": "gflops"}),
        ("cityscapes", "val", {}),
        ("camvid", None, {}),
    ],
)


def rows(shipped: Leaderboard, **asked: str) -> Chart:
    """Return the chart of Cityscapes."""
    return tradeoff.chart(shipped.on("cityscapes"), **asked)


def test_a_point_is_named_and_stands_at_the_logarithm_of_its_cost(shipped: Leaderboard) -> None:
    """The front is marked, in the order of the axis; a network of several rows has its variant in its name."""
    chart = rows(shipped, device="2080 ti")

    assert chart.title == "Cityscapes test · RTX 2080 Ti"
    assert [replace(point, about="") for point in chart.points] == [
        Point(log10(30), 70.1, "", "CFPNet"),
        Point(log10(60), 71.5, "", "FDDWNet†", signs="†"),
        Point(log10(76), 75.9, "", "CABiNet"),
        Point(log10(102), 77.4, "DDRNet", ""),
    ]
    assert chart.marked[0].about == "DDRNet 77.4 · FPS 102 · RTX 2080 Ti"
    assert [point.label for point in rows(shipped, device="titan x").marked] == [
        *("FANet", "FANet ResNet-18", "DFANet"),
    ]


def test_devices_are_kinds(shipped: Leaderboard) -> None:
    """Those that have a front, most points first; the others are two kinds that are never marked."""
    chart = rows(shipped)

    assert chart.kinds == ("GTX 1080 Ti", "RTX 3090", "Titan X", "RTX 2080 Ti")
    assert chart.plain == ("4 other devices", "device not said")
    assert [sum(point.kind == kind for point in chart.points) for kind in range(6)] == [20, 5, 5, 4, 4, 15]
    assert max(point.kind for point in chart.marked) == 3


def test_by_parameters_there_is_one_kind(shipped: Leaderboard) -> None:
    """It needs no name."""
    assert rows(shipped, by="params").all_kinds == ()


def test_where_more_is_better_the_line_falls(shipped: Leaderboard) -> None:
    """From each point straight down to the score of the next, and on to it."""
    (line,) = rows(shipped, device="3090").lines.values()

    assert line == [
        (log10(31.1), 80.6),
        (log10(31.1), 80.1),
        (log10(60), 80.1),
        (log10(60), 78.8),
        (log10(120), 78.8),
    ]


def test_where_fewer_are_better_the_line_rises(shipped: Leaderboard) -> None:
    """Level until the next; it ends at the last."""
    (line,) = rows(shipped, by="gflops").lines.values()

    assert line == [(log10(1.7), 70.3), (log10(3.4), 70.3), (log10(3.4), 71.3)]


def own(write: Write, speeds: str) -> Chart:
    """Return the chart of a board of one's own on which A scores 80, B 70 and C 70."""
    folder = write("network,dataset,miou\nA,mine,80\nB,mine,70\n\x1b[31mC,mine,70\n", "results.csv").parent
    write(speeds, "speeds.csv")
    return tradeoff.chart(leaderboard.load(folder).on("mine"))


def test_who_is_equal_shares_a_label(write: Write) -> None:
    """There is but one point; and names that would steer the terminal are made visible."""
    chart = own(write, "network,dataset,fps\nA,mine,10\nB,mine,20\n\x1b[31mC,mine,20\n")

    assert [point.label for point in chart.points] == ["A", "\\x1b[31mC, B"]


def test_six_devices_have_shapes_of_their_own(write: Write) -> None:
    """The fronts of the others are left to the table."""
    speeds = [
        f"{name},mine,{speed},D{device}\n" for device in range(9) for name, speed in (("A", 1), ("B", 2))
    ]
    chart = own(write, f"network,dataset,fps,device\n{''.join(speeds)}")

    assert chart.kinds == ("D0", "D1", "D2", "D3", "D4", "D5")
    assert chart.plain == ("3 other devices",)
    assert len(chart.marked) == 12
    assert figure.image(chart, ".png").startswith(b"\x89PNG")


def test_a_single_row_is_drawn(write: Write) -> None:
    """Unmarked, since nothing was compared."""
    chart = own(write, "network,dataset,fps\nA,mine,10\n")

    assert chart.marked == ()
    assert "•" in terminal.draw(chart, width=60, color=False)
    assert figure.image(chart, ".png").startswith(b"\x89PNG")


def test_nothing_to_draw_is_an_error(shipped: Leaderboard) -> None:
    """With what is missing."""
    with pytest.raises(LeaderboardError, match="no score on 'ADE20K' that fits has parameters"):
        tradeoff.chart(shipped.on("ade20k"), by="params")


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (18, 300, ["20", "30", "50", "100", "200", "300"]),
        (0.3, 60, ["0.5", "1", "2", "5", "10", "20", "50"]),
        (1, 400, ["1", "3", "10", "30", "100", "300"]),
        (0.001, 1e6, ["0.001", "0.1", "10", "1000", "100000"]),
        (41, 49, ["42", "44", "46", "48"]),
        (95, 105, ["96", "98", "100", "102", "104"]),
    ],
)
def test_magnitudes_are_labelled_by_round_numbers(first: float, last: float, labels: list[str]) -> None:
    """At most seven here, whatever the range."""
    found = _ticks.of_magnitudes(log10(first), log10(last), 7)

    assert [label for _, label in found] == labels
    assert [place for place, _ in found] == pytest.approx([log10(float(label)) for label in labels])


def test_an_axis_has_some_width_whatever_the_costs() -> None:
    """A single one stands in the middle."""
    first, last = _ticks.around_magnitudes(2.0, 2.0, 0.1)

    assert first < 2.0 < last


def test_the_plot_in_the_terminal(shipped: Leaderboard) -> None:
    """The front are diamonds with their names, joined by steps; the axis has a title."""
    lines = terminal.draw(rows(shipped, device="3090"), width=60, color=False).splitlines()

    assert lines[0] == " Cityscapes test · RTX 3090 · mIoU (%) by frames per second"
    assert [line.strip() for line in lines[-3:]] == ["frames per second", "", "◆ Pareto front   • other"]
    assert [
        name for name in ("PIDNet L", "SFNet-Lite ResNet-18", "SFNet-Lite STDC") if name in "".join(lines)
    ]
    assert "".join(lines).count("◆") == 4


def test_devices_have_signs_of_their_own_in_the_terminal(shipped: Leaderboard) -> None:
    """They are told apart without colour, and all are said below."""
    drawn = terminal.draw(rows(shipped), width=80, color=False)

    assert drawn.endswith(
        " ◆◇ GTX 1080 Ti   ▲△ RTX 3090   ■□ Titan X   ●○ RTX 2080 Ti   \N{MULTIPLICATION SIGN} 4 other devices\n"
        " · device not said\n"
        " filled: Pareto front of its device, since devices do not compare\n"
    )
    assert drawn.count("▲") == 4


def test_devices_have_colors_of_their_own_in_the_terminal(
    shipped: Leaderboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where colour is wanted."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)

    drawn = terminal.draw(rows(shipped), width=80, color=True)

    assert "\x1b[32m" in drawn
    assert "\x1b[33m" in drawn
    assert "\x1b" not in terminal.draw(rows(shipped), width=80, color=False)


@EVERY_CHART
@pytest.mark.parametrize("width", [24, 40, 80, 110])
def test_no_line_is_wider_than_asked_for(
    shipped: Leaderboard, dataset: str, split: str | None, asked: dict[str, Any], width: int
) -> None:
    """Apart from the title and the legend, which are never cut."""
    chart = tradeoff.chart(shipped.on(dataset, split=split), **asked)

    text = terminal.draw(chart, width=width, color=False).split("\n\n")[1]

    assert max(map(len, text.split("\n"))) <= max(width, 40)


@EVERY_CHART
def test_every_name_of_a_front_is_legible(
    shipped: Leaderboard, dataset: str, split: str | None, asked: dict[str, Any]
) -> None:
    """No label is missing, meets another or a point, or leaves the figure; as drawn, in pixels of the PNG."""
    chart = tradeoff.chart(shipped.on(dataset, split=split), **asked)
    drawn = figure.draw(chart)
    (axes,) = drawn.axes
    # A sign belongs to its point, and stands over another where points do.
    names = [text for text in axes.texts if not set(text.get_text()) <= set("†?‡")]
    boxes = [text.get_window_extent() for text in names]
    points = [axes.transData.transform((point.across, point.score)) for point in chart.points]

    shown = {text.get_text() for text in axes.texts}
    assert {point.label for point in chart.marked} <= shown
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert not [box for box in boxes for point in points if box.contains(*point)]
    assert all(drawn.bbox.x0 <= box.x0 and box.x1 <= drawn.bbox.x1 for box in boxes)


@EVERY_CHART
def test_the_words_around_a_figure_stay_on_it(
    shipped: Leaderboard, dataset: str, split: str | None, asked: dict[str, Any]
) -> None:
    """As do the notes below; neither meets the axes."""
    drawn = figure.draw(tradeoff.chart(shipped.on(dataset, split=split), **asked))
    boxes = [text.get_window_extent() for text in drawn.texts]

    assert all(box.x1 <= drawn.bbox.x1 and box.y0 >= 0 for box in boxes)
    assert not [box for box in boxes if box.overlaps(drawn.axes[0].get_window_extent())]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]


def test_axes_say_what_they_measure_in_which_unit(shipped: Leaderboard) -> None:
    """Both of them."""
    (axes,) = shipped.plot_tradeoff("cityscapes", by="params").axes

    assert (axes.get_xlabel(), axes.get_ylabel()) == ("parameters (millions)", "mIoU (%)")


def test_the_legend_says_every_device(shipped: Leaderboard) -> None:
    """With the shape of its points."""
    drawn = figure.draw(tradeoff.chart(shipped.on("camvid")))

    assert [text.get_text() for text in drawn.texts] == [
        "CamVid test",
        *("GTX 1080 Ti", "RTX 2080 Ti", "RTX 3090", "T4 (mixed precision)", "device not said"),
        "filled: Pareto front of its device, since devices do not compare",
        "† known only from an aggregator or a reimplementation",
    ]
    assert [sign.get_marker() for sign in drawn.artists] == ["o", "s", "^", "x", "o"]


@pytest.mark.apart
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("dataset", "split"), [("cityscapes", None), ("cityscapes", "val"), ("camvid", None)]
)
def test_several_devices_have_panels_of_their_own(
    shipped: Leaderboard, dataset: str, split: str | None, *, dark: bool
) -> None:
    """On the same axes, each with the whole front of its device; nothing is lost, and no label meets another."""
    whole, panels = (make(shipped.on(dataset, split=split)) for make in (tradeoff.chart, tradeoff.picture))
    drawn = figure.draw(panels, dark=dark)

    assert [chart.title for chart in panels.charts] == list(whole.all_kinds)
    assert sum(len(chart.points) for chart in panels.charts) == len(whole.points)
    assert len({(axes.get_xlim(), axes.get_ylim()) for axes in drawn.axes}) == 1
    for chart, axes in zip(panels.charts, drawn.axes, strict=True):
        names = [text for text in axes.texts if not set(text.get_text()) <= set("†?‡")]
        boxes = [text.get_window_extent() for text in names]
        points = [axes.transData.transform((point.across, point.score)) for point in chart.points]
        assert {point.label for point in chart.marked} <= {text.get_text() for text in names}
        assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
        assert not [box for box in boxes for point in points if box.contains(*point)]


def test_one_device_needs_no_panels(shipped: Leaderboard) -> None:
    """Nor does what is no matter of a device."""
    assert isinstance(tradeoff.picture(shipped.on("cityscapes"), device="1080"), Chart)
    assert isinstance(tradeoff.picture(shipped.on("cityscapes"), by="params"), Chart)


def test_the_same_chart_gives_the_same_file(shipped: Leaderboard) -> None:
    """Whatever the size that it took."""
    assert figure.image(rows(shipped), ".png") == figure.image(rows(shipped), ".png")
