"""The shipped tables."""

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path

import pytest

import leaderboard
from leaderboard.checks import check
from leaderboard.checks.links import KINDS
from leaderboard.table import web_address

DATA = Path(__file__).parents[1] / "data"

Row = dict[str, str]

HEADERS = {
    "datasets.csv": "dataset,title,aliases,metric,unit,better,split,classes,images,url,official,note",
    "links.csv": "paper,kind,detail,url",
    "papers.csv": "paper,network,aliases,title,authors,venue,year,date,arxiv,topic,tags,status,note",
    "results.csv": "network,dataset,miou,split,variant,test_time,extra_data,protocol,evidence,source,note",
    "speeds.csv": "network,variant,dataset,split,fps,device,resolution,params,gflops,source,note",
}
SEVERAL_IN_A_CELL = ("network", "aliases", "tags", "extra_data")

every_file = pytest.mark.parametrize("name", HEADERS)


def text(name: str) -> str:
    """Read a shipped table as it stands, line ends included."""
    return (DATA / name).read_bytes().decode("utf-8")


def rows(name: str) -> list[Row]:
    """Read the rows of a shipped table."""
    return list(csv.DictReader(io.StringIO(text(name), newline="")))


def parts(cell: str) -> list[str]:
    """Split a cell that holds several names."""
    return cell.split(";") if cell else []


def folded(name: str) -> str:
    """Reduce a name to what counts when names are compared."""
    return re.sub(r"[\s_.-]", "", name.casefold().replace("+", "plus"))


def listed_scores() -> list[Row]:
    """Choose the scores that were taken from the list."""
    return [row for row in rows("results.csv") if row["evidence"] == "list"]


def papers_by_network() -> dict[str, list[Row]]:
    """Find the papers that introduced each network."""
    found: dict[str, list[Row]] = {}
    for paper in rows("papers.csv"):
        for network in parts(paper["network"]):
            found.setdefault(network, []).append(paper)
    return found


@every_file
def test_columns_are_the_documented_ones(name: str) -> None:
    """Each table has its documented columns, in their order."""
    header = text(name).splitlines()[0]

    assert header == HEADERS[name]


@every_file
def test_writing_a_table_back_changes_nothing(name: str) -> None:
    """Quotes stand only where CSV needs them, and every line, the last too, ends in a bare line feed."""
    before = text(name)

    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(csv.reader(io.StringIO(before, newline="")))

    assert written.getvalue() == before


@every_file
def test_one_record_is_one_line(name: str) -> None:
    """No cell runs over the end of a line."""
    assert text(name).count("\n") == len(rows(name)) + 1


@every_file
def test_text_has_no_control_characters(name: str) -> None:
    """Nothing invisible hides in a table: no controls, no byte order mark, no marks of direction."""
    invisible = {
        character
        for character in text(name)
        if character != "\n" and unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}
    }

    assert invisible == set()


@every_file
def test_no_cell_has_spaces_around_it(name: str) -> None:
    """Cells, and the names within a cell, begin and end with what they say."""
    cells = [cell for row in rows(name) for cell in row.values()]
    names = [
        part for row in rows(name) for column in SEVERAL_IN_A_CELL for part in parts(row.get(column, ""))
    ]

    assert [cell for cell in cells + names if cell != cell.strip()] == []


def test_listed_scores_claim_nothing_that_the_list_does_not_say() -> None:
    """The list names no split, no way of testing and no other data."""
    conditions = ("split", "test_time", "extra_data", "protocol")
    claims = {tuple(row[name] for name in conditions) for row in listed_scores()}

    assert claims == {("", "", "", "")}


def test_scores_are_plain_decimals() -> None:
    """A score is written in digits, in percent."""
    odd = [row["miou"] for row in rows("results.csv") if not re.fullmatch(r"\d{1,2}(\.\d+)?", row["miou"])]

    assert odd == []


def test_every_score_says_how_it_is_known() -> None:
    """Evidence is one of the documented words."""
    evidence = {row["evidence"] for row in rows("results.csv")}

    assert evidence <= {"list", "paper", "authors", "reproduced", "aggregator"}


def test_every_score_has_a_source() -> None:
    """Each number can be read somewhere: at an address of the web, or on the list that is no page."""
    sources = {row["source"] for row in rows("results.csv") if row["evidence"] != "list"}

    assert [row for row in rows("results.csv") if not row["source"]] == []
    assert [source for source in sources if web_address(source) != source or not source] == []


def test_conditions_are_the_documented_words() -> None:
    """Conditions are written in one way, or left out."""
    splits = {row["split"] for row in rows("results.csv")}
    times = {row["test_time"] for row in rows("results.csv")}
    protocols = {row["protocol"] for row in rows("results.csv")}

    assert splits <= {"", "test", "val"}
    assert times <= {"", "single-scale", "multi-scale"}
    assert protocols <= {"", "frozen", "linear probe"}


