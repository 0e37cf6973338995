"""What hints say of telehealth; `words` has the rest."""

from __future__ import annotations

from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.hints.wording import Wording

TELEHEALTH_WORDS = {
    Topic.TELEHEALTH_MARKED: Wording(
        "{codes} billed as telehealth",
        "Therapists may bill telehealth through {until}, and {codes} {are} on Medicare's "
        "telehealth list. {place}; {marked}[[ (confirm with your MAC)]].",
    ),
    Topic.TELEHEALTH_NOT_COVERED: Wording(
        "Telehealth isn't covered on {day}",
        "By the law held here, therapists may not bill {codes} as telehealth on {day}. Check the "
        "date of service[[, or confirm with your MAC]].",
    ),
    Topic.TELEHEALTH_NOT_LISTED: Wording(
        "{codes} can't be telehealth",
        "{codes} {are} not on Medicare's telehealth list of {day}: as entered it is "
        "denied{left_out}[[ (confirm with your MAC)]].",
    ),
    Topic.TELEHEALTH_NOT_KNOWN: Wording(
        "Check {codes} on the telehealth list",
        "Whether {codes} {are} on Medicare's telehealth list of {day} is not known here: look it "
        "up there before you bill[[, or confirm with your MAC]].",
    ),
    Topic.NO_93_YET: Wording(
        "There is no 93 on {day}",
        "93, for sound alone, is valid from {since}, so it is not on {codes}. Whether Medicare "
        "pays {codes} by sound alone on {day}, and with which modifier, is not known here"
        "[[: confirm with your MAC]].",
    ),
    Topic.SOUND_ALONE_NOT_KNOWN: Wording(
        "{codes} by sound alone: ask first",
        "Whether Medicare pays {codes} by sound alone on {day} is not known here"
        "[[: confirm with your MAC]].",
    ),
    Topic.SOUND_ALONE_AT_HOME: Wording(
        "{codes} by sound alone: say why",
        "Sound alone is for a patient at home who can't or won't use video: the note on {codes} "
        "says which[[ (confirm with your MAC)]].",
    ),
    Topic.SOUND_ALONE_ELSEWHERE: Wording(
        "Sound alone is only for patients at home",
        "{codes} {are} entered by sound alone for a patient who was not at home. Sound alone is "
        "only for a patient at home who can't or won't use video[[ (confirm with your MAC)]].",
    ),
    Topic.PLACE_OF_TELEHEALTH: Wording(
        "Place of service {place} means telehealth",
        "{codes} {are} entered as given in person, and place of service {place} says telehealth. "
        "Mark the telehealth in Edit > Service details, or change the place in Edit > Practice and "
        "Medicare.",
    ),
    Topic.PLACES_DIFFER: Wording(
        "Place {place}, but the patient was {where}",
        "The visit has place of service {place}, and {codes} {are} entered as telehealth with the "
        "patient {where}, which is {other}. Change one of the two: Edit > Service details, or Edit "
        "> Practice and Medicare.",
    ),
    Topic.TELEHEALTH_MIXED: Wording(
        "{codes}: given in more than one way",
        "The rows of {codes} differ: in person, telehealth at home or elsewhere, audio only. Its "
        "units are counted together and go out on one kind of line: make its rows alike[[, and "
        "confirm with your MAC how to bill a day of both]].",
    ),
}
