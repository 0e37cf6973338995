"""Price the built-in examples and check the data against its digest."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from quarterhour.assess import assess
from quarterhour.reference import Reference
from quarterhour.report import assessment_document
from quarterhour.resources import resource_folder
from quarterhour.visit import read_visit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: it has none."""


def run(options: argparse.Namespace, reference: Reference) -> int:
    """Print what was checked and return 0, or say what is wrong and return 1."""
    samples = sorted((resource_folder() / "samples").glob("*.quarterhour"))
    faults = [*_data_faults(reference), *_sample_faults(samples, reference)]
    for fault in faults:
        print(f"quarterhour: {fault}", file=sys.stderr)
    if not faults:
        print(f"{len(reference.editions)} editions and {len(samples)} sample visits are right.")
    return 1 if faults else 0


def _data_faults(reference: Reference) -> Iterator[str]:
    fault = reference.fault()
    if fault:
        yield fault


def _sample_faults(samples: list[Path], reference: Reference) -> Iterator[str]:
    if not samples:
        yield "The sample visits are missing. Install the program again."
    for sample in samples:
        expected = sample.parent / "assessments" / f"{sample.stem}.json"
        found = assessment_document(assess(read_visit(sample.read_bytes()), reference))
        if found != json.loads(expected.read_bytes()):
            yield f"{sample.name} does not come out as it should."
