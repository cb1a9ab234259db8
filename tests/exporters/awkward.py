"""Text that is hard to write."""

from __future__ import annotations

from hypothesis import strategies as st

AWKWARD = (
    "a|b",
    "A & B &amp; C",
    "snake_case _x_ __y__",
    "[bold]",
    "[/x]",
    "[a](b) ![c](d)",
    "<script>alert('1')</script>",
    "`code` ```",
    "中文网络",
    "שלום עולם",
    "two\nlines",
    "\x1b[31mred",
    "=1+1",
    "$x^2$",
    "\\",
    "C:\\dir\\*.txt \\_ \\| \\\\",
    "100% #1",
    "~tilde~ ^hat^",
    "{braces} {}",
    "*star* **two**",
    "+ plus",
    "- minus",
    "--- ,, '' \"quoted\"",
    "1. one",
    "# heading",
    "a;b,c\td",
    "https://example.org/?a=1&b=2",
    "DeepLabv3+",
    "FCN-8s",
    "a::",
)
"""Texts that mean something in one format or another."""

LINK = "https://example.org/a_b/%20(c)?x=1&copy;=2#~d"

any_text = st.text(st.characters(exclude_categories=["Cn"]))
"""Whatever can be typed, lone surrogates as well, but no code points that mean nothing."""
