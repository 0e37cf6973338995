"""What hints say of telehealth; `words` has the rest."""

from __future__ import annotations

from quarterhour.claims.hints.topic import Topic, Wording

TELEHEALTH_WORDS = {
    Topic.TELEHEALTH_MARKED: Wording(
        "{codes} billed as telehealth",
        "Therapists can bill telehealth through {until}, and {codes} {are} on Medicare's "
        "telehealth list. {place}, and {marked}.",
    ),
    Topic.TELEHEALTH_NOT_COVERED: Wording(
        "Telehealth isn't covered on {day}",
        "By the telehealth law that Quarterhour has, therapists can't bill {codes} as telehealth "
        "on {day}. Check the date of service.",
    ),
    Topic.TELEHEALTH_NOT_LISTED: Wording(
        "{codes} can't be telehealth",
        "{codes} {are} not on Medicare's telehealth list for {day}. As entered, it will be "
        "denied{left_out}.",
    ),
    Topic.TELEHEALTH_NOT_KNOWN: Wording(
        "Check {codes} on the telehealth list",
        "Quarterhour doesn't know whether {codes} {are} on Medicare's telehealth list for {day}. "
        "Look it up before you bill.",
    ),
    Topic.NO_93_YET: Wording(
        "Modifier 93 isn't valid on {day}",
        "93 means audio only. It became valid on {since}, so it isn't on {codes}. It isn't known "
        "whether Medicare pays audio only on {day}, or with which modifier.",
    ),
    Topic.SOUND_ALONE_NOT_KNOWN: Wording(
        "Audio-only {codes}: ask first",
        "It isn't known whether Medicare pays {codes} by audio only on {day}.",
    ),
    Topic.SOUND_ALONE_AT_HOME: Wording(
        "Audio-only {codes}: document why",
        "Audio only is for a patient at home who can't or won't use video. The note on {codes} "
        "must show which.",
    ),
    Topic.SOUND_ALONE_ELSEWHERE: Wording(
        "Audio only is only for patients at home",
        "{codes} {are} entered as audio only for a patient who wasn't at home. Audio only is for "
        "a patient at home who can't or won't use video.",
    ),
    Topic.PLACE_OF_TELEHEALTH: Wording(
        "Place of service {place} means telehealth",
        "{codes} {are} entered as in person, but place of service {place} means telehealth. Mark "
        "the service as telehealth, or change the place of service.",
    ),
    Topic.PLACES_DIFFER: Wording(
        "Place {place}, but the patient was {where}",
        "The place of service is {place}. {codes} {are} entered as telehealth with the patient "
        "{where}, which is {other}. Change one of the two.",
    ),
    Topic.TELEHEALTH_MIXED: Wording(
        "{codes}: provided in more than one way",
        "The rows of {codes} differ: in person, telehealth at home or elsewhere, or audio only. "
        "The units are counted together and billed one way. Mark the rows alike.",
    ),
}
