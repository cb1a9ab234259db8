"""Plots over time: in the terminal, and as figures."""

from __future__ import annotations

import importlib
import io
import re
import sys
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard.errors import LeaderboardError
from leaderboard.plots import Chart, Point, _ticks, figure, history, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Write
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from leaderboard import Leaderboard

JANUARY = 2018 * 12


def over_time(title: str, scale: str, points: tuple[Point, ...], *, rising: bool = True) -> Chart:
    """Make a chart of a history."""
    return Chart(title, scale, points, history.MONTHS, rising=rising, until=points[-1].across)


FEW = over_time(
    "D test",
    "mIoU (%)",
    (
        Point(JANUARY, 70.0, "A 70.0"),
        Point(JANUARY + 2, 69.0),
        Point(JANUARY + 6, 75.0, "B 75.0"),
        Point(JANUARY + 12, 80.0, "C 80.0"),
        Point(JANUARY + 18, 78.0),
    ),
)


def test_a_chart_has_every_dated_score_and_labels_the_records(the_list: Path) -> None:
    """Of the three scores that the list has on CamVid each was a record; a score has the digits it was published with."""
    chart = history.chart(leaderboard.load(the_list).on("camvid"))

    assert (chart.title, chart.scale) == ("CamVid test", "mIoU (%)")
    assert chart.points == (
        Point(2015 * 12 + 10, 50.2, "SegNet 50.2", about="SegNet 50.2 · November 2015"),
        Point(2017 * 12 + 6, 68.0, "G-FRNet 68.0", about="G-FRNet 68.0 · July 2017"),
        Point(2018 * 12 + 5, 70.9, "DDSC 70.9", about="DDSC 70.9 · June 2018"),
    )


def test_the_line_of_the_records_goes_on_to_the_newest_month_of_the_data(write: Write) -> None:
    """It may be that of a paper on another dataset, or without a score; the clock says nothing."""
    folder = write("network,dataset,miou\nA,d,70\nB,e,71\n", "results.csv").parent
    write("paper,network,title,date\na,A,A,2018-04\nb,B,B,2019-02-03\nc,C,C,2021-07\n", "papers.csv")
    board = leaderboard.load(folder)

    assert history.chart(board.on("d")).until == 2021 * 12 + 6
    assert history.chart(board.where(networks=["A", "B"]).on("d")).until == 2019 * 12 + 1


def test_signs_stand_behind_the_score_that_they_are_about(write: Write) -> None:
    """As in the tables; who shares a record shares the score only if it is trusted alike."""
    board = leaderboard.load(
        write(
            "network,dataset,miou,date,evidence,note\nA,d,70,2018-04,aggregator,\nB,d,70,2018-04,paper,\n"
            "C,d,71,2018-05,reproduced,Doubtful: no\nD,d,72,2018-06,,\nE,d,60,2018-07,,doubtful: x\n"
        )
    )
    chart = history.chart(board.on("d"))

    assert [point.label for point in chart.points] == ["A 70†, B 70", "C 71†?", "D 72", ""]
    assert [point.signs for point in chart.points] == ["†", "†?", "", "?"]
    assert chart.points[-1].about == "E 60? · July 2018"
    assert chart.signs == "†?"


def test_who_shares_a_record_shares_its_label(write: Write) -> None:
    """In the order of their names."""
    board = leaderboard.load(
        write("network,dataset,miou,date\nB,d,71.5,2018-04\nA,d,71.5,2018-04\nC,d,72,2018-05\n")
    )

    assert [point.label for point in history.chart(board.on("d")).points] == ["A, B 71.5", "C 72"]


def test_names_that_would_steer_the_terminal_are_made_visible(write: Write) -> None:
    """An escape sequence never gets into a plot."""
    board = leaderboard.load(write("network,dataset,miou,date\n\x1b[31mA,d,70,2018-04\n"))

    assert history.chart(board.on("d")).points[0].label == "\\x1b[31mA 70"


def test_a_chart_without_a_dated_score_says_what_is_needed(write: Write) -> None:
    """The mend is a column of the papers."""
    board = leaderboard.load(write("network,dataset,miou\nA,d,70\n"))

    with pytest.raises(LeaderboardError, match=r"^no score on 'd' has a date: its paper needs a 'date'"):
        history.chart(board.on("d"))


