"""Minutes to billable units for US outpatient therapy: the shared units engine.

This package works alone: it knows services, minutes, and timings, and nothing of money, files,
or windows. It uses the standard library only.

The method, for the 15-minute timed codes under Medicare (Pub. 100-04 ch. 5 §20.2):

1.  The timed minutes of a discipline are added. Below 8 there is no unit; otherwise there are
    ``(total + 7) // 15``: 8 to 22 minutes are 1 unit, 23 to 37 are 2, 38 to 52 are 3.
2.  Each service gets its full 15-minute units, ``minutes // 15``.
3.  The remaining units go, one each, to the services with the most remaining minutes.
4.  Services with the same remaining minutes tie where units are too few for all: every choice is
    correct, and the clinician chooses. Without a choice, the services entered first take them, and
    all choices are listed.

Under the CPT midpoint rule the same chart is read for each service alone. Codes with other
timing (per hour, first and add-on, untimed, by area, by month) count by themselves.

Where an assistant did part of a service, its units are split: see `assistants`.

>>> from quarterhour.units import Service, count_units
>>> count = count_units([Service("97110", 33), Service("97140", 7)])
>>> [(service.group.key, service.units) for service in count.services]
[('97110', 2), ('97140', 1)]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quarterhour.units.assignment import ChoiceError
    from quarterhour.units.assistants import (
        Split,
        SplitKind,
        least_by_simple_method,
        percent_of,
    )
    from quarterhour.units.comparison import (
        Comparison,
        Difference,
        DifferenceKind,
        compare_rules,
    )
    from quarterhour.units.count import (
        MAX_ALTERNATIVES,
        Pool,
        ServiceUnits,
        UnitCount,
        count_units,
    )
    from quarterhour.units.phrases import joined, minutes_text, units_text
    from quarterhour.units.reasons import Reason, ReasonKind, reason_of
    from quarterhour.units.rules import (
        EIGHT_MINUTE_RULE,
        FULL_QUARTER_HOURS,
        MIDPOINT,
        RULES,
        Pooling,
        Rule,
    )
    from quarterhour.units.service import Group, Service
    from quarterhour.units.timings import TIMINGS, Earned, Measure, Timing
    from quarterhour.units.words import difference_sentence, pool_sentence, reason
else:
    # What is only counted with is loaded with the first count.
    _HOMES = {
        "assignment": "ChoiceError",
        "assistants": "Split SplitKind least_by_simple_method percent_of",
        "comparison": "Comparison Difference DifferenceKind compare_rules",
        "count": "MAX_ALTERNATIVES Pool ServiceUnits UnitCount count_units",
        "phrases": "joined minutes_text units_text",
        "reasons": "Reason ReasonKind reason_of",
        "rules": "EIGHT_MINUTE_RULE FULL_QUARTER_HOURS MIDPOINT RULES Pooling Rule",
        "service": "Group Service",
        "timings": "TIMINGS Earned Measure Timing",
        "words": "difference_sentence pool_sentence reason",
    }
    _HOME_OF = {name: module for module, names in _HOMES.items() for name in names.split()}

    def __getattr__(name: str) -> Any:
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
        return found


__all__ = [
    "EIGHT_MINUTE_RULE",
    "FULL_QUARTER_HOURS",
    "MAX_ALTERNATIVES",
    "MIDPOINT",
    "RULES",
    "TIMINGS",
    "ChoiceError",
    "Comparison",
    "Difference",
    "DifferenceKind",
    "Earned",
    "Group",
    "Measure",
    "Pool",
    "Pooling",
    "Reason",
    "ReasonKind",
    "Rule",
    "Service",
    "ServiceUnits",
    "Split",
    "SplitKind",
    "Timing",
    "UnitCount",
    "compare_rules",
    "count_units",
    "difference_sentence",
    "joined",
    "least_by_simple_method",
    "minutes_text",
    "percent_of",
    "pool_sentence",
    "reason",
    "reason_of",
    "units_text",
]
