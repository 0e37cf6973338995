"""The tests themselves cannot reach a network, so that nothing in Quarterhour does unseen.

Printing asks the print service of the system, outside Python: tests/window/test_print_service.py
holds that nothing else asks it.
"""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from builders import ROOT
from quarterhour.cli.self_check import NETWORK

# Every module of the program, as far as this system has what it imports.
EVERYTHING = f"""
import importlib, pkgutil, sys
import quarterhour
for module in pkgutil.walk_packages(quarterhour.__path__, "quarterhour."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print([name for name in {NETWORK} if name in sys.modules])
"""


MODULES = {
    *NETWORK,
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "xmlrpc", "socketserver"),
    *("webbrowser", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore", "PySide6.QtHttpServer"),
}


def imported_by(path: Path) -> set[str]:
    """Return the modules that a file imports anywhere, also where it is loaded only when needed."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def test_no_module_imports_the_network_anywhere() -> None:
    files = sorted((ROOT / "desktop").rglob("*.py"))
    assert ROOT / "desktop" / "quarterhour" / "__main__.py" in files
    for path in files:
        parts = {name.rsplit(".", at)[0] for name in imported_by(path) for at in range(3)}
        assert not parts & MODULES, path.name


def test_a_connection_is_refused() -> None:
    with pytest.raises(RuntimeError, match="nothing here uses a network"):
        socket.create_connection(("127.0.0.1", 9))


def test_what_the_program_loads_reaches_no_network() -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERYTHING],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
