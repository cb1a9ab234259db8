"""The options that several commands share, declared once.

A group of options is a dataclass whose fields are options; a command takes the whole
group as one parameter and is decorated with :func:`leaderboard.terminal.option_groups.gathered`.
"""

from leaderboard.terminal.options.completion import (
    complete_dataset,
    complete_datasets,
    complete_evidence,
    complete_network,
    completing,
)
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
from leaderboard.terminal.options.single import (
    Beside,
    Dataset,
    EveryScore,
    Limit,
    Network,
    Networks,
    Parts,
    named_list,
)

__all__ = [
    "Beside",
    "Data",
    "Dataset",
    "Drawing",
    "EveryScore",
    "Export",
    "File",
    "Filters",
    "Force",
    "Input",
    "Limit",
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
    "complete_dataset",
    "complete_datasets",
    "complete_evidence",
    "complete_network",
    "completing",
    "format_option",
    "named_list",
]