def test_no_two_scores_have_the_same_key() -> None:
    """What tells scores apart is in the columns for it, not in the note."""
    key = ("network", "dataset", "split", "variant", "test_time", "extra_data", "protocol")

    count = Counter(tuple(row[column] for column in key) for row in rows("results.csv"))

    assert [score for score, times in count.items() if times > 1] == []


def test_extra_data_is_under_one_name_each() -> None:
    """The same data is written in one way, several names in the order of the alphabet, and none alone."""
    cells = [parts(row["extra_data"]) for row in rows("results.csv")]
    names = {name for names in cells for name in names}

    assert len({folded(name) for name in names}) == len(names)
    assert [names for names in cells if names != sorted(set(names), key=str.casefold)] == []
    assert [names for names in cells if "none" in names and len(names) > 1] == []


def test_a_score_says_what_its_twin_says() -> None:
    """The same figure of a network, or the same network tested in another way, has seen the same data."""
    found = [row for row in rows("results.csv") if row["evidence"] != "list"]
    figures, models = defaultdict(list), defaultdict(list)
    for row in found:
        on = row["network"], row["dataset"], row["split"]
        figures[(*on, float(row["miou"]), row["variant"])].append(row)
        if row["test_time"]:
            models[(*on, row["variant"], row["source"], row["protocol"])].append(row)

    for twins in figures.values():
        for name in ("test_time", "extra_data", "protocol"):
            said = {row[name] for row in twins}
            assert len(said) == 1, twins
    for twins in models.values():
        if len({row["test_time"] for row in twins}) > 1:
            assert all(row["extra_data"] for row in twins) or not any(row["extra_data"] for row in twins), (
                twins
            )


def test_scores_stand_in_their_order() -> None:
    """Scores are sorted by dataset, then network, then variant, then split and the other conditions."""
    datasets = [row["dataset"] for row in rows("datasets.csv")]

    keys = [
        (
            datasets.index(row["dataset"]),
            row["network"].casefold(),
            row["variant"],
            row["split"],
            row["test_time"],
            row["extra_data"].casefold(),
            row["protocol"],
        )
        for row in rows("results.csv")
    ]

    assert keys == sorted(keys)


def test_speeds_stand_in_their_order() -> None:
    """As the scores do; and each is at a score, which the four columns in front of it lead to."""
    datasets = [row["dataset"] for row in rows("datasets.csv")]
    speeds = rows("speeds.csv")
    at = ("network", "variant", "dataset", "split")

    keys = [
        (datasets.index(row["dataset"]), row["network"].casefold(), row["variant"], row["split"])
        for row in speeds
    ]
    scores = {tuple(row[column] for column in at) for row in rows("results.csv")}

    assert keys == sorted(set(keys))
    assert {tuple(row[column] for column in at) for row in speeds} <= scores


def test_speeds_are_plain_numbers_with_a_source() -> None:
    """Something was measured, in digits; height and width of the input are joined by an x."""
    speeds = rows("speeds.csv")
    measured = [[row[column] for column in ("fps", "params", "gflops")] for row in speeds]

    assert [cells for cells in measured if not any(cells)] == []
    assert [cell for cells in measured for cell in cells if not re.fullmatch(r"(\d+(\.\d+)?)?", cell)] == []
    assert [row["resolution"] for row in speeds if not re.fullmatch(r"(\d+x\d+)?", row["resolution"])] == []
    assert [row for row in speeds if not row["source"]] == []


def test_multiply_adds_are_marked() -> None:
    """EfficientViT counts other operations than the rest."""
    notes = {row["note"] for row in rows("speeds.csv") if row["network"] == "EfficientViT-Seg"}

    assert notes == {"gflops counts multiply-adds."}


def test_devices_are_spelled_in_one_way() -> None:
    """Speeds can be compared where the device is the same."""
    assert {row["device"] for row in rows("speeds.csv")} == {
        "",
        "A100 (TensorRT FP16)",
        "GTX 1080 Ti",
        "RTX 2080 Ti",
        "RTX 3090",
        "T4 (mixed precision)",
        "Titan V",
        "Titan X",
        "Titan X (Maxwell)",
        "Titan Xp",
        "V100 (TensorRT FP32)",
    }


def test_readme_tells_how_much_there_is() -> None:
    """Its first paragraph names the scores, and the networks that have one."""
    text = (DATA.parent / "README.md").read_text(encoding="utf-8")
    networks = {row["network"] for row in rows("results.csv")}

    said = [int(number) for number in re.findall(r"(\d+)\s(?:scores|networks)\b", text.split("\n\n")[1])]

    assert said == [len(rows("results.csv")), len(networks)]


def test_every_network_with_a_score_belongs_to_one_paper() -> None:
    """A score can be cited, and there is no choice about what to cite."""
    papers = papers_by_network()

    owners = {row["network"]: len(papers.get(row["network"], [])) for row in rows("results.csv")}

    assert {network: count for network, count in owners.items() if count != 1} == {}


