"""Packages whose names are loaded when they are first asked for: a start loads what it shows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def loading(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package, which loads the module that a name is in (PEP 562).

    `homes` has the names of each module, parted by spaces. For the type checker, and whatever else
    reads what is imported, the package imports the same. No name may be that of a module, too.
    """
    home_of = {name: module for module, names in homes.items() for name in names.split()}

    def load(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{home_of[name]}"), name)
        setattr(sys.modules[package], name, found)  # it is asked for once
        return found

    return load
