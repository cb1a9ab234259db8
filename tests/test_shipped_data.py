"""The shipped tables, by themselves and against the list that they start from."""

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

from leaderboard.checks import check

DATA = Path(__file__).parents[1] / "data"
LIST = Path(__file__).parents[2] / "shared" / "seed" / "segmentation-papers.md"

Row = dict[str, str]

HEADERS = {
    "datasets.csv": "dataset,title,aliases,metric,unit,better,split,classes,images,url,note",
    "links.csv": "paper,kind,detail,url",
    "papers.csv": "paper,network,aliases,title,authors,venue,year,date,arxiv,topic,tags,status,note",
    "results.csv": "network,dataset,miou,split,variant,test_time,extra_data,evidence,source,note",
    "speeds.csv": "network,variant,dataset,split,fps,device,resolution,params,gflops,source,note",
}
EXTRA_DATA = {
    # data
    "COCO",
    "COCO-Stuff",
    "Cityscapes",
    "Hypersim",
    "ImageNet-22K",
    "ImageNet-22K-ext",
    "JFT",
    "Joint 427M",
    "LVD-142M",
    "LVD-1689M",
    "Mapillary",
    "Objects365",
    "auto-labelled coarse",
    "coarse",
    "merged-30M",
    "merged-38M",
    # data without a name
    "62M unlabelled images",
    "image-text data",
    "multi-domain data",
    "multi-modal data",
    "private data",
    "unlabelled images",
    "unnamed data",
    # what a pre-trained model has seen
    "BEiT",
    "BEiT v2",
    "CLIP",
    "EVA-02",
    "InternImage-H",
    "InternViT-6B",
    "PaddleClas weights",
    "Stable Diffusion",
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


# The tables by themselves.


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


def test_list_gives_76_scores() -> None:
    """All numbers of the list are there, and nothing else claims to be from it."""
    assert len(listed_scores()) == 76


def test_list_gives_so_many_scores_on_each_dataset() -> None:
    """The numbers of the list are spread over its six datasets."""
    assert Counter(row["dataset"] for row in listed_scores()) == {
        "voc12": 11,
        "voc12-coco": 18,
        "pascal-context": 10,
        "camvid": 3,
        "cityscapes": 23,
        "ade20k": 11,
    }


def test_list_gives_scores_of_37_networks() -> None:
    """Every network of the list's table has a score."""
    assert len({row["network"] for row in listed_scores()}) == 37


def test_two_figures_of_one_cell_are_two_scores() -> None:
    """OCNet has two figures in each of its cells, told apart by the variant."""
    ocnet = [
        (row["dataset"], row["variant"], row["miou"]) for row in listed_scores() if row["network"] == "OCNet"
    ]

    assert ocnet == [
        ("cityscapes", "first release", "81.2"),
        ("cityscapes", "later release", "81.7"),
        ("ade20k", "first release", "45.08"),
        ("ade20k", "later release", "45.45"),
    ]


def test_listed_scores_claim_nothing_that_the_list_does_not_say() -> None:
    """The list names no split, no way of testing and no other data."""
    claims = {(row["split"], row["test_time"], row["extra_data"]) for row in listed_scores()}

    assert claims == {("", "", "")}


def test_scores_are_plain_decimals() -> None:
    """A score is written in digits, in percent."""
    odd = [row["miou"] for row in rows("results.csv") if not re.fullmatch(r"\d{1,2}(\.\d+)?", row["miou"])]

    assert odd == []


def test_every_score_says_how_it_is_known() -> None:
    """Evidence is one of the documented words."""
    evidence = {row["evidence"] for row in rows("results.csv")}

    assert evidence <= {"list", "paper", "authors", "reproduced", "aggregator"}


def test_every_score_has_a_source() -> None:
    """Each number can be read somewhere."""
    assert [row for row in rows("results.csv") if not row["source"]] == []


def test_splits_and_test_times_are_the_documented_words() -> None:
    """Conditions are written in one way, or left out."""
    splits = {row["split"] for row in rows("results.csv")}
    times = {row["test_time"] for row in rows("results.csv")}

    assert splits <= {"", "test", "val"}
    assert times <= {"", "single-scale", "multi-scale"}


def test_no_two_scores_have_the_same_key() -> None:
    """What tells scores apart is in the columns for it, not in the note."""
    key = ("network", "dataset", "split", "variant", "test_time", "extra_data")

    count = Counter(tuple(row[column] for column in key) for row in rows("results.csv"))

    assert [score for score, times in count.items() if times > 1] == []


def test_extra_data_is_under_one_name_each() -> None:
    """The same data is written in the same way, and several names in the order of the alphabet."""
    cells = [parts(row["extra_data"]) for row in rows("results.csv")]

    assert {name for names in cells for name in names} == EXTRA_DATA
    assert [names for names in cells if names != sorted(set(names), key=str.casefold)] == []


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
        )
        for row in rows("results.csv")
    ]

    assert keys == sorted(keys)


