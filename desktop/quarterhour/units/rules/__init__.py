"""The payers' rules for the 15-minute timed codes, one module each.

A further rule is one more module that defines a `Rule`, and one more entry in `RULES`.
"""

from quarterhour.units.rules.eight_minute import EIGHT_MINUTE_RULE
from quarterhour.units.rules.midpoint import MIDPOINT
from quarterhour.units.rules.rule import Rule

RULES: dict[str, Rule] = {rule.name: rule for rule in (EIGHT_MINUTE_RULE, MIDPOINT)}

__all__ = ["EIGHT_MINUTE_RULE", "MIDPOINT", "RULES", "Rule"]
