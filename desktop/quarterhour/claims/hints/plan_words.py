"""What hints say about another payer's file: what it gives, assumes, leaves open, and denies.

A payer's name can be long: a hint has it once, in a sentence that is short without it.
"""

from quarterhour.claims.hints.topic import Topic, Wording

# The sentence of every rule whose own text was not seen, word for word.
NOT_VERIFIED = (
    "Not verified: Quarterhour has not seen {payer}\u2019s own text for this rule, so the amount "
    "is an assumption, not an expectation."
)
PLAN_WORDS = {
    Topic.PAYER_EXPIRED: Wording(
        "No amounts for {day}",
        "{payer}\u2019s rules in this file {ends} {last}. Units are counted; no amounts.",
    ),
    Topic.PAYER_WITHOUT_PRICES: Wording(
        "No prices in this payer's file",
        "The file of {payer} has rules and no prices, so no amounts are shown. To see them, add "
        "the prices to a copy of it.",
    ),
    Topic.PAYER_NO_PRICE: Wording(
        "No amount for {codes}",
        "{payer} lists no amount for {codes} ({why}). The totals don't include {codes}.",
    ),
    Topic.PAYER_PRICE_WANTS: Wording(
        "No amount for {codes} yet",
        "{payer} prices {codes} {wanted} The totals don't include {codes}.",
    ),
    Topic.PAYER_OPEN: Wording(
        "Open: {setting}",
        "{payer}\u2019s text doesn't say {question}. Allowed: {outcomes}. Ask, or add it to the "
        "file.",
    ),
    Topic.PAYER_AT_LEAST: Wording(
        "Amounts are the least allowed",
        "{payer} allows no less than the fee of an earlier year. That fee isn't in Quarterhour. "
        "The amounts are the least they can be.",
    ),
    Topic.PAYER_NOT_REDUCED: Wording(
        "{codes} not reduced",
        "{payer} reduces the practice expense. The prices of {codes} have none, so nothing is "
        "taken off. {remedy}",
    ),
    Topic.PAYER_COUNTS_MORE: Wording(
        "Other services of the day count, too",
        "{payer} counts {across} together in {where}. Quarterhour sees this visit alone. Other "
        "services of the day can change what is paid.",
    ),
    Topic.PAYER_NOT_FOR: Wording(
        "Some visits aren't reduced",
        "The reduction of {payer} isn't for this: {not_for}. Quarterhour can't tell whether it is "
        "so, and reduces.",
    ),
    Topic.PAYER_CHARGES_WANTED: Wording(
        "No charge for {codes}",
        "{payer} compares charges with one amount for several lines. One for {codes} is missing, "
        "so no charge limits that amount. Enter the charge.",
    ),
    Topic.PAYER_ASSUMED: Wording(
        "Assumed: {setting}",
        "{payer} was not seen to say how {setting} works. {assumption} Ask, or add it to the file.",
    ),
    Topic.PAYER_LIKE_MEDICARE: Wording(
        "Priced like Medicare",
        "This file says that {payer} works like Medicare where it says nothing else. That is an "
        "assumption. Check the contract.",
    ),
    Topic.PAYER_TOLD_BY_OTHERS: Wording(
        "Not the payer's own text",
        f"According to {{who}}, {{day}}. Check before you rely on it. {NOT_VERIFIED} It is about "
        "{settings}.",
    ),
    Topic.PAYER_FITTED: Wording(
        "Fitted to published amounts",
        "This formula was found from amounts that {payer} published. The order that sets it was "
        "not read. It is about {settings}.",
    ),
    Topic.PAYER_COPIED: Wording(
        "From a copy of the text",
        "{source} was read in a copy that may be cut. An exception may be in the next paragraph. "
        "Not checked against the live text since {day}.",
    ),
    Topic.PAYER_NOT_CHECKED: Wording(
        "Not checked since {day}",
        "The rules of {payer}: not checked against the live text since {day}.",
    ),
    Topic.PAYER_TYPED: Wording(
        "From your contract",
        "From your contract, as you typed it on {day}. Quarterhour has not seen it.",
    ),
    Topic.PAYER_COUNTS_DIFFER: Wording(
        "How units are counted is open",
        "{payer}\u2019s text doesn't say {question}. Units: {outcomes}. The lines show the first. "
        "Ask before you bill.",
    ),
    Topic.PAYER_DOES_NOT_PAY: Wording(
        "{codes} isn't paid",
        "{payer} does not pay {codes}. It's documented and not billed.",
    ),
    Topic.PAYER_REPLACES: Wording(
        "{other} in place of {code}",
        "{payer} wants {other} in place of {code}. The claim line has {other}.",
    ),
    Topic.PAYER_UNITS_OPEN: Wording(
        "Over a limit: what is paid is open",
        "The units of the day are over {payer}\u2019s limit. Its text doesn't say which of {codes} "
        "are paid{outcomes}. Ask, or add it to the file.",
    ),
    Topic.PAYER_CUTS: Wording(
        "Units of {code} paid: {paid} of {units}",
        "Of the units of {code}, {payer} pays {paid} of {units}. The rest is over its limit.",
    ),
    Topic.PAYER_CLAIM_DENIED: Wording(
        "Denied: over the payer's limit",
        "{payer} denies {codes}. The day is over its limit. Ask how the claim can be appealed.",
    ),
    Topic.PAYER_EVALUATION_DENIED: Wording(
        "{codes} denied with treatment",
        "{payer} pays no evaluation on the day of treatment in the same discipline.",
    ),
    Topic.PAYER_PAIR: Wording(
        "{one} with {two}: an edit of Medicare's",
        "Medicare\u2019s edits (NCCI) have {two} with {one}. {payer} was not seen to say whether "
        "it follows them. {remedy}",
    ),
    Topic.PAYER_PAIR_DENIED: Wording(
        "{two} is not paid with {one}",
        "{payer} does not pay {two} with {one} on the same day. {remedy}",
    ),
    Topic.PAYER_PAIR_SEPARATE: Wording(
        "{two} with {one}: you confirmed {modifier}",
        "{payer} pays {two} with {one} only if they were separate. You confirmed that they were.",
    ),
    Topic.PAYER_UNITS: Wording(
        "{units} units of {code}: over Medicare's daily limit",
        "Medicare\u2019s daily limit (MUE) of {code} is {most}. {payer} was not seen to say "
        "whether it has that limit.",
    ),
    Topic.PAYER_UNITS_DENIED: Wording(
        "{units} units of {code}: over the daily limit",
        "{payer} denies {code}. The daily limit (MUE) is {most}, and {units} units are billed.",
    ),
    Topic.PAYER_SEPARATE: Wording(
        "Modifier {modifier} with this payer",
        "{payer} was not seen to say how it takes modifier {modifier}. Some payers often deny "
        "lines with it: keep the note ready that shows what was separate.",
    ),
    Topic.PAYER_WANTS_MODIFIER: Wording(
        "{modifier} with this payer",
        "{payer} wants {modifier}. {reason}",
    ),
    Topic.PAYER_PLAN_OF_CARE: Wording(
        "GP, GO, and GN may be optional",
        "{payer} was not seen to say whether it wants GP, GO, or GN. The lines show them. Leave "
        "them off if it doesn't want them.",
    ),
    Topic.PAYER_TELEHEALTH: Wording(
        "Telehealth with this payer",
        "{payer} was not seen to say whether it pays telehealth. Ask how it wants {codes} marked: "
        "no modifier is added.",
    ),
    Topic.PAYER_MODIFIERS_LEFT_OFF: Wording(
        "No place for {left_off}",
        "A claim line has room for {most} modifiers. {left_off} found none on {code}.",
    ),
}

