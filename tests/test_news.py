"""What is answered for all boards at once: news, and rankings that are the same as one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.answers import ranking
from leaderboard.answers.history import timeline
from leaderboard.answers.news import news
from leaderboard.answers.tradeoff import tradeoff

if TYPE_CHECKING:
    from leaderboard import Leaderboard


def test_news_are_records_and_networks_the_newest_first(board: Leaderboard) -> None:
    """Each dataset counts on its own board; a network that has no date is no news."""
    found = news(board.where(networks=["AlphaNet", "Beta-Net", "Gamma+", "Delta", "Omega"]))

    streets = found[found["dataset"] == "streets"]
    assert streets[["date", "network", "score_text", "record", "place"]].values.tolist() == [
        ["2019-02", "Delta", "72.0", False, 4],
        ["2018-03", "Beta-Net", "81.50", False, 2],
        ["2017-11", "AlphaNet", "81.5", False, 2],
        ["2016-06", "Gamma+", "82.7", True, 1],
    ]
    assert streets["gain"].isna().all()
    assert found["date"].is_monotonic_decreasing


def test_a_record_says_what_was_gained(board: Leaderboard) -> None:
    """With its sign, in the unit of the board."""
    found = news(board)

    (gained,) = found[found["gain"].notna()].itertuples()
    assert (gained.dataset, gained.network, gained.gain) == ("rooms", "Delta", 1.12)


def test_every_board_is_ranked_as_it_is_alone(shipped: Leaderboard) -> None:
    """Places, gaps and all else are those of top."""
    found = ranking.everywhere(shipped)

    for about in shipped.boards.itertuples():
        ranked = ranking.top(shipped.on(about.dataset, split=about.split, metric=about.metric))
        rows = found[(found["dataset"] == about.dataset) & (found["split"] == about.split)]
        assert list(rows.columns) == list(ranked.columns)
        assert rows.reset_index(drop=True).astype("str").equals(ranked.astype("str"))


def test_every_board_has_a_timeline(shipped: Leaderboard) -> None:
    """Other splits, too, each with records of its own."""
    found = timeline(shipped, every_board=True)

    val = found[(found["dataset"] == "cityscapes") & (found["split"] == "val")].reset_index(drop=True)
    alone = timeline(shipped.on("cityscapes", split="val"))
    assert val["record"].tolist() == alone["record"].tolist()
    assert val["network"].tolist() == alone["network"].tolist()


def test_the_front_of_one_dataset_is_not_that_of_another(shipped: Leaderboard) -> None:
    """Asked for all datasets at once, each has the front that it has alone."""
    together = tradeoff(shipped, by="fps")

    for name in ("cityscapes", "camvid"):
        alone = tradeoff(shipped.on(name), by="fps")
        rows = together[together["dataset"] == name]
        assert rows["front"].tolist() == alone["front"].tolist()
        assert rows["network"].tolist() == alone["network"].tolist()
