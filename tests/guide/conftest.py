"""The guide, and every page of it on one day in one place."""

from __future__ import annotations

from datetime import date

import pytest

from builders import ROOT
from quarterhour.guide import Context, Guide, context_on
from quarterhour.reference import Reference


@pytest.fixture(scope="session")
def guide(reference: Reference) -> Guide:
    return Guide(ROOT / "resources" / "help", reference)


@pytest.fixture(scope="session")
def context(reference: Reference) -> Context:
    return context_on(reference, date(2026, 11, 23), "", "33101")


@pytest.fixture(scope="session")
def bodies(guide: Guide, context: Context) -> dict[str, str]:
    pages = [guide.page(entry.key, context) for entry in guide.entries]
    return {page.key: page.body for page in pages if page is not None}