def test_no_name_means_two_networks() -> None:
    """Names and aliases stay different when case, spaces and hyphens do not count."""
    names = Counter(
        folded(name)
        for paper in rows("papers.csv")
        for name in parts(paper["network"]) + parts(paper["aliases"])
    )

    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("typed", "network"),
    [
        ("DANet", "DAN"),
        ("Hierarchical Multi-Scale Attention", "HMSA"),
        ("EfficientNet-L2 + NAS-FPN", "EfficientNet + NAS-FPN"),
        ("PIDNet-S", "PIDNet"),
        ("DDRNet-23-slim", "DDRNet"),
        ("STDC2-Seg75", "STDC"),
        ("PP-LiteSeg-B1", "PP-LiteSeg"),
    ],
)
def test_other_spellings_and_sizes_lead_to_the_network(typed: str, network: str) -> None:
    """Whoever types a name as it stands elsewhere finds it."""
    assert leaderboard.load().network_names.find(typed) == network


def test_no_name_means_two_datasets() -> None:
    """An alias, title or id leads to one dataset."""
    names = Counter(
        name
        for row in rows("datasets.csv")
        for name in {folded(name) for name in (row["dataset"], row["title"], *parts(row["aliases"]))}
    )

    assert [name for name, times in names.items() if times > 1] == []


def test_datasets_start_with_those_of_the_list() -> None:
    """The six datasets stand in the order of the list's columns."""
    datasets = [(row["dataset"], row["split"]) for row in rows("datasets.csv")]

    assert datasets[:6] == [
        ("voc12", "test"),
        ("voc12-coco", "test"),
        ("pascal-context", "val"),
        ("camvid", "test"),
        ("cityscapes", "test"),
        ("ade20k", "val"),
    ]


def test_every_dataset_of_a_score_is_described() -> None:
    """No score is on a dataset that is not in the table of datasets."""
    described = {row["dataset"] for row in rows("datasets.csv")}

    assert {row["dataset"] for row in rows("results.csv")} <= described


def test_papers_are_sorted_and_appear_once() -> None:
    """Papers stand in the order of their slugs."""
    slugs = [row["paper"] for row in rows("papers.csv")]

    assert slugs == sorted(set(slugs))


def test_slugs_are_plain() -> None:
    """A slug can be typed anywhere: small letters, digits and single hyphens."""
    slugs = [row["paper"] for row in rows("papers.csv")]

    assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_every_paper_has_a_title_a_venue_and_a_topic() -> None:
    """What is shown of every paper is there."""
    lacking = [
        row["paper"] for row in rows("papers.csv") if not (row["title"] and row["venue"] and row["topic"])
    ]

    assert lacking == []


def test_years_are_years_and_dates_are_months() -> None:
    """A paper has its year and, where it is known, the month in which it first appeared."""
    papers = rows("papers.csv")

    years = [row["paper"] for row in papers if not re.fullmatch(r"\d{4}", row["year"])]
    months = [row["paper"] for row in papers if not re.fullmatch(r"(\d{4}-(0[1-9]|1[0-2]))?", row["date"])]

    assert years == []
    assert months == []


def test_arxiv_ids_are_well_formed() -> None:
    """An arXiv id is year, month, dot and number, or absent."""
    ids = [row["arxiv"] for row in rows("papers.csv") if row["arxiv"]]

    assert [one for one in ids if not re.fullmatch(r"\d{2}(0[1-9]|1[0-2])\.\d{4,5}", one)] == []


def test_links_belong_to_papers_in_their_order() -> None:
    """Links are grouped by paper, and the papers are known and in their order."""
    slugs = [row["paper"] for row in rows("papers.csv")]

    groups = [paper for paper, _ in groupby(row["paper"] for row in rows("links.csv"))]

    assert groups == [slug for slug in slugs if slug in set(groups)]


def test_no_paper_has_the_same_link_twice() -> None:
    """An address stands once under a paper."""
    count = Counter((row["paper"], row["url"]) for row in rows("links.csv"))

    assert [link for link, times in count.items() if times > 1] == []


def test_links_are_of_the_documented_kinds() -> None:
    """Each link says what it leads to."""
    kinds = {row["kind"] for row in rows("links.csv")}

    assert kinds <= set(KINDS)


def test_one_address_is_known_to_be_broken() -> None:
    """Addresses are for the web and hold no spaces, but for the one kept as the list has it."""
    odd = [row["paper"] for row in rows("links.csv") if not re.fullmatch(r"https?://\S+", row["url"])]

    assert odd == ["efficient-smoothing-dilated"]


def test_check_finds_nothing() -> None:
    """Neither errors nor warnings: what is doubtful has its note."""
    assert check(DATA).to_dict("records") == []
