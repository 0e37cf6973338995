"""What hints say: a title and a sentence or two for each topic.

`parts` fills them with the facts of the hint, and says what `{...}` and `[[...]]` stand for.
"""

from __future__ import annotations

from quarterhour.claims.hints.call_words import CALL_WORDS
from quarterhour.claims.hints.telehealth_words import TELEHEALTH_WORDS
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.hints.wording import Wording

SEVERITY_WORDS = {"action": "Action", "warning": "Warning", "note": "Note"}


WORDS = {
    Topic.NO_EDITION: Wording(
        "No fee schedule for {day}",
        "No fee schedule is loaded for {day}. Codes and units are those of {last}, the newest "
        "release held; money is withheld. "
        "Loaded: {first} to {last}, for dates from {since} to {until}. Check the date of service, "
        "or import the year's RVU release zip from CMS (File > Fee schedules).{estimate}",
    ),
    Topic.NO_EDITION_YET: Wording(
        "No fee schedule for {day}",
        "{next} begins on {since}, and no fee schedule is loaded that prices {day}: units and "
        "modifiers are shown, money is withheld. Import the release before it from CMS (File > "
        "Fee schedules).{estimate}",
    ),
    Topic.ESTIMATED: Wording(
        "Estimated at {year} fees",
        "No fee schedule is loaded for {day}. All amounts are an estimate at the {year} fees of "
        "{release}, and change once the release of the date is imported from CMS (File > Fee "
        "schedules).",
    ),
    Topic.FLOOR_TAKEN: Wording(
        "Amounts assume the 1.0 work GPCI floor",
        "CMS's file for {year} ({release}) has the work GPCI of {place} with the floor only, so "
        "the amounts assume the floor. Only this file says that the floor is law on {day}.",
    ),
    Topic.FLOOR_LEFT_OUT: Wording(
        "Amounts leave out the 1.0 work GPCI floor",
        "CMS's file for {year} ({release}) has the work GPCI of {place} with the 1.0 floor, "
        "{floor}, and without it, {index}. No law that sets the floor on {day} is loaded, so the "
        "amounts use {index}. If it is law, enter the floor in the yearly amounts.",
    ),
    Topic.FLOOR_ASSUMED: Wording(
        "Amounts assume the 1.0 work GPCI floor",
        "You entered that no work GPCI floor holds on {day}. CMS's file for {year} ({release}) has "
        "the work GPCI of {place} with the floor only, so the amounts assume the floor.",
    ),
    Topic.PLACE_MISSING: Wording("Enter a ZIP code", "{problem} Money is withheld."),
    Topic.PLACE_UNKNOWN: Wording("{place} not found", "{problem} Money is withheld."),
    Topic.PLACE_SEVERAL: Wording(
        "Choose a locality for ZIP {place}",
        "{problem} Money is withheld. Candidates: {candidates}.",
    ),
    Topic.UNKNOWN_CODE: Wording(
        "Quarterhour has no rules for {code} yet",
        "{code} may be valid, but its rules are not in Quarterhour yet: check the number, or "
        "choose the service by name. If it is right, bill it by your payer's rules; here it is "
        "not counted.",
    ),
    Topic.RULE_NOT_KNOWN: Wording(
        "Quarterhour can't count {code}",
        "{code} is in the fee schedule of {release}, and this program does not know its rules: "
        "rule not known, so it is not counted. View > Compare fees shows its fee.{typable}",
    ),
    Topic.RULES_TYPED: Wording(
        "Rules of {code} typed by you on {day}",
        "How {code} counts ({clock}), who may bill it ({disciplines}) and that it is {therapy} "
        "were typed by you on {day}[[: confirm with your MAC]].",
    ),
    Topic.NOT_IN_EDITION: Wording(
        "No fee for {code} on this date",
        "{code} is not among the figures held for {release}, so it is left off: check the date of "
        "service. If the code is valid on it, bill it by your MAC's own fee schedule.",
    ),
    Topic.BUNDLED: Wording(
        "{code} is bundled",
        "{code} is bundled: Medicare pays nothing for it apart from the other services. "
        "Document it, and leave it off the claim.",
    ),
    Topic.NOT_VALID: Wording(
        "Medicare doesn't accept {code}", "{code} is not valid for Medicare: use {instead}."
    ),
    Topic.NOT_COVERED: Wording(
        "Medicare doesn't cover {code}",
        "Medicare does not cover {code}: tell the patient before the service that it is at "
        "their own cost, and leave it off the claim. If the patient wants Medicare's refusal for "
        "another insurer, it goes out with GY, and GX where a voluntary ABN was signed"
        "[[ (confirm with your MAC)]].",
    ),
    Topic.NO_NATIONAL_PRICE: Wording(
        "Enter your MAC's price for {codes}",
        "{codes} {have} no national price: enter the one your MAC gives for each code, on a row of "
        "that code. Until then {codes} {are} not in the amounts shown.",
    ),
    Topic.SECOND_AT_HALF: Wording(
        "Only one of {codes} is paid in full",
        "Of {codes} Medicare pays the highest-priced in full and each further one at half of its "
        "whole fee (multiple procedure indicator 2), apart from the MPPR[[: confirm with your "
        "MAC]]."
        "{beyond}",
    ),
    Topic.BOTH_SIDES: Wording(
        "{code} counts once here: both sides?",
        "{code} counts once a day here. For both sides the claim takes 50, or LT and RT, and "
        "Medicare pays {percent} percent[[ (confirm with your MAC)]]. That is not in Quarterhour "
        "yet: bill it by hand.",
    ),
    Topic.MAC_PRICE_NOT_USED: Wording(
        "MAC price for {code} isn't used",
        "The MAC's price entered for {code} is not used, since the fee schedule prices {code} "
        "itself: remove it (Edit > Service details).",
    ),
    Topic.MAC_PRICES_DIFFER: Wording(
        "Different MAC prices for {code}",
        "{prices} are entered as the MAC's price of one unit of {code}, which has one price. "
        "Enter the same on each of its rows, or on one alone (Edit > Service details). Until then "
        "it is not in the amounts shown.",
    ),
    Topic.RESTRICTED: Wording(
        "Coverage of {code} is restricted",
        "Coverage of {code} is restricted. {national}[[ Confirm with your MAC that it pays for "
        "this use.]]",
    ),
    Topic.UNLISTED: Wording(
        "Describe the service for {code}",
        "{code} is an unlisted code: describe the service on the claim line, or the claim is "
        "returned[[ (confirm with your MAC)]].",
    ),
    Topic.DRY_NEEDLING: Wording(
        "Medicare doesn't pay therapists for dry needling",
        "Medicare covers {code} only as acupuncture for chronic low back pain, and not by "
        "therapists[[ (confirm with your MAC)]]. As entered it is denied{left_out}. GA goes on the "
        "line if the patient signed an ABN first, and GZ if not; GY is for what the law excludes.",
    ),
    Topic.DECOMPRESSION: Wording(
        "A decompression table is not {code}",
        "Medicare covers no vertebral axial decompression, by table or device, as {code} or "
        "otherwise: bill {code} for mechanical traction alone[[ (confirm with your MAC)]].",
    ),
    Topic.CAREGIVER_TRAINING: Wording(
        "Document consent for caregiver training",
        "{code} trains the caregiver without the patient: the note must hold the patient's "
        "consent and how the training serves the plan of care[[ (confirm with your MAC)]].",
    ),
    Topic.ONCE_AN_EPISODE: Wording(
        "Bill {code} once per episode of care",
        "{code} is billed once for an episode of care[[ (confirm with your MAC)]].",
    ),
    Topic.PERIOD_OF_16_DAYS: Wording(
        "Bill {code} once per 30 days",
        "{code} is billed once in 30 days, by one practitioner, for 16 days with data or more: the "
        "note must hold them[[ (confirm with your MAC)]].",
    ),
    Topic.PERIOD_OF_2_DAYS: Wording(
        "Bill {code} once per 30 days",
        "{code} is billed once in 30 days, by one practitioner, for 2 to 15 days with data: the "
        "note must hold them[[ (confirm with your MAC)]].",
    ),
    Topic.STARTED_BY_PATIENT: Wording(
        "Bill {code} only where the patient asked",
        "{code} is for a known patient who called or wrote first{how}. It is not for what "
        "follows from a visit of the 7 days before, or leads to one at once[[ (confirm with your "
        "MAC)]].",
    ),
    Topic.LISTING_DOUBTFUL: Wording(
        "Ask whether therapists may bill {code}",
        "That {code} is on Medicare's list of therapy codes is not certain[[: confirm with your "
        "MAC]].",
    ),
    Topic.NOT_THERAPY: Wording(
        "{code} is a chiropractic code",
        "{code} is not a therapy code: only a chiropractor bills it to Medicare, with AT while "
        "the treatment is active[[ (confirm with your MAC)]]. It is left off this claim, which is "
        "for therapy.",
    ),
    Topic.NOT_BY_A_THERAPIST: Wording(
        "{who} can't bill {code} to Medicare",
        "{who} cannot bill {code} to Medicare as therapy: a qualified therapist, or an assistant "
        "under one, must give it. It is left off the claim.",
    ),
    Topic.OTHER_DISCIPLINE: Wording(
        "{code} is {only} only",
        "{code} goes with {modifier} only[[ (confirm with your MAC)]]: enter it under {only}, or "
        "choose a code that {discipline} may bill. It is left off the claim.",
    ),
    Topic.SELDOM_BILLED: Wording(
        "{discipline} rarely bills {code}",
        "{code} is seldom billed under {discipline} (usual: {usual})[[: confirm with your MAC]].",
    ),
    Topic.SPEECH_ASSISTANT: Wording(
        "SLP assistant minutes aren't billable",
        "Medicare does not cover a speech-language pathology assistant: {minutes} minutes of "
        "{code} are documented, not billed.",
    ),
    Topic.ASSISTANT_EVALUATION: Wording(
        "An assistant can't bill {code}",
        "An assistant may not do an evaluation or re-evaluation: {code} is left off the claim. "
        "Only what a therapist did is billed.",
    ),
    Topic.STRICT_TEN_PERCENT: Wording(
        "No {modifier} on the last {code} unit",
        "The therapist's own {minutes} minutes earn the last unit of {code}, so it has no "
        "{modifier}; before 2022 a strict reading of the 10 % test added it"
        "[[: confirm with your MAC]].",
    ),
    Topic.TWO_METHODS: Wording(
        "Two accepted 10% methods differ for {code}",
        "The assistant's {minutes} of {total} minutes of {code} are {percent} %: by the "
        "percentage method {modifier} {applies}. The simple method asks for {least} minutes or "
        "more, so that by it {modifier} {otherwise}. Both are accepted: use one throughout[[ "
        "(confirm with your MAC)]].",
    ),
    Topic.FULL_FEE_TIE: Wording(
        "{code}: Medicare pays {least} to {most}",
        "{why}, and one unit of the day is paid in full: the MAC may take either, and Medicare "
        "pays {least} to {most} for the visit. The amounts take the line that comes first[[ "
        "(confirm with your MAC)]].",
    ),
    Topic.TIMED_BY_CONVENTION: Wording(
        "Check the timing of {codes}",
        "How the minutes of {codes} are counted is widely stated; Medicare's own text was not "
        "seen[[: confirm with your MAC]].",
    ),
    Topic.SAME_MONTH: Wording(
        "Bill 98979 or 98980, not both",
        "98979 and 98980 are not billed for the same month: keep one[[ (confirm with your MAC)]]. "
        "As entered, {later} is denied{left_out}.",
    ),
    Topic.MONTH_OF_20_MINUTES: Wording(
        "20 minutes or more: use 98980",
        "20 minutes or more in the month is 98980: use it, not 98979[[ (confirm with your MAC)]].",
    ),
    Topic.LIVE_INTERACTION: Wording(
        "98979 needs a live patient interaction",
        "98979 needs one live interaction with the patient in the month: note it"
        "[[ (confirm with your MAC)]].",
    ),
    Topic.MONTH_OF_10_MINUTES: Wording(
        "10\N{EN DASH}19 minutes: use 98979",
        "10 to 19 minutes in the month is 98979 from 2026 on: use it[[ (confirm with your MAC)]].",
    ),
    Topic.SAME_PERIOD: Wording(
        "Bill {many} or {few}, not both",
        "{many} is for 16 to 30 days of data in the period, {few} for 2 to 15: keep one"
        "[[ (confirm with your MAC)]]. As entered, {later} is denied{left_out}.",
    ),
    Topic.ADD_ON_ALONE: Wording(
        "{code} is an add-on: {first} comes first",
        "{code} is an add-on to {first}: {counts} from {first} on, so {first} is billed first. "
        "Enter {first} in its place. If {first} is billed already{month}, remove this row and bill "
        "{code} by hand.",
    ),
    Topic.WOUND_AREA: Wording(
        "Enter the total wound area",
        "Enter the whole treated area in square cm: 97597 is its first 20, and 97598 is counted "
        "from the rest. Without it, only 97597 is billed.",
    ),
    Topic.SAME_MINUTES: Wording(
        "Were these {one} and {two} minutes the same?",
        "{one} and {two} have {minutes} each: were they the same minutes? Where both treat the "
        "patient at once, Part B pays those minutes once: the units are split, or one of the two "
        "bills them[[ (confirm with your MAC)]].{session}",
    ),
    Topic.SAME_MINUTES_STATED: Wording(
        "{one} and {two}: same minutes, billed once",
        "You answered that {one} and {two} treated the patient at once for {minutes}, and that "
        "{bills}. The units count these minutes once[[ (confirm with your MAC)]].",
    ),
    Topic.SAME_MINUTES_UNCLEAR: Wording(
        "Which {one} and {two} minutes were the same?",
        "You answered that {one} and {two} treated the patient at once for {minutes}, and that "
        "{bills}. The minutes entered do not show which ones those are, so the units may count "
        "them twice. Answer again, or enter for each discipline the minutes it bills.",
    ),
    Topic.SAME_MINUTES_NOT_BILLED: Wording(
        "{who} earns no unit for the same minutes",
        "You answered that {one} and {two} treated the patient at once for {minutes}, and that "
        "{bills}. These minutes earn {who} no unit, so nobody bills them. Review the answer.",
    ),
    Topic.OTHER_MINUTES_STATED: Wording(
        "{one} and {two}: different minutes",
        "You answered that {one} and {two} entered different minutes: the units count both.",
    ),
    Topic.TIE_OPEN: Wording(
        "Tie: {either}",
        "{codes} have equal remainders and tie for {units}; every choice is valid. {takers} by "
        "order of entry: choose before you bill.{assistant}",
    ),
    Topic.TIE_CHOSEN: Wording(
        "Tie: you chose {chosen}",
        "{codes} have equal remainders and tie for {units}; every choice is valid. By your choice "
        "{takers}.{assistant}",
    ),
    Topic.MANY_CHOICES: Wording(
        "{ways} correct ways to assign the units",
        "There are {ways} valid allocations; the first {most} are listed.",
    ),
    Topic.MIDPOINT_RULE: Wording(
        "Units use the CPT midpoint rule",
        "The 15-minute codes are counted by the CPT midpoint rule; Medicare adds the minutes, "
        "which gives {units}. Use this count only where the payer's contract says so; the amounts "
        "are Medicare's, not that payer's.",
    ),
    Topic.ASSIGNMENT_ACCEPTED: Wording(
        "Nonparticipating: 95% of the fee schedule",
        "The amounts are 95 % of the fee schedule and assume that you accept assignment. Without "
        "it the patient may be charged up to 115 % of them, and Medicare pays the patient"
        "[[ (confirm with your MAC)]].",
    ),
    Topic.ASSIGNMENT_NOT_ACCEPTED: Wording(
        "Unassigned: Medicare pays the patient",
        "Without assignment Medicare pays the patient, who owes you up to the limiting charge; "
        "what the patient pays is shown net of it[[ (confirm with your MAC)]].",
    ),
    Topic.NO_QUALIFYING_FACTOR: Wording(
        "No qualifying APM factor in {release}",
        "{release} came without the file of qualifying APM participants: the amounts are by "
        "the factor of other practices, {factor}. Import the release zip from CMS that has both.",
    ),
    Topic.CHARGE_ON_SOME_ROWS: Wording(
        "Charge missing on some {code} rows",
        "Only some rows of {code} have a charge, so the charge of its claim line is not known, "
        "and does not limit the amount. Enter the charge on every row of {code}, or on none "
        "(Edit > Service details).",
    ),
    Topic.CHARGE_ABOVE_LIMIT: Wording(
        "{code} is charged above the limiting charge",
        "Your charge of {charge} for {code} is above the limiting charge of {limit}. Without "
        "assignment the law does not let you charge more[[ (confirm with your MAC)]].",
    ),
    Topic.DEDUCTIBLE_ABOVE_YEARS: Wording(
        "Deductible above that of {year}",
        "{left} is more than the whole deductible of {year}, {most}: enter what is left of it. "
        "Until then, what Medicare and the patient pay is withheld.",
    ),
    Topic.DEDUCTIBLE_TAKEN_AS_MET: Wording(
        "Amounts assume the {year} deductible is met",
        "What is left of the patient's {year} deductible isn't entered, so the amounts assume that "
        "it is met. Enter what is left, or 0 if it is met.{unknown}",
    ),
    Topic.PAYER_NOT_READ: Wording(
        "No rules loaded for {payer}",
        "The payer of this visit is {payer}, whose rules are not loaded. Units are counted by "
        "total minutes. Modifiers, code pairs, unit limits and amounts are not shown.",
    ),
    Topic.PAIR_NEVER: Wording(
        "{two} can't be billed with {one}",
        "{one} and {two} are never paid together on one day: {two} (column 2) {are} denied, "
        "with or without a modifier{left_out}. Bill one of them.",
    ),
    Topic.PAIR_NOT_KNOWN: Wording(
        "{one} and {two}: pair on {day} not known",
        "{one} (column 1) and {two} (column 2) are a pair in the list of {release}; whether it "
        "was in force on {day} is not known, so that both are priced[[ (confirm with your MAC)]].",
    ),
    Topic.PAIR_DENIED: Wording(
        "{two} will be denied with {one}",
        "{two} (column 2) {are} denied with {one} (column 1), unless they were separate and the "
        "note shows it{left_out}. {question} If so, {two} takes one modifier: 59, XE, XS, XP or "
        "XU.",
    ),
    Topic.PAIR_NOT_SEPARATE: Wording(
        "{two} stays denied with {one}",
        "Your answer is that {one} and {two} were not provided separately: {two} {are} denied"
        "{left_out}.",
    ),
    Topic.PAIR_IN_DOUBT: Wording(
        "{two} with {one}, which is denied: in doubt",
        "{two} (column 2) {are} taken as denied beside {one} (column 1){left_out}. {one} is denied "
        "itself, and no text of CMS was found that settles whether the pair then still denies "
        "{two}[[ (confirm with your MAC)]].{remedy}",
    ),
    Topic.PAIR_OF_TWO_DISCIPLINES: Wording(
        "Two disciplines billed {one} and {two}",
        "{two} (column 2) {are} not paid beside {one} (column 1) to one practitioner. The amounts "
        "take it that therapists of two disciplines gave them, and count both; no modifier would "
        "let one practitioner bill both[[ (confirm with your MAC)]].",
    ),
    Topic.PAIR_OF_TWO_DISCIPLINES_MARKABLE: Wording(
        "Two disciplines billed {one} and {two}",
        "{two} (column 2) {are} not paid beside {one} (column 1) to one practitioner. The amounts "
        "take it that therapists of two disciplines gave them, and count both. State it (Edit > "
        "Claim statements) where your MAC wants that marked: XP, or 59, goes on {two}"
        "[[ (confirm with your MAC)]].",
    ),
    Topic.PAIR_STATED: Wording(
        "{modifier} is on {two}",
        "You said that {one} and {two} were separate: modifier {modifier} is on {two} "
        "(column 2)[[ (confirm with your MAC)]]. {meaning} The note must show it.",
    ),
    Topic.PAIR_STATED_IN_PART: Wording(
        "{modifier} isn't on {two} yet",
        "You state that {one} and {two} were separate. {two} takes {modifier} once the same is "
        "stated of its other pairs[[ (confirm with your MAC)]].",
    ),
    Topic.PAIRS_NOT_LOADED: Wording(
        "NCCI pairs of {codes} aren't loaded",
        "NCCI pairs of {codes} for this date are not loaded: check them before you bill, or import "
        "{file} (File > Fee schedules)[[. Confirm with your MAC]].",
    ),
    Topic.PAIR_DELETED: Wording(
        "No modifier needed for {one} with {two}",
        "You state that {one} and {two} were separate. No NCCI edit is in force between them "
        "(deleted), so no modifier is added.",
    ),
    Topic.ADD_ON_FALLS: Wording(
        "{code} is denied with {first}",
        "{code} is an add-on to {first}, which is denied as entered: it is denied with "
        "it{left_out}. What settles {first} settles {code}.",
    ),
    Topic.UNITS_ABOVE_LIMIT: Wording(
        "{code}: {units} units, over the daily limit",
        "{units} units of {code} are more than the {most} that one day allows. As it stands "
        "Medicare denies {code} for the day, not only the units above[[ (confirm with your MAC)]]"
        ": bill {most}. {appeal}{providers}",
    ),
    Topic.LIMIT_NOT_KNOWN: Wording(
        "{code}: limit on {day} not known",
        "{units} units of {code} are more than the {most} of one day in the table of {release}; "
        "what the limit was on {day} is not known, so that they are priced[[ (confirm with your "
        "MAC)]].",
    ),
    Topic.MEDICAL_REVIEW: Wording(
        "{group} over {review}: possible medical review",
        "{group} allowed amounts come to {total}, above the {review} from which a contractor may "
        "ask for the records: keep the notes complete.",
    ),
    Topic.ABN_NOT_USED: Wording(
        "No GA needed on this claim",
        "You state that an ABN is signed. No line is expected to be denied as not medically "
        "necessary, so GA is not added[[ (confirm with your MAC)]].",
    ),
    Topic.KX_NOT_USED: Wording(
        "KX is not added yet",
        "Your answer is that care above the threshold is medically necessary. What Medicare "
        "allowed this year before this visit decides which lines are: enter it in Edit > Claim "
        "statements. Until then KX is not added.",
    ),
    Topic.NO_MINUTES: Wording(
        "{codes} has no minutes",
        "No minutes are entered for {codes}, and its units follow from them: none is billed.",
    ),
    Topic.NO_THRESHOLD: Wording(
        "No {year} KX threshold loaded",
        "The threshold of {year} is not loaded, so {group} allowed amounts are not compared with "
        "it, and KX is not added. Enter it in File > Yearly amounts[[, and confirm with your MAC "
        "whether KX is needed]].",
    ),
    Topic.BELOW_THRESHOLD: Wording(
        "{group} under the KX threshold",
        "{so_far}: the {limit} of {year} is not passed. {accrues}",
    ),
    Topic.ABOVE_WITH_KX: Wording(
        "KX is on {codes}",
        "{so_far}, above the {limit} of {year}: by your statement KX stands on {codes}. The note "
        "must show that the care is medically necessary.{abn} {accrues}",
    ),
    Topic.ABOVE_WITH_ABN: Wording(
        "GA is on {codes}",
        "{so_far}, above the {limit} of {year}: with the signed ABN, GA stands on {codes}. "
        "Medicare denies that, and the patient owes your charge[[ (confirm with your MAC)]]. "
        "{accrues}",
    ),
    Topic.ABOVE_THRESHOLD: Wording(
        "KX threshold: {codes} will be denied",
        "{so_far}, above the {limit} of {year}: without KX, {codes} will be denied, and the "
        "amounts leave that out. KX stands for care that is medically necessary and "
        "that the record supports, GA for an ABN signed before the service. {accrues}",
    ),
    Topic.PURPOSE_MARKED: Wording(
        "{modifier} marks {purpose} care",
        "{modifier} stands for {purpose} care, for payers that want it said; Medicare does not "
        "ask for it[[ (confirm with your MAC)]].",
    ),
    Topic.DENIAL_STATED: Wording(
        "{modifier} is on {code}",
        "You said that Medicare will deny {code}: {modifier} is on it{left_out}. {meaning}[[ "
        "Confirm with your MAC.]]",
    ),
    Topic.ORDER_TOO_LATE: Wording(
        "GP, GO, or GN comes too late",
        "Contractors look for GP, GO or GN in the first two places, and your order of modifiers "
        "puts it behind them (Edit > Practice and Medicare)[[: confirm with your MAC]].",
    ),
    Topic.MODIFIERS_LEFT_OFF: Wording(
        "Too many modifiers on {code}",
        "{code} has more than the {most} modifiers that a line holds: left off is {left_off}, "
        "since payment hangs on the others.[[ Confirm with your MAC how to report more.]]",
    ),
    **CALL_WORDS,
    **TELEHEALTH_WORDS,
}
