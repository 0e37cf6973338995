"""Words decide nothing: replaced by numbers, they leave every result and report as it was."""

from __future__ import annotations

import csv
import io
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from builders import SAMPLES
from numbered import number_all, tables
from quarterhour.assess import assess, compare_by_rule
from quarterhour.assessment import Assessment
from quarterhour.fees import STEP_WORDS, StepKind
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.report.formats import FORMATS
from quarterhour.report.item_24 import claim_text
from quarterhour.report.payment_steps import payment_steps
from quarterhour.statements import service_pairs
from quarterhour.visit import Visit, read_visit_file
from visits import VISITS

# What is made of words alone; everything else in a result is a fact.
WORDS = {"title", "detail", "message", "reason", "no_edits", "working", "name", "what", "steps"}
SPOKEN = {"denied", "remedy"}  # in a document: words where there is something, else null


def facts_of(thing: Any) -> Any:
    """Return a result without its words, to be compared."""
    if is_dataclass(thing) and not isinstance(thing, type):
        values = {field.name: getattr(thing, field.name) for field in fields(thing)}
    elif hasattr(thing, "_asdict"):
        values = thing._asdict()
    elif isinstance(thing, dict):
        values = {key: bool(value) if key in SPOKEN else value for key, value in thing.items()}
    elif isinstance(thing, list | tuple):
        return [facts_of(part) for part in thing]
    else:
        return thing
    return type(thing), {
        str(key): bool(value) if key in WORDS else facts_of(value) for key, value in values.items()
    }


class _Shape(HTMLParser):
    """The elements of a page with their attributes, without its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, int]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, len(attributes)))


def _rows(found: Assessment) -> list[list[str]]:
    """Return the claim lines as CSV, without the reasons why one is denied or a row has none."""
    rows = list(csv.reader(io.StringIO(FORMATS["csv"](found).decode())))
    return [[*row[:-2], *(str(bool(why)) for why in row[-2:])] for row in rows]


def reported(found: Assessment) -> Any:
    """Return what all reports of a result are, without their words."""
    return (
        facts_of(assessment_document(found)),
        _Shape(FORMATS["html"](found).decode()).elements,
        _rows(found),
        claim_text(found),
        [facts_of(step) for step in payment_steps(found)],
        bool(FORMATS["text"](found)),
    )


def everything(visit: Visit, reference: Reference) -> Any:
    """Return all facts of a visit: its result, what could be confirmed, both rules, the reports."""
    found = assess(visit, reference)
    return (
        facts_of(found),
        facts_of(service_pairs(found)),
        facts_of(compare_by_rule(visit, reference)),
        reported(found),
    )


@settings(
    derandomize=True,
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(visit=VISITS)
def test_results_and_reports_of_any_visit(visit: Visit, reference: Reference) -> None:
    before = everything(visit, reference)
    with pytest.MonkeyPatch.context() as numbered:
        number_all(numbered)
        assert everything(visit, reference) == before


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("*.quarterhour")), ids=lambda path: path.stem
)
def test_pages_of_the_samples(
    sample: Any, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = assess(read_visit_file(sample), reference)
    number_all(monkeypatch)
    assert FORMATS["pdf"](found).startswith(b"%PDF-")
    said = FORMATS["text"](assess(read_visit_file(sample), reference)).decode()
    assert said != FORMATS["text"](found).decode()


def test_the_words_are_all_there() -> None:
    """Hints, steps, reasons, menus and titles: a table of another name would be left out."""
    assert {name.rsplit(".", 1)[1] for name in tables()} == {
        *(
            "ACROSS_WORDS",
            "ACTION_WORDS",
            "AMOUNT_WORDS",
            "CALL_WORDS",
            "COLUMN_WORDS",
            "COUNTED_IN_WORDS",
            "DENIAL_WORDS",
            "DIALOG_WORDS",
            "EDIT_WORDS",
        ),
        *("GOAL_WORDS", "GROUP_WORDS", "KIND_WORDS", "MARK_WORDS", "MEANING_WORDS", "OTHER_WORDS"),
        *("MODIFIER_WANTED_WORDS", "NOT_REDUCED_WORDS"),
        *(
            "PART_WORDS",
            "REASON_WORDS",
            "SETTING_WORDS",
            "SEVERITY_WORDS",
            "STATUS_WORDS",
            "STATEMENT_WORDS",
            "STEP_WORDS",
        ),
        *("ASSUMPTION_WORDS", "DATES_WORDS", "NO_PRICE_WORDS", "PLAN_WORDS", "QUESTION_WORDS"),
        *("REMEDY_WORDS", "WANTED_WORDS"),
        *("TABLE_WORDS", "TELEHEALTH_WORDS", "VERDICT_WORDS", "WORDS", "CALCULATION_WORDS"),
    }
    assert sum(name.endswith(".WORDS") for name in tables()) == 3  # hints, units, menus and titles


def test_what_a_word_decides_is_noticed(
    reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests can fail: a report that looks for the word of a step differs."""
    visit = read_visit_file(SAMPLES / "tie.quarterhour")
    looked_for = STEP_WORDS[StepKind.COINSURANCE]

    def by_word() -> Any:
        lines = assess(visit, reference).lines
        return [facts_of(step) for line in lines for step in line.steps if step.name == looked_for]

    before = by_word()
    number_all(monkeypatch)
    assert by_word() != before
