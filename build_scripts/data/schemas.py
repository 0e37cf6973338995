"""Write the JSON Schemas of the documents into docs, from their tables of fields.

.venv/bin/python build_scripts/data/schemas.py
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import folders  # noqa: F401  finds the others
import environment
from quarterhour.day import DAY
from quarterhour.day import FORMAT as DAY_FORMAT
from quarterhour.entry import favorites, prices, templates
from quarterhour.payers import FORMAT as PAYER_FORMAT
from quarterhour.payers import PAYER_DOCUMENT
from quarterhour.report.day_document import DAY_ASSESSMENT
from quarterhour.report.day_document import FORMAT as DAY_ASSESSMENT_FORMAT
from quarterhour.report.document import ASSESSMENT
from quarterhour.report.document import FORMAT as ASSESSMENT_FORMAT
from quarterhour.visit import FORMAT as VISIT_FORMAT
from quarterhour.visit import VISIT

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Each document: its file in docs, its format, its schema.
DOCUMENTS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "visit.schema.json": (VISIT_FORMAT, VISIT.schema),
    "assessment.schema.json": (ASSESSMENT_FORMAT, lambda: ASSESSMENT.schema),
    "day.schema.json": (DAY_FORMAT, DAY.schema),
    "day-assessment.schema.json": (DAY_ASSESSMENT_FORMAT, lambda: DAY_ASSESSMENT.schema),
    "payer.schema.json": (PAYER_FORMAT, PAYER_DOCUMENT.schema),
    "prices.schema.json": (prices.FORMAT, prices.PRICES_DOCUMENT.schema),
    "templates.schema.json": (templates.FORMAT, templates.TEMPLATES_DOCUMENT.schema),
    "favorites.schema.json": (favorites.FORMAT, favorites.FAVORITES_DOCUMENT.schema),
}


def schema_of(file: str) -> dict[str, Any]:
    """Return the whole schema that a file holds."""
    title, schema = DOCUMENTS[file]
    return {"$schema": DIALECT, "title": title, **schema()}


def text_of(file: str) -> str:
    """Return the text of a file."""
    return json.dumps(schema_of(file), indent=2) + "\n"


def main() -> None:
    """Write every file."""
    for file in DOCUMENTS:
        (environment.ROOT / "docs" / file).write_text(text_of(file), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    environment.command_line(__doc__).parse_args()
    main()
