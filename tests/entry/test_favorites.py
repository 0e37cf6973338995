"""Favorites: an empty service cell offers them first, in their order."""

from __future__ import annotations

from builders import pt, visit_fields
from quarterhour.entry import Session
from quarterhour.entry.favorites import FAVORITES
from quarterhour.reference import Reference
from quarterhour.visit import visit_from

CODES = ("97530", "97110", "G0283")


def offered(session: Session, text: str) -> list[str]:
    return [each.code for each in session.suggested(1, text)]


def test_they_come_first_where_nothing_is_typed(reference: Reference) -> None:
    visit = visit_from(visit_fields(pt("97110", 15)))
    plain, session = Session(reference, visit), Session(reference, visit, favorites=CODES)
    assert offered(session, "")[:3] == [*CODES]
    assert offered(session, " ")[:3] == [*CODES]
    assert sorted(offered(session, "")) == sorted(offered(plain, ""))
    assert [code for code in offered(plain, "") if code not in CODES] == offered(session, "")[3:]


def test_what_is_typed_means_what_it_meant(reference: Reference) -> None:
    plain, session = Session(reference), Session(reference, favorites=CODES)
    for text in ("97", "gait", "manual", "30"):
        assert session.suggested(0, text) == plain.suggested(0, text)


def test_an_unknown_code_is_kept_and_not_offered(reference: Reference) -> None:
    codes = ("99999", "97530")
    assert FAVORITES.read(FAVORITES.document(codes)) == codes
    session = Session(reference, favorites=codes)
    assert offered(session, "")[0] == "97530"
    assert "99999" not in offered(session, "")


def test_others_are_offered_at_once_and_after_an_import(reference: Reference) -> None:
    session = Session(reference)
    first = offered(session, "")[0]
    session.suggestions.take_favorites(("97542",))
    assert offered(session, "")[:2] == ["97542", first]
    session.renew()
    assert offered(session, "")[0] == "97542"
