"""What hints say: a title of a few words and a detail for each topic.

`parts` fills each `{...}` with a fact of the hint. That the MAC has to be asked is said once, from
`unconfirmed`, and so in no detail.
"""

from __future__ import annotations

from quarterhour.claims.hints.call_words import CALL_WORDS
from quarterhour.claims.hints.plan_words import PLAN_WORDS
from quarterhour.claims.hints.telehealth_words import TELEHEALTH_WORDS
from quarterhour.claims.hints.topic import Topic, Wording

WORDS = {
    Topic.NO_EDITION: Wording(
        "No fee schedule for {day}",
        "No fee schedule is loaded for {day}, so payment isn't shown. Units follow the newest "
        "codes loaded. Check the date, or import that year's fee schedule from CMS (File > Fee "
        "schedules).{estimate}",
    ),
    Topic.NO_EDITION_YET: Wording(
        "No fee schedule for {day}",
        "No fee schedule is loaded for {day}, so payment isn't shown. The next one loaded starts "
        "on {since}. Import the one before it from CMS (File > Fee schedules).{estimate}",
    ),
    Topic.ESTIMATED: Wording(
        "Estimated at {year} fees",
        "No fee schedule is loaded for {day}, so all amounts are estimates at {year} fees. "
        "They'll change when you import the fee schedule for that date (File > Fee schedules).",
    ),
    Topic.FLOOR_TAKEN: Wording(
        "Amounts assume the 1.0 work GPCI floor",
        "CMS's {year} file lists the work GPCI of {place} only with the floor. Quarterhour found "
        "no law that sets the floor on {day}.",
    ),
    Topic.FLOOR_LEFT_OUT: Wording(
        "Amounts leave out the 1.0 work GPCI floor",
        "CMS's {year} file lists the work GPCI of {place} with the floor ({floor}) and without it "
        "({index}). Quarterhour found no law that sets the floor on {day}, so the amounts use "
        "{index}. If the floor is law, enter it in the yearly amounts.",
    ),
    Topic.FLOOR_ASSUMED: Wording(
        "Amounts assume the 1.0 work GPCI floor",
        "You entered that there's no work GPCI floor on {day}. CMS's {year} file lists the work "
        "GPCI of {place} only with the floor, so the amounts assume it.",
    ),
    Topic.PLACE_MISSING: Wording("Enter a ZIP code", "{problem}"),
    Topic.PLACE_UNKNOWN: Wording("{named} not found", "{problem} Payment isn't shown yet."),
    Topic.PLACE_SEVERAL: Wording(
        "Choose a locality for ZIP {place}",
        "{problem} Payment isn't shown yet. Possible localities: {candidates}{others}.",
    ),
    Topic.UNREAD_ROWS: Wording(
        "{named} can't be read",
        "{named} couldn't be read when this was saved, so {counted}. Open the file in the "
        "Quarterhour window. Complete or delete what is marked there.",
    ),
    Topic.UNKNOWN_CODE: Wording(
        "Quarterhour has no rules for {code} yet",
        "{code} may be valid, but Quarterhour has no rules for it yet. It isn't counted. Check "
        "the number, or choose the service by name. If it's right, bill it by your payer's rules.",
    ),
    Topic.RULE_NOT_KNOWN: Wording(
        "Quarterhour can't count {code}",
        "{code} has a fee for this date, but Quarterhour doesn't know how it's timed. It isn't "
        "counted. View > Compare fees shows its fee.{typable}",
    ),
    Topic.RULES_TYPED: Wording(
        "You entered the rules of {code}",
        "On {day} you entered how {code} counts: {timing}. You also entered who may bill it "
        "({disciplines}) and that it's {therapy}.",
    ),
    Topic.NOT_IN_EDITION: Wording(
        "No fee for {code} on this date",
        "{code} has no fee on this date, so it isn't on the claim. Check the date of service. If "
        "{code} is valid that day, use your MAC's fee schedule.",
    ),
    Topic.BUNDLED: Wording(
        "{code} is bundled",
        "Medicare doesn't pay {code} separately. Document it, and leave it off the claim.",
    ),
    Topic.NOT_VALID: Wording(
        "Medicare doesn't accept {code}",
        "Medicare doesn't accept {code}. Use {instead}.",
    ),
    Topic.NOT_COVERED: Wording(
        "Medicare doesn't cover {code}",
        "Medicare doesn't cover {code}. Tell the patient before the service that they'll pay for "
        "it, and leave it off the claim. If another insurer needs Medicare's denial, bill it with "
        "GY. Add GX if a voluntary ABN was signed before the service.",
    ),
    Topic.NO_NATIONAL_PRICE: Wording(
        "Enter the MAC price for {codes}",
        "{codes} {have} no national fee and {are} not in the amounts yet. Enter the MAC price of "
        "each code on a row of that code.",
    ),
    Topic.SECOND_AT_HALF: Wording(
        "Full fee for one of {codes}",
        "Of {codes}, Medicare pays the highest-priced procedure at full fee and each additional "
        "procedure at half. This isn't the MPPR.{beyond}",
    ),
    Topic.BOTH_SIDES: Wording(
        "Both sides? {code} counts once here",
        "{code} counts once a day here. For both sides the claim needs 50, or LT and RT, and "
        "Medicare pays {percent}%. Quarterhour can't do that yet, so add it in your "
        "billing software.",
    ),
    Topic.MAC_PRICE_NOT_USED: Wording(
        "MAC price for {code} isn't used",
        "{code} has a national fee, so the MAC price you entered isn't used. Remove it.",
    ),
    Topic.MAC_PRICES_DIFFER: Wording(
        "Different MAC prices for {code}",
        "You entered {prices} as the MAC price of one unit of {code}. Enter one price, on every "
        "row of {code} or on one row only. Until then, {code} isn't in the amounts.",
    ),
    Topic.RESTRICTED: Wording(
        "Coverage of {code} is restricted",
        "Medicare covers {code} only for some uses. {national}",
    ),
    Topic.UNLISTED: Wording(
        "Describe the service for {code}",
        "{code} is an unlisted code. Describe the service on the claim line, or the claim is "
        "returned.",
    ),
    Topic.DRY_NEEDLING: Wording(
        "Medicare doesn't pay therapists for dry needling",
        "Medicare covers {code} only as acupuncture for chronic low back pain, and not from "
        "therapists. As entered, it will be denied{left_out}. GA means that the patient signed an "
        "ABN before the service, and GZ that none was signed. GY is for services that the law "
        "excludes.",
    ),
    Topic.DECOMPRESSION: Wording(
        "A decompression table isn't {code}",
        "Medicare doesn't cover vertebral axial decompression, by table or device, under any "
        "code. Bill {code} only for mechanical traction.",
    ),
    Topic.CAREGIVER_TRAINING: Wording(
        "Document consent for caregiver training",
        "{code} is training without the patient present. The note must show the patient's consent "
        "and how the training supports the plan of care.",
    ),
    Topic.ONCE_AN_EPISODE: Wording(
        "Bill {code} once per episode of care",
        "Bill {code} only once in an episode of care.",
    ),
    Topic.PERIOD_OF_16_DAYS: Wording(
        "Bill {code} once per 30 days",
        "Only one practitioner may bill {code}, once per 30 days. The note must show at least 16 "
        "days of data.",
    ),
    Topic.PERIOD_OF_2_DAYS: Wording(
        "Bill {code} once per 30 days",
        "Only one practitioner may bill {code}, once per 30 days. The note must show "
        "2\N{EN DASH}15 days of data.",
    ),
    Topic.STARTED_BY_PATIENT: Wording(
        "Bill {code} only if the patient asked",
        "{code} is for an established patient who called or wrote first.{how} Don't bill it if it "
        "follows from a visit within the last 7 days, or leads to one right away.",
    ),
    Topic.LISTING_DOUBTFUL: Wording(
        "Ask whether therapists may bill {code}",
        "It isn't certain that {code} is on Medicare's list of therapy codes.",
    ),
    Topic.NOT_THERAPY: Wording(
        "{code} is a chiropractic code",
        "Only a chiropractor bills {code} to Medicare, with AT for active treatment. It isn't on "
        "this therapy claim.",
    ),
    Topic.NOT_BY_A_THERAPIST: Wording(
        "{who} can't bill {code} to Medicare",
        "{who} can't bill {code} to Medicare. A qualified therapist, or an assistant whom a "
        "therapist supervises, must provide it. It isn't on the claim.",
    ),
    Topic.OTHER_DISCIPLINE: Wording(
        "{code} is {only} only",
        "{code} takes {modifier}, so only {only} can bill it. Change the row to {only}, or choose "
        "a code that {discipline} can bill. It isn't on the claim.",
    ),
    Topic.SELDOM_BILLED: Wording(
        "{discipline} rarely bills {code}",
        "{discipline} rarely bills {code}. It's usually billed by {usual}.",
    ),
    Topic.SPEECH_ASSISTANT: Wording(
        "SLP assistant minutes aren't billable",
        "Medicare doesn't cover a speech-language pathology assistant, so {minutes} minutes of "
        "{code} stay in the note and off the claim.",
    ),
    Topic.ASSISTANT_EVALUATION: Wording(
        "An assistant can't bill {code}",
        "Only a therapist can evaluate or re-evaluate, so {code} isn't on the claim. Bill only "
        "what the therapist did.",
    ),
    Topic.STRICT_TEN_PERCENT: Wording(
        "No {modifier} on the last {code} unit",
        "The therapist's own {minutes} minutes are enough for the last unit of {code}, so it has "
        "no {modifier}. Before 2022, a strict reading of the 10% test added it.",
    ),
    Topic.TWO_METHODS: Wording(
        "Two accepted 10% methods differ for {code}",
        "The assistant did {minutes} out of {total} minutes of {code} ({percent}%). By the "
        "percentage method, {modifier} {applies}. The simple method needs {least} minutes or more, "
        "so by that method {modifier} {otherwise}. Both methods are accepted; always "
        "use the same method.",
    ),
    Topic.FULL_FEE_TIE: Wording(
        "{code}: Medicare pays {least} to {most}",
        "{why}. One unit of the day is paid at full fee, and the MAC may choose either line. "
        "Medicare pays {least} to {most} for the visit. The amounts use the line that comes first.",
    ),
    Topic.TIMED_BY_CONVENTION: Wording(
        "Check how {codes} {are} timed",
        "The CPT time rule used for {codes} is widely published, but no CMS source confirms it.",
    ),
    Topic.SAME_MONTH: Wording(
        "Bill 98979 or 98980, not both",
        "98979 and 98980 can't be billed for the same month. As entered, {later} will be "
        "denied{left_out}. Keep only one code.",
    ),
    Topic.MONTH_OF_20_MINUTES: Wording(
        "20 minutes or more: use 98980",
        "98979 is for 10\N{EN DASH}19 minutes in the month. Use 98980 for 20 minutes or more.",
    ),
    Topic.LIVE_INTERACTION: Wording(
        "98979 needs a live patient interaction",
        "98979 needs one live interaction with the patient during the month. The note must show "
        "it.",
    ),
    Topic.MONTH_OF_10_MINUTES: Wording(
        "10\N{EN DASH}19 minutes: use 98979",
        "98980 needs at least 20 minutes in the month. Since 2026, 98979 is for 10\N{EN DASH}19 "
        "minutes.",
    ),
    Topic.SAME_PERIOD: Wording(
        "Bill {many} or {few}, not both",
        "{many} is for 16\N{EN DASH}30 days of data in the period, and {few} is for "
        "2\N{EN DASH}15. As entered, {later} will be denied{left_out}. Keep only one code.",
    ),
    Topic.ADD_ON_ALONE: Wording(
        "{code} is an add-on: {first} comes first",
        "{code} is an add-on, so {first} is billed first. {counts} toward {first} before {code}. "
        "Enter {first} in place of {code}. If {first} is already billed{month}, remove this row "
        "and add {code} in your billing software.",
    ),
    Topic.WOUND_AREA: Wording(
        "Enter the total wound area",
        "97597 covers the first 20 sq cm, and 97598 covers the rest. Until you enter the total "
        "area, only 97597 is billed.",
    ),
    Topic.SAME_MINUTES: Wording(
        "Did {one} and {two} share {minutes}?",
        "{one} and {two} have {minutes} each. If both treated the patient at the same time, Part B "
        "pays those minutes once. Then one discipline bills them all, or the two split the "
        "units.{session}",
    ),
    Topic.SAME_MINUTES_STATED: Wording(
        "{one} and {two} treated together: billed once",
        "You confirmed that {one} and {two} treated at the same time for {minutes}, and "
        "that {bills}. The units count these minutes once.",
    ),
    Topic.SAME_MINUTES_UNCLEAR: Wording(
        "Which minutes did {one} and {two} treat together?",
        "You confirmed that {one} and {two} treated at the same time for {minutes}, and "
        "that {bills}. The rows don't show which minutes these were, so the units may count them "
        "twice. Answer again, or enter for each discipline the minutes that it bills.",
    ),
    Topic.SAME_MINUTES_NOT_BILLED: Wording(
        "{who} earns no unit for the shared minutes",
        "You confirmed that {one} and {two} treated at the same time for {minutes}, and "
        "that {bills}. These minutes earn {who} no unit, so nobody bills them. Review the answer.",
    ),
    Topic.OTHER_MINUTES_STATED: Wording(
        "{one} and {two}: each bills its own minutes",
        "You confirmed that {one} and {two} treated at different times, or that their shared "
        "minutes are already split. The units count both.",
    ),
    Topic.TIE_OPEN: Wording(
        "Tie: {either}{to_give}",
        "{codes} have the same remaining minutes for {units}, and any choice is correct. {takers} "
        "Choose before you bill.{assistant}",
    ),
    Topic.TIE_CHOSEN: Wording(
        "Tie: you chose {chosen}",
        "{codes} have the same remaining minutes for {units}, and any choice is correct. You "
        "chose {chosen}.{assistant}",
    ),
    Topic.MANY_CHOICES: Wording(
        "{ways} correct ways to assign the units",
        "There are {ways} correct ways to assign the units. The first {most} are listed.",
    ),
    Topic.MIDPOINT_RULE: Wording(
        "Units use the CPT midpoint rule",
        "The units follow the CPT midpoint rule. Medicare's 8-minute rule gives {units}. Use this "
        "count only if the payer's contract says so. The amounts are still Medicare's.",
    ),
    Topic.ASSIGNMENT_ACCEPTED: Wording(
        "Nonparticipating: 95% of the fee schedule",
        "These amounts are 95% of the fee schedule and assume that you accept assignment. If you "
        "don't, you can charge up to 115% of these amounts, and Medicare pays the patient.",
    ),
    Topic.ASSIGNMENT_NOT_ACCEPTED: Wording(
        "Assignment not accepted: Medicare pays the patient",
        "Medicare pays the patient, who owes you up to the limiting charge. The patient's share "
        "shown is what is left after Medicare's payment.",
    ),
    Topic.PARTICIPATION_ASSUMED: Wording(
        "Amounts assume that you participate in Medicare",
        "The practice's settings don't say whether you participate, so the amounts assume that you "
        "do. For a practice that doesn't, Medicare allows 95% of the fee schedule.",
    ),
    Topic.NO_QUALIFYING_FACTOR: Wording(
        "No qualifying APM factor in {release}",
        "{release} came without the file for qualifying APM participants. The amounts use the "
        "conversion factor of other practices, {factor}. Import the zip from CMS that has both.",
    ),
    Topic.CHARGE_ON_SOME_ROWS: Wording(
        "Charge missing on some {code} rows",
        "Only some {code} rows have a charge, so it doesn't limit the allowed amount. Enter the "
        "charge on every {code} row or on none.",
    ),
    Topic.CHARGE_ABOVE_LIMIT: Wording(
        "{code} is over the limiting charge",
        "Your charge of {charge} for {code} is over the limiting charge of {limit}. Without "
        "assignment, the law doesn't let you charge more.",
    ),
    Topic.CHARGE_BELOW_FEE: Wording(
        "Your {code} charge is below the fee",
        "Your charge of {charge} for {code} is below Medicare's {which} of {fee}, so Medicare pays "
        "by your charge. {check}",
    ),
    Topic.DEDUCTIBLE_ABOVE_YEARS: Wording(
        "Deductible left is over the {year} deductible",
        "{left} is more than the whole {year} deductible of {most}. Enter what is left. "
        "Until then, Medicare's share and the patient's share aren't shown.",
    ),
    Topic.DEDUCTIBLE_TAKEN_AS_MET: Wording(
        "Amounts assume the {year} deductible is met",
        "The patient's {year} deductible isn't entered, so the amounts assume that it's met. "
        "Enter what is left, or 0 if it's met.{unknown}",
    ),
    Topic.PAYER_NOT_READ: Wording(
        "No rules for {payer}",
        "No rules of {payer} are loaded. Units follow Medicare's 8-minute rule. Modifiers, "
        "NCCI edits, daily limits (MUE), and amounts aren't shown.",
    ),
    Topic.UNITS_ONLY: Wording(
        "Units only, by the CPT midpoint rule",
        "The units follow the CPT midpoint rule. Modifiers, NCCI edits, daily limits (MUE), and "
        "amounts aren't shown, since they depend on the payer. Check the payer's contract.",
    ),
    Topic.PAIR_NEVER: Wording(
        "{two} can't be billed with {one}",
        "Medicare denies {two} with {one} on the same day{left_out}. No modifier changes that. "
        "Bill {one} or {two}, not both.",
    ),
    Topic.PAIR_NOT_KNOWN: Wording(
        "{two} with {one}: not certain",
        "The {release} edits deny {two} with {one}. It isn't known whether that edit applied on "
        "{day}, so the amounts include both codes.",
    ),
    Topic.PAIR_DENIED: Wording(
        "{two} denied with {one}",
        "Medicare denies {two} with {one} unless they were separate and the note shows "
        "it{left_out}. {question} If so, {two} takes one modifier: 59, XE, XS, XP, or XU.",
    ),
    Topic.PAIR_NOT_SEPARATE: Wording(
        "{two} stays denied with {one}",
        "You answered that {one} and {two} weren't separate. Medicare will deny {two}{left_out}.",
    ),
    Topic.PAIR_IN_DOUBT: Wording(
        "{two} with {one}: denial not certain",
        "{two} {are} treated as denied with {one}{left_out}. {one} is denied too, and no CMS "
        "source says whether the edit then still applies.{remedy}",
    ),
    Topic.PAIR_OF_TWO_DISCIPLINES: Wording(
        "Two disciplines billed {one} and {two}",
        "One practitioner couldn't bill both {one} and {two}, with or without a modifier. Both "
        "are counted because each discipline provided its own.",
    ),
    Topic.PAIR_OF_TWO_DISCIPLINES_MARKABLE: Wording(
        "Two disciplines billed {one} and {two}",
        "One practitioner couldn't bill both {one} and {two} without a modifier. Both are counted "
        "because each discipline provided its own. If your MAC wants it marked, {two} takes XP or "
        "59.",
    ),
    Topic.PAIR_STATED: Wording(
        "{modifier} is on {two} with {one}",
        "You confirmed that {one} and {two} were separate, so {modifier} is on {two}. {meaning} "
        "The note must show it.",
    ),
    Topic.PAIR_STATED_IN_PART: Wording(
        "{modifier} isn't on {two} with {one} yet",
        "You confirmed that {one} and {two} were separate. {two} takes {modifier} only if it was "
        "separate in its other pairs too.",
    ),
    Topic.PAIRS_NOT_LOADED: Wording(
        "NCCI edits for {codes} aren't loaded",
        "NCCI edits for {codes} aren't loaded for this date. Check them before you bill, or "
        "import {file} (File > Fee schedules).",
    ),
    Topic.PAIR_DELETED: Wording(
        "No modifier needed for {one} with {two}",
        "You confirmed that {one} and {two} were separate. CMS deleted this edit, so no modifier "
        "is added.",
    ),
    Topic.ADD_ON_FALLS: Wording(
        "{code} is denied with {first}",
        "{code} is an add-on to {first}, which is denied as entered. Medicare denies {code} "
        "too{left_out}. Settle {first} first.",
    ),
    Topic.UNITS_ABOVE_LIMIT: Wording(
        "{code}: {units} units, over the daily limit",
        "Medicare's daily limit for {code} is {most}. If you bill {units}, Medicare denies all "
        "{units}. {appeal}{providers}",
    ),
    Topic.LIMIT_NOT_KNOWN: Wording(
        "{code}: daily limit not certain",
        "{units} units of {code} are over the daily limit of {most} now loaded. The limit on "
        "{day} isn't known, so the amounts include all {units}.",
    ),
    Topic.MEDICAL_REVIEW: Wording(
        "{group} over {review}: possible medical review",
        "{group} allowed amounts are {total} this year, over {review}. Medicare may ask for the "
        "records, so document each visit completely.",
    ),
    Topic.ABN_NOT_USED: Wording(
        "No GA needed on this claim",
        "You confirmed a signed ABN, but no line is expected to be denied as not medically "
        "necessary. GA isn't added.",
    ),
    Topic.KX_NOT_USED: Wording(
        "KX isn't added yet",
        "You confirmed that care over the threshold is medically necessary. Enter what Medicare "
        "allowed this year before this visit. Until then KX isn't added.",
    ),
    Topic.NO_MINUTES: Wording(
        "{code} has no minutes",
        "No minutes are entered for {codes}, so it earns no unit and isn't billed.",
    ),
    Topic.NO_THRESHOLD: Wording(
        "No {year} KX threshold loaded",
        "The {year} threshold isn't loaded, so {group} allowed amounts weren't checked and KX "
        "isn't added. Enter the threshold, or find out whether KX is needed.",
    ),
    Topic.BELOW_THRESHOLD: Wording(
        "{group} under the KX threshold",
        "{so_far}, under the {year} threshold of {limit}. {accrues}",
    ),
    Topic.ABOVE_WITH_KX: Wording(
        "KX is on {codes}",
        "{so_far}, over the {year} threshold of {limit}. You confirmed medical necessity, so KX "
        "is on {codes}. The record must support it.{abn} {accrues}",
    ),
    Topic.ABOVE_WITH_ABN: Wording(
        "GA is on {codes}",
        "{so_far}, over the {year} threshold of {limit}. With the signed ABN, GA is on {codes}. "
        "Medicare will deny {codes}, and the patient owes your charge. {accrues}",
    ),
    Topic.ABOVE_THRESHOLD: Wording(
        "KX threshold: {codes} will be denied",
        "{so_far}, over the {year} threshold of {limit}. Without KX, Medicare will deny {codes}, "
        "and the amounts don't include them. If the record supports medical necessity, KX "
        "applies. If not, an ABN signed before the service allows GA. {accrues}",
    ),
    Topic.PURPOSE_MARKED: Wording(
        "{modifier} marks {purpose} care",
        "Some payers require {modifier} for {purpose} care. Medicare doesn't.",
    ),
    Topic.DENIAL_STATED: Wording(
        "{modifier} is on {code}",
        "You confirmed that Medicare will deny {code}. {modifier} is on it{left_out}. {meaning}",
    ),
    Topic.ORDER_TOO_LATE: Wording(
        "GP, GO, or GN comes too late",
        "MACs look for GP, GO, or GN in the first two modifier positions. Your order of modifiers "
        "puts it later.",
    ),
    Topic.MODIFIERS_LEFT_OFF: Wording(
        "Too many modifiers on {code}",
        "A claim line takes {most} modifiers, so {left_off} didn't fit on {code}. The others "
        "affect payment.",
    ),
    **CALL_WORDS,
    **PLAN_WORDS,
    **TELEHEALTH_WORDS,
}
