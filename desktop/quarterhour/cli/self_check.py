"""Check the data, price the sample visits, make a PDF, and test the window."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from quarterhour.assess import assess
from quarterhour.cli.saying import complain
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.resources import resource_folder
from quarterhour.visit import read_visit

NETWORK = ("_socket", "_ssl", "asyncio", "http.client", "urllib.request", "PySide6.QtNetwork")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: it has none."""


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Print what was checked and return 0, or say what is wrong and return 1."""
    # Imports may change amounts, so the samples are priced with the included data alone.
    bundled = reference.without_imports()
    samples = sorted((resource_folder() / "samples").glob("*.quarterhour"))
    faults = [*_data_faults(bundled), *_sample_faults(samples, bundled)]
    if samples:
        # Qt is imported only here: data and amounts are checked without it.
        from quarterhour.window.drawing import drawing_faults

        faults += drawing_faults(bundled, read_visit(samples[0].read_bytes()))
    faults += _network_faults()
    editions = len(bundled.editions)
    bundled.close()
    for fault in faults:
        complain(fault)
    if not faults:
        print(
            f"{editions} fee schedules and {len(samples)} sample visits: OK.\n"
            "PDF and window: OK.\n"
            f"No network modules loaded ({', '.join(NETWORK)})."
        )
    return 1 if faults else 0


def _data_faults(reference: Reference) -> Iterator[str]:
    fault = reference.fault()
    if fault:
        yield fault


def _sample_faults(samples: list[Path], reference: Reference) -> Iterator[str]:
    if not samples:
        yield "the sample visits are missing. Reinstall Quarterhour."
    for sample in samples:
        expected = sample.parent / "assessments" / f"{sample.stem}.json"
        found = assessment_document(assess(read_visit(sample.read_bytes()), reference))
        if found != json.loads(expected.read_bytes()):
            yield f"{sample.name} has another result than expected. Reinstall Quarterhour."


def _network_faults() -> Iterator[str]:
    for module in NETWORK:
        if module in sys.modules:
            yield f"the network module {module} is loaded."