def test_speeds_stand_in_their_order() -> None:
    """As the scores do; and each is at one score, which the four columns in front of it lead to."""
    datasets = [row["dataset"] for row in rows("datasets.csv")]
    speeds = rows("speeds.csv")
    at = ("network", "variant", "dataset", "split")

    keys = [
        (datasets.index(row["dataset"]), row["network"].casefold(), row["variant"], row["split"])
        for row in speeds
    ]
    scores = Counter(tuple(row[column] for column in at) for row in rows("results.csv"))

    assert keys == sorted(set(keys))
    assert {tuple(row[column] for column in at): 1 for row in speeds}.items() <= scores.items()


def test_speeds_are_plain_numbers_with_a_source() -> None:
    """Something was measured, in digits; height and width of the input are joined by an x."""
    speeds = rows("speeds.csv")
    measured = [[row[column] for column in ("fps", "params", "gflops")] for row in speeds]

    assert [cells for cells in measured if not any(cells)] == []
    assert [cell for cells in measured for cell in cells if not re.fullmatch(r"(\d+(\.\d+)?)?", cell)] == []
    assert [row["resolution"] for row in speeds if not re.fullmatch(r"(\d+x\d+)?", row["resolution"])] == []
    assert [row for row in speeds if not row["source"]] == []


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
    """Its first paragraph names the scores, the networks that have one, and the papers."""
    text = (DATA.parent / "README.md").read_text(encoding="utf-8")
    networks = {row["network"] for row in rows("results.csv")}

    said = [
        int(number) for number in re.findall(r"(\d+)\s(?:scores|networks|papers)\b", text.split("\n\n")[1])
    ]

    assert said == [len(rows("results.csv")), len(networks), len(rows("papers.csv"))] == [380, 183, 224]


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

    assert kinds <= {"paper", "code", "project", "slides", "video", "demo", "tutorial", "model"}


def test_one_address_is_known_to_be_broken() -> None:
    """Addresses are for the web and hold no spaces, but for the one kept as the list has it."""
    odd = [row["paper"] for row in rows("links.csv") if not re.fullmatch(r"https?://\S+", row["url"])]

    assert odd == ["efficient-smoothing-dilated"]


def test_check_finds_nothing() -> None:
    """Neither errors nor warnings: what is doubtful has its note."""
    assert check(DATA).to_dict("records") == []


# The tables against the list.

COLUMNS = {
    "VOC12": "voc12",
    "VOC12 with COCO": "voc12-coco",
    "Pascal Context": "pascal-context",
    "CamVid": "camvid",
    "Cityscapes": "cityscapes",
    "ADE20K": "ade20k",
}
TOPICS = {"Real-Time Semantic Segmentation": "real-time", "Loss Fuction": "loss", "Review": "review"}
KINDS = {"arxiv": "paper", "slide": "slides"}
VENUES = {"arxiv": "arXiv", "NIPS": "NeurIPS", "PAMI": "TPAMI"}


@dataclass(frozen=True)
class Link:
    """One address of the list, and what it says of it."""

    kind: str
    detail: str
    url: str


@dataclass(frozen=True)
class Entry:
    """One paper of the list."""

    section: str
    year: str
    title: str
    names: tuple[str, ...]
    venues: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    struck: bool


