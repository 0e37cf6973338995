"""Rows of a text in columns."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

_WIDTH = 88


def columns(rows: Sequence[Sequence[str]], left: int, indent: str = "  ") -> list[str]:
    """Return rows in columns, the first `left` of them aligned left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        indent
        + "  ".join(
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def indented(text: str, indent: str = "         ") -> list[str]:
    """Return a text in lines that fit a terminal, each after an indent."""
    return wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)
