"""The assessment document: `quarterhour.assessment/1`, JSON. A table of its fields makes it."""

from __future__ import annotations

from enum import Enum
from typing import Any

from quarterhour.assessment import Assessment
from quarterhour.claims import (
    KINDS,
    Action,
    AnswerKind,
    Attest,
    DenialKind,
    Dialog,
    Hint,
    ReplaceCode,
    Severity,
    Statement,
    Topic,
    action_title,
)
from quarterhour.claims.actions import ACTION_NAMES
from quarterhour.fees import StepKind
from quarterhour.reference import YearlyAmount
from quarterhour.report.fields import (
    AMOUNT,
    FLAG,
    TEXT,
    WHOLE,
    Field,
    Form,
    constant,
    document_of,
    json_text,
    list_of,
    nullable,
    object_of,
    words,
)
from quarterhour.report.payment_fields import PAYER, PAYMENT
from quarterhour.visit import DISCIPLINES

FORMAT = "quarterhour.assessment/1"

_INDEXES = list_of(WHOLE)
_PERHAPS = nullable(TEXT)
_NUMBER = nullable(WHOLE)


def _of_locality(name: str, meaning: str, attribute: str) -> Field:
    return Field(
        name, _PERHAPS, meaning, lambda found: found.locality and getattr(found.locality, attribute)
    )


def _of_action(name: str, form: Form, meaning: str, attribute: str = "") -> Field:
    """Return a field that is null for actions that have no such attribute."""

    def found(action: Action) -> object:
        value = getattr(action, attribute or name, None)
        return value.value if isinstance(value, Enum) else value

    return Field(name, nullable(form), meaning, found)


def _kept(action: Action) -> int | None:
    """Return the place of the current answer, where there is one."""
    if not isinstance(action, Attest) or action.kept is None:
        return None
    return action.answers.index(action.kept)


def _remedy(hint: Hint) -> str | None:
    """Return the action that settles a hint; one that only opens a dialog does not count."""
    settling = (
        action
        for action in hint.actions
        if isinstance(action, ReplaceCode) or (isinstance(action, Attest) and action.kept is None)
    )
    return next(map(action_title, settling), None)


