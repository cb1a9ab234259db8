"""The published web site: from finished tables to a folder of plain files.

``content`` says what a site is made of, ``pages`` makes its files, and ``manifest`` knows which of a folder's
files are its own. Templates and assets stand beside them.
"""
