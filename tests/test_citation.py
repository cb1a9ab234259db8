"""BibTeX: keys, entries, and what a parser reads in them."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import bibtexparser
import pytest
from hostile import HOSTILE

import leaderboard
from leaderboard.answers import bibtex
from leaderboard.errors import AmbiguousName, UnknownName

if TYPE_CHECKING:
    from conftest import Write

    from leaderboard import Leaderboard

HEAD = "paper,network,title,authors,venue,year,date,arxiv\n"


def parsed(text: str) -> dict[str, dict[str, Any]]:
    """Return the fields of all entries by their keys; nothing in the text may be left over."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    assert len(library.blocks) == len(library.entries)
    return {
        entry.key: {
            "entry": entry.entry_type,
            **{field.key: field.value for field in entry.fields},
        }
        for entry in library.entries
    }


@pytest.fixture
def collection(write: Write) -> Any:
    """Make a collection of papers, each a line of CSV without its id."""

    def make(*papers: str) -> Leaderboard:
        write("network,dataset,miou\nA,d,70\n", "own/results.csv")
        rows = "".join(f"p{number},{paper}\n" for number, paper in enumerate(papers))
        return leaderboard.load(write(HEAD + rows, "own/papers.csv").parent)

    return make


def test_all_papers_of_the_shipped_board_are_valid_bibtex(shipped: Leaderboard) -> None:
    """A parser finds each under a key of its own, with a title, a year and, where one is known, an address."""
    found = shipped.cite()

    entries = parsed("\n".join(found["bibtex"]))
    assert len(found) == len(shipped.papers_table)
    assert list(entries) == list(found["key"]) == sorted(entries)
    assert all({"title", "year"} <= set(entry) for entry in entries.values())
    assert [key for key, entry in entries.items() if "url" not in entry] == [
        "alonso2020mininet",
        "lu2023content",
        "norouzi2024algm",
        "shi2022lmffnet",
        "wu2023p2t",
        "yang2025cirkdv2",
        "yao2022wave",
        "ye2023taskprompter",
    ]
    assert [key for key, entry in entries.items() if "author" not in entry] == [
        "anonymous2018yes",
        "anonymous2020adscnet",
        "anonymous2020aglnet",
    ]
    assert all(re.fullmatch(r"[a-z]+[0-9]{4}[a-z0-9]+", key) for key in entries)


def test_braces_are_in_balance_everywhere(shipped: Leaderboard) -> None:
    """What BibTeX itself looks at."""
    for text in shipped.cite()["bibtex"]:
        assert text.count("{") == text.count("}")


def test_kinds_follow_the_venues_of_the_shipped_board(shipped: Leaderboard) -> None:
    """Preprints are of no kind; journals have articles; the rest is of conferences and their workshops."""
    kinds = shipped.cite().groupby("venue")["entry"].unique().map(list).to_dict()

    assert kinds["arXiv"] == ["misc"]
    assert [kinds[name] for name in ("TPAMI", "IJCV", "Expert Systems with Applications")] == [
        ["article"]
    ] * 3
    assert [kinds[name] for name in ("CVPR", "CVPRW", "NeurIPS")] == [["inproceedings"]] * 3
    assert {name for name, found in kinds.items() if found == ["misc"]} == {"arXiv", "Technical Report"}


def test_a_paper_of_a_conference(shipped: Leaderboard) -> None:
    """With the full name of the conference, and the preprint beside it."""
    (text,) = shipped.cite("DeepLabv3+")["bibtex"]

    assert text == (
        "@inproceedings{chen2018encoder,\n"
        "  title         = {Encoder-Decoder with Atrous Separable Convolution for Semantic Image Segmentation},\n"
        "  author        = {Chen, Liang-Chieh and Zhu, Yukun and Papandreou, George and Schroff, Florian and Adam, Hartwig},\n"
        "  booktitle     = {European Conference on Computer Vision (ECCV)},\n"
        "  year          = {2018},\n"
        "  eprint        = {1802.02611},\n"
        "  archiveprefix = {arXiv},\n"
        "  url           = {https://arxiv.org/pdf/1802.02611.pdf},\n"
        "}\n"
    )


