"""What every test may use."""

from __future__ import annotations

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
