"""The modifiers and denials of another payer's claim, as far as its file states them."""

from __future__ import annotations

from collections.abc import Mapping

from quarterhour.claims import modifiers
from quarterhour.claims.claimed import Claimed
from quarterhour.claims.denials import Denial, DenialKind, Denials, line_denials
from quarterhour.claims.lines import ClaimLine
from quarterhour.payers import AssistantTerms


def lines_of_payer(claimed: Claimed) -> tuple[ClaimLine, ...]:
    """Return the lines of a payer that isn't like Medicare: without a file, without modifiers."""
    if claimed.terms is None:
        return tuple(ClaimLine(*line, modifiers=(), excluded=()) for line in claimed.unmarked)
    return tuple(
        marked_line(claimed, at, {"separate": _separate(claimed, at)})
        for at in range(len(claimed.unmarked))
    )


def marked_line(claimed: Claimed, at: int, marks: Mapping[str, str]) -> ClaimLine:
    """Return a line with its modifiers by family, as the payer's file wants them, if there is one.

    Those that the payer wants on every line come last, where there is room for them.
    """
    present = {family: mark for family, mark in _payers_marks(claimed, at, marks).items() if mark}
    kept, excluded = modifiers.in_order(present, claimed.visit.provider.modifier_order)
    wanted = claimed.terms.modifiers.always if claimed.terms else ()
    always = [mark for mark in wanted if mark not in present.values()]
    room = modifiers.MAX_MODIFIERS - len(kept)
    return ClaimLine(
        *claimed.unmarked[at],
        modifiers=(*kept, *always[:room]),
        excluded=(*excluded, *always[room:]),
    )


def _payers_marks(claimed: Claimed, at: int, marks: Mapping[str, str]) -> dict[str, str]:
    """Return the modifiers of a line by family: `marks`, but for what the payer wants otherwise."""
    terms, line = claimed.terms, claimed.unmarked[at]
    if terms is None:
        return dict(marks)
    wanted, found = terms.modifiers, dict(marks)
    found["plan-of-care"] = _plan_of_care(claimed, at, wanted.plan_of_care)
    found["assistant"] = _assistant(claimed, at, terms.assistant)
    if wanted.separate == "none":
        found["separate"] = ""
    elif wanted.separate == "X" and found.get("separate") == "59":
        found["separate"] = "XS"
    if not wanted.threshold and not wanted.consent:
        found["threshold"] = ""
    if not wanted.purpose:
        found["purpose"] = ""
    else:
        found["purpose"] = modifiers.PURPOSE.get(claimed.visit.purpose, "")
    if wanted.consent and claimed.visit.attested.denial_of(line.code) == modifiers.ADVANCE_NOTICE:
        found["threshold"] = modifiers.ADVANCE_NOTICE
    return found


def _plan_of_care(claimed: Claimed, at: int, wanted: str) -> str:
    """Return GP, GO, or GN where the payer wants it; Medicare wants it on every therapy line."""
    line = claimed.unmarked[at]
    service = claimed.services[line.row]
    evaluation = bool(service.code and service.code.evaluation)
    therapy = bool(service.code and service.code.therapy != "none")
    if wanted == "none" or (wanted == "treatment" and evaluation):
        return ""
    if wanted == "therapy-codes" and not therapy and not claimed.medicare:
        return ""
    return modifiers.DISCIPLINE_MODIFIERS[service.entry.discipline]


def _assistant(claimed: Claimed, at: int, own: AssistantTerms) -> str:
    line = claimed.unmarked[at]
    if own.modifier:
        return own.modifier if line.assistant else own.therapist_modifier
    discipline = claimed.services[line.row].entry.discipline
    usual = own.usual_modifiers and line.assistant
    return modifiers.ASSISTANT.get(discipline, "") if usual else ""


def _separate(claimed: Claimed, at: int) -> str:
    """Return the modifier that is confirmed for a line of a pair, whether or not the pair binds."""
    pairs = [pair for pair in claimed.pairs if pair.lines[1] == at]
    confirmed = {pair.marked for pair in pairs if pair.marked}
    return confirmed.pop() if len(confirmed) == 1 else "59" if confirmed else ""


def payers_denials(claimed: Claimed) -> Denials:
    """Return why the payer would deny lines: its edits, its limits, and evaluations."""
    found = {at: list(reasons) for at, reasons in _edits_and_limits(claimed).items()}
    if claimed.terms is not None and claimed.terms.evaluation_denied:
        for at in _evaluations_with_treatment(claimed):
            found.setdefault(at, []).append(Denial(DenialKind.EVALUATION))
    return {at: tuple(reasons) for at, reasons in found.items()}


def _edits_and_limits(claimed: Claimed) -> Denials:
    kinds = (DenialKind.PAIR, DenialKind.PAYER_PAIR, DenialKind.UNIT_LIMIT)
    return {
        at: own
        for at, reasons in line_denials(claimed).items()
        if (own := tuple(each for each in reasons if each.kind in kinds))
    }


def _evaluations_with_treatment(claimed: Claimed) -> list[int]:
    """Return the lines of evaluations in a discipline that treated on the same day."""
    evaluations: list[tuple[int, str]] = []
    treated = set()
    for at, line in enumerate(claimed.unmarked):
        service = claimed.services[line.row]
        if service.code and service.code.evaluation:
            evaluations.append((at, service.entry.discipline))
        else:
            treated.add(service.entry.discipline)
    return [at for at, discipline in evaluations if discipline in treated]
