"""What is said of units where a payer counts one a session."""

from __future__ import annotations

from builders import pt, slp, visit_fields
from payers.payer_files import small
from quarterhour.assess import assess
from quarterhour.payers import Payers, payer_from
from quarterhour.reference import Reference
from quarterhour.report.wording import rule_title
from quarterhour.visit import visit_from


def test_a_session_is_told_as_one(reference: Reference) -> None:
    """A code with minutes isn't called untimed, and no rule for minutes is named."""
    counting = {"method": "session", "source": "contract"}
    payer = payer_from(small(id="my-plan", counting=counting))
    services = slp("92507", 45), pt("97110", 30)
    visit = visit_fields(*services, date_of_service="2026-05-01", payer=payer.id)
    found = assess(visit_from(visit), reference, payers=Payers([payer]))
    untimed, timed = (service.reason for service in found.services)
    assert untimed == "Untimed code: 1 unit per day, regardless of minutes."
    assert timed == "My plan counts one unit a session, regardless of minutes."
    assert rule_title(found) == "My plan: one unit a session"