def test_a_paper_of_a_journal(shipped: Leaderboard) -> None:
    """An article, in the full name of the journal."""
    entry = parsed(shipped.cite("SegNet")["bibtex"][0])["badrinarayanan2017segnet"]

    assert entry["entry"] == "article"
    assert entry["journal"] == "IEEE Transactions on Pattern Analysis and Machine Intelligence"
    assert entry["title"].startswith("{SegNet}: A Deep Convolutional")


def test_a_preprint(shipped: Leaderboard) -> None:
    """It has no venue, but its number."""
    entry = parsed(shipped.cite("ocnet")["bibtex"][0])["yuan2018ocnet"]

    assert entry == {
        "entry": "misc",
        "title": "{OCNet}: Object Context Network for Scene Parsing",
        "author": "Yuan, Yuhui and Wang, Jingdong",
        "year": "2018",
        "eprint": "1809.00916",
        "archiveprefix": "arXiv",
        "url": "https://arxiv.org/abs/1809.00916",
    }


@pytest.mark.parametrize(
    ("venue", "entry", "field"),
    [
        ("arXiv", "misc", None),
        ("", "misc", None),
        ("tpami", "article", "IEEE Transactions on Pattern Analysis and Machine Intelligence"),
        ("RA-L", "article", "IEEE Robotics and Automation Letters"),
        ("Sensors", "article", "Sensors"),
        ("Journal of Streets & Roads", "article", r"Journal of Streets \& Roads"),
        ("CVPR", "inproceedings", "Conference on Computer Vision and Pattern Recognition (CVPR)"),
        ("NIPS", "inproceedings", "Advances in Neural Information Processing Systems (NIPS)"),
        ("AAAI", "inproceedings", "AAAI Conference on Artificial Intelligence"),
        ("CVPR Workshops", "inproceedings", "Conference on Computer Vision and Pattern Recognition Workshops (CVPR Workshops)"),
        ("ICCVW", "inproceedings", "International Conference on Computer Vision Workshops (ICCVW)"),
        ("Symposium on Streets", "inproceedings", "Symposium on Streets"),
        ("Street Talk", "misc", "Street Talk"),
    ],
)  # fmt: skip
def test_the_kind_of_entry_follows_the_venue(
    collection: Any, venue: str, entry: str, field: str | None
) -> None:
    """What is known to be neither a conference nor a journal, and is called neither, is ``@misc``."""
    board = collection(f'A,A Title,"Able, Ann",{venue},2018,,')

    found = parsed(board.cite()["bibtex"][0])["able2018title"]

    assert found["entry"] == entry
    where = [found[name] for name in ("journal", "booktitle", "howpublished") if name in found]
    assert where == ([field] if field else [])


@pytest.mark.parametrize(
    ("title", "authors", "key"),
    [
        ("The Streets of All", "Able, Ann and Baker, Bob", "able2018streets"),
        ("U-Net for Streets", "Rota Bulò, Samuel", "rotabulo2018unet"),
        ("Real-Time Streets", "Łoś, Ann-Mary", "los2018real"),
        ("On the", "Ann Groß", "gross2018on"),
        ("3D Streets", "Fei-Fei, Li", "feifei20183d"),
        ("街", "Šegvić, Siniša", "segvic2018untitled"),
        ("Streets", "", "anonymous2018streets"),
        ("Streets", "王, 伟", "anonymous2018streets"),
    ],
)  # fmt: skip
def test_a_key_is_author_year_and_word(collection: Any, title: str, authors: str, key: str) -> None:
    """In small ASCII letters; articles and prepositions do not count."""
    board = collection(f'A,{title},"{authors}",CVPR,2018,,')

    assert list(board.cite()["key"]) == [key]


def test_papers_that_would_share_a_key_get_letters(collection: Any) -> None:
    """In the order of first appearance, the undated last."""
    board = collection(
        'C,Deep Nets,"Able, Ann",CVPR,2018,,',
        'B,Deep Streets,"Able, Ann",CVPR,2018,2018-06,',
        'A,Deep Roads,"Able, Ann",CVPR,2018,2018-01,',
    )

    assert bibtex.keys(board) == {"p2": "able2018deepa", "p1": "able2018deepb", "p0": "able2018deepc"}


