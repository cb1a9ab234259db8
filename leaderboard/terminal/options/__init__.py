"""The options that several commands share, declared once.

A group of options is a dataclass whose fields are options; a command takes the whole
group as one parameter and is decorated with :func:`leaderboard.terminal.option_groups.gathered`.
"""

from leaderboard.terminal.options.completion import (
    complete_dataset,
    complete_datasets,
    complete_evidence,
    complete_network,
    complete_paper,
    completing,
)
from leaderboard.terminal.options.conditions import Conditions, Facts, Line
from leaderboard.terminal.options.data import (
    Data,
    Input,
    Only,
    Place,
    PlaceAtRev,
    RaiseLimits,
    Rev,
    Roles,
    Said,
    Stating,
    Telling,
    Titles,
)
from leaderboard.terminal.options.drawing import Drawing, Plot
from leaderboard.terminal.options.filters import Filters, ScoreFilters
from leaderboard.terminal.options.output import Export, File, Force, NoPager, Output, format_option
from leaderboard.terminal.options.shown import Fields
from leaderboard.terminal.options.single import (
    Beside,
    Dataset,
    Datasets,
    EveryScore,
    Limit,
    Network,
    Networks,
    Parts,
    Word,
    Words,
    named_list,
    only,
    said_once,
)

__all__ = [
    "Beside",
    "Conditions",
    "Data",
    "Dataset",
    "Datasets",
    "Drawing",
    "EveryScore",
    "Export",
    "Facts",
    "Fields",
    "File",
    "Filters",
    "Force",
    "Input",
    "Limit",
    "Line",
    "Network",
    "Networks",
    "NoPager",
    "Only",
    "Output",
    "Parts",
    "Place",
    "PlaceAtRev",
    "Plot",
    "RaiseLimits",
    "Rev",
    "Roles",
    "Said",
    "ScoreFilters",
    "Stating",
    "Telling",
    "Titles",
    "Word",
    "Words",
    "complete_dataset",
    "complete_datasets",
    "complete_evidence",
    "complete_network",
    "complete_paper",
    "completing",
    "format_option",
    "named_list",
    "only",
    "said_once",
]
