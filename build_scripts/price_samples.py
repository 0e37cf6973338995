"""Write the assessments of the sample visits, which `self-check` and the tests compare with.

    .venv/bin/python build_scripts/price_samples.py

Read the difference before you commit it: every changed figure wants a reason.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "desktop"))

from quarterhour.assess import assess  # noqa: E402  a clone has no installed package
from quarterhour.reference import Reference  # noqa: E402
from quarterhour.report.document import assessment_json  # noqa: E402
from quarterhour.visit import read_visit  # noqa: E402

SAMPLES = ROOT / "resources" / "samples"


def main() -> None:
    """Price every sample visit."""
    reference = Reference(ROOT / "resources" / "reference.sqlite")
    for sample in sorted(SAMPLES.glob("*.quarterhour")):
        assessment = assess(read_visit(sample.read_bytes()), reference)
        target = SAMPLES / "assessments" / f"{sample.stem}.json"
        target.write_text(assessment_json(assessment), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
