"""Where papers are published: full names of venues, and the kind of BibTeX entry that belongs to them."""

from __future__ import annotations

import re

from leaderboard.board.names import fold

_JOURNALS = {
    "TPAMI": "IEEE Transactions on Pattern Analysis and Machine Intelligence",
    "PAMI": "IEEE Transactions on Pattern Analysis and Machine Intelligence",
    "TIP": "IEEE Transactions on Image Processing",
    "TMI": "IEEE Transactions on Medical Imaging",
    "TMM": "IEEE Transactions on Multimedia",
    "TNNLS": "IEEE Transactions on Neural Networks and Learning Systems",
    "TCSVT": "IEEE Transactions on Circuits and Systems for Video Technology",
    "TGRS": "IEEE Transactions on Geoscience and Remote Sensing",
    "TITS": "IEEE Transactions on Intelligent Transportation Systems",
    "T-RO": "IEEE Transactions on Robotics",
    "RA-L": "IEEE Robotics and Automation Letters",
    "IJCV": "International Journal of Computer Vision",
    "JMLR": "Journal of Machine Learning Research",
    "TMLR": "Transactions on Machine Learning Research",
    "TACL": "Transactions of the Association for Computational Linguistics",
    "MedIA": "Medical Image Analysis",
    "CVIU": "Computer Vision and Image Understanding",
    **{
        name: name
        for name in (
            "Applied Intelligence",
            "Applied Soft Computing",
            "Artificial Intelligence Review",
            "Expert Systems with Applications",
            "IEEE Access",
            "Nature",
            "Neural Networks",
            "Neurocomputing",
            "Pattern Recognition",
            "Remote Sensing",
            "Science",
            "Sensors",
        )
    },
}

_CONFERENCES = {
    "CVPR": "Conference on Computer Vision and Pattern Recognition",
    "ICCV": "International Conference on Computer Vision",
    "ECCV": "European Conference on Computer Vision",
    "ACCV": "Asian Conference on Computer Vision",
    "WACV": "Winter Conference on Applications of Computer Vision",
    "BMVC": "British Machine Vision Conference",
    "DICTA": "Digital Image Computing: Techniques and Applications",
    "3DV": "International Conference on 3D Vision",
    "ICPR": "International Conference on Pattern Recognition",
    "ICIP": "International Conference on Image Processing",
    "ICME": "International Conference on Multimedia and Expo",
    "ICASSP": "International Conference on Acoustics, Speech and Signal Processing",
    "MICCAI": "Medical Image Computing and Computer-Assisted Intervention",
    "NeurIPS": "Advances in Neural Information Processing Systems",
    "NIPS": "Advances in Neural Information Processing Systems",
    "ICML": "International Conference on Machine Learning",
    "ICLR": "International Conference on Learning Representations",
    "AAAI": "AAAI Conference on Artificial Intelligence",
    "IJCAI": "International Joint Conference on Artificial Intelligence",
    "ACM MM": "ACM International Conference on Multimedia",
    "ICRA": "International Conference on Robotics and Automation",
    "IROS": "International Conference on Intelligent Robots and Systems",
    "CoRL": "Conference on Robot Learning",
    "IV": "Intelligent Vehicles Symposium",
    "ITSC": "International Conference on Intelligent Transportation Systems",
    "ACL": "Annual Meeting of the Association for Computational Linguistics",
    "EMNLP": "Conference on Empirical Methods in Natural Language Processing",
}

_PREPRINTS = {"", "arxiv", "corr"}
_JOURNAL_NAMES, _CONFERENCE_NAMES = (
    {fold(name): full for short, full in venues.items() for name in (short, full)}
    for venues in (_JOURNALS, _CONFERENCES)
)
_WORKSHOPS = re.compile(r"(?P<conference>.*\S)\s*(?:-?w|workshops?)", re.IGNORECASE)
_LIKE_A_CONFERENCE = re.compile(
    r"conference|workshops?\b|symposium|proceedings|meeting|congress", re.IGNORECASE
)
_LIKE_A_JOURNAL = re.compile(r"journal|transactions|\btrans\b|letters|review|magazine|annals", re.IGNORECASE)


def entry_of(venue: str) -> tuple[str, str, str]:
    """Return the kind of entry that belongs to a *venue*, the field that names it, and its full name.

    A preprint has no venue. One that is neither known nor called like a conference or a
    journal makes a ``misc`` entry.
    """
    if fold(venue) in _PREPRINTS:
        return "misc", "", ""
    if journal := _JOURNAL_NAMES.get(fold(venue)):
        return "article", "journal", journal
    if conference := _conference(venue):
        return "inproceedings", "booktitle", conference
    if _LIKE_A_CONFERENCE.search(venue):
        return "inproceedings", "booktitle", venue
    if _LIKE_A_JOURNAL.search(venue):
        return "article", "journal", venue
    return "misc", "howpublished", venue


def _conference(venue: str) -> str:
    """Return the full name of a conference or its workshops, with the short one; empty if not known."""
    full = _CONFERENCE_NAMES.get(fold(venue), "")
    workshops = _WORKSHOPS.fullmatch(venue)
    if not full and workshops and (conference := _CONFERENCE_NAMES.get(fold(workshops["conference"]))):
        full = f"{conference} Workshops"
    return full if fold(venue) in fold(full) else f"{full} ({venue})" if full else ""
