"""The modifiers of a claim line, in the order of the stated default.

No single CMS order was found; contractors ask for the plan-of-care modifier in the first two
places: plan of care, then the assistant's, then 59. Confirm with your MAC.
Sources: Medicare Claims Processing Manual (Pub. 100-04) ch. 5 s. 10.3 and s. 20.1;
Social Security Act s. 1834(v).
"""

PLAN_OF_CARE = {"PT": "GP", "OT": "GO", "SLP": "GN"}
ASSISTANT = {"PT": "CQ", "OT": "CO"}
SEPARATE = "59"


def modifiers(discipline: str, assistant: bool) -> tuple[str, ...]:
    """Return the modifiers of a line. Speech-language pathology has none for an assistant."""
    plan_of_care = PLAN_OF_CARE[discipline]
    return (plan_of_care, ASSISTANT[discipline]) if assistant else (plan_of_care,)
