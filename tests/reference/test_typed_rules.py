"""New codes of an import: what the user types of them, and what the program makes of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import ROOT, hint_of, offers, ot, pt, topics, visit_fields
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import Topic
from quarterhour.claims.actions import OpenDialog
from quarterhour.claims.dialog import Dialog
from quarterhour.entry import Suggestions
from quarterhour.guide import Guide, context_on
from quarterhour.reference import NATIONAL, Reference, ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.code_rules import CodeRules, CodeRulesError, checked, rules_of
from quarterhour.reference.importing import Imports
from quarterhour.reference.missing import new_codes
from quarterhour.report.visit_summary import visit_summary
from quarterhour.visit import visit_from
from releases import release

DAY = "2027-01-04"
NEW = "97117"
TIMED = CodeRules(NEW, "Gait with a robot", "quarter-hour", ("PT",), "sometimes")


@pytest.fixture
def imports(imported: Path, reference: Reference, tmp_path: Path) -> Imports:
    made = Imports(imported, reference.services, reference.bundled)
    made.add(release(tmp_path, "RVU27A", new=(NEW, "97118")))
    return made


@pytest.fixture
def opened(database: Path, imported: Path) -> Callable[[], Reference]:
    return lambda: Reference(database, imported)


def keep(imports: Imports, reference: Reference, rules: CodeRules, name: str = "RVU27A") -> None:
    edition = next(each for each in reference.editions if each.release == name)
    imports.keep_rules(name, checked(rules, reference.services_on(edition.valid_from)))
    reference.reload()


def assessed(reference: Reference, *services: dict[str, Any], day: str = DAY) -> Assessment:
    fields = visit_fields(*services, date_of_service=day, locality="09102-04")
    return assess(visit_from(fields), reference)


def test_a_code_without_rules_offers_to_type_them(
    imports: Imports, opened: Callable[[], Reference]
) -> None:
    with closing(opened()) as reference:
        assert reference.codes_without_rules(reference.editions[-1]) == ("0791T", NEW, "97118")
        hint = hint_of(assessed(reference, pt(NEW, 30)), Topic.RULE_NOT_KNOWN)
    assert offers(hint) == (OpenDialog(Dialog.CODE_RULES, 0),)
    assert f"quarterhour rules {NEW}" in hint.commands


def test_of_what_is_built_in_nothing_can_be_typed(
    imports: Imports, opened: Callable[[], Reference]
) -> None:
    with closing(opened()) as reference:
        hint = hint_of(assessed(reference, pt("0791T", 30), day="2026-11-23"), Topic.RULE_NOT_KNOWN)
        assert offers(hint) == ()
        assert hint.commands == ("quarterhour fees 0791T",)


def test_what_is_typed_counts_and_pays_from_the_release_on(
    imports: Imports, opened: Callable[[], Reference]
) -> None:
    with closing(opened()) as reference:
        keep(imports, reference, TIMED)
        found = assessed(reference, pt(NEW, 20), pt("97110", 18))
        assert [(each.code, each.units) for each in found.services] == [(NEW, 2), ("97110", 1)]
        alike = assessed(reference, pt("97116", 20))
        own = assessed(reference, pt(NEW, 20))
        assert own.lines[0].line.modifiers == ("GP",)
        assert own.payment and alike.payment
        assert reference.codes_without_rules(reference.editions[-1]) == ("0791T", "97118")
        before = assessed(reference, pt(NEW, 20), day="2026-12-31")
        assert topics(before, "code") == [Topic.UNKNOWN_CODE]


def test_it_is_marked_wherever_it_is_used(
    imports: Imports, opened: Callable[[], Reference]
) -> None:
    day = date.today().strftime("%m/%d/%Y")
    with closing(opened()) as reference:
        keep(imports, reference, TIMED)
        found = assessed(reference, pt(NEW, 20), pt(NEW, 5))
        hint = hint_of(found, Topic.RULES_TYPED)
        assert hint.rows == (0, 1)
        assert hint.unconfirmed
        assert f"On {day} you entered" in hint.detail
        assert hint.citation == f"Entered by you on {day}, kept with RVU27A"
        assert offers(hint) == (OpenDialog(Dialog.CODE_RULES, 0),)
        assert found.services[0].reason.endswith(f"Its rules were entered by the user on {day}.")
        sheet = visit_summary(found)
        assert sheet.count(f"on {day}") >= 2
        guide = Guide(ROOT / "resources" / "help", reference)
        context = context_on(reference, date.fromisoformat(DAY), NATIONAL.id, "")
        page = guide.page(guide.search("97117")[0].key, context)
        assert page and f"Rules entered by you on {day}" in page.body
        assert page.title == f"{NEW} Gait with a robot"
        everywhere = [guide.page(each.key, context) for each in guide.entries]
        assert all(everywhere)


def test_it_is_found_by_its_own_name(imports: Imports, opened: Callable[[], Reference]) -> None:
    with closing(opened()) as reference:
        found = Suggestions(reference)
        assert not found.find("robot")
        keep(imports, reference, TIMED)
        found.renew()
        assert found.find("robot")[0].code == NEW


def test_it_is_changed_taken_back_and_goes_with_the_import(
    imports: Imports, opened: Callable[[], Reference]
) -> None:
    with closing(opened()) as reference:
        before = dict(reference.services)
        keep(imports, reference, TIMED)
        keep(imports, reference, TIMED._replace(timing="hour", disciplines=("PT", "OT")))
        service = reference.services[NEW]
        assert (service.timing.name, service.disciplines) == ("hour", ("PT", "OT"))
        assert rules_of(service) == TIMED._replace(timing="hour", disciplines=("PT", "OT"))
        imports.take_back_rules("RVU27A", NEW)
        reference.reload()
        assert reference.services == before
        keep(imports, reference, TIMED)
        imports.remove(ReleaseKind.FEE_SCHEDULE, "RVU27A")
        reference.reload()
        assert reference.services == before
        with pytest.raises(CmsFileError, match="RVU27A isn't imported"):
            imports.keep_rules("RVU27A", TIMED)


def test_a_later_release_goes_on_with_it_and_may_change_it(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    with closing(opened()) as reference:
        keep(imports, reference, TIMED)
        imports.add(release(tmp_path, "RVU27B", new=(NEW, "97118")))
        reference.reload()
        assert new_codes(reference, reference.editions[-1]) == ["97118"]
        assert assessed(reference, pt(NEW, 20), day="2027-05-03").services[0].units == 1
        keep(imports, reference, TIMED._replace(timing="untimed"), "RVU27B")
        for day, units in ((DAY, 3), ("2027-05-03", 1)):
            assert assessed(reference, pt(NEW, 45), day=day).services[0].units == units


def test_a_corrected_file_of_the_release_leaves_it(
    imports: Imports, opened: Callable[[], Reference], tmp_path: Path
) -> None:
    with closing(opened()) as reference:
        keep(imports, reference, TIMED)
        imports.add(release(tmp_path, "RVU27A", new=(NEW,), released="12/29/2026"))
        reference.reload()
        assert reference.services[NEW].timing.pooled


def test_one_discipline_alone_is_the_only_one(
    imports: Imports, opened: Callable[[], Reference]
) -> None:
    with closing(opened()) as reference:
        keep(imports, reference, TIMED)
        assert Topic.OTHER_DISCIPLINE in topics(assessed(reference, ot(NEW, 20)))
        keep(imports, reference, TIMED._replace(disciplines=("SLP", "PT")))
        assert reference.services[NEW].disciplines == ("PT", "SLP")
        assert Topic.SELDOM_BILLED in topics(assessed(reference, ot(NEW, 20)))


def test_an_add_on_bills_the_further_units_of_another_new_code(
    imports: Imports, opened: Callable[[], Reference]
) -> None:
    first = TIMED._replace(timing="first-30-then-15")
    add_on = first._replace(code="97118", label="Each further 15 min", first_code=NEW.lower())
    with closing(opened()) as reference:
        keep(imports, reference, first)
        keep(imports, reference, add_on)
        lines = assessed(reference, pt(NEW, 60)).lines
        assert [(each.line.code, each.line.units) for each in lines] == [(NEW, 1), ("97118", 2)]
        known = reference.services_on(date.fromisoformat(DAY))
        for rules, field in (
            (first._replace(timing="hour"), "timing"),
            (first._replace(first_code="97118"), "first_code"),
        ):
            with pytest.raises(CodeRulesError) as raised:
                checked(rules, known)
            assert raised.value.field == field
        imports.take_back_rules("RVU27A", NEW)
        reference.reload()
        assert "97118" not in reference.services  # whose further units it bills is not known


REFUSED = {
    "no name": ({"label": "  "}, "label", "Enter your own name"),
    "a long name": ({"label": "a" * 61}, "label", "Shorten the name to 60 letters"),
    "a name that rings": ({"label": "a\a"}, "label", "can't be shown"),
    "no timing": ({"timing": ""}, "timing", "Choose how it counts"),
    "a timing of an area": ({"timing": "area"}, "timing", "Choose how it counts"),
    "nobody": ({"disciplines": ()}, "disciplines", "Choose who can bill it"),
    "someone else": ({"disciplines": ("DC",)}, "disciplines", "Choose who can bill it"),
    "no status": ({"therapy": ""}, "therapy", "always or sometimes"),
    "none of therapy": ({"therapy": "none"}, "therapy", "always or sometimes"),
    "itself": ({"first_code": NEW}, "first_code", "its own additional units"),
    "a code not known": ({"first_code": "97118"}, "first_code", "Enter the rules"),
    "a code that bills all": ({"first_code": "97116"}, "first_code", "97116 bills all its units"),
}


@pytest.mark.parametrize(("changes", "field", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used_is_refused(
    changes: dict[str, Any], field: str, said: str, reference: Reference
) -> None:
    with pytest.raises(CodeRulesError, match=said) as raised:
        checked(TIMED._replace(**changes), reference.services)
    assert raised.value.field == field


def test_nothing_is_refused_for_its_words(reference: Reference) -> None:
    """Whose the words are, the user answers for: the form says so."""
    assert checked(TIMED._replace(label=" Gait   training; each 15 "), reference.services).label
