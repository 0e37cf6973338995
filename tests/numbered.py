"""Every word that a table of words holds, replaced by numbers."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

import quarterhour

_FACT = re.compile(r"\{[^}]*\}|\[\[|\]\]")


def tables() -> dict[str, dict[Any, Any]]:
    """Return the tables of words of the whole program, by where they are.

    They are told by their names, which end in WORDS, so that none has to be named here.
    """
    found: dict[int, tuple[str, dict[Any, Any]]] = {}
    for module in pkgutil.walk_packages(quarterhour.__path__, "quarterhour."):
        if module.name.endswith(("__main__", "windowed")):
            continue
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            if name.endswith("WORDS") and not name.startswith("_") and isinstance(value, dict):
                found.setdefault(id(value), (f"{module.name}.{name}", value))
    return dict(found.values())


def number_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the words of every table by numbers; the facts in them stay."""
    numbers = count(1)
    for table in tables().values():
        for key, words in list(table.items()):
            monkeypatch.setitem(table, key, _numbered(words, numbers))


def _numbered(words: Any, numbers: Iterator[int]) -> Any:
    if isinstance(words, tuple):
        parts = [_numbered(part, numbers) for part in words]
        return type(words)(*parts) if hasattr(words, "_fields") else tuple(parts)
    facts = "".join(f" {fact}" for fact in _FACT.findall(words))
    return f"{next(numbers)}{facts}"
