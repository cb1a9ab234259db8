"""The headings under which help lists options; what stands below one is shown by ``--help-all`` alone.

:data:`leaderboard.terminal.help.COMMON` names the exceptions.
"""

FILTERS = "Filters"
OUTPUT = "Input and output"
COLUMNS = "Columns"
MORE = "Rarely needed"
CONDITIONS = "Conditions of the score"
FACTS = "More about the score"
PICTURE = "Picture"
