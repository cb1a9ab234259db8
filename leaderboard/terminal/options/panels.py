"""The headings under which help lists options."""

FILTERS = "Filters"
OUTPUT = "Input and output"
PICTURE = "Picture"
