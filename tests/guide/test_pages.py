"""What the guide's own pages say, and that each leads on to its neighbors."""

from __future__ import annotations

import re
from datetime import date

import pytest

from builders import ROOT
from quarterhour.guide import START, Context, Guide, context_on, plain_page
from quarterhour.reference import Reference
from quarterhour.reference.cms_pages import ALL_PAGES, WHERE

GUIDE = ROOT / "resources" / "help" / "guide"
OWN = re.compile(r"\]\((guide/[a-z-]+)\)")
# Facts in the words of the pages, some with the source that a reader can look up.
FACTS = {
    "plan-of-care": (
        *("within 30 days of the evaluation", "not needed since January 1, 2025"),
        *("signed within 14 days", "no more than 90 calendar days", "It always takes a signature"),
        *(
            "type, amount, frequency, and duration",
            "424.24(c)",
            "89 FR 97912",
            "chiropractor can't",
        ),
    ),
    "progress": (
        *("every 10 treatment days", "The therapist writes it", "That isn't a complete report"),
        *("personally provides at least one billable service", "§220.3.C and 220.3.D"),
    ),
    "cotreatment": ("count each minute of the patient once", "It is never 2 and 2"),
    "helpers": (
        *("never billable, even under supervision (§230.1.C", "massage therapist | can't bill"),
        *("in the room for the whole session", "since January 1, 2025", "230.5"),
    ),
    "fitness": (
        *("no matter who directs it (§220.2.A)", "It's wrong", "healthy pregnancy | no"),
        *("for healthy people | no", "220.2.D", "Jimmo"),
    ),
    "telehealth": (
        *("December 31, 2027", "place of service 10", "MACs differ"),
        "A visit in person has place of service 11",
    ),
    "estimate": (
        "2799B-6",
        "149.610",
        "400 dollars or more",
        "Never give a good faith estimate to a Medicare patient",
    ),
    "patients": ("A minute belongs to one patient", "doesn't have concurrent therapy", "not 120"),
    "abn": ("signed before the service", "KX and GA are never on one line", "chooses"),
    "words": ("QMB", "GPCI", "MPPR", "administrative contractor"),
    "assistants": ("11% or more", "5 out of 49 doesn't", "never have CQ or CO (unconfirmed)"),
    "limits": ("95851 counts the limbs", "3 of 29130 at most, 2 of 29086, 2 of 29131, 2 of 29280"),
    "timed": ("such as 95851 and finger splints",),
    "wrong-claims": ("92597, 92611, 92612, 92614, and 92616", "29.21 is right, for Ohio in 2021"),
    "note": ("A certified [plan of care]",),
    "ties": ("not the one that pays more",),
}
CODES = {
    "97110": ("general fitness", "healthy people", "healthy pregnancy isn't therapy"),
    "97012": ("160.16, unconfirmed",),
    "G0281": ("stage III or IV", "270.1"),
    "G0329": ("stage III or IV", "270.1"),
    "97124": ("massage by a massage therapist. Medicare pays only a therapist or assistant",),
}


@pytest.mark.parametrize(("page", "words"), FACTS.items())
def test_a_page_says_it(guide: Guide, reference: Reference, page: str, words: list[str]) -> None:
    found = guide.page(f"guide/{page}", context_on(reference, date(2026, 11, 23), "", "33101"))
    assert found is not None
    text = re.sub(r"\[(\w{5})\]\(code/\w+\)", r"\1", found.body)
    for each in words:
        assert each in text, each


@pytest.mark.parametrize(("code", "words"), CODES.items())
def test_the_page_of_a_code_says_it(bodies: dict[str, str], code: str, words: list[str]) -> None:
    for each in words:
        assert each in bodies[f"code/{code}"], each


def test_every_page_leads_to_neighbors_and_is_led_to() -> None:
    links = {
        f"guide/{path.stem}": set(OWN.findall(path.read_text(encoding="utf-8")))
        for path in GUIDE.glob("*.md")
    }
    for key, targets in links.items():
        assert len(targets) >= 2, key
        others = set().union(*(links[other] for other in links if other != key))
        assert key in others or key == START, key
    reached, fresh = {START}, {START}
    while fresh:
        fresh = set().union(*(links[key] for key in fresh)) - reached
        reached |= fresh
    assert reached == links.keys()


def test_no_dollars_are_next_to_an_attestation(bodies: dict[str, str]) -> None:
    attested = re.compile(r"(?<![.\w])(59|KX|GA|GX|GY|GZ|XE|XS|XP|XU|ABN)\b")
    for key, body in bodies.items():
        for line in body.splitlines():
            if "$" in line and attested.search(line):
                # The year's threshold for KX: the practice gains nothing by confirming it.
                assert key in ("guide/threshold", "guide/wrong-claims", "guide/years"), (key, line)
                assert "pay" not in line, (key, line)


@pytest.mark.parametrize("key", ["guide/pairs", "guide/limits", "code/97530", "code/97110"])
def test_edits_and_limits_name_their_list_and_that_it_changes(
    key: str, bodies: dict[str, str]
) -> None:
    assert re.search(
        r"(NCCI 20\d\d Q\d|MUE \d\d/\d\d/20\d\d).* CMS changes ", bodies[key].replace("\n", " ")
    )
    assert "every quarter" in bodies[key]


def test_no_text_advises_to_change_a_record_or_to_provide_more_minutes() -> None:
    for path in GUIDE.parent.rglob("*.*"):
        text = path.read_text(encoding="utf-8").casefold()
        for words in ("change the minutes", "add minutes", "more minutes to", "correct the note"):
            assert words not in text, (path.name, words)


def test_the_page_that_import_messages_name_has_the_addresses(
    guide: Guide, context: Context
) -> None:
    page = guide.page("guide/years", context)
    assert page is not None and f"under {page.title}." in WHERE


def test_the_addresses_of_cms_are_text_to_copy_and_no_links(guide: Guide, context: Context) -> None:
    page = guide.page("guide/years", context)
    assert page is not None
    for each in ALL_PAGES:
        assert f"`{each.address}`" in page.body
        assert each.address in plain_page(page).split()


def test_what_is_unconfirmed_is_explained_once_on_its_page(bodies: dict[str, str]) -> None:
    assert any("unconfirmed" in body for body in bodies.values())
    for key, body in bodies.items():
        asks = [line for line in body.splitlines() if line.startswith("**Unconfirmed:**")]
        assert len(asks) == ("unconfirmed" in body), key
