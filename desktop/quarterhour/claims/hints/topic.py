"""What hints are about: one topic for each thing that is said, and how that is worded."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Topic(Enum):
    """One thing that is said: its kind and its name."""

    NO_EDITION = ("edition", "no-edition")
    NO_EDITION_YET = ("edition", "no-edition-yet")
    ESTIMATED = ("edition", "estimated")
    FLOOR_TAKEN = ("locality", "floor-taken")
    FLOOR_LEFT_OUT = ("locality", "floor-left-out")
    FLOOR_ASSUMED = ("locality", "floor-assumed")
    PLACE_MISSING = ("locality", "place-missing")
    PLACE_UNKNOWN = ("locality", "place-unknown")
    PLACE_SEVERAL = ("locality", "place-several")
    UNREAD_ROWS = ("unread", "unread-rows")
    UNKNOWN_CODE = ("code", "unknown-code")
    RULE_NOT_KNOWN = ("code", "rule-not-known")
    RULES_TYPED = ("code", "rules-typed")
    NOT_IN_EDITION = ("code", "not-in-edition")
    FEE_NOT_HELD = ("code", "fee-not-held")
    BUNDLED = ("coverage", "bundled")
    NOT_VALID = ("coverage", "not-valid")
    E_VISIT_OF_2020 = ("coverage", "e-visit-of-2020")
    NOT_COVERED = ("coverage", "not-covered")
    NO_NATIONAL_PRICE = ("coverage", "no-national-price")
    SECOND_AT_HALF = ("coverage", "second-at-half")
    BOTH_SIDES = ("coverage", "both-sides")
    MAC_PRICE_NOT_USED = ("coverage", "mac-price-not-used")
    MAC_PRICES_DIFFER = ("coverage", "mac-prices-differ")
    RESTRICTED = ("coverage", "restricted")
    UNLISTED = ("coverage", "unlisted")
    DRY_NEEDLING = ("coverage", "dry-needling")
    DECOMPRESSION = ("coverage", "decompression")
    CAREGIVER_TRAINING = ("coverage", "caregiver-training")
    ONCE_AN_EPISODE = ("coverage", "once-an-episode")
    PERIOD_OF_16_DAYS = ("coverage", "period-of-16-days")
    PERIOD_OF_2_DAYS = ("coverage", "period-of-2-days")
    STARTED_BY_PATIENT = ("coverage", "started-by-patient")
    NOT_COVERED_YET = ("coverage", "not-covered-yet")
    CALL_DOUBTFUL = ("coverage", "call-doubtful")
    LISTING_DOUBTFUL = ("coverage", "listing-doubtful")
    NOT_THERAPY = ("discipline", "not-therapy")
    NOT_BY_A_THERAPIST = ("discipline", "not-by-a-therapist")
    OTHER_DISCIPLINE = ("discipline", "other-discipline")
    SELDOM_BILLED = ("discipline", "seldom-billed")
    SPEECH_ASSISTANT = ("assistant", "speech-assistant")
    ASSISTANT_EVALUATION = ("assistant", "assistant-evaluation")
    STRICT_TEN_PERCENT = ("assistant", "strict-ten-percent")
    TWO_METHODS = ("assistant", "two-methods")
    FULL_FEE_TIE = ("assistant", "full-fee-tie")
    TIMED_BY_CONVENTION = ("clock", "timed-by-convention")
    SAME_MONTH = ("clock", "same-month")
    MONTH_OF_20_MINUTES = ("clock", "month-of-20-minutes")
    LIVE_INTERACTION = ("clock", "live-interaction")
    MONTH_OF_10_MINUTES = ("clock", "month-of-10-minutes")
    SAME_PERIOD = ("clock", "same-period")
    ONE_CALL = ("clock", "one-call")
    ONE_E_VISIT = ("clock", "one-e-visit")
    MINUTES_OF_OTHER_CODE = ("clock", "minutes-of-other-code")
    MINUTES_OF_NO_CODE = ("clock", "minutes-of-no-code")
    CALL_WITH_E_VISIT = ("clock", "call-with-e-visit")
    ADD_ON_ALONE = ("clock", "add-on-alone")
    WOUND_AREA = ("clock", "wound-area")
    SAME_MINUTES = ("co-treatment", "same-minutes")
    SAME_MINUTES_STATED = ("co-treatment", "same-minutes-stated")
    SAME_MINUTES_UNCLEAR = ("co-treatment", "same-minutes-unclear")
    SAME_MINUTES_NOT_BILLED = ("co-treatment", "same-minutes-not-billed")
    OTHER_MINUTES_STATED = ("co-treatment", "other-minutes-stated")
    TIE_OPEN = ("tie", "tie-open")
    TIE_CHOSEN = ("tie", "tie-chosen")
    MANY_CHOICES = ("tie", "many-choices")
    MIDPOINT_RULE = ("rule", "midpoint-rule")
    ASSIGNMENT_ACCEPTED = ("provider", "assignment-accepted")
    ASSIGNMENT_NOT_ACCEPTED = ("provider", "assignment-not-accepted")
    PARTICIPATION_ASSUMED = ("provider", "participation-assumed")
    NO_QUALIFYING_FACTOR = ("provider", "no-qualifying-factor")
    CHARGE_ON_SOME_ROWS = ("provider", "charge-on-some-rows")
    CHARGE_ABOVE_LIMIT = ("provider", "charge-above-limit")
    CHARGE_BELOW_FEE = ("provider", "charge-below-fee")
    DEDUCTIBLE_ABOVE_YEARS = ("provider", "deductible-above-years")
    DEDUCTIBLE_TAKEN_AS_MET = ("provider", "deductible-taken-as-met")
    PAYER_NOT_READ = ("payer", "payer-not-read")
    UNITS_ONLY = ("payer", "units-only")
    PAYER_EXPIRED = ("payer", "payer-expired")
    PAYER_WITHOUT_PRICES = ("payer", "payer-without-prices")
    PAYER_NO_PRICE = ("payer", "payer-no-price")
    PAYER_PRICE_WANTS = ("payer", "payer-price-wants")
    PAYER_OPEN = ("payer", "payer-open")
    PAYER_AT_LEAST = ("payer", "payer-at-least")
    PAYER_NOT_REDUCED = ("payer", "payer-not-reduced")
    PAYER_COUNTS_MORE = ("payer", "payer-counts-more")
    PAYER_NOT_FOR = ("payer", "payer-not-for")
    PAYER_CHARGES_WANTED = ("payer", "payer-charges-wanted")
    PAYER_ASSUMED = ("payer", "payer-assumed")
    PAYER_LIKE_MEDICARE = ("payer", "payer-like-medicare")
    PAYER_TOLD_BY_OTHERS = ("payer", "payer-told-by-others")
    PAYER_FITTED = ("payer", "payer-fitted")
    PAYER_COPIED = ("payer", "payer-copied")
    PAYER_NOT_CHECKED = ("payer", "payer-not-checked")
    PAYER_TYPED = ("payer", "payer-typed")
    PAYER_COUNTS_DIFFER = ("payer", "payer-counts-differ")
    PAYER_DOES_NOT_PAY = ("payer", "payer-does-not-pay")
    PAYER_REPLACES = ("payer", "payer-replaces")
    PAYER_UNITS_OPEN = ("payer", "payer-units-open")
    PAYER_CUTS = ("payer", "payer-cuts")
    PAYER_CLAIM_DENIED = ("payer", "payer-claim-denied")
    PAYER_EVALUATION_DENIED = ("payer", "payer-evaluation-denied")
    PAYER_PAIR = ("payer", "payer-pair")
    PAYER_PAIR_DENIED = ("payer", "payer-pair-denied")
    PAYER_PAIR_SEPARATE = ("payer", "payer-pair-separate")
    PAYER_UNITS = ("payer", "payer-units")
    PAYER_UNITS_DENIED = ("payer", "payer-units-denied")
    PAYER_SEPARATE = ("payer", "payer-separate")
    PAYER_WANTS_MODIFIER = ("payer", "payer-wants-modifier")
    PAYER_PLAN_OF_CARE = ("payer", "payer-plan-of-care")
    PAYER_TELEHEALTH = ("payer", "payer-telehealth")
    PAYER_MODIFIERS_LEFT_OFF = ("payer", "payer-modifiers-left-off")
    PAIR_NEVER = ("ncci", "pair-never")
    PAIR_NOT_KNOWN = ("ncci", "pair-not-known")
    PAIR_DENIED = ("ncci", "pair-denied")
    PAIR_NOT_SEPARATE = ("ncci", "pair-not-separate")
    PAIR_IN_DOUBT = ("ncci", "pair-in-doubt")
    PAIR_OF_TWO_DISCIPLINES = ("ncci", "pair-of-two-disciplines")
    PAIR_OF_TWO_DISCIPLINES_MARKABLE = ("ncci", "pair-of-two-disciplines-markable")
    PAIR_STATED = ("ncci", "pair-stated")
    PAIR_STATED_IN_PART = ("ncci", "pair-stated-in-part")
    PAIRS_NOT_LOADED = ("ncci", "pairs-not-loaded")
    PAIR_DELETED = ("ncci", "pair-deleted")
    ADD_ON_FALLS = ("ncci", "add-on-falls")
    UNITS_ABOVE_LIMIT = ("mue", "units-above-limit")
    LIMIT_NOT_KNOWN = ("mue", "limit-not-known")
    MEDICAL_REVIEW = ("kx", "medical-review")
    ABN_NOT_USED = ("kx", "abn-not-used")
    KX_NOT_USED = ("kx", "kx-not-used")
    NO_MINUTES = ("clock", "no-minutes")
    NO_THRESHOLD = ("kx", "no-threshold")
    BELOW_THRESHOLD = ("kx", "below-threshold")
    ABOVE_WITH_KX = ("kx", "above-with-kx")
    ABOVE_WITH_ABN = ("kx", "above-with-abn")
    ABOVE_THRESHOLD = ("kx", "above-threshold")
    PURPOSE_MARKED = ("modifier", "purpose-marked")
    TELEHEALTH_MARKED = ("modifier", "telehealth-marked")
    TELEHEALTH_NOT_COVERED = ("modifier", "telehealth-not-covered")
    TELEHEALTH_NOT_LISTED = ("modifier", "telehealth-not-listed")
    TELEHEALTH_NOT_KNOWN = ("modifier", "telehealth-not-known")
    E_VISIT_NOT_TELEHEALTH = ("modifier", "e-visit-not-telehealth")
    CALL_NOT_TELEHEALTH = ("modifier", "call-not-telehealth")
    NO_93_YET = ("modifier", "no-93-yet")
    SOUND_ALONE_NOT_KNOWN = ("modifier", "sound-alone-not-known")
    SOUND_ALONE_AT_HOME = ("modifier", "sound-alone-at-home")
    SOUND_ALONE_ELSEWHERE = ("modifier", "sound-alone-elsewhere")
    PLACE_OF_TELEHEALTH = ("modifier", "place-of-telehealth")
    PLACES_DIFFER = ("modifier", "places-differ")
    TELEHEALTH_MIXED = ("modifier", "telehealth-mixed")
    DENIAL_STATED = ("modifier", "denial-stated")
    ORDER_TOO_LATE = ("modifier", "order-too-late")
    MODIFIERS_LEFT_OFF = ("modifier", "modifiers-left-off")

    @property
    def of_the_place(self) -> bool:
        """Whether it only says what the field of the place does."""
        return self in (Topic.PLACE_MISSING, Topic.PLACE_UNKNOWN, Topic.PLACE_SEVERAL)

    @property
    def kind(self) -> str:
        """The family that the topic belongs to."""
        return self.value[0]

    @property
    def id(self) -> str:
        """What documents call the topic."""
        return self.value[1]

    @property
    def unconfirmed(self) -> bool:
        """Whether it is widely published and no CMS source was seen: ask the MAC."""
        return self in _UNCONFIRMED


_UNCONFIRMED = frozenset(
    {
        Topic.FEE_NOT_HELD,
        Topic.RULES_TYPED,
        Topic.E_VISIT_OF_2020,
        Topic.NOT_COVERED,
        Topic.SECOND_AT_HALF,
        Topic.BOTH_SIDES,
        Topic.RESTRICTED,
        Topic.UNLISTED,
        Topic.DRY_NEEDLING,
        Topic.DECOMPRESSION,
        Topic.CAREGIVER_TRAINING,
        Topic.ONCE_AN_EPISODE,
        Topic.PERIOD_OF_16_DAYS,
        Topic.PERIOD_OF_2_DAYS,
        Topic.STARTED_BY_PATIENT,
        Topic.NOT_COVERED_YET,
        Topic.CALL_DOUBTFUL,
        Topic.LISTING_DOUBTFUL,
        Topic.NOT_THERAPY,
        Topic.OTHER_DISCIPLINE,
        Topic.SELDOM_BILLED,
        Topic.STRICT_TEN_PERCENT,
        Topic.TWO_METHODS,
        Topic.FULL_FEE_TIE,
        Topic.TIMED_BY_CONVENTION,
        Topic.SAME_MONTH,
        Topic.MONTH_OF_20_MINUTES,
        Topic.LIVE_INTERACTION,
        Topic.MONTH_OF_10_MINUTES,
        Topic.SAME_PERIOD,
        Topic.ONE_CALL,
        Topic.ONE_E_VISIT,
        Topic.MINUTES_OF_OTHER_CODE,
        Topic.MINUTES_OF_NO_CODE,
        Topic.CALL_WITH_E_VISIT,
        Topic.SAME_MINUTES,
        Topic.SAME_MINUTES_STATED,
        Topic.ASSIGNMENT_ACCEPTED,
        Topic.ASSIGNMENT_NOT_ACCEPTED,
        Topic.CHARGE_ABOVE_LIMIT,
        Topic.PAIR_NOT_KNOWN,
        Topic.PAIRS_NOT_LOADED,
        Topic.PAIR_DENIED,
        Topic.PAIR_IN_DOUBT,
        Topic.PAIR_OF_TWO_DISCIPLINES,
        Topic.PAIR_OF_TWO_DISCIPLINES_MARKABLE,
        Topic.PAIR_STATED,
        Topic.PAIR_STATED_IN_PART,
        Topic.UNITS_ABOVE_LIMIT,
        Topic.LIMIT_NOT_KNOWN,
        Topic.ABN_NOT_USED,
        Topic.NO_THRESHOLD,
        Topic.BELOW_THRESHOLD,
        Topic.ABOVE_WITH_KX,
        Topic.ABOVE_WITH_ABN,
        Topic.ABOVE_THRESHOLD,
        Topic.PURPOSE_MARKED,
        Topic.TELEHEALTH_MARKED,
        Topic.TELEHEALTH_NOT_COVERED,
        Topic.TELEHEALTH_NOT_LISTED,
        Topic.TELEHEALTH_NOT_KNOWN,
        Topic.E_VISIT_NOT_TELEHEALTH,
        Topic.CALL_NOT_TELEHEALTH,
        Topic.NO_93_YET,
        Topic.SOUND_ALONE_NOT_KNOWN,
        Topic.SOUND_ALONE_AT_HOME,
        Topic.SOUND_ALONE_ELSEWHERE,
        Topic.TELEHEALTH_MIXED,
        Topic.DENIAL_STATED,
        Topic.ORDER_TOO_LATE,
        Topic.MODIFIERS_LEFT_OFF,
    }
)

KINDS = tuple(dict.fromkeys(topic.kind for topic in Topic))


class Wording(NamedTuple):
    """The title of a hint, a few words; and its detail, which says why and what to do."""

    title: str
    detail: str
