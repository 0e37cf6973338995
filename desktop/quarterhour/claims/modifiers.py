"""The modifiers of a claim line, in order, four at most.

No single CMS order was found; MACs look for the discipline modifier in the first two
places. The usual order is that of `MODIFIER_FAMILIES`; a practice may set another. Check with
your MAC. Sources: Medicare Claims Processing Manual (Pub. 100-04) ch. 5 §10.3 and §20.1;
Social Security Act §1834(v); Form CMS-1500, item 24D (four places).
"""

from collections.abc import Mapping, Sequence

from quarterhour.visit import MODIFIER_FAMILIES

DISCIPLINE_MODIFIERS = {"PT": "GP", "OT": "GO", "SLP": "GN"}
ASSISTANT = {"PT": "CQ", "OT": "CO"}
# Care above the threshold is necessary; an ABN is signed; Medicare excludes it; no ABN is signed.
NECESSARY, ADVANCE_NOTICE, EXCLUDED, NO_NOTICE = "KX", "GA", "GY", "GZ"
# With these the patient owes the charge.
PATIENT_OWES = (ADVANCE_NOTICE, EXCLUDED)
TELEHEALTH, AUDIO_ONLY = "95", "93"
PURPOSE = {"habilitative": "96", "rehabilitative": "97"}
MAX_MODIFIERS = 4


def in_order(
    marks: Mapping[str, str], order: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return modifiers, given by family, in order, and those that a line has no place for.

    The order is the practice's, then the usual one. Those that payment depends on are kept first.
    """
    kept = [family for family in MODIFIER_FAMILIES if family in marks][:MAX_MODIFIERS]
    families = [family for family in dict.fromkeys((*order, *MODIFIER_FAMILIES)) if family in marks]
    return (
        tuple(marks[family] for family in families if family in kept),
        tuple(marks[family] for family in families if family not in kept),
    )
