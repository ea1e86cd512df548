"""Rule packs over HTTP: reviewed, adjusted where the law leaves it open, and never backward."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.conftest import Town

PACK = "/rule-packs/SE-2023"
WHY = "Beslut i ledningsgruppen 2026-11-02"


async def adjust(town: Town, persona: str = "admin", **more: Any) -> httpx.Response:
    body = {"clock": "CONCERN_ROUTINE", "amount": 3, "reason": WHY, **more}
    return await town.as_(persona).post(f"{PACK}/adjustments", json=body)


async def review(town: Town, **more: Any) -> httpx.Response:
    body = {"kind": "PACK", "code": "SE-2023", "verified": True, "note": "Läst mot SFS", **more}
    return await town.as_("admin").post(f"{PACK}/reviews", json=body)


def clocks(pack: dict[str, Any]) -> dict[str, Any]:
    return {
        clock["code"]: clock for kind in (pack["concern"], *pack["caseTypes"]) for clock in kind["clocks"]
    }


async def due(town: Town, school: str = "A", persona: str = "larare") -> tuple[str, str]:
    """A new concern and the last day for assessing it."""
    body = {
        "schoolId": str(town.world.schools[school]),
        "freeTextWho": "Korridoren",
        "whatWasSeen": "Knuffar",
        "urgency": "ROUTINE",
    }
    answer = await town.as_(persona).post("/concerns", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], answer.json()["assessBy"]


async def test_everybody_reads_what_the_law_and_the_organiser_say(town: Town) -> None:
    packs = (await town.as_("larare").get("/rule-packs")).json()["items"]
    assert [(p["code"], p["inForce"], p["verified"]) for p in packs] == [
        ("SE-2023", True, None),
        ("SE-2028", False, None),
    ]
    pack = (await town.as_("larare").get(PACK)).json()
    assert pack["allowedActions"] == ["rule-pack.read"]
    assert [kind["code"] for kind in pack["caseTypes"] if kind["ends"]] == ["EXTRA_ADAPTATION"]
    gate = next(g for k in pack["caseTypes"] if k["code"] == "SPECIAL_SUPPORT" for g in k["gates"])
    assert (gate["code"], gate["severity"], gate["legalBasis"]) == ("C01", "BLOCK", "SL_1_10")
    assert clocks(pack)["SPECIAL_SUPPORT_APPEAL"]["adjustable"] is False
    later = (await town.as_("larare").get("/rule-packs/SE-2028", headers={"accept-language": "en"})).json()
    assert [kind["label"] for kind in later["caseTypes"] if kind["begins"]] == ["Support teaching"]


@pytest.mark.parametrize("path", ["/rule-packs/SE-1999", "/rule-packs/se-2023", "/rule-packs/%00"])
async def test_a_pack_that_is_none_is_not_there(path: str, town: Town) -> None:
    assert (await town.as_("admin").get(path)).status_code == 404
    assert (await town.as_("rektor").get(f"{path}/open-cases")).status_code == 404


async def test_a_number_of_one_s_own_holds_from_now_on_and_says_who_and_why(town: Town) -> None:
    before, proposed = await due(town)
    made = await adjust(town)
    assert made.status_code == 201, made.text
    clock = clocks(made.json())["CONCERN_ROUTINE"]
    assert (clock["amount"], clock["proposed"], clock["adjusted"]["reason"]) == (3, 5, WHY)
    assert clock["adjusted"]["by"]
    _, own = await due(town)
    assert own < proposed
    as_it_was = (await town.as_("larare").get(f"/concerns/{before}/receipt")).json()["assessBy"]
    assert as_it_was == proposed
    listed = (await town.as_("larare").get("/case-types")).json()
    assert listed["rulePack"]["code"] == "SE-2023"
    back = await adjust(town, amount=None)
    assert clocks(back.json())["CONCERN_ROUTINE"]["adjusted"] is None
    assert (await due(town))[1] == proposed
    assert town.world.sql(
        "SELECT count(*) FROM rule_adjustments WHERE tenant_id = %s", town.world.tenant
    ) == [(2,)]


async def test_what_is_counted_backward_is_so_long_before(town: Town) -> None:
    made = clocks((await adjust(town, clock="TRANSITION_HANDOVER", amount=10)).json())["TRANSITION_HANDOVER"]
    assert (made["amount"], made["proposed"]) == (-10, -1)


async def test_the_triage_list_and_the_focus_page_go_by_it(town: Town) -> None:
    await adjust(town)
    made, last = await due(town)
    rows = (await town.as_("kurator").get("/concerns?state=NEW")).json()["items"]
    assert [row["assessBy"] for row in rows if row["id"] == made] == [last]
    read = (await town.as_("kurator").get(f"/concerns/{made}")).json()
    assert read["assessBy"] == last
    cards = (await town.as_("kurator").get("/me/focus")).json()["cards"]
    assert "Er riktlinje är 3." in next(c for c in cards if c["code"] == "CONCERNS_TO_ASSESS")["why"]


async def test_a_concern_waits_in_the_school_days_of_its_unit(town: Town) -> None:
    """With every day closed until the last day there was, that day moves; not that of another unit."""
    made, ordinary = await due(town)
    here, day = str(town.world.school), town.runtime.clock.today()
    while (day := day + timedelta(days=1)) <= date.fromisoformat(ordinary):
        closed = {"schoolId": here, "day": str(day), "isSchoolDay": False, "name": "Stängt"}
        await town.as_("admin").post("/calendar-days", json=closed)
    receipt = (await town.as_("larare").get(f"/concerns/{made}/receipt")).json()
    assert receipt["assessBy"] > ordinary
    assert (await due(town, school="B", persona="larare-2"))[1] == ordinary


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({"clock": "SPECIAL_SUPPORT_APPEAL", "amount": 4}, "RULE_FIXED", "/amount"),
        ({"clock": "NO_SUCH"}, "RULE_CLOCK", "/clock"),
        ({"amount": 401}, "V01", "/amount"),
        ({"amount": -1}, "V01", "/amount"),
        ({"reason": "ja"}, "V01", "/reason"),
        ({"clock": "<script>"}, "V01", "/clock"),
    ],
)
async def test_what_cannot_be_adjusted(body: dict[str, Any], code: str, pointer: str, town: Town) -> None:
    answer = await adjust(town, **body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_what_the_law_says_at_once_is_not_adjusted(town: Town) -> None:
    pack = (await town.as_("admin").get(PACK)).json()
    at_once = [
        c["code"] for c in clocks(pack).values() if c["kind"] == "STATUTORY_QUALITATIVE" and not c["amount"]
    ]
    assert at_once
    answer = await adjust(town, clock=at_once[0], amount=5)
    assert (answer.status_code, answer.json()["code"]) == (422, "RULE_FIXED")


@pytest.mark.parametrize("persona", ["rektor", "skolchef", "kurator", "larare"])
async def test_only_the_administrator_decides(persona: str, town: Town) -> None:
    assert (await adjust(town, persona)).status_code == 403
    refused = await town.as_(persona).post(f"{PACK}/reviews", json={})
    assert refused.status_code == 403


async def test_what_was_read_against_the_law_says_by_whom_and_may_be_taken_back(town: Town) -> None:
    said = await review(town)
    assert said.status_code == 201, said.text
    assert said.json()["verified"]["reason"] == "Läst mot SFS"
    cited = await review(town, kind="LEGAL_BASIS", code="SL_2_25")
    basis = next(b for b in cited.json()["legalBases"] if b["code"] == "SL_2_25")
    assert (basis["readByUs"], basis["verified"]["by"] != "") == (False, True)
    back = await review(town, kind="LEGAL_BASIS", code="SL_2_25", verified=False)
    assert next(b for b in back.json()["legalBases"] if b["code"] == "SL_2_25")["verified"] is None
    assert back.json()["verified"] is not None


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "PACK", "code": "SE-2028"},
        {"kind": "LEGAL_BASIS", "code": "PROP_2025_26_195"},
        {"kind": "LEGAL_BASIS", "code": "SE-2023"},
    ],
)
async def test_only_what_the_pack_holds_is_reviewed(body: dict[str, Any], town: Town) -> None:
    answer = await review(town, **body)
    assert (answer.status_code, answer.json()["code"]) == (422, "RULE_REVIEW")


async def test_another_organiser_s_numbers_are_its_own(town: Town, other_town: Town) -> None:
    await adjust(town)
    await review(town)
    pack = (await other_town.as_("admin").get(PACK)).json()
    assert clocks(pack)["CONCERN_ROUTINE"]["adjusted"] is None
    assert pack["verified"] is None


def add_head(town: Town, case_type: str, school: UUID | None = None, **more: Any) -> str:
    """A case with its head, straight into the tables."""
    place = {"school_id": school or town.world.school}
    now = town.runtime.clock.now()
    shared = {"phase": "MEASURES", "opened_at": now, "confidentiality": "K2", "reach": "UNIT", **more}
    number = f"BJ-26-{uuid4().int % 10**6}"
    case = town.world.insert(
        "cases", **place, number=number, case_type=case_type, rule_pack="SE-2023", rule_pack_version=1,
        level="REMEDIAL", scope="INDIVIDUAL", subject="STUDENT", **shared,
    )  # fmt: skip
    town.world.insert("case_heads", id=case, **place, number=number, case_type=case_type, **shared)
    return number


async def test_open_cases_whose_type_ends_with_the_pack_are_shown_to_those_of_the_unit(town: Town) -> None:
    ending = add_head(town, "EXTRA_ADAPTATION")
    add_head(town, "SPECIAL_SUPPORT")
    add_head(town, "EXTRA_ADAPTATION", confidentiality="K4")
    add_head(town, "EXTRA_ADAPTATION", town.world.schools["B"])
    found = (await town.as_("rektor").get(f"{PACK}/open-cases")).json()
    assert [(row["number"], row["typeEnds"]) for row in found["items"]] == [(ending, True)]
    assert found["_meta"]["totalRecords"] == 1
    for persona in ("larare", "admin", "skolchef"):
        assert (await town.as_(persona).get(f"{PACK}/open-cases")).json()["items"] == [], persona
    later = (await town.as_("rektor").get("/rule-packs/SE-2028/open-cases")).json()
    assert later["items"] == []
