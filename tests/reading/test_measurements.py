"""Measurements of nested files, collected one by one."""

from __future__ import annotations

from leaderboard.reading.measurements import Collector


def test_what_is_not_said_of_a_score_is_empty() -> None:
    """In whatever order it is said of others."""
    found = Collector()
    found.score("f:1", "A", "D", "m", "1")
    found.score("f:2", "B", "D", "", "2", split="val")
    found.score("f:3", "C", "D", "", "3", note="x")
    found.score("f:4", "E", "D", "", "", note="y")
    found.score("f:5", "F", "D", "m", "5", split="test")

    scores = found.measurements().scores

    assert scores[["network", "metric", "cell", "split", "note"]].to_numpy().tolist() == [
        ["A", "m", "1", "", ""],
        ["B", "", "2", "val", ""],
        ["C", "", "3", "", "x"],
        ["E", "", "", "", "y"],
        ["F", "m", "5", "test", ""],
    ]
    assert "variant" not in scores.columns


def test_nothing_collected_is_a_frame_without_rows() -> None:
    """With the columns that every measurement has."""
    found = Collector().measurements()

    assert list(found.scores.columns) == ["place", "network", "dataset", "metric", "cell"]
    assert (len(found.scores), len(found.papers), len(found.links)) == (0, 0, 0)


def test_what_was_said_first_of_a_paper_counts() -> None:
    """An address alone makes a paper, too."""
    found = Collector()
    found.link("A", "code", "https://a.example", "first")
    found.paper("A", title="", year="2018")
    found.paper("B", title="Two", year="2019")
    found.paper("C", title="", year="2020")
    found.paper("A", title="One", year="2021")
    found.paper("C", title="Three", venue="V")
    found.link("A", "code", "https://a.example", "second")
    found.link("A", "code", "no address")

    read = found.measurements()

    assert read.papers[["paper", "network", "title", "year", "venue"]].to_numpy().tolist() == [
        ["A", "A", "One", "2018", ""],
        ["B", "B", "Two", "2019", ""],
        ["C", "C", "Three", "2020", "V"],
    ]
    assert read.links.to_numpy().tolist() == [["A", "code", "first", "https://a.example"]]


def test_what_was_told_first_of_a_dataset_counts() -> None:
    """And the rest is filled in."""
    found = Collector()
    found.tell("D", metric="EM")
    found.tell("D", metric="F1", note="quiz")

    assert found.measurements().told == {"D": {"metric": "EM", "note": "quiz"}}