def test_a_chart_of_no_score_says_so(shipped: Leaderboard) -> None:
    """A filter may have left nothing."""
    with pytest.raises(LeaderboardError, match="nothing to draw: no score on 'CamVid' fits"):
        history.chart(shipped.where(since=2030).on("camvid"))


def test_a_record_is_a_line_of_steps() -> None:
    """It stays level until the next, and the last until the end of the data."""
    assert FEW.lines[0] == [
        (JANUARY, 70.0),
        (JANUARY + 6, 70.0),
        (JANUARY + 6, 75.0),
        (JANUARY + 12, 75.0),
        (JANUARY + 12, 80.0),
        (JANUARY + 18, 80.0),
    ]


# Axes


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ((2018, 0), (2018, 3), ["2018", "Feb", "Mar", "Apr"]),
        ((2018, 1), (2018, 3), ["Feb 2018", "Mar", "Apr"]),
        ((2014, 10), (2016, 8), ["2015", "Jul", "2016", "Jul"]),
        ((2017, 5), (2018, 3), ["Jul 2017", "Sep", "Nov", "2018", "Mar"]),
        ((2008, 2), (2014, 2), ["2010", "2012", "2014"]),
    ],
)
def test_months_are_labelled_by_year_and_month(
    first: tuple[int, int], last: tuple[int, int], labels: list[str]
) -> None:
    """The first label has a year; as many as there is room for, at most five here."""
    found = _ticks.of_months(first[0] * 12 + first[1], last[0] * 12 + last[1], 5)

    assert [label for _, label in found] == labels


@pytest.mark.parametrize(
    ("lowest", "highest", "labels"),
    [
        (64.0, 83.1, ["65", "70", "75", "80"]),
        (40.3, 45.9, ["41", "42", "43", "44", "45"]),
        (0.11, 0.19, ["0.12", "0.14", "0.16", "0.18"]),
        (81.0, 84.9, ["81", "82", "83", "84"]),
        (-3.0, 950.0, ["0", "200", "400", "600", "800"]),
        (0.5, 95.0, ["20", "40", "60", "80"]),
    ],
)
def test_scores_are_labelled_by_round_numbers(lowest: float, highest: float, labels: list[str]) -> None:
    """With the digits that tell them apart, at most five here."""
    assert [label for _, label in _ticks.of_scores(lowest, highest, 5)] == labels


@pytest.mark.parametrize(("lowest", "highest"), [(80.0, 80.0), (0.0, 0.0), (79.0, 80.0)])
def test_an_axis_has_some_width_whatever_the_scores(lowest: float, highest: float) -> None:
    """A single score, or equal ones, stand in the middle."""
    low, high = _ticks.around_scores(lowest, highest, 0.1)

    assert low < lowest <= highest < high


def test_a_single_month_stands_between_its_neighbours() -> None:
    """So that the axis has labels."""
    assert _ticks.around_months(JANUARY, JANUARY, 0.1) == (JANUARY - 1, JANUARY + 1)
    assert _ticks.around_months(JANUARY, JANUARY + 50, 0.1) == (JANUARY - 5, JANUARY + 55)


# The terminal


def test_the_plot_in_the_terminal() -> None:
    """Records are diamonds with their names, joined by steps; the other scores are dots."""
    assert terminal.draw(FEW, width=60, color=False) == (
        " D test · mIoU (%)\n"
        "\n"
        "     │                              C 80.0\n"
        "  80 ┤                                   ◆⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠂\n"
        "     │                                   ⡇\n"
        "     │                                   ⡇               •\n"
        "     │                                   ⡇\n"
        "     │             B 75.0                ⡇\n"
        "  75 ┤                  ◆⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡇\n"
        "     │                  ⢸\n"
        "     │                  ⢸\n"
        "     │                  ⢸\n"
        "     │                  ⢸\n"
        "     │   A 70.0         ⢸\n"
        "  70 ┤  ◆⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠼\n"
        "     │        •\n"
        "     │\n"
        "     └──┬───────────────┬────────────────┬───────────────┬──\n"
        "      2018             Jul             2019             Jul\n"
        "\n"
        " ◆ record   • other score\n"
    )


