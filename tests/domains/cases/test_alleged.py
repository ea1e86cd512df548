"""C11 by name: whoever is pointed out has no part in the case, whatever they are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx
import pytest

from samsyn.cases.models import AllegedPerson, Case, PartOfCase
from samsyn.cases.policy import BY_ROLE, CaseAction, allowed_on_case, visible_parts
from samsyn.core.models import Base
from samsyn.core.runtime import Runtime
from tests.conftest import Town
from tests.domains.cases.calls import code, in_days
from tests.domains.cases.matrix import CASES, Matrix
from tests.domains.cases.test_policy import TEACHER
from tests.domains.cases.test_walls import ids
from tests.factories.actors import HERE
from tests.factories.alleged import add_alleged
from tests.factories.asked import Asked
from tests.factories.attachments import add_export, add_file
from tests.factories.cases import add_case, add_fidelity, add_measure, add_note, add_voice, let_in
from tests.factories.concerns import add_concern
from tests.factories.decisions import (
    add_appeal,
    add_decision,
    add_hearing,
    add_investigated,
    add_notification,
    add_signed,
)
from tests.factories.pupils import add_student
from tests.factories.reports import add_report
from tests.factories.transfers import add_transfer
from tests.personas import EVERY, UNIT

HEADS = ("rektor", "bitradande")


def degrading(town: Town, owner: str | None = "kurator", **more: Any) -> UUID:
    """Reported to the heads, with the concern behind it."""
    row = {"case_type": "DEGRADING", "reach": "BOTH", "pointed_out": "UNKNOWN"} | more
    case = add_case(town.world, owner, students=(add_student(town.world),), **row)
    concern = add_concern(
        town.world, pointed_out="UNKNOWN", reach="HEADS", state="ASSESSED", outcome="CASE_OPENED",
        assessed_at=town.runtime.clock.now(),
    )  # fmt: skip
    town.world.insert("concern_cases", concern_id=concern, case_id=case)
    if row.get("confidentiality") != "K4":
        add_note(town.world, case)
    return case


async def name(town: Town, case: UUID, whom: str, who: str = "kurator", **more: Any) -> httpx.Response:
    body = {"personId": str(town.world.people[whom]), **more}
    return await town.as_(who).post(f"/cases/{case}/alleged-persons", json=body)


def owner(town: Town, case: UUID) -> Any:
    row = town.world.sql("SELECT owner_id FROM cases WHERE id = %s", case)
    return row[0][0]


def one(town: Town, case: UUID, column: str) -> set[Any]:
    tables = ("cases", "case_notes", "case_students", "case_heads", "case_events")
    found = set()
    for table in tables:
        key = "id" if table in ("cases", "case_heads") else "case_id"
        found |= {row[0] for row in town.world.sql(f"SELECT {column} FROM {table} WHERE {key} = %s", case)}
    return found


def second_officer(town: Town, who: str = "chef") -> None:
    town.world.sql(
        "UPDATE assignments SET function = 'ORGANISER_CASE_OFFICER' WHERE person_id = %s",
        town.world.people[who],
    )


@pytest.mark.parametrize("who", [p.name for p in EVERY if p.name not in ("kurator", "partner")])
async def test_whoever_it_is_sees_nothing_of_it_from_then_on(town: Town, who: str) -> None:
    """In the circle, and by function where they have one."""
    case = degrading(town)
    if who != "utredare":
        let_in(town.world, case, who, role_in_case="INVESTIGATOR")
    assert (await town.as_(who).get(f"/cases/{case}")).status_code == 200
    made = await name(town, case, who, reason="Eleven berättade")
    assert made.status_code == 201, made.text
    named = town.as_(who)
    for path in ("", "/notes", "/events", "/members", "/reports", "/decisions", "/alleged-persons"):
        assert (await named.get(f"/cases/{case}{path}")).status_code == 404, path
    for table in ("cases", "case_heads", "concerns"):
        assert ids(town, who, table) & {case} == set(), table
    for table in ("case_notes", "case_events", "case_access", "case_students", "alleged_persons"):
        assert ids(town, who, table, "case_id") == set(), table
    listed = await named.get("/cases")
    assert listed.status_code == 403 or str(case) not in listed.text


@pytest.mark.parametrize("who", [p.name for p in UNIT if p.name != "kurator"])
async def test_nobody_lets_them_in_again(town: Town, who: str) -> None:
    case = degrading(town)
    assert (await name(town, case, who)).status_code == 201
    officer, person = town.as_("utredare"), str(town.world.people[who])
    body = {"personId": person, "role": "INFORMED", "reason": "Vill veta"}
    assert code(await officer.post(f"/cases/{case}/members", json=body)) == (422, "C11")
    version = (await officer.get(f"/cases/{case}")).json()["version"]
    assert code(await officer.patch(f"/cases/{case}", version, json={"ownerId": person})) == (422, "C11")
    let_in(town.world, case, who, role_in_case="OWNER")
    assert (await town.as_(who).get(f"/cases/{case}")).status_code == 404, "even a way in opens nothing"


@pytest.mark.parametrize("who", HEADS)
async def test_with_a_head_no_head_has_a_part_and_the_officer_decides(town: Town, who: str) -> None:
    case = degrading(town, "rektor")
    let_in(town.world, case, "bitradande", role_in_case="CONTRIBUTOR")
    assert (await name(town, case, who, "utredare")).status_code == 201
    for head in HEADS:
        assert (await town.as_(head).get(f"/cases/{case}")).status_code == 404, head
        assert ids(town, head, "concerns") == set(), head
    shown = (await town.as_("utredare").get(f"/cases/{case}")).json()
    assert (shown["pointedOut"], shown["reach"], shown["myRole"]) == ("PRINCIPAL", "ORGANISER", "OWNER")
    assert "case.sign-decision" in shown["allowedActions"]
    assert owner(town, case) == town.world.people["utredare"]
    readers = (await town.as_("utredare").get(f"/cases/{case}/readers")).json()["items"]
    assert {row["person"]["id"] for row in readers} == {str(town.world.people["utredare"])}


async def test_a_head_says_so_of_themselves(town: Town) -> None:
    case = degrading(town, "rektor")
    made = await name(town, case, "rektor", "rektor")
    assert made.status_code == 201, made.text
    assert (await town.as_("rektor").get(f"/cases/{case}")).status_code == 404
    assert owner(town, case) == town.world.people["utredare"]


async def test_a_head_who_came_by_function_names_a_teacher(town: Town) -> None:
    case = degrading(town, None)
    assert (await name(town, case, "larare", "rektor")).status_code == 201
    assert (await town.as_("larare").get(f"/cases/{case}")).status_code == 404
    shown = (await town.as_("rektor").get(f"/cases/{case}")).json()
    assert (shown["myRole"], shown["pointedOut"]) == ("CONTRIBUTOR", "STAFF")
    assert (await town.as_("bitradande").get(f"/cases/{case}")).status_code == 404


async def test_everything_in_it_goes_past_the_unit_and_the_one_before_investigates(town: Town) -> None:
    case = degrading(town)
    assert one(town, case, "reach") == {"BOTH"}
    assert (await name(town, case, "larare")).status_code == 201
    assert one(town, case, "reach") == {"ORGANISER"}
    assert town.world.sql("SELECT DISTINCT reach FROM concerns WHERE tenant_id = %s", town.world.tenant) == [
        ("ORGANISER",)
    ]
    shown = (await town.as_("kurator").get(f"/cases/{case}")).json()
    assert shown["myRole"] == "INVESTIGATOR"
    types = {row[0] for row in town.world.sql("SELECT type FROM case_events WHERE case_id = %s", case)}
    assert {"ALLEGED_NAMED", "ORGANISER_NOTIFIED", "OWNER_CHANGED"} <= types


async def test_nothing_that_a_case_holds_stays_behind(town: Town) -> None:
    case, world = degrading(town), town.world
    add_voice(world, case)
    add_fidelity(world, case, add_measure(world, case))
    add_file(world, case)
    add_export(world, case)
    add_hearing(world, case)
    decision = add_signed(world, case)
    add_notification(world, case, decision)
    add_appeal(world, case, decision)
    add_investigated(world, case)
    add_report(world, case)
    assert (await name(town, case, "larare")).status_code == 201
    kinds = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, PartOfCase)]
    assert len(kinds) > 12
    for kind in kinds:
        rows = world.sql(f"SELECT DISTINCT reach FROM {kind.__tablename__} WHERE case_id = %s", case)
        assert rows in ([], [("ORGANISER",)]), kind


async def test_an_officer_that_is_pointed_out_leaves_it_to_another(town: Town) -> None:
    case = degrading(town, "utredare", reach="ORGANISER", pointed_out="STAFF")
    second_officer(town)
    assert (await name(town, case, "utredare", "chef")).status_code == 201
    assert owner(town, case) == town.world.people["chef"]
    assert (await town.as_("utredare").get(f"/cases/{case}")).status_code == 404


async def test_without_an_officer_it_stands_without_anybody(town: Town) -> None:
    case = degrading(town)
    town.world.sql(
        "UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", town.world.people["utredare"]
    )
    assert (await name(town, case, "larare")).status_code == 201
    assert owner(town, case) is None


async def test_what_is_sealed_is_theirs_no_more(town: Town) -> None:
    case = degrading(town, confidentiality="K4")
    let_in(town.world, case, "larare", role_in_case="CONTRIBUTOR")
    report = add_report(town.world, case, "SOCIAL_SERVICES", confidentiality="K4")
    assert ids(town, "larare", "authority_reports") == {report}
    assert (await name(town, case, "larare", reason="Eleven berättade")).status_code == 201
    assert ids(town, "larare", "authority_reports") == set()
    row = town.world.sql(
        "SELECT confidentiality, reason, sealed IS NOT NULL FROM alleged_persons WHERE case_id = %s", case
    )
    assert row == [("K4", None, True)]


async def test_nor_do_they_answer_prepare_or_sign(town: Town) -> None:
    case = degrading(town, "rektor", phase="DECISION")
    decision = add_decision(town.world, case, kind="DEGRADING_MEASURES")
    investigation = add_investigated(town.world, case)
    assert (await name(town, case, "rektor", "utredare")).status_code == 201
    for path in (f"/decisions/{decision}", f"/investigations/{investigation}"):
        assert (await town.as_("rektor").get(f"/cases/{case}{path}")).status_code in (404, 405), path
    assert ids(town, "rektor", "case_decisions") == set()
    assert ids(town, "rektor", "investigations") == set()


async def test_nor_do_they_receive_what_is_handed_over_from_it(town: Town) -> None:
    """At the new unit either, where heads see it who have no part in the case."""
    world, case = town.world, degrading(town)
    add_transfer(world, case)
    add_alleged(world, case, "rektor-2")
    waits = {
        who: (await town.as_(who).get("/incoming-transfers")).json() for who in ("rektor-2", "bitradande-2")
    }
    assert {who: len(answer["items"]) for who, answer in waits.items()} == {"rektor-2": 0, "bitradande-2": 1}


async def test_a_question_that_waits_is_taken_back(town: Town) -> None:
    case = degrading(town, phase="INVESTIGATION")
    started = await town.as_("kurator").post(f"/cases/{case}/investigations", json={"kind": "DEGRADING"})
    assert started.status_code == 201, started.text
    body = {
        "investigationId": started.json()["id"],
        "question": "Vad såg du på rasten?",
        "respondents": [{"role": "TEACHER", "personId": str(town.world.people["larare"])}],
        "answerBy": in_days(town, 7),
    }
    asked = await town.as_("kurator").post(
        f"/cases/{case}/contributions", json={k: v for k, v in body.items() if k != "answerBy"}
    )
    assert asked.status_code == 201, asked.text
    assert (await name(town, case, "larare")).status_code == 201
    assert (await town.as_("larare").get("/me/questions")).text.count(str(case)) == 0
    assert town.world.sql(
        "SELECT count(*) FROM contributions WHERE case_id = %s AND withdrawn_at IS NULL", case
    ) == [(0,)]
    assert ids(town, "larare", "contributions") == set()


async def test_named_by_mistake(town: Town) -> None:
    """They may be let in again; the case stays with the organiser."""
    case = degrading(town)
    (made,) = (await name(town, case, "larare")).json()["items"]
    version = town.world.sql("SELECT version FROM cases WHERE id = %s", case)[0][0]
    read = {"if-match": f'"{version}"'}
    again = await name(town, case, "larare")
    assert code(again) == (409, "C11_NAMED")
    path = f"/cases/{case}/alleged-persons"
    assert (await town.as_("kurator")("DELETE", f"{path}/{made['id']}", headers=read)).status_code == 403
    for _ in range(2):
        assert (await town.as_("utredare")("DELETE", f"{path}/{made['id']}", headers=read)).status_code == 204
    listed = (await town.as_("kurator").get(path)).json()["items"]
    assert [row["removedAt"] is not None for row in listed] == [True]
    body = {"personId": str(town.world.people["larare"]), "role": "INFORMED", "reason": "Undervisar"}
    assert (await town.as_("utredare").post(f"/cases/{case}/members", json=body)).status_code == 201
    assert (await town.as_("larare").get(f"/cases/{case}")).status_code == 200
    assert one(town, case, "reach") == {"ORGANISER"}


@pytest.mark.parametrize("kind", ["SPECIAL_SUPPORT", "ABSENCE", "COMPLAINT"])
async def test_in_other_cases_nobody_is_named(town: Town, kind: str) -> None:
    answer = await name(town, add_case(town.world, case_type=kind), "larare")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "ALLEGED_TYPE")


async def test_nor_who_does_not_work_here_nor_in_a_closed_one(town: Town) -> None:
    case = degrading(town)
    answer = await town.as_("kurator").post(
        f"/cases/{case}/alleged-persons", json={"personId": str(UUID(int=3))}
    )
    assert answer.json()["errors"][0]["code"] == "PERSON_UNKNOWN"
    town.world.sql(
        "UPDATE cases SET phase = 'CLOSED', closed_at = now(), closure_reason = 'WITHDRAWN' WHERE id = %s",
        case,
    )
    assert code(await name(town, case, "larare")) == (409, "CASE_CLOSED")


async def test_who_only_contributes_names_nobody(town: Town) -> None:
    case = degrading(town)
    let_in(town.world, case, "mentor", role_in_case="CONTRIBUTOR")
    assert (await name(town, case, "larare", "mentor")).status_code == 403
    for stranger in ("larare", "rektor-2", "kurator-2", "admin"):
        assert (await name(town, case, "mentor", stranger)).status_code == 404, stranger


async def test_whoever_reported_it_keeps_their_own_report(town: Town) -> None:
    """Also where it turns out to be about themselves."""
    case = degrading(town)
    assert (await name(town, case, "larare")).status_code == 201
    assert len(ids(town, "larare", "concern_heads")) == 1


# ---- who sees it


def _kept(matrix: Matrix, case: UUID) -> UUID:
    strict = matrix.world.sql("SELECT confidentiality FROM cases WHERE id = %s", case)[0][0] in ("K3", "K4")
    return add_alleged(matrix.world, case, "speciallarare", **({"sealed": b"x"} if strict else {}))


@pytest.fixture(scope="session")
def alleged(matrix: Matrix) -> dict[str, UUID]:
    return {name: _kept(matrix, case) for name, case in matrix.cases.items()}


async def test_by_the_database_and_the_programs_statements(
    matrix: Matrix, alleged: dict[str, UUID], runtime: Runtime
) -> None:
    asked = Asked(matrix.world, runtime, {"system": matrix.system, "limited": matrix.limited})
    assert matrix.seen("alleged_persons", alleged) == CASES
    assert await asked.one_by_one(visible_parts(AllegedPerson), matrix.cases) == CASES


@pytest.mark.parametrize("role", [None, *BY_ROLE])
def test_who_investigates_names(role: str | None) -> None:
    row = Case(school_id=HERE, reach="UNIT", confidentiality="K3", phase="INVESTIGATION")
    row.my_role = role
    assert (CaseAction.NAME_ALLEGED in allowed_on_case(TEACHER, row)) is (role in ("OWNER", "INVESTIGATOR"))