_SOURCE = object_of(
    Field("file", TEXT, "Name of a file that the figures came from"),
    Field("sha256", TEXT, "Its SHA-256"),
)
_EDITION = object_of(
    Field("release", TEXT, "The CMS release", "priced_with.release"),
    Field("conversion_factor", AMOUNT, "Dollars for each unit of relative value"),
    _of_locality("locality", "MAC-locality, or national", "id"),
    _of_locality("locality_name", "Name of the locality", "name"),
    _of_locality("state", "State of the locality", "state"),
    Field("sources", list_of(_SOURCE), "The files", "priced_with.sources"),
)
_TYPED = object_of(
    Field("year", WHOLE, "The year"),
    Field(
        "name",
        words(kind.value for kind in YearlyAmount),
        "The amount",
        lambda typed: typed.kind.value,
    ),
    Field("value", TEXT, "A number; for the floor yes, no, or its last day", "text"),
    Field("source", TEXT, "That the user entered it, and on which day"),
)
_POOL = object_of(
    Field("discipline", words(DISCIPLINES), "The discipline", "name"),
    Field("services", _INDEXES, "Indexes of its timed services", "rows"),
    Field("timed_minutes", WHOLE, "Their minutes", "minutes"),
    Field("units", WHOLE, "Their units"),
    Field("at_least", WHOLE, "Fewest minutes of this number of units"),
    Field("at_most", WHOLE, "Most minutes of this number of units"),
)
_SERVICE = object_of(
    Field("service", WHOLE, "Index of the service in the visit", "row"),
    Field("code", TEXT, "CPT or HCPCS code"),
    Field("minutes", WHOLE, "Minutes of the row"),
    Field("units", WHOLE, "Units on the claim"),
    Field("reason", TEXT, "Why it has its units"),
    Field(
        "idle_minutes",
        WHOLE,
        "Minutes that are not part of a unit, with the first row of a service",
    ),
    Field(
        "no_edits",
        _PERHAPS,
        "Codes of the day whose NCCI edit with this code was deleted, in a sentence",
        lambda result: result.no_edits or None,
    ),
)
_DENIAL = object_of(
    Field(
        "kind",
        words(kind.value for kind in DenialKind),
        "The rule by which the line is denied",
        lambda denial: denial.kind.value,
    ),
    Field("code", _PERHAPS, "The paid code of a pair", lambda denial: denial.code or None),
    Field("units", _NUMBER, "Units of the day", lambda denial: denial.units or None),
    Field("at_most", _NUMBER, "Units that a day allows", lambda denial: denial.most or None),
)
_STEP = object_of(
    Field(
        "kind",
        words(kind.value for kind in StepKind),
        "What is calculated",
        lambda step: step.kind.value,
    ),
    Field("working", TEXT, "How"),
    Field("amount", AMOUNT, "The result, in dollars"),
    Field(
        "source",
        _PERHAPS,
        "Under another payer, the text behind it, or that it is assumed",
        lambda step: step.source or None,
    ),
)
_LINE = object_of(
    Field("service", WHOLE, "Index of the service it comes from", "line.row"),
    Field("code", TEXT, "CPT or HCPCS code", "line.code"),
    Field("place_of_service", TEXT, "Place of service", "line.place"),
    Field("units", WHOLE, "Units", "line.units"),
    Field(
        "units_paid",
        _NUMBER,
        "Units that another payer pays; null where it doesn't say which, and of Medicare",
    ),
    Field("modifiers", list_of(TEXT), "In their order", "line.modifiers"),
    Field("allowed", nullable(AMOUNT), "Dollars; null where the amount is not known"),
    Field(
        "denied",
        _PERHAPS,
        "Why the payer would deny the line as entered",
        lambda priced: priced.why_denied or None,
    ),
    Field("denials", list_of(_DENIAL), "The same as fields"),
    Field(
        "steps",
        list_of(TEXT),
        "The calculation, line by line",
        lambda priced: [step.text() for step in priced.steps],
    ),
    Field("calculation", list_of(_STEP), "The same as fields", lambda priced: priced.steps),
)
_ANSWER = object_of(
    Field("answer", words(one.value for one in AnswerKind), "What it is", "kind.value"),
    Field("modifier", TEXT, "The modifier that this answer adds, empty for none"),
    Field(
        "billed_by",
        TEXT,
        "The discipline that bills the shared minutes by this answer, empty for none",
    ),
)
_ACTION = object_of(
    Field(
        "action",
        words(ACTION_NAMES.values()),
        "What it is",
        lambda action: ACTION_NAMES[type(action)],
    ),
    Field("title", TEXT, "What it is called", action_title),
    _of_action("service", WHOLE, "Index of its service", "row"),
    _of_action("code", TEXT, "The code that is replaced"),
    _of_action("other", TEXT, "The code that replaces it"),
    _of_action("statement", words(one.value for one in Statement), "What is confirmed"),
    _of_action("codes", list_of(TEXT), "The codes it is confirmed for"),
    _of_action("answers", list_of(_ANSWER), "The possible answers; none is a default"),
    Field(
        "kept",
        nullable(WHOLE),
        "Index of the current answer",
        _kept,
    ),
    Field(
        "disciplines",
        nullable(list_of(TEXT)),
        "The disciplines whose minutes may be the same",
        lambda action: getattr(action, "disciplines", None) or None,
    ),
    Field(
        "minutes",
        nullable(WHOLE),
        "How many minutes may be the same",
        lambda action: getattr(action, "minutes", None) or None,
    ),
    _of_action("dialog", words(one.value for one in Dialog), "Where something is entered"),
)
_HINT = object_of(
    Field("kind", words(KINDS), "What it is about"),
    Field(
        "topic",
        words(topic.id for topic in Topic),
        "What it says; each thing that can be said has its own",
        lambda hint: hint.topic.id,
    ),
    Field(
        "severity",
        words(severity.value for severity in Severity),
        "How much it matters",
        "severity.value",
    ),
    Field("services", _INDEXES, "Indexes of the services that it is about", lambda hint: hint.rows),
    Field("codes", list_of(TEXT), "The codes that it is about"),
    Field("title", TEXT, "What it says, in a few words"),
    Field("detail", TEXT, "Why, and what to do"),
    Field("message", TEXT, "The detail, with a note where the MAC has to be asked", "text"),
    Field("unconfirmed", FLAG, "Whether no CMS source was found, so that the MAC has to be asked"),
    Field("read", FLAG, "Whether the user has read and accepted it"),
    Field("citation", TEXT, "Its source"),
    Field("remedy", _PERHAPS, "The one action that settles it", _remedy),
    Field("actions", list_of(_ACTION), "The possible actions, the usual one first"),
    Field("commands", list_of(TEXT), "The commands that do it on a command line"),
)
ASSESSMENT = object_of(
    Field("format", constant(FORMAT), "The format of the document", lambda _: None),
    Field("payer", PAYER, "Whose rules apply", lambda found: found),
    Field(
        "edition",
        nullable(_EDITION),
        "The fee schedule of the date, if one is loaded, or that of an estimate",
        lambda found: found if found.conversion_factor is not None else None,
    ),
    Field(
        "estimated",
        FLAG,
        "Whether all amounts are an estimate with the fees of an earlier release",
        lambda found: found.estimated_with is not None,
    ),
    Field(
        "deductible_assumed_met",
        FLAG,
        "Whether the deductible left isn't entered, so that it counts as met",
    ),
    Field(
        "participation_assumed",
        FLAG,
        "Whether it isn't known that the practice participates, so that it counts as such",
    ),
    Field(
        "kx_unchecked",
        list_of(words(DISCIPLINES)),
        "Disciplines that share a KX threshold which isn't checked, because what Medicare allowed "
        "them this year isn't entered",
        lambda found: [each for group in found.kx_unchecked for each in group.value],
    ),
    Field(
        "typed_amounts",
        list_of(_TYPED),
        "Yearly amounts that the user entered and it uses",
        "typed",
    ),
    Field("timed_minutes", WHOLE, "Minutes of timed services", "count.timed_minutes"),
    Field("total_minutes", WHOLE, "Minutes of all services"),
    Field("pools", list_of(_POOL), "Timed minutes that are counted together", "count.pools"),
    Field("services", list_of(_SERVICE), "Every service of the visit"),
    Field("alternatives", list_of(_INDEXES), "Every correct choice in a tie: units by service"),
    Field("claim_lines", list_of(_LINE), "The claim lines", "lines"),
    Field(
        "units_paid",
        _NUMBER,
        "Units that another payer pays; null where it doesn't say how many, and of Medicare",
    ),
    Field(
        "payment",
        PAYMENT,
        "Dollars and rates of the visit; null where not shown",
        lambda found: found,
    ),
    Field("hints", list_of(_HINT), "What to settle before the claim is sent"),
)


def assessment_json(assessment: Assessment) -> str:
    """Return the document as indented JSON text, with a line end."""
    return json_text(assessment_document(assessment))


def assessment_document(assessment: Assessment) -> dict[str, Any]:
    """Return the assessment as a document; amounts are strings, or null where not shown."""
    return document_of(ASSESSMENT, assessment)