def test_no_line_of_a_plot_is_wider_than_asked_for(shipped: Leaderboard) -> None:
    """Down to 24 columns; nothing trails."""
    for name in shipped.datasets_table["dataset"]:
        chart = history.chart(shipped.on(name))
        for width in (24, 40, 80, 110):
            lines = terminal.draw(chart, width=width, color=False).splitlines()[2:-2]
            assert max(map(len, lines)) <= width
            assert lines == [line.rstrip() for line in lines]


def test_seven_records_have_their_names_at_80_columns(the_list: Path) -> None:
    """There is room for all those of the list on Cityscapes."""
    drawn = terminal.draw(history.chart(leaderboard.load(the_list).on("cityscapes")), width=80, color=False)

    labels = re.findall(r"[A-Z][\w +-]+ \d\d\.\d", drawn)
    assert labels == [
        "DPC 82.7",
        "DeepLabv3+ 82.1",
        "DeepLabv3 81.3",
        "PSPNet 80.2",
        "RefineNet 73.6",
        "Deeplab v2 70.4",
        "FCN-8s 65.3",
    ]
    assert drawn.count("◆") == 8  # one is in the legend


def test_a_name_without_room_is_left_out() -> None:
    """The point stays."""
    crowd = tuple(Point(JANUARY + month, 70.0 + month / 100, f"Network {month}") for month in range(40))

    drawn = terminal.draw(over_time("D", "mIoU", crowd), width=60, color=False)

    assert "Network 39" in drawn
    assert "Network 38" not in drawn


def test_wide_characters_are_left_out_of_the_plot_in_the_terminal() -> None:
    """They would move everything behind them."""
    chart = over_time("D", "mIoU", (Point(JANUARY, 70.0, "網路 70"), Point(JANUARY + 1, 71.0, "B 71")))

    drawn = terminal.draw(chart, width=60, color=False)

    assert "網" not in drawn
    assert "B 71" in drawn


def test_where_lower_is_better_labels_stand_below() -> None:
    """Beyond the record, where there is nothing."""
    chart = over_time(
        "D", "RMSE (m)", (Point(JANUARY, 0.9, "A 0.9"), Point(JANUARY + 9, 0.4, "B 0.4")), rising=False
    )

    lines = terminal.draw(chart, width=60, color=False).splitlines()

    record = next(place for place, line in enumerate(lines) if "◆" in line and place > 6)
    assert "B 0.4" in lines[record + 1]


def test_a_single_score_is_drawn() -> None:
    """It holds the record."""
    drawn = terminal.draw(over_time("D", "mIoU", (Point(JANUARY, 70.0, "A 70"),)), width=60, color=False)

    assert drawn.count("◆") == 2
    assert "A 70" in drawn
    assert "2018" in drawn


def test_color_is_for_terminals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line and the points are told apart by codes only where they are asked for."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)

    assert "\x1b[32m" in terminal.draw(FEW, width=60, color=True)
    assert "\x1b" not in terminal.draw(FEW, width=60, color=False)


# The figure


def shown(chart: Chart) -> list[str]:
    """Return the texts that stand in the drawing, without those of the axes."""
    (axes,) = figure.draw(chart).axes
    return [text.get_text() for text in names(axes)]


def names(axes: Axes) -> list[Text]:
    """Return the names in a drawing; a sign belongs to its point, and stands over another where points do."""
    return [text for text in axes.texts if not set(text.get_text()) <= set("†?‡")]


def test_a_figure_labels_every_record(the_list: Path) -> None:
    """The latest first."""
    assert shown(history.chart(leaderboard.load(the_list).on("ade"))) == [
        "OCNet 45.45",
        "EncNet 44.65",
        "SAC-multiple 44.3",
        "RefineNet 40.7",
    ]


