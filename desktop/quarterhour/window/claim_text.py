"""The claim lines as text for the clipboard."""

from __future__ import annotations

from quarterhour.assessment import Assessment


def claim_text(assessment: Assessment) -> str:
    """Return a line for each claim line: code, modifiers, units, allowed, with tabs between.

    Tabs make it a table wherever it is pasted into one. A withheld amount is left empty.
    """
    return "\n".join(
        "\t".join(
            (
                priced.line.code,
                " ".join(priced.line.modifiers),
                str(priced.line.units),
                "" if priced.allowed is None else str(priced.allowed),
            )
        )
        for priced in assessment.lines
    )
