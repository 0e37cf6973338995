"""The payers' rules for the 15-minute timed codes, one module each.

A further rule is one more module that defines a `Rule`, and one more entry in `RULES`.
"""

from quarterhour.units.rules.midpoint import MIDPOINT
from quarterhour.units.rules.rule import Rule
from quarterhour.units.rules.total_minutes import TOTAL_MINUTES

RULES: dict[str, Rule] = {rule.name: rule for rule in (TOTAL_MINUTES, MIDPOINT)}

__all__ = ["MIDPOINT", "RULES", "TOTAL_MINUTES", "Rule"]
