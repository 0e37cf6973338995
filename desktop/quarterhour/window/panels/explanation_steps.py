"""The amounts of a row: the choices of its tie, the fees of one unit, and its claim lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quarterhour.assessment import PricedLine
from quarterhour.claims import ClaimLine
from quarterhour.entry import Outcome, TieChoice
from quarterhour.fees import MINUS, Step, StepKind, dollars
from quarterhour.units import units_text
from quarterhour.window.look import DASH, TIMES
from quarterhour.window.panels.step_tree import Below, Shown

_FEES = {
    StepKind.FEE: "Full fee, one unit",
    StepKind.REDUCED_FEE: "Reduced fee, one unit (MPPR)",
    StepKind.FEE_OF_OTHERS: "",
    StepKind.FURTHER_FEE: "",
    StepKind.CONTRACTOR_PRICE: "",
    StepKind.NONPARTICIPATING: "",
}
_SUM = "Sum"
_CURRENT = " (current)"


def explained_steps(
    outcome: Outcome, row: int, choices: Sequence[TieChoice], ways: int
) -> tuple[Shown, ...]:
    """Return the amounts of a row; `ways` is how many choices there are in all."""
    found = outcome.rows[row]
    steps = [*_tie(choices, ways), *_fees(found.lines)]
    with_place = bool(outcome.draft.place_of_service)
    steps += [_claim_line(at, line, with_place) for at, line in enumerate(found.lines)]
    return tuple(steps)


def _tie(choices: Sequence[TieChoice], ways: int) -> Iterator[Shown]:
    if not choices:
        return
    more = [choice.more for choice in choices]
    title = "Difference" if any(each is not None for each in more) else ""
    yield _plain("choices", "Choice", title)._replace(result=True)
    for at, choice in enumerate(choices):
        text = f"{choice.text()}{_CURRENT if choice.present else ''}"
        amount = "" if choice.more is None or choice.present else _signed(choice)
        yield _plain(("choice", at), text, amount)
    if ways > len(choices):
        text = f"Showing {len(choices)} of {ways:,} correct choices"
        yield _plain("more choices", text, "")._replace(quiet=True)


def _signed(choice: TieChoice) -> str:
    more = choice.more
    assert more is not None
    return f"+{dollars(more)}" if more >= 0 else f"{MINUS}{dollars(-more)}"


def _fees(lines: Sequence[PricedLine]) -> Iterator[Shown]:
    """Yield the fees of one unit, each once: they are the same on all lines of a code."""
    told: set[tuple[str, Step]] = set()
    for line in lines:
        for step in line.steps:
            if step.kind not in _FEES or (line.line.code, step) in told:
                continue
            told.add((line.line.code, step))
            name, amount = _FEES[step.kind] or step.name, dollars(step.amount)
            shown = _plain((line.line.code, step.kind, len(told)), name, amount)
            yield shown._replace(below=tuple(_parts(step)))


def _parts(step: Step) -> Iterator[Below]:
    """Yield how a fee was worked out: by its parts, where it has some."""
    if not step.parts or step.factor is None:
        yield Below(_signs(step.working))
        return
    for part in step.parts:
        yield Below(f"{part.name}   {_signs(part.working)}", f"{part.product.normalize():f}")
    total = f"{step.sum.normalize():f}"
    yield Below(f"{_SUM}   {total} {TIMES} {step.factor}", dollars(step.amount))


def _claim_line(at: int, priced: PricedLine, with_place: bool) -> Shown:
    text = _keyed(priced.line, with_place or priced.line.telehealth)
    amount = "denied" if priced.denied else DASH
    if priced.allowed is not None and not priced.denied:
        amount = dollars(priced.allowed)
    below = [
        Below(f"{step.name}   {_signs(step.working)}", dollars(step.amount))
        for step in priced.steps
        if step.kind not in _FEES and step.kind is not StepKind.DENIED
    ]
    return _plain(("line", at), text, amount)._replace(below=tuple(below))


def _keyed(line: ClaimLine, with_place: bool) -> str:
    """Return a line as it is keyed, with its place of service where one was told."""
    place = f", POS {line.place}" if with_place else ""
    return f"{' '.join((line.code, *line.modifiers))}, {units_text(line.units)}{place}"


def _plain(key: object, text: str, amount: str) -> Shown:
    return Shown(key, text, amount, ": ".join(filter(None, (text, amount))))


def _signs(working: str) -> str:
    return working.replace(" x ", f" {TIMES} ").replace(" - ", f" {MINUS} ")