def test_letters_avoid_keys_that_others_have_by_themselves(collection: Any) -> None:
    """Whatever the titles, keys are unique."""
    board = collection(
        'A,Deep Nets,"Able, Ann",CVPR,2018,2018-01,',
        'B,Deep Streets,"Able, Ann",CVPR,2018,2018-02,',
        'C,Deepa Streets,"Able, Ann",CVPR,2018,2018-03,',
    )

    assert bibtex.keys(board) == {"p0": "able2018deepb", "p1": "able2018deepc", "p2": "able2018deepa"}


def test_a_key_does_not_depend_on_what_else_is_cited(collection: Any) -> None:
    """Alone, in a part of the board, and with all others."""
    board = collection(
        'A,Deep Nets,"Able, Ann",CVPR,2018,2018-01,', 'B,Deep Streets,"Able, Ann",ICCV,2018,2018-02,'
    )

    assert list(board.cite("B")["key"]) == ["able2018deepb"]
    assert list(board.cite(part=board.where(venue="ICCV"))["key"]) == ["able2018deepb"]
    assert list(board.cite()["key"]) == ["able2018deepa", "able2018deepb"]


def test_networks_share_the_key_of_their_paper(board: Leaderboard) -> None:
    """Zeta has no paper and so no key."""
    assert bibtex.network_keys(board) == {
        "AlphaNet": "able2018attention",
        "Beta-Net": "cole2018streets",
        "Gamma+": "baker2016random",
        "Delta": "dean2019deep",
        "Delta-Lite": "dean2019deep",
        "Omega": "anonymousundated",
    }


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("PSPNet for CRFs and U-Nets", "{PSPNet} for {CRFs} and {U-Nets}"),
        ("Lovász and Kronecker Products", "{Lovász} and {Kronecker} Products"),
        ("A deep network for the streets of Paris", "A deep network for the streets of {Paris}"),
        ("One Word: An Idea", "One Word: An Idea"),
        ("50% of A & B_c #1 $x^2$ ~", r"50\% of A \& B\_c \#1 \$x\textasciicircum{}2\$ \textasciitilde{}"),
        ("{Braces} \\ in", r"\textbraceleft{}Braces\textbraceright{} \textbackslash{} in"),
        ("@article{a,", r"@article\textbraceleft{}a,"),
        ("Tab\there", r"Tab\textbackslash{}there"),
    ],
)
def test_titles_are_escaped_and_their_capitals_kept(collection: Any, title: str, written: str) -> None:
    """Words whose capitals matter are in braces; nothing ends an entry early."""
    board = collection(f'A,"{title}","Able, Ann",CVPR,2018,,')
    (text,) = board.cite()["bibtex"]

    (entry,) = parsed(text).values()

    assert entry["title"] == written


def test_addresses_do_not_break_out_of_their_braces(write: Write) -> None:
    """What BibTeX would count is percent-encoded, and what is no address is left out."""
    board = leaderboard.load(
        write(
            "network,dataset,miou,title,url\n"
            "A,d,70,One,https://a.example/{x}?q=1%20&_#~\nB,d,70,Two,javascript:alert(1)\n"
        )
    )

    entries = parsed("\n".join(board.cite()["bibtex"]))

    assert [entry.get("url") for entry in entries.values()] == [
        "https://a.example/%7Bx%7D?q=1%20&_#~",
        None,
    ]


def test_what_is_not_known_is_left_out_and_named(collection: Any) -> None:
    """The year of a published paper is not taken from when it first appeared."""
    board = collection("A,One,,CVPR,,2017-11,", 'B,Two,"Able, Ann",,,2017-11,', "C,,,CVPR,2018,,")

    found = board.cite()

    assert found[["key", "lacking"]].to_numpy().tolist() == [
        ["able2017two", ""],
        ["anonymous2017one", "author;year"],
    ]
    assert "year" not in found["bibtex"][1]
    assert "year          = {2017}" in found["bibtex"][0]


