"""What hints say of telephone calls and e-visits; `words` has the rest."""

from __future__ import annotations

from quarterhour.claims.hints.topic import Topic, Wording

CALL_WORDS = {
    Topic.E_VISIT_OF_2020: Wording(
        "Medicare took {instead} in 2020, not {code}",
        "Medicare didn't accept {code} in 2020. Use {instead}. Its fee isn't loaded, so add "
        "{instead} in your billing software.",
    ),
    Topic.FEE_NOT_HELD: Wording(
        "No fee loaded for {code}",
        "{code} was valid on {day}, but its fee isn't loaded. It isn't on the claim. Add it in "
        "your billing software, with the fee in your MAC's fee schedule.",
    ),
    Topic.NOT_COVERED_YET: Wording(
        "Medicare didn't cover {code} on {day}",
        "Medicare pays {code} only for dates of service starting {since}. As entered, it will be "
        "denied{left_out}. "
        "Check the date of service.",
    ),
    Topic.CALL_DOUBTFUL: Wording(
        "Ask whether therapists are still paid for {code}",
        "{code} was opened to therapists for the public health emergency, and counted through "
        "2024. It still has a fee, but it isn't known whether Medicare still pays therapists for "
        "it.",
    ),
    Topic.ONE_CALL: Wording(
        "Bill one code for the call",
        "A call takes one code, chosen by its minutes. Keep the one that the minutes reach. As "
        "entered, {later} will be denied{left_out}.",
    ),
    Topic.ONE_E_VISIT: Wording(
        "Bill one e-visit code for 7 days",
        "All minutes of the 7 days make one e-visit. Keep the code that the minutes reach. As "
        "entered, {later} will be denied{left_out}.",
    ),
    Topic.MINUTES_OF_OTHER_CODE: Wording(
        "{minutes}: use {other}, not {code}",
        "{other} is the code for {minutes}. {every} If these are all, use {other} instead of "
        "{code}.",
    ),
    Topic.MINUTES_OF_NO_CODE: Wording(
        "{minutes}: too short for {code}",
        "{first} starts at {least} minutes, so no code fits {minutes}. {every} If these are all, "
        "remove {code}.",
    ),
    Topic.CALL_WITH_E_VISIT: Wording(
        "{codes}: was it the same problem?",
        "A call about the same problem, within the 7 days of an e-visit, isn't billed separately. "
        "Its minutes count toward the e-visit. The amounts include both. Remove the call if it "
        "was the same problem.",
    ),
    Topic.E_VISIT_NOT_TELEHEALTH: Wording(
        "{codes}: an e-visit isn't telehealth",
        "{codes} {are} an e-visit, which isn't telehealth. As entered, it will be "
        "denied{left_out}. Take telehealth off the row. It's then billed with the visit's place "
        "of service.",
    ),
    Topic.CALL_NOT_TELEHEALTH: Wording(
        "{codes}: a call isn't a telehealth visit",
        "{codes} {are} a phone call by itself, without 02, 10, 93, or 95. CMS had calls on its "
        "telehealth list for a time, so the amounts include it. Take telehealth off the row "
        "unless your MAC wants it.",
    ),
}
