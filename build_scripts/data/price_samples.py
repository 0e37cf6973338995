"""Write the assessments of the sample visits, which `self-check` and the tests compare with.

    .venv/bin/python build_scripts/data/price_samples.py

Read the difference before you commit it: every changed figure wants a reason.
"""

from __future__ import annotations

import folders  # noqa: F401  finds the others
import environment
from quarterhour.assess import assess
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_json
from quarterhour.visit import read_visit

SAMPLES = environment.ROOT / "resources" / "samples"


def main() -> None:
    """Price every sample visit."""
    reference = Reference(environment.ROOT / "resources" / "reference.sqlite")
    for sample in sorted(SAMPLES.glob("*.quarterhour")):
        assessment = assess(read_visit(sample.read_bytes()), reference)
        target = SAMPLES / "assessments" / f"{sample.stem}.json"
        target.write_text(assessment_json(assessment), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    environment.command_line(__doc__).parse_args()
    main()
