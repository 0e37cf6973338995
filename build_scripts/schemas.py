"""Write the JSON Schemas of the documents into docs, from their tables of fields.

.venv/bin/python build_scripts/schemas.py
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "desktop"))

from quarterhour.report.document import ASSESSMENT  # noqa: E402  a clone has no installed package
from quarterhour.report.document import FORMAT as ASSESSMENT_FORMAT  # noqa: E402
from quarterhour.visit import FORMAT as VISIT_FORMAT  # noqa: E402
from quarterhour.visit import VISIT  # noqa: E402

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Each document: its file in docs, its format, its schema.
DOCUMENTS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "visit.schema.json": (VISIT_FORMAT, VISIT.schema),
    "assessment.schema.json": (ASSESSMENT_FORMAT, lambda: ASSESSMENT.schema),
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
        (ROOT / "docs" / file).write_text(text_of(file), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
