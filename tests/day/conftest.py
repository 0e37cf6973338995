"""What every test of days may use."""

from __future__ import annotations

import pytest

from quarterhour.day import DayAssessor
from quarterhour.reference import Reference


@pytest.fixture(scope="session")
def assessor(reference: Reference) -> DayAssessor:
    """Assess days with the reference of this clone."""
    return DayAssessor(reference)
