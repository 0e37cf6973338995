"""The guide: a page for every code, every link and figure right, no claim that is wrong."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest

from builders import ROOT
from quarterhour.fees import dollars
from quarterhour.guide import (
    START,
    Context,
    Guide,
    GuideError,
    code_page,
    context_on,
    plain_page,
    wording,
)
from quarterhour.guide.figures import Figures
from quarterhour.guide.texts import CodeText, read_code_texts, read_guide_texts
from quarterhour.reference import NATIONAL, Reference
from quarterhour.reference.fee_table import edition_fee

HELP = ROOT / "resources" / "help"
DAY = date(2026, 11, 23)
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
HASHES = set((ROOT / "tests/resources/descriptor_hashes.txt").read_text().split())
TEXTS = [*HELP.rglob("*.toml"), *HELP.rglob("*.md")]


def test_every_known_code_has_every_text(reference: Reference) -> None:
    texts = read_code_texts(HELP / "codes")
    assert texts.keys() == reference.services.keys()
    for code, text in texts.items():
        for field in ("covers", "not_covers", "typical", "note", "necessity"):
            assert len(getattr(text, field)) > 10, (code, field)
            assert getattr(text, field).endswith("."), (code, field)


def test_every_code_that_a_text_names_is_known_or_is_no_code(reference: Reference) -> None:
    for path in TEXTS:
        named = set(
            re.findall(r"(?<!\bFR )\b(?:9\d{4}|G\d{4})\b", path.read_text(encoding="utf-8"))
        )
        assert named <= reference.services.keys(), path.name


def test_every_page_is_listed_the_guides_own_first(guide: Guide, reference: Reference) -> None:
    keys = [entry.key for entry in guide.entries]
    assert keys[0] == START
    pages = {f"guide/{path.stem}" for path in (HELP / "guide").glob("*.md")}
    assert len(keys) == len(set(keys))
    assert set(keys) == pages | {f"code/{code}" for code in reference.services}
    kinds = [key.split("/")[0] for key in keys]
    assert kinds == sorted(kinds, reverse=True)


def test_every_link_leads_to_a_page(bodies: dict[str, str]) -> None:
    for key, body in bodies.items():
        targets = [target for _, target in LINK.findall(body)]
        assert set(targets) <= bodies.keys(), key
        assert key not in targets


def test_no_placeholder_is_left_and_every_page_names_sources(bodies: dict[str, str]) -> None:
    for key, body in bodies.items():
        assert "{{" not in body, key
        assert body.splitlines()[-1].startswith("Sources: "), key


@pytest.mark.parametrize("day", [date(2019, 5, 1), date(2022, 5, 1), date(2031, 1, 1)])
def test_every_page_can_be_made_for_any_day(guide: Guide, reference: Reference, day: date) -> None:
    on_day = context_on(reference, day, "", "")
    for entry in guide.entries:
        page = guide.page(entry.key, on_day)
        assert page is not None
        assert plain_page(page)


def test_a_code_without_a_page_leads_to_the_start(guide: Guide, context: Context) -> None:
    assert guide.key_of("97110") == "code/97110"
    assert guide.key_of("0791T") == guide.key_of("") == START
    assert guide.page("code/0791T", context) is None


def test_fees_are_those_of_the_fee_schedule(
    bodies: dict[str, str], reference: Reference, context: Context
) -> None:
    assert context.edition is not None and context.locality is not None
    for code in reference.services:
        body = bodies[f"code/{code}"]
        fee = edition_fee(reference, context.edition, context.locality, code)
        if fee.full is None:
            assert f"none in Miami, FL on November 23, 2026 (RVU26C): {fee.status}" in body
            continue
        assert f"{dollars(fee.full)} a unit in Miami, FL on November 23, 2026" in body
        said = next(each for each in body.splitlines() if each.startswith("- **Fee:**"))
        assert re.findall(r"\$[0-9.]+[0-9]", said) == [
            dollars(each) for each in (fee.full, fee.reduced) if each is not None
        ]


def test_unit_limits_are_those_of_the_table(bodies: dict[str, str], reference: Reference) -> None:
    for code in reference.services:
        limit = reference.edits.unit_limit(code, DAY)
        words = "No limit is listed" if limit is None else f"{limit.units} unit"
        assert f"**Daily limit (MUE):** {words}" in bodies[f"code/{code}"]
    assert "(MUE 10/01/2026," in bodies["code/97530"]
    assert not any(re.search(r"\bMUE [0-9]{4}-", body) for body in bodies.values())


def test_a_code_that_no_table_covers_may_have_edits(bodies: dict[str, str]) -> None:
    for code, covered in (("29405", False), ("98966", False), ("97110", True)):
        assert ("don't cover the edits" in bodies[f"code/{code}"]) != covered
    assert not any(
        "no edit in force" in body and "don't cover the edits" in body for body in bodies.values()
    )


def test_what_counts_once_says_how_both_sides_are_billed(bodies: dict[str, str]) -> None:
    for code, said in (("29405", True), ("29130", False), ("29200", False), ("97161", False)):
        assert ("modifier 50, or LT and RT" in bodies[f"code/{code}"]) == said
    assert "50, or LT and RT" in bodies["guide/modifiers"]


def test_every_edit_in_force_is_on_both_pages(bodies: dict[str, str], reference: Reference) -> None:
    for code in reference.services:
        for edit in reference.edits.pair_edits_of(code, DAY):
            assert code in (edit.column_1, edit.column_2)
            assert edit == reference.edits.pair_edit(edit.column_1, edit.column_2, DAY)
            if edit.modifier_indicator == "9" or not edit.in_force(DAY):
                continue
            other = edit.column_2 if code == edit.column_1 else edit.column_1
            column = 1 if code == edit.column_1 else 2
            line = rf"^- .*\b{other}\b.*\(column {column}; .*indicator {edit.modifier_indicator}\)"
            assert re.search(line, bodies[f"code/{code}"], re.M)


def test_edits_are_grouped_by_what_to_do_and_not_by_the_words(
    guide: Guide, context: Context, bodies: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_page, "_TO_DO", dict.fromkeys("01", "0"))
    monkeypatch.setattr(wording, "_INDICATORS", dict.fromkeys("01", "0"))
    for key in ("code/97140", "code/97164"):
        page = guide.page(key, context)
        assert page is not None
        groups, regrouped = (
            [
                re.findall(r"\[(\w+)\]\(code/", line)
                for line in body.splitlines()
                if "NCCI 20" in line
            ]
            for body in (bodies[key], page.body)
        )
        assert groups == regrouped
        assert len(groups) > 2


def test_figures_of_the_year_are_those_of_the_reference(guide: Guide, reference: Reference) -> None:
    for day, threshold, factor in (
        (date(2026, 3, 1), "$2,480", "33.4009"),
        (date(2023, 3, 1), "$2,230", "33.8872"),
    ):
        on_day = context_on(reference, day, NATIONAL.id, "")
        body = guide.page("guide/threshold", on_day)
        assert (
            body is not None
            and f"threshold {threshold}, medical review threshold $3,000" in body.body
        )
        payment = guide.page("guide/payment", on_day)
        assert payment is not None and f"conversion factor {factor}" in payment.body
    later = guide.page("guide/threshold", context_on(reference, date(2027, 3, 1), "", ""))
    assert later is not None and "KX threshold not available" in later.body


def test_amounts_that_change_are_not_typed_into_the_texts() -> None:
    typed = re.compile(r"\$[0-9]|\b[23],[0-9]{3}\b|\b3[2-6]\.[0-9]{4}\b")
    for path in TEXTS:
        assert not typed.search(path.read_text(encoding="utf-8")), path.name


def test_the_exercise_page_answers_what_people_ask(bodies: dict[str, str]) -> None:
    body = bodies["code/97110"].casefold()
    for words in (
        *("free weights", "treadmill", "resistance bands", "putty", "dry heat"),
        *("while the hand exercises", "is its own code", "body area", "response", "minutes"),
        *("6 units", "timed, 15 minutes", "pt (gp)", "always therapy"),
    ):
        assert words in body, words


def test_wrong_claims_are_called_wrong(bodies: dict[str, str]) -> None:
    for key, body in bodies.items():
        for line in body.splitlines():
            if "59XE" in line:
                assert '"59XE" doesn\'t exist' in line or "| Wrong." in line, key
            if re.search(r"\btherapy cap\b", line):
                assert "since 2018" in line, key
            if re.search(r"97530 (with|and) 97116", LINK.sub(r"\1", line)):
                assert any(words in line for words in ("Wrong:", "deleted")), key
    assert (
        "No edit between [97530](code/97530) and [97116](code/97116) is in force"
        in (bodies["guide/wrong-claims"])
    )
    assert "Never bill both on one day" in bodies["guide/wrong-claims"]


def test_both_may_be_billed(bodies: dict[str, str]) -> None:
    body = bodies["guide/exercise-or-manual"]
    assert "Can I bill both on one day? Yes." in body
    assert "is in force on November 23, 2026 (NCCI 2026 Q4, deleted 04/01/1999)" in body


def test_no_text_holds_an_ama_descriptor() -> None:
    for path in TEXTS:
        text = path.read_text(encoding="utf-8").casefold()
        for clause in re.split(r"[.,;:()\[\]|\"\n]", text):
            words = clause.split()
            phrases = {" ".join(words)} | {
                " ".join(words[at : at + length])
                for length in range(3, 9)
                for at in range(len(words) - length + 1)
            }
            found = {one for one in phrases if hashlib.sha256(one.encode()).hexdigest() in HASHES}
            assert not found, (path.name, found)


def test_a_text_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(GuideError, match=r"contents\.toml can't be read"):
        read_guide_texts(tmp_path)
    entry = CodeText(("97110",), *["Text."] * 5)
    lines = [f'{field} = "Text."' for field in CodeText.__slots__ if field != "codes"]
    lines = ["[[entry]]", 'codes = ["97110"]', *lines]
    (tmp_path / "a.toml").write_text("\n".join(lines))
    assert read_code_texts(tmp_path) == {"97110": entry}
    (tmp_path / "b.toml").write_text("\n".join(lines))
    with pytest.raises(GuideError, match=r"b\.toml: 97110 has two texts"):
        read_code_texts(tmp_path)


def test_a_figure_that_there_is_none_of_is_named(reference: Reference, context: Context) -> None:
    with pytest.raises(GuideError, match="a figure weather"):
        Figures(reference, context).fill("{{weather}}")


def test_plain_text_has_no_marks_and_short_lines(guide: Guide, context: Context) -> None:
    for entry in guide.entries:
        page = guide.page(entry.key, context)
        assert page is not None
        text = plain_page(page)
        assert "](" not in text and "**" not in text and "|--" not in text
        # An address that is longer than a line stays whole: it is to be copied.
        assert max(len(line) for line in text.splitlines() if " " in line.strip()) <= 80
