"""The headings under which help lists options."""

FILTERS = "Filters"
OUTPUT = "Input and output"
SHOWN = "What is shown"
