"""What hints say of telephone calls and e-visits; `words` has the rest."""

from __future__ import annotations

from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.hints.wording import Wording

CALL_WORDS = {
    Topic.E_VISIT_OF_2020: Wording(
        "Medicare took {instead} in 2020, not {code}",
        "{code} is not valid for Medicare in 2020: use {instead}[[ (confirm with your MAC)]]. Its "
        "fee is not held here, so bill it by hand.",
    ),
    Topic.FEE_NOT_HELD: Wording(
        "No fee held for {code}: bill by hand",
        "{code} was valid on {day}[[ (confirm with your MAC)]]. Its fee is not held here, so it is "
        "left off: bill it by hand, by your MAC's own fee schedule.",
    ),
    Topic.NOT_COVERED_YET: Wording(
        "Medicare didn't cover {code} on {day}",
        "Medicare pays {code} for dates from {since}, and not before[[ (confirm with your MAC)]]: "
        "as entered it is denied{left_out}. Check the date of service.",
    ),
    Topic.CALL_DOUBTFUL: Wording(
        "Ask whether {code} is still paid to therapists",
        "{code} was opened to therapists for the public health emergency, and counted through "
        "2024. The fee schedule of {release} has a price for it; whether a therapist is still "
        "paid is not known[[: confirm with your MAC]].",
    ),
    Topic.ONE_CALL: Wording(
        "Bill one code for the call",
        "A call is one code, by its minutes: keep the one that they reach[[ (confirm with your "
        "MAC)]]. As entered, {later} is denied{left_out}.",
    ),
    Topic.ONE_E_VISIT: Wording(
        "Bill one e-visit code for 7 days",
        "All minutes of the 7 days are one e-visit: keep the code that they reach[[ (confirm with "
        "your MAC)]]. As entered, {later} is denied{left_out}.",
    ),
    Topic.MINUTES_OF_OTHER_CODE: Wording(
        "{minutes}: use {other}, not {code}",
        "{other} is the code for {minutes}[[ (confirm with your MAC)]]. {every} If these are all, "
        "replace {code}.",
    ),
    Topic.MINUTES_OF_NO_CODE: Wording(
        "{minutes}: too short for {code}",
        "{first} starts at {least} minutes, so {minutes} reach no code"
        "[[ (confirm with your MAC)]]. {every} If these are all, remove {code}.",
    ),
    Topic.CALL_WITH_E_VISIT: Wording(
        "{codes}: was it the same problem?",
        "A call about the problem of an e-visit, within its 7 days, counts toward the minutes of "
        "the e-visit and is not billed beside it[[ (confirm with your MAC)]]. Both are priced: "
        "remove the call if it was the same problem.",
    ),
    Topic.E_VISIT_NOT_TELEHEALTH: Wording(
        "{codes}: an e-visit isn't telehealth",
        "{codes} {are} not a telehealth service: as entered it is denied{left_out}[[ (confirm "
        "with your MAC)]]. Take telehealth off the row (Edit > Service details), and it goes out "
        "with the place of service of the visit.",
    ),
    Topic.CALL_NOT_TELEHEALTH: Wording(
        "{codes}: a call isn't a telehealth visit",
        "{codes} {are} a telephone call by itself, without 02, 10, 93 or 95. CMS had the calls on "
        "its telehealth list for a time, so that they are priced: take telehealth off the row "
        "(Edit > Service details)[[, unless your MAC wants it (confirm with your MAC)]].",
    ),
}