# What a setting's silence leaves open, and what is assumed instead.
QUESTION_WORDS = {
    "counting.method": "how minutes become units",
    "counting.others": "how codes outside its list are counted",
    "reduction.kind": "whether several services a day are paid less",
    "reduction.tie": "which of equal units is paid in full",
    "assistant.of": "what the cut for assistants is taken of",
    "assistant.sum": "whether it cuts one amount that is an assistant's in part",
    "patient.order": "which lines a deductible or copay is taken from",
    "caps.by": "whether its limit is for each discipline",
    "caps.rvus": "which RVUs go when its limit is passed",
    "caps.surplus": "which units go when its limit is passed",
}
ASSUMPTION_WORDS = {
    "counting": "Units follow Medicare\u2019s 8-minute rule.",
    "lesser_of_charge": "Priced as the lower of your charge and the price, line by line.",
    "reduction": "With Medicare\u2019s reduction or without one, these amounts are the same.",
    "assistant": "Priced and marked as if the therapist did it all.",
    "patient": "What the patient owes isn't shown.",
    "price.edition": "Priced by the fee of the date of service.",
    "price.place": "Priced by the fee of the visit\u2019s place.",
    "price.gpci": "Priced without a location adjustment (GPCI).",
    "price.evaluation": "Paid like a visit with an evaluation.",
    "price.per": "Each discipline is paid a visit.",
    "reduction.pays": "Priced at half of what it reduces.",
    "reduction.rank": "Ranked by practice expense RVUs, then by price.",
    "reduction.per": "One unit of the day is paid in full.",
    "assistant.factor": "Priced as if the therapist did it all.",
    "assistant.modifiers": "No modifier shows the assistant.",
    "caps.minutes": "It limits the units that the 8-minute rule makes of its minutes.",
    "caps.surplus": "Paid up to the limit.",
    "unit_limits.surplus": "Paid up to the limit.",
    "rounding": "Medicare\u2019s fee is rounded to cents, and so is the percent of it.",
    "patient.balance": "The patient\u2019s share has nothing above the allowed amount.",
    "patient.deductible": "None is taken: the one of the visit is Medicare\u2019s.",
}
NO_PRICE_WORDS = {
    "by-report": "by report",
    "by-agreement": "by agreement",
    "not-listed": "not listed",
    "bundled": "bundled",
}
WANTED_WORDS = {
    "charge": "by your charge. Enter the charge.",
    "place": "by the place. Enter the ZIP code or locality.",
    "table": "by a table that isn't in its file. Enter the price in a copy of the file.",
    "release": "by a fee schedule that isn't loaded, or by a year that has several.",
}
NOT_REDUCED_WORDS = {
    "practice-expense": "If your contract reduces them, use practice-expense-proportion in the "
    "file.",
    "practice-expense-proportion": "They have no RVUs on this date.",
}
REMEDY_WORDS = {
    "open": "If it does, {two} needs a modifier, and only where both were separate.",
    "open, never": "If it does, no modifier lets both be paid.",
    "denied": "If both were separate, {two} takes a modifier.",
    "denied, never": "No modifier lets both be paid.",
}
DATES_WORDS = {"ended": "end on", "not begun": "begin on"}
MODIFIER_WANTED_WORDS = {
    "threshold": "Its threshold isn\u2019t in its file, so no line has KX. Add it where it is "
    "wanted.",
    "purpose": "Enter whether the care is habilitative or rehabilitative.",
}
ACROSS_WORDS = {"group": "all providers of a practice", "all": "all providers"}
COUNTED_IN_WORDS = {"caps": "its limit", "reduction": "its reduction"}