@pytest.fixture(scope="module")
def listed() -> str:
    """Read the list, where it is at hand."""
    if not LIST.exists():
        pytest.skip("the list that the data starts from is not at hand")
    return LIST.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def table(listed: str) -> dict[str, dict[str, str]]:
    """Read the list's table: for each network its cells by column, absent where a row is short."""
    lines = [
        [cell.strip() for cell in line.removeprefix("|").split("|")]
        for line in listed.splitlines()
        if line.startswith("|")
    ]
    columns = [column for column in lines[0] if column]
    return {cells[0]: dict(zip(columns[1:], cells[1:], strict=False)) for cells in lines[2:]}


@pytest.fixture(scope="module")
def entries(listed: str) -> list[Entry]:
    """Read the list's papers."""
    found = []
    section = year = ""
    for line in listed.splitlines():
        if line.startswith("# "):
            section, year = line.removeprefix("# ").strip(), ""
        elif line.startswith("## "):
            year = line.removeprefix("## ").strip()
        elif "[[" in line:
            found.append(entry(line, section, year))
    return found


def entry(line: str, section: str, year: str) -> Entry:
    """Read one line of the list."""
    before, *_ = line.split("[[", maxsplit=1)
    before = re.sub(r"^(-|\d+\.) |</?font[^>]*>|~~", "", before)
    marks = re.findall(r"\[([^]]*)\]", before)
    venues = [re.fullmatch(r"\W*([A-Z]+) ?(\d{4})\W*", mark) for mark in marks]
    return Entry(
        section=section,
        year=year,
        title=re.sub(r"\[[^]]*\]|\*\*", "", before).strip(),
        names=tuple(
            mark.strip("*") for mark, venue in zip(marks, venues, strict=True) if mark[0] == "*" and not venue
        ),
        venues=tuple((VENUES.get(venue[1], venue[1]), venue[2]) for venue in venues if venue),
        links=tuple(link(label, url) for label, url in re.findall(r"\[\[([^]]*)\]\]\(([^)]*)\)", line)),
        struck="~~" in line,
    )


def link(label: str, url: str) -> Link:
    """Read a link's label: its kind, after a hyphen its detail, and a number that only counts."""
    kind, _, detail = label.rstrip("0123456789").casefold().partition("-")
    return Link(KINDS.get(kind, kind), detail, url)


def shipped_links() -> dict[str, list[Link]]:
    """Read the shipped links by paper; details in small letters, as they are compared."""
    return {
        paper: [Link(row["kind"], row["detail"].casefold(), row["url"]) for row in group]
        for paper, group in groupby(rows("links.csv"), key=lambda row: row["paper"])
    }


@pytest.fixture(scope="module")
def found(entries: list[Entry]) -> list[tuple[Entry, Row]]:
    """Find the shipped paper of every entry: the one whose first links are the entry's."""
    papers = {row["paper"]: row for row in rows("papers.csv")}
    return [
        (one, papers[slug])
        for one in entries
        for slug, links in shipped_links().items()
        if tuple(links[: len(one.links)]) == one.links
    ]


def test_list_is_read_whole(listed: str, table: dict[str, dict[str, str]], entries: list[Entry]) -> None:
    """The reading below misses nothing: 37 networks, 82 papers, 136 links."""
    assert len(table) == 37
    assert len(entries) == 82
    assert sum(len(one.links) for one in entries) == listed.count("](http") == 136


def test_every_number_of_the_list_is_shipped_and_no_other(table: dict[str, dict[str, str]]) -> None:
    """Each cell's numbers are there digit by digit, and no more claim to come from the list."""
    numbers = Counter(
        (network, dataset, number)
        for network, cells in table.items()
        for column, dataset in COLUMNS.items()
        for number in re.split(r"[()]", cells.get(column, ""))
        if number
    )

    shipped = Counter((row["network"], row["dataset"], row["miou"]) for row in listed_scores())

    assert shipped == numbers
    assert shipped.total() == 76


