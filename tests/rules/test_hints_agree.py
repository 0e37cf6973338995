"""Hints of one visit agree with each other and with the claim, in every visit."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from hypothesis import given

from quarterhour.assess import assess
from quarterhour.assessment import Assessment, PricedLine
from quarterhour.claims import (
    KINDS,
    Attest,
    DenialKind,
    Hint,
    ReplaceCode,
    Severity,
    Statement,
    Topic,
)
from quarterhour.fees import dollars, round_dollars
from quarterhour.reference import Reference
from quarterhour.report.document import assessment_document
from quarterhour.visit import Visit
from visits import FEW, VISITS

# Kinds that say one thing of a set of rows.
ONE_VOICE = ("ncci", "mue", "tie", "discipline", "assistant")


def of_pair(found: Assessment, hint: Hint, line: PricedLine) -> set[str]:
    """Return the code of a line, if it is of the second service of a pair."""
    return {line.line.code} if line.line.row == hint.rows[-1] else set()


def of_code(found: Assessment, hint: Hint, line: PricedLine) -> set[str]:
    """Return the code of a line, which may be counted from several rows."""
    return {line.line.code}


def of_service(found: Assessment, hint: Hint, line: PricedLine) -> set[str]:
    """Return the code of a line, if the hint is about its service."""
    return {line.line.code} if line.line.row in hint.rows else set()


def of_later(found: Assessment, hint: Hint, line: PricedLine) -> set[str]:
    """Return the code of a line of a hint, if it is not the first of them on the claim."""
    lines = [each for each in found.lines if each.line.code in hint.codes]
    return {line.line.code} if line in lines[1:] else set()


def of_row(found: Assessment, hint: Hint, line: PricedLine) -> set[str]:
    """Return the code of a line, if the hint is about its service."""
    return {line.line.code} if line.line.row in hint.rows else set()


# The hints that tell of each kind of denial, and by what code they name a line.
Naming = Callable[[Assessment, Hint, PricedLine], set[str]]
DENIALS: dict[DenialKind, tuple[tuple[Topic, ...], Naming]] = {
    DenialKind.PAIR: (
        (Topic.PAIR_DENIED, Topic.PAIR_NOT_SEPARATE, Topic.PAIR_NEVER, Topic.PAIR_IN_DOUBT),
        of_pair,
    ),
    DenialKind.ADD_ON: ((Topic.ADD_ON_FALLS,), of_row),
    DenialKind.EXCLUSIVE: (
        (Topic.SAME_MONTH, Topic.SAME_PERIOD, Topic.ONE_CALL, Topic.ONE_E_VISIT),
        of_later,
    ),
    DenialKind.ABOVE_WITHOUT_KX: (
        (Topic.ABOVE_THRESHOLD,),
        of_service,
    ),
    DenialKind.ABOVE_WITH_GA: ((Topic.ABOVE_WITH_ABN,), of_service),
    DenialKind.UNIT_LIMIT: ((Topic.UNITS_ABOVE_LIMIT,), of_code),
    DenialKind.TELEHEALTH: ((Topic.TELEHEALTH_NOT_COVERED,), of_service),
    DenialKind.NOT_TELEHEALTH: (
        (Topic.TELEHEALTH_NOT_LISTED, Topic.E_VISIT_NOT_TELEHEALTH),
        of_service,
    ),
    DenialKind.NOT_COVERED: ((Topic.NOT_COVERED_YET,), of_code),
    DenialKind.NOT_BY_THERAPISTS: ((Topic.DRY_NEEDLING,), of_code),
    DenialKind.STATED: ((Topic.DENIAL_STATED,), of_code),
    # Another payer's: tests/payers/test_any_payer.py.
    DenialKind.PAYER_LIMIT: ((Topic.PAYER_CLAIM_DENIED,), of_service),
    DenialKind.EVALUATION: ((Topic.PAYER_EVALUATION_DENIED,), of_service),
    DenialKind.PAYER_PAIR: ((Topic.PAYER_PAIR_DENIED,), of_pair),
}
# Of one service, a line may stay below the threshold and another pass it.
BY_SERVICE = (DenialKind.ABOVE_WITHOUT_KX, DenialKind.ABOVE_WITH_GA)
# Those of which a hint names the paid code too.
NAMING_THE_PAID = (DenialKind.PAIR, DenialKind.EXCLUSIVE)


def test_every_kind_of_denial_is_held() -> None:
    assert DENIALS.keys() == set(DenialKind)


@FEW
@given(visit=VISITS)
def test_a_line_is_denied_exactly_where_a_hint_says_so(visit: Visit, reference: Reference) -> None:
    found = assess(visit, reference)
    for kind, (topics, names) in DENIALS.items():
        hints = [hint for hint in found.hints if hint.topic in topics]
        denied = [
            line for line in found.lines if any(denial.kind is kind for denial in line.denials)
        ]
        for line in found.lines:
            told = any(names(found, hint, line) & set(hint.codes) for hint in hints)
            if line in denied or kind not in BY_SERVICE:
                assert told == (line in denied), (kind, line)
        for hint in hints:
            said = set().union(*(names(found, hint, line) for line in denied))
            if kind in NAMING_THE_PAID:
                assert said & set(hint.codes), hint
            else:
                assert set(hint.codes) <= said, hint


@FEW
@given(visit=VISITS)
def test_a_denial_has_the_figures_of_the_claim(visit: Visit, reference: Reference) -> None:
    found = assess(visit, reference)
    billed: Counter[str] = Counter()
    for line in found.lines:
        billed[line.line.code] += line.line.units
    for line in found.lines:
        assert len(set(line.denials)) == len(line.denials)
        for denial in line.denials:
            if denial.kind is DenialKind.UNIT_LIMIT:
                assert denial.code == line.line.code
                assert denial.units == billed[denial.code] > denial.most > 0
            elif denial.kind is DenialKind.PAIR:
                assert denial.code != line.line.code
                assert denial.code in billed
                edit = reference.edits.pair_edit(denial.code, line.line.code, visit.date_of_service)
                assert edit is not None
        beside = {denial.code for denial in line.denials if denial.kind is DenialKind.PAIR}
        both = [hint.codes for hint in found.hints if line.line.code in hint.codes]
        assert not beside or any(beside & set(codes) for codes in both)


@FEW
@given(visit=VISITS)
def test_a_denied_line_is_allowed_nothing_and_its_row_has_a_hint(
    visit: Visit, reference: Reference
) -> None:
    found = assess(visit, reference)
    named = {row for hint in found.hints for row in hint.rows}
    for line in found.lines:
        assert line.denied == bool(line.denials)
        if line.denied:
            assert not line.allowed
            assert line.line.row in named


@FEW
@given(visit=VISITS)
def test_what_is_off_the_claim_is_not_named(visit: Visit, reference: Reference) -> None:
    found = assess(visit, reference)
    lines = {line.line.row for line in found.lines}
    groups = [set(counted.group.rows) for counted in found.count.services]
    on_claim = set().union(*(group for group in groups if group & lines))
    for hint in found.hints:
        if hint.kind in ("ncci", "kx", "mue", "modifier", "provider"):
            assert set(hint.rows) <= on_claim, hint


@FEW
@given(visit=VISITS)
def test_hints_about_the_same_rows_do_not_contradict(visit: Visit, reference: Reference) -> None:
    """Above both of this year's thresholds there are two hints of kind kx, by different laws.

    Two lines of one row, a first code and its add-on, may differ in severity by one source.
    """
    for one, two in combinations(assess(visit, reference).hints, 2):
        if (one.kind, one.rows) == (two.kind, two.rows):
            assert (one.topic, one.codes) != (two.topic, two.codes)
            one_source = one.citation == two.citation and {*one.codes} & {*two.codes}
            if one.kind in ONE_VOICE or one_source:
                assert one.severity is two.severity, (one, two)


@FEW
@given(visit=VISITS)
def test_a_code_that_is_replaced_settles_its_hint(visit: Visit, reference: Reference) -> None:
    for hint in assess(visit, reference).hints:
        for action in hint.actions:
            if isinstance(action, ReplaceCode):
                for left in assess(replaced(visit, action, reference), reference).hints:
                    if (left.kind, left.rows) == (hint.kind, hint.rows):
                        assert (left.topic, left.codes) != (hint.topic, hint.codes)
                        assert action not in left.actions


UNUSED = (Topic.KX_NOT_USED, Topic.ABN_NOT_USED, Topic.BELOW_THRESHOLD, Topic.NO_THRESHOLD)


@FEW
@given(visit=VISITS)
def test_an_answer_settles_its_hint_and_is_shown_as_kept(
    visit: Visit, reference: Reference
) -> None:
    """Whatever is answered: the hint goes or is a note, and its question knows the answer.

    Taken back, all is as if nothing had been answered.
    """
    for hint in assess(visit, reference).hints:
        for asked in hint.actions:
            if not isinstance(asked, Attest):
                continue
            for answer in asked.answers:
                after = assess(replace(visit, attested=answer.attested), reference)
                for left in after.hints:
                    same = (left.topic, left.rows, left.codes) == (
                        hint.topic,
                        hint.rows,
                        hint.codes,
                    )
                    # A part of the minutes may fit no service: that stays to be mended in them.
                    if same and hint.topic is not Topic.SAME_MINUTES_UNCLEAR:
                        assert left.severity is Severity.NOTE
                again = [each for each in questions(after) if same_question(each, asked)]
                # What nothing on the claim calls for is answered in the statements alone.
                if hint.topic not in UNUSED:
                    assert again, (asked.statement, answer.kind)
                # Each discipline group above its threshold has the question of its own lines.
                confirmed = [each.kept.attested for each in again if each.kept]
                fits = hint.topic is not Topic.SAME_MINUTES_UNCLEAR
                assert not again or not fits or answer.attested in confirmed
            open_ = assess(replace(visit, attested=asked.unanswered), reference)
            for each in questions(open_):
                assert not (same_question(each, asked) and each.kept)


def questions(found: Assessment) -> list[Attest]:
    """Return the questions that a visit asks."""
    actions = [action for hint in found.hints for action in hint.actions]
    return [action for action in actions if isinstance(action, Attest)]


def same_question(one: Attest, other: Attest) -> bool:
    """Return whether two questions are of the same statement and the same services.

    That of the threshold is one, whatever lines are above it, and that of two disciplines.
    """
    if one.statement is not other.statement:
        return False
    if one.statement is Statement.NECESSARY:
        return True
    if one.statement is Statement.SAME_MINUTES:
        return {*one.disciplines} == {*other.disciplines}
    return {*one.codes} == {*other.codes}


def replaced(visit: Visit, action: ReplaceCode, reference: Reference) -> Visit:
    """Return a visit in which a code was replaced."""
    services = list(visit.services)
    entered = services[action.row].code
    assert action.code in (entered, reference.services[entered].first_code)
    services[action.row] = replace(services[action.row], code=action.other)
    return replace(visit, services=tuple(services))


@FEW
@given(visit=VISITS)
def test_every_hint_has_its_facts_and_cites_its_source(visit: Visit, reference: Reference) -> None:
    """Where a hint is about rows, it has codes: entered there, first of an add-on, or billed."""
    found = assess(visit, reference)
    on_claim = {line.line.code for line in found.lines}
    for hint in found.hints:
        assert hint.kind in KINDS
        assert hint.citation
        assert hint.severity in Severity
        assert all(0 <= row < len(visit.services) for row in hint.rows)
        assert bool(hint.rows) == bool(hint.codes), hint
        entered = {visit.services[row].code for row in hint.rows}
        known = [reference.services[code] for code in entered & reference.services.keys()]
        first = {service.first_code for service in known}
        assert set(hint.codes) <= entered | first | on_claim, hint
        for action in hint.actions:
            row = getattr(action, "row", None)
            assert row is None or row in hint.rows, hint


@FEW
@given(visit=VISITS)
def test_no_dollars_stand_beside_an_attestation(visit: Visit, reference: Reference) -> None:
    """Except those of the KX threshold, and of the amounts that count toward it."""
    found = assess(visit, reference)
    known = {
        form(amount)
        for group in found.thresholds
        for amount in (group.total, group.limit and group.limit.value)
        for form in (dollars, round_dollars)
        if amount is not None
    }
    for hint in found.hints:
        if any(isinstance(action, Attest) for action in hint.actions):
            assert set(re.findall(r"\$[0-9.,]*[0-9]", hint.text)) <= known
    for written in assessment_document(found)["hints"]:
        for action in written["actions"]:
            if action["action"] == "attest":
                assert "$" not in json.dumps(action)
