"""The commands, one file each, named as typed: options in, one answer of the core, its table out.

A module here holds a function of its own name (``open`` a function ``open_``, which would
hide Python's), and modules that start with an underscore are what several commands share.
"""
