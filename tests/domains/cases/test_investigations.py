"""Investigations: started, written in, completed with what the law asks for, and locked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest

from samsyn.cases.policy import ONE_CASE
from samsyn.cases.queries.investigations import latest_completed
from samsyn.core.credential import token_hash
from samsyn.core.work import Credential, Work
from tests.conftest import Town
from tests.domains.cases.calls import about, code, in_days, move
from tests.factories.cases import add_case, add_event, add_investigation, add_voice, investigated, let_in
from tests.factories.decisions import add_hearing
from tests.factories.pupils import add_student

HOSTILE = "<img src=x onerror=alert(1)> '; DROP TABLE cases; -- {{7*7}} åäö \u202e \U0001f600"
LEVELS = {
    "findingsIndividual": "Orkar läsa tio minuter",
    "findingsGroup": "Många byten av sal",
    "findingsOrganisation": "Ingen läsverkstad",
    "causeAnalysis": "Långa texter utan förberedelse",
}


async def start(town: Town, case: UUID | str, kind: str = "SPECIAL_SUPPORT", who: str = "kurator") -> Any:
    answer = await town.as_(who).post(f"/cases/{case}/investigations", json={"kind": kind})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def write(town: Town, case: UUID | str, one: Any, who: str = "kurator", **more: Any) -> httpx.Response:
    path = f"/cases/{case}/investigations/{one['id']}"
    return await town.as_(who).patch(path, one["version"], json=more)


async def complete(
    town: Town, case: UUID | str, one: Any, who: str = "kurator", **more: Any
) -> httpx.Response:
    path = f"/cases/{case}/investigations/{one['id']}/completion"
    return await town.as_(who).post(path, json=more, headers={"if-match": f'"{one["version"]}"'})


async def listed(town: Town, case: UUID | str, who: str = "kurator") -> Any:
    answer = await town.as_(who).get(f"/cases/{case}/investigations")
    assert answer.status_code == 200, answer.text
    return answer.json()


def pointers(answer: httpx.Response) -> set[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return {(error["pointer"], error["code"]) for error in answer.json()["errors"]}


def case_of(town: Town, **more: Any) -> UUID:
    return add_case(town.world, students=(add_student(town.world),), **more)


async def test_from_start_to_locked(town: Town) -> None:
    case = case_of(town)
    assert (await listed(town, case))["kinds"] == ["SPECIAL_SUPPORT", "PRELIMINARY"]
    one = await start(town, case)
    assert one["allowedActions"] == ["case.investigate"]
    assert (await listed(town, case))["kinds"] == ["PRELIMINARY"]
    written = await write(
        town, case, one, questions=HOSTILE, studentHealthConsultedOn=in_days(town, -1), **LEVELS
    )
    assert (written.status_code, written.json()["questions"]) == (200, HOSTILE), written.text
    done = await complete(town, case, written.json(), conclusion="SUPPORT_NEEDED")
    assert (done.status_code, done.json()["conclusion"]) == (201, "SUPPORT_NEEDED"), done.text
    assert done.json()["completedBy"]["id"] == str(town.world.people["kurator"])
    assert done.json()["allowedActions"] == []
    assert (await listed(town, case))["items"] == [done.json()]
    assert code(await write(town, case, done.json(), causeAnalysis="Annat")) == (409, "INVESTIGATION_LOCKED")
    again = await complete(town, case, done.json(), conclusion="NOT_NEEDED", conclusionReason="Nej")
    assert code(again) == (409, "INVESTIGATION_LOCKED")
    events = (await town.as_("kurator").get(f"/cases/{case}/events")).json()["items"]
    assert [(e["type"], e["refId"]) for e in events] == [
        ("INVESTIGATION_COMPLETED", one["id"]),
        ("INVESTIGATION_STARTED", one["id"]),
    ]


async def test_what_is_left_out_stays_and_null_empties(town: Town) -> None:
    case = case_of(town)
    one = await start(town, case)
    first = (await write(town, case, one, **LEVELS)).json()
    second = (await write(town, case, first, findingsGroup=None, supportToo="STARTED")).json()
    assert (second["findingsGroup"], second["findingsIndividual"]) == (None, LEVELS["findingsIndividual"])
    assert second["supportToo"] == "STARTED"
    stale = await write(town, case, first, findingsGroup="Skriver över")
    assert stale.status_code == 412
    unversioned = await town.as_("kurator")(
        "PATCH", f"/cases/{case}/investigations/{one['id']}", json={"questions": "x"}
    )
    assert unversioned.status_code == 428


async def test_one_of_a_kind_is_under_way(town: Town) -> None:
    case = case_of(town)
    await start(town, case)
    path = f"/cases/{case}/investigations"
    again = await town.as_("kurator").post(path, json={"kind": "SPECIAL_SUPPORT"})
    assert code(again) == (409, "INVESTIGATION_OPEN")
    with pytest.raises(psycopg.errors.UniqueViolation):
        add_investigation(town.world, case)
    assert (await town.as_("kurator").post(path, json={"kind": "PRELIMINARY"})).status_code == 201
    unfit = await town.as_("kurator").post(path, json={"kind": "DEGRADING"})
    assert unfit.json()["errors"][0]["code"] == "INVESTIGATION_KIND"


@pytest.mark.parametrize("case_type", ["CHILD_WELFARE_REPORT", "POLICE_REPORT"])
async def test_a_report_to_others_is_not_investigated_here(town: Town, case_type: str) -> None:
    case = case_of(town, case_type=case_type)
    assert (await listed(town, case))["kinds"] == []


async def test_completing_says_everything_that_is_missing(town: Town) -> None:
    case = case_of(town)
    one = await start(town, case)
    assert pointers(await complete(town, case, one)) == {
        ("/findingsIndividual", "FINDINGS"),
        ("/findingsGroup", "FINDINGS"),
        ("/findingsOrganisation", "FINDINGS"),
        ("/causeAnalysis", "CAUSE_ANALYSIS"),
        ("/notConsultedReason", "C07"),
        ("/conclusion", "INVESTIGATION_CONCLUSION"),
    }
    written = (await write(town, case, one, notConsultedReason="Elevhälsan har skrivit den", **LEVELS)).json()
    bare = await complete(town, case, written, conclusion="NOT_NEEDED", conclusionReason=" ")
    assert pointers(bare) == {("/conclusionReason", "INVESTIGATION_REASON")}
    wrong = await complete(town, case, written, conclusion="INVESTIGATION_NOT_NEEDED")
    assert pointers(wrong) == {("/conclusion", "INVESTIGATION_CONCLUSION")}
    done = await complete(town, case, written, conclusion="NOT_NEEDED", conclusionReason="Når kriterierna")
    assert done.status_code == 201, done.text


async def test_absence_is_investigated_with_student_health_and_nothing_else_will_do(town: Town) -> None:
    """C07: no exception in 7:19 a."""
    case = case_of(town, case_type="ABSENCE")
    one = await start(town, case, "ABSENCE")
    written = (await write(town, case, one, notConsultedReason="Alla var sjuka", **LEVELS)).json()
    refused = await complete(town, case, written, conclusion="SUPPORT_NEEDED")
    assert pointers(refused) == {("/studentHealthConsultedOn", "C07")}
    ahead = await write(town, case, written, studentHealthConsultedOn=in_days(town, 1))
    assert ahead.json()["errors"][0]["code"] == "DAY_TO_COME"
    said = (await write(town, case, written, studentHealthConsultedOn=in_days(town, 0))).json()
    assert (await complete(town, case, said, conclusion="SUPPORT_NEEDED")).status_code == 201
    with pytest.raises(psycopg.errors.CheckViolation, match="c07"):
        investigated(town.world, case, kind="ABSENCE", student_health_consulted_on=None)


async def test_only_a_head_says_that_absence_need_not_be_investigated(town: Town) -> None:
    case = case_of(town, case_type="ABSENCE")
    one = await start(town, case, "ABSENCE")
    sent = {"conclusion": "INVESTIGATION_NOT_NEEDED", "conclusionReason": "Känd operation, planerad i förväg"}
    assert pointers(await complete(town, case, one, **sent)) == {("/conclusion", "ABSENCE_NOT_NEEDED")}
    short = await complete(town, case, one, "rektor", **(sent | {"conclusionReason": "Känd"}))
    assert pointers(short) == {("/conclusionReason", "ABSENCE_NOT_NEEDED")}
    assert (await complete(town, case, one, "rektor", **sent)).status_code == 201


async def test_absence_that_need_not_be_investigated_is_closed_for_that_reason(town: Town) -> None:
    case = case_of(town, case_type="ABSENCE")
    close = {"reason": "NO_NEED", "feedback": "Samtal med hemmet"}
    rektor = town.as_("rektor")

    async def now() -> dict[str, Any]:
        return dict((await rektor.get(f"/cases/{case}")).json())

    before = await now()
    assert "NO_NEED" not in before["closureReasons"]
    headers = {"if-match": f'"{before["version"]}"'}
    assert (await rektor.post(f"/cases/{case}/closure", json=close, headers=headers)).status_code == 422
    one = await start(town, case, "ABSENCE")
    sent = {"conclusion": "INVESTIGATION_NOT_NEEDED", "conclusionReason": "Känd operation, planerad i förväg"}
    assert (await complete(town, case, one, "rektor", **sent)).status_code == 201
    found = await now()
    assert "NO_NEED" in found["closureReasons"]
    headers = {"if-match": f'"{found["version"]}"'}
    closed = await rektor.post(f"/cases/{case}/closure", json=close, headers=headers)
    assert (closed.status_code, closed.json()["closureReason"]) == (201, "NO_NEED"), closed.text


async def test_absence_that_is_investigated_is_not_closed_before_the_organiser_knows(town: Town) -> None:
    """7 kap. 19 a §, last paragraph: an open duty, whatever the case is closed for."""
    case = case_of(town, case_type="ABSENCE")
    rektor = town.as_("rektor")
    close = {"reason": "WITHDRAWN", "feedback": "Samtal med hemmet"}
    headers = {"if-match": '"1"'}
    await start(town, case, "ABSENCE")
    refused = await rektor.post(f"/cases/{case}/closure", json=close, headers=headers)
    assert code(refused) == (422, "ABSENCE_REPORTED")
    told = await rektor.post(f"/cases/{case}/reports", json={"kind": "ORGANISER_ABSENCE"})
    assert told.status_code == 201, told.text
    closed = await rektor.post(f"/cases/{case}/closure", json=close, headers=headers)
    assert closed.status_code == 201, closed.text


async def test_a_decision_waits_for_the_investigation(town: Town) -> None:
    """C02; C07 warns until then."""
    made = await about(town, add_student(town.world), phase="INVESTIGATION")
    case = UUID(made["id"])
    add_voice(town.world, case)
    add_hearing(town.world, case)
    assert code(await move(town, made, "phase", phase="DECISION")) == (422, "C02")
    (before,) = (await town.as_("kurator").get(f"/cases/{case}")).json()["transitions"]
    assert [gate["code"] for gate in before["obstacles"]] == ["C02"]
    assert "C07_SUPPORT" in {gate["code"] for gate in before["warnings"]}
    add_investigation(town.world, case)
    assert code(await move(town, made, "phase", phase="DECISION")) == (422, "C02")
    town.world.sql(
        "UPDATE investigations SET conclusion = 'NOT_NEEDED', completed_at = now(), completed_by = started_by"
        " WHERE case_id = %s",
        case,
    )
    (after,) = (await town.as_("kurator").get(f"/cases/{case}")).json()["transitions"]
    assert after["obstacles"] == []
    assert "C07_SUPPORT" not in {gate["code"] for gate in after["warnings"]}
    assert (await move(town, made, "phase", phase="DECISION")).status_code == 201


async def test_absence_asks_for_the_day_and_warns_of_special_support(town: Town) -> None:
    case = case_of(town, case_type="ABSENCE")
    add_voice(town.world, case)

    async def gates() -> tuple[set[str], set[str]]:
        (way,) = (await town.as_("kurator").get(f"/cases/{case}")).json()["transitions"]
        return {g["code"] for g in way["obstacles"]}, {g["code"] for g in way["warnings"]}

    assert await gates() == ({"C07_ABSENCE", "HOME_CONSULTED"}, {"SUPPORT_PROMPT"})
    add_event(town.world, case, "PARTY_HEARD", party="GUARDIAN")
    assert await gates() == ({"C07_ABSENCE"}, {"SUPPORT_PROMPT"})
    investigated(town.world, case, kind="ABSENCE")
    assert await gates() == (set(), {"SUPPORT_PROMPT"})
    investigated(town.world, case, kind="ABSENCE", support_too="NOT_CALLED_FOR")
    assert await gates() == (set(), set())


async def test_measures_in_the_environment_wait_for_its_causes(town: Town) -> None:
    case = add_case(town.world, case_type="LEARNING_ENVIRONMENT", subject="UNIT", confidentiality="K1")
    found = (await town.as_("kurator").get(f"/cases/{case}")).json()
    assert code(await move(town, found, "phase", phase="MEASURES")) == (422, "CAUSE_ANALYSIS")
    one = await start(town, case, "ENVIRONMENT")
    missing = await complete(town, case, one, conclusion="OTHER", conclusionReason="Trångt")
    assert pointers(missing) == {("/findingsIndividual", "FINDINGS"), ("/causeAnalysis", "CAUSE_ANALYSIS")}
    more = {"findingsOrganisation": "Alla byter sal samtidigt", "causeAnalysis": "Schemat"}
    written = (await write(town, case, one, **more)).json()
    done = await complete(town, case, written, conclusion="OTHER", conclusionReason="Trångt")
    assert done.status_code == 201, done.text
    assert (await move(town, found, "phase", phase="MEASURES")).status_code == 201


async def test_the_clock_stops_when_the_investigation_is_completed(town: Town) -> None:
    made = await about(town, add_student(town.world))

    async def running() -> set[str]:
        case = (await town.as_("kurator").get(f"/cases/{made['id']}")).json()
        return {clock["code"] for clock in case["clocks"]}

    assert await running() == {"SPECIAL_SUPPORT_START"}
    one = await start(town, made["id"])
    assert await running() == {"SPECIAL_SUPPORT_COMPLETE"}
    sent = {"studentHealthConsultedOn": in_days(town, 0), **LEVELS}
    written = (await write(town, made["id"], one, **sent)).json()
    assert (await complete(town, made["id"], written, conclusion="SUPPORT_NEEDED")).status_code == 201
    assert await running() == {"SPECIAL_SUPPORT_DECISION"}


async def test_a_mapping_moves_no_clock(town: Town) -> None:
    made = await about(town, add_student(town.world))
    await start(town, made["id"], "PRELIMINARY")
    case = (await town.as_("kurator").get(f"/cases/{made['id']}")).json()
    assert {clock["code"] for clock in case["clocks"]} == {"SPECIAL_SUPPORT_START"}


async def test_a_closed_case_takes_nothing(town: Town) -> None:
    case = case_of(town)
    one = await start(town, case)
    town.world.sql(
        "UPDATE cases SET phase = 'CLOSED', closed_at = now(), closure_reason = 'MOVED' WHERE id = %s", case
    )
    assert code(await write(town, case, one, causeAnalysis="x")) == (409, "CASE_CLOSED")
    assert code(await complete(town, case, one, conclusion="SUPPORT_NEEDED")) == (409, "CASE_CLOSED")
    again = await town.as_("kurator").post(f"/cases/{case}/investigations", json={"kind": "PRELIMINARY"})
    assert code(again) == (409, "CASE_CLOSED")
    found = await listed(town, case)
    assert (found["kinds"], found["items"][0]["allowedActions"]) == ([], [])


async def test_an_investigation_of_another_case_is_not_there(town: Town) -> None:
    case, other = case_of(town), case_of(town)
    one = await start(town, other)
    assert (await write(town, case, one, causeAnalysis="x")).status_code == 404
    assert (await complete(town, case, one, conclusion="OTHER")).status_code == 404
    assert (await town.as_("kurator").get(f"/cases/{case}/investigations/{one['id']}")).status_code == 404
    assert (await town.as_("kurator").get(f"/cases/{other}/investigations/{one['id']}")).status_code == 200


@pytest.mark.parametrize(("role", "status"), [("INFORMED", 403), ("CONTRIBUTOR", 403), ("INVESTIGATOR", 200)])
async def test_the_role_says_who_investigates(town: Town, role: str, status: int) -> None:
    case = case_of(town)
    one = await start(town, case)
    let_in(town.world, case, "larare", role_in_case=role)
    found = await listed(town, case, "larare")
    may = status == 200
    assert bool(found["kinds"]) is may
    assert (found["items"][0]["allowedActions"] == ["case.investigate"]) is may
    assert (await write(town, case, one, "larare", causeAnalysis="x")).status_code == status


async def test_raised_to_k3_its_words_are_sealed_and_the_heads_lose_it(town: Town) -> None:
    made = await about(town, add_student(town.world), phase="INVESTIGATION")
    one = await start(town, made["id"])
    await write(town, made["id"], one, **LEVELS)
    path = f"/cases/{made['id']}"
    raised = await town.as_("kurator").patch(path, made["version"], json={"confidentiality": "K3"})
    assert raised.status_code == 200, raised.text
    rows = town.world.sql(
        "SELECT findings_group, cause_analysis, sealed IS NULL FROM investigations WHERE id = %s", one["id"]
    )
    assert rows == [(None, None, False)]
    (shown,) = (await listed(town, made["id"]))["items"]
    assert shown["causeAnalysis"] == LEVELS["causeAnalysis"]
    assert (await town.as_("bitradande").get(f"{path}/investigations")).status_code == 404


async def test_reading_is_written_down_with_the_pupils(town: Town) -> None:
    pupil = add_student(town.world)
    case = add_case(town.world, students=(pupil,))
    await listed(town, case)
    logged = town.world.sql(
        "SELECT student_ids FROM audit_access WHERE tenant_id = %s AND action = 'case.investigations'",
        town.world.tenant,
    )
    assert logged == [([pupil],)]


async def test_the_latest_that_is_completed_is_the_one_a_decision_rests_on(town: Town) -> None:
    case = case_of(town)
    investigated(town.world, case, conclusion="NOT_NEEDED")
    newest = investigated(town.world, case)
    add_investigation(town.world, case)
    credential = Credential.session(token_hash(town.world.tokens["kurator"]))
    async with Work(town.runtime.engine, credential, runtime=town.runtime) as work:
        await work.open()
        found = await latest_completed(work, await work.one_or_none(ONE_CASE, key=case))
        assert found is not None
        assert (found.id, found.conclusion) == (newest, "SUPPORT_NEEDED")
        await work.finish()


async def test_a_change_that_changes_nothing_is_answered_and_logged(town: Town) -> None:
    case = case_of(town)
    one = (await write(town, case, await start(town, case), questions="Vad hjälper?")).json()
    again = await write(town, case, one, questions="Vad hjälper?")
    assert (again.status_code, again.json()["version"]) == (200, one["version"]), again.text