def test_every_network_of_the_list_is_shipped_and_no_other(table: dict[str, dict[str, str]]) -> None:
    """Networks keep the spelling of the list's table."""
    assert {row["network"] for row in listed_scores()} == set(table)


def test_every_paper_of_the_list_is_found_by_its_links(
    entries: list[Entry], found: list[tuple[Entry, Row]]
) -> None:
    """All links of an entry come first under one paper: word for word, in the list's order, of its kinds."""
    assert [one for one, _ in found] == entries
    assert len({paper["paper"] for _, paper in found}) == 82


def test_titles_are_those_of_the_list(found: list[tuple[Entry, Row]]) -> None:
    """Titles agree but for three, where names in front and a year behind do not count."""
    differ = {
        paper["paper"]
        for one, paper in found
        if not re.sub(r"-\d{4}$|\W", "", one.title.casefold()).endswith(
            re.sub(r"\W", "", paper["title"].casefold())
        )
    }

    assert differ == {"deeplab-v2", "shelfnet", "tkcn"}


def test_names_in_the_list_lead_to_the_paper(found: list[tuple[Entry, Row]]) -> None:
    """A name that the list prints in bold is a network of that paper or another name for one."""
    lost = {
        (paper["paper"], name)
        for one, paper in found
        for name in one.names
        if folded(name) not in {folded(known) for known in parts(paper["network"]) + parts(paper["aliases"])}
    }

    # The list has the name of a network at a later paper than the one it is from.
    assert lost == {("g-frnet-coarse-to-fine", "G-FRNet")}
    assert [paper["paper"] for paper in papers_by_network()["G-FRNet"]] == ["g-frnet"]


def test_struck_through_papers_are_withdrawn(found: list[tuple[Entry, Row]]) -> None:
    """The list strikes one paper through, and that one is marked."""
    struck = {paper["paper"] for one, paper in found if one.struck}
    withdrawn = {paper["paper"] for _, paper in found if paper["status"] == "withdrawn"}

    assert struck == withdrawn == {"shelfnet"}


def test_sections_of_the_list_are_topics(found: list[tuple[Entry, Row]]) -> None:
    """The papers on speed, on losses and the reviews, and no others, have those topics."""
    sections = [TOPICS.get(one.section) for one, _ in found]

    topics = [paper["topic"] if paper["topic"] in TOPICS.values() else None for _, paper in found]

    assert topics == sections


def test_years_of_the_list_are_those_of_first_appearance(found: list[tuple[Entry, Row]]) -> None:
    """A paper under the heading of a year appeared in it."""
    differ = [paper["paper"] for one, paper in found if not paper["date"].startswith(one.year)]

    assert differ == []


def test_arxiv_ids_are_those_of_the_links(found: list[tuple[Entry, Row]]) -> None:
    """The first address at arXiv is that of the paper's id."""
    differ = [
        paper["paper"]
        for one, paper in found
        for address in [one.url for one in one.links if "arxiv.org" in one.url][:1]
        if not paper["arxiv"] or paper["arxiv"] not in address
    ]

    assert differ == []


def test_venues_are_those_of_the_list(found: list[tuple[Entry, Row]]) -> None:
    """Where the list names venue and year they agree, but for the paper it takes for an earlier one."""
    differ = {
        paper["paper"]
        for one, paper in found
        for venue in one.venues
        if venue != (paper["venue"], paper["year"])
    }

    assert differ == {"g-frnet-coarse-to-fine"}


def test_published_in_agrees_with_the_papers(table: dict[str, dict[str, str]]) -> None:
    """The table's last column agrees too, but for a preprint that appeared at a conference later."""
    papers = papers_by_network()

    differ = set()
    for network, cells in table.items():
        published = re.fullmatch(r"([A-Za-z]+) ?([\d.]*)", cells.get("Published In", ""))
        paper = papers[network][0]
        if published and (VENUES.get(published[1], published[1]), published[2]) not in {
            (paper["venue"], paper["year"]),
            (paper["venue"], paper["arxiv"]),
            (paper["venue"], ""),
        }:
            differ.add(network)

    assert differ == {"CCNet"}
