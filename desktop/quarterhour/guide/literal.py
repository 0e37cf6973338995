"""Words from elsewhere, such as the name of a place, within the Markdown of a page."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_\[\]<>|&#~!])")
_MARKED = re.compile(r"\\" + _MARKS.pattern)


def literal(text: str) -> str:
    """Return Markdown that shows a text as it is written."""
    return _MARKS.sub(r"\\\1", text)


def as_written(markdown: str) -> str:
    """Return a text that is nothing but such Markdown as it is written."""
    return _MARKED.sub(r"\1", markdown)
