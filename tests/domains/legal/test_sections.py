"""Points of a form: which a pack has, what a bad file is refused for, and where they are shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from samsyn.core.seeds import SeedError, parse_seed
from samsyn.legal.rules import load_rule_book
from samsyn.legal.rules.sections import FormField, load_sections, read_sections, sections_of
from tests.conftest import Town
from tests.factories.cases import add_case, add_investigation

BOOK = load_rule_book()
ONE: dict[str, Any] = {
    "code": "X",
    "field": "GROUP",
    "case_types": ["ABSENCE"],
    "legal_basis": "LOCAL",
    "valid_from": date(2020, 1, 1),
    "sv": "Kamrater",
    "en": "Friends",
}


def codes(day: date, kind: str) -> set[str]:
    return {section.code for section in sections_of(BOOK.pack_on(day), kind)}


def test_extra_adaptations_give_way_to_support_teaching() -> None:
    before, after = codes(date(2028, 6, 30), "SPECIAL_SUPPORT"), codes(date(2028, 7, 1), "SPECIAL_SUPPORT")
    assert before - after == {"SUPPORT_EXTRA_TRIED"}
    assert after - before == {"SUPPORT_TEACHING_TRIED"}


def test_every_heading_is_used_and_reports_have_none() -> None:
    assert {section.field for section in load_sections()} == set(FormField)
    for kind in ("CHILD_WELFARE_REPORT", "POLICE_REPORT", "CONCERN"):
        assert codes(date(2026, 11, 22), kind) == set()


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([ONE, ONE], "given twice"),
        ([ONE | {"case_types": ["NONE_SUCH"]}], "NONE_SUCH"),
        ([ONE | {"legal_basis": "SL_99"}], "SL_99"),
        ([ONE | {"field": "BLAME"}], "BLAME"),
        ([ONE | {"valid_to": date(2019, 1, 1)}], "before"),
        ([ONE | {"colour": "red"}], "colour"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(rows: list[dict[str, Any]], fault: str) -> None:
    with pytest.raises(SeedError, match=fault):
        read_sections(parse_seed("sections.yaml", yaml.safe_dump({"sections": rows})), BOOK)


async def test_the_pack_shows_them_with_what_they_come_from(town: Town) -> None:
    for pack, other in (("SE-2023", "PROP_2025_26_195"), ("SE-2028", "SL_3_5")):
        shown = (await town.as_("admin").get(f"/rule-packs/{pack}")).json()
        kind = next(k for k in shown["caseTypes"] if k["code"] == "SPECIAL_SUPPORT")
        assert {"INDIVIDUAL", "GROUP", "ORGANISATION", "CAUSES"} == {s["field"] for s in kind["sections"]}
        cited = {basis["code"] for basis in shown["legalBases"]}
        assert {s["legalBasis"] for s in kind["sections"]} <= cited
        assert other not in {s["legalBasis"] for s in kind["sections"]}


async def test_an_investigation_has_those_of_the_rules_its_case_is_under(town: Town) -> None:
    old = add_case(town.world, case_type="ABSENCE")
    new = add_case(town.world, rule_pack="SE-2028")
    for case in (old, new):
        add_investigation(town.world, case, kind="SPECIAL_SUPPORT")
    add_investigation(town.world, old, kind="ABSENCE")
    kurator = town.as_("kurator")
    points = (await kurator.get(f"/cases/{old}/investigations")).json()["points"]
    texts = {(p["kind"], p["text"]) for p in points}
    assert ("SPECIAL_SUPPORT", "Vad som fungerar, och när") in texts
    assert any(kind == "ABSENCE" and text.startswith("Mönstret") for kind, text in texts)
    assert any("extra anpassningar" in text for _, text in texts)
    english = await kurator.get(f"/cases/{new}/investigations", headers={"accept-language": "en"})
    said = [p["text"] for p in english.json()["points"]]
    assert any("support teaching" in text for text in said)
    assert not any("extra adaptations" in text for text in said)
