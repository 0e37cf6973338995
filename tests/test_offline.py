"""The tests themselves cannot reach a network, so that nothing in the program does unseen."""

from __future__ import annotations

import socket

import pytest


def test_a_connection_is_refused() -> None:
    with pytest.raises(RuntimeError, match="nothing here uses a network"):
        socket.create_connection(("127.0.0.1", 9))
