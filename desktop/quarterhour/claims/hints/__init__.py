"""Hints: what to do, why, and by whose rule. One module a family, registered in `families`."""

from typing import TYPE_CHECKING

from quarterhour.later import loading

if TYPE_CHECKING:
    from quarterhour.claims.hints.families import FAMILIES, hints_of
    from quarterhour.claims.hints.hint import Hint, make_hint
    from quarterhour.claims.hints.severity import Severity
    from quarterhour.claims.hints.together import title_together, told_together
    from quarterhour.claims.hints.topic import KINDS, Topic
else:
    __getattr__ = loading(
        __name__,
        {
            "families": "FAMILIES hints_of",
            "hint": "Hint make_hint",
            "severity": "Severity",
            "together": "title_together told_together",
            "topic": "KINDS Topic",
        },
    )

__all__ = [
    "FAMILIES",
    "KINDS",
    "Hint",
    "Severity",
    "Topic",
    "hints_of",
    "make_hint",
    "title_together",
    "told_together",
]
