"""The tests themselves cannot reach a network, so that nothing in the program does unseen."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

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