@pytest.mark.parametrize(
    ("dataset", "labels"),
    [
        ("voc12", 9),
        ("voc12-coco", 8),
        ("pascal-context", 16),
        ("camvid", 8),
        ("cityscapes", 11),
        ("ade20k", 14),
    ],
)
def test_no_label_of_a_figure_meets_another_or_a_point(
    shipped: Leaderboard, dataset: str, labels: int
) -> None:
    """As drawn, in the pixels of the PNG; where many records stand close, some go without.

    How many find room differs by one with the version of matplotlib, which measures texts.
    """
    chart = history.chart(shipped.on(dataset))
    drawn = figure.draw(chart)
    (axes,) = drawn.axes
    boxes = [text.get_window_extent() for text in names(axes)]
    points = [axes.transData.transform((point.across, point.score)) for point in chart.points]

    assert len(boxes) >= labels
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert not [box for box in boxes for point in points if box.contains(*point)]
    assert all(drawn.bbox.x0 <= box.x0 and box.x1 <= drawn.bbox.x1 for box in boxes)


def test_a_label_that_stands_apart_has_a_line_to_its_record(shipped: Leaderboard) -> None:
    """Of those on VOC 2012 four have to."""
    (axes,) = figure.draw(history.chart(shipped.on("voc12"))).axes

    assert len(axes.lines) == 5


@pytest.mark.apart
def test_labels_without_room_are_left_out() -> None:
    """Of 100 records in a row, some find a place."""
    crowd = tuple(Point(JANUARY + month, 70.0 + month / 100, f"Network {month} 70") for month in range(100))

    labels = shown(over_time("D", "mIoU", crowd))

    assert labels[0] == "Network 99 70"
    assert len(labels) < 50


def test_a_figure_is_drawn_where_lower_is_better() -> None:
    """Labels stand beyond the record, which is below."""
    chart = over_time(
        "D", "RMSE (m)", (Point(JANUARY, 0.9, "A 0.9"), Point(JANUARY + 9, 0.4, "B 0.4")), rising=False
    )
    (axes,) = figure.draw(chart).axes
    last = axes.texts[0].get_window_extent()

    assert axes.texts[0].get_text() == "B 0.4"
    assert last.y1 < axes.transData.transform((JANUARY, 0.5))[1]


def test_a_long_title_is_made_to_fit() -> None:
    """It stays on the figure."""
    drawn = figure.draw(over_time("A Benchmark of " + "Very " * 20 + "Long Title", "mIoU", FEW.points))

    assert drawn.texts[0].get_window_extent().x1 <= drawn.bbox.x1


def test_formulas_and_foreign_letters_are_text() -> None:
    """Dollars are dollars, and letters that the font lacks are no complaint."""
    chart = over_time("D $x$", "mIoU", (Point(JANUARY, 70.0, r"$\frac$ 網路 70"),))

    assert figure.image(chart, ".png").startswith(b"\x89PNG")


@pytest.mark.parametrize("suffix", figure.SUFFIXES)
def test_the_same_chart_gives_the_same_file(suffix: str) -> None:
    """Without dates and random names inside, whatever the settings of matplotlib."""
    import matplotlib as mpl

    first = figure.image(FEW, suffix)
    with mpl.rc_context({"axes.facecolor": "black", "font.size": 30}):
        second = figure.image(FEW, suffix)

    assert first == second
    assert figure.was_made_here(first)


def test_figures_of_others_are_told_from_ours() -> None:
    """By what stands in the file about its maker, not by its suffix."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    foreign = Figure()
    FigureCanvasAgg(foreign)
    with io.BytesIO() as file:
        foreign.savefig(file, format="png")
        assert not figure.was_made_here(file.getvalue())
    assert not figure.was_made_here(b"leaderboard")


def test_drawing_does_not_touch_pyplot(shipped: Leaderboard) -> None:
    """Its figures would stay in memory."""
    before = "matplotlib.pyplot" in sys.modules

    shipped.plot_history("cityscapes")

    assert ("matplotlib.pyplot" in sys.modules) == before


@pytest.mark.parametrize(("library", "draw"), [("plotille", "terminal"), ("matplotlib", "figure")])
def test_a_missing_library_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, library: str, draw: str
) -> None:
    """The command can be pasted."""
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    settings = {"width": 80, "color": False} if draw == "terminal" else {}

    with pytest.raises(LeaderboardError) as caught:
        importlib.import_module(f"leaderboard.plots.{draw}").draw(FEW, **settings)

    assert str(caught.value) == (
        f"drawing needs {library}, which is not installed: pip install 'benchmark-leaderboard[plot]'"
    )
