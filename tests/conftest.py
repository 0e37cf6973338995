"""What every test may use."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from builders import TABLES, visit_fields
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.reference import Reference
from quarterhour.reference.build import build_reference
from quarterhour.visit import visit_from

_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Fail whatever reaches for a network: the program is offline, and so are its tests."""
    if event in _NETWORK:
        raise RuntimeError(f"{event} {arguments[1:]}: nothing here uses a network")


sys.addaudithook(_refuse_network)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reference database, built from the text tables of this clone."""
    target = tmp_path_factory.mktemp("reference") / "reference.sqlite"
    build_reference(TABLES, target)
    return target


@pytest.fixture(scope="session")
def reference(database: Path) -> Iterator[Reference]:
    """The reference, opened."""
    opened = Reference(database)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def assessed(reference: Reference) -> Callable[..., Assessment]:
    """Assess services on 2026-11-23 at national prices, other fields of the visit by name."""

    def assess_services(*services: dict[str, Any], **fields: Any) -> Assessment:
        return assess(visit_from(visit_fields(*services, **fields)), reference)

    return assess_services