def test_without_an_author_an_entry_says_by_what_to_sort(shipped: Leaderboard) -> None:
    """By the first word of the title; bibtex asks for it."""
    (text,) = shipped.cite("yes-iou-loss-is-submodular")["bibtex"]

    assert text == (
        "@misc{anonymous2018yes,\n"
        "  title         = {Yes, {IoU} loss is submodular - as a function of the mispredictions},\n"
        "  key           = {yes},\n"
        "  year          = {2018},\n"
        "  eprint        = {1809.01845},\n"
        "  archiveprefix = {arXiv},\n"
        "  url           = {https://arxiv.org/abs/1809.01845},\n"
        "}\n"
    )


def test_entries_stand_in_the_order_of_their_keys(shipped: Leaderboard) -> None:
    """However they were asked for; a paper that was named twice stands once."""
    found = shipped.cite("PSPNet", "psp net", "deeplab-v3-plus", "DeepLabv3+")

    assert list(found["key"]) == ["chen2018encoder", "zhao2017pyramid"]


def test_papers_without_a_network_are_cited_by_their_own_name(shipped: Leaderboard) -> None:
    """As they are called in the data."""
    assert list(shipped.cite("lovasz-softmax")["key"]) == ["berman2018lovasz"]


def test_unknown_and_ambiguous_names_are_errors(shipped: Leaderboard, write: Write) -> None:
    """Nothing is cited by mistake."""
    board = leaderboard.load(write("network,dataset,miou,title\nA-B,d,70,One\nA.B,d,71,Two\n"))

    with pytest.raises(UnknownName, match="did you mean 'PSPNet'"):
        shipped.cite("PSPNt")
    with pytest.raises(AmbiguousName):
        board.cite("ab")


def test_a_network_without_a_paper_has_no_row(board: Leaderboard) -> None:
    """Zeta is in the results alone."""
    assert board.cite("Zeta").empty
    assert bibtex.paper_of(board, "Zeta") == ""


@pytest.mark.parametrize(
    ("content", "ours"),
    [
        (b"% made by leaderboard\n\n@misc{a,}\n", True),
        (b"\xef\xbb\xbf% made by leaderboard\r\n", True),
        (b"@misc{a,}\n% made by leaderboard\n", False),
        (b"", False),
    ],
)
def test_files_of_ours_begin_with_our_mark(content: bytes, ours: bool) -> None:  # noqa: FBT001
    """Editors may have put a byte order mark first."""
    assert bibtex.was_made_here(content) is ours


@pytest.mark.parametrize("text", [*HOSTILE, "}},}", "}}@x", "{", "%", "\\}"])
def test_no_text_leaves_its_field(write: Write, text: str) -> None:
    """Wherever it stands, the entry is one, its braces are paired, and its key is letters and digits."""
    text = text.encode(errors="replace").decode().replace("\x00", "")
    out = io.StringIO()
    papers = csv.writer(out)
    papers.writerow(["paper", "network", "title", "authors", "venue", "date", "arxiv"])
    papers.writerow(["p", "", f"T {text}", text, text, text, text])
    papers.writerow(["q", "", f"T {text}", text, "", text[:4], text])
    write(out.getvalue(), "own/papers.csv")
    out = io.StringIO()
    csv.writer(out).writerows([["paper", "kind", "url"], ["p", "paper", f"https://example.org/{text}"]])
    write(out.getvalue(), "own/links.csv")
    board = leaderboard.load(write("network,dataset,miou\nA,d,70\n", "own/results.csv").parent)

    written = "\n".join(board.cite()["bibtex"])

    assert len(parsed(written)) == 2
    assert all(re.fullmatch("[a-z0-9]+", key) for key in parsed(written))
    assert written.count("{") == written.count("}")
    fields = "\n".join(line for line in written.splitlines() if not line.startswith("  url "))
    assert not re.search(r"\\(?!text\w+\{\}|[&%$#_])|(?<!\\)[$^~]", fields)
    assert not re.search(r"##\w*\[", written)
