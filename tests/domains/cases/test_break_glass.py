"""A case opened with a reason: by whom, for how long, what it shows, and who is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest

from tests.conftest import Town
from tests.domains.cases.calls import opened
from tests.domains.cases.test_walls import as_, ids
from tests.factories.cases import add_case, add_measure, add_note, add_voice, let_in
from tests.factories.concerns import add_concern
from tests.factories.pupils import add_student
from tests.personas import EVERY, UNIT

WHY = "Eleven är akut sjuk och kuratorn är inte på plats"
PATH = "/break-glass-accesses"


async def glass(town: Town, number: str, who: str = "rektor", reason: str = WHY) -> httpx.Response:
    return await town.as_(who).post(PATH, json={"caseNumber": number, "reason": reason})


def case(town: Town, confidentiality: str = "K3", **more: Any) -> tuple[UUID, str]:
    number = f"BJ-26-{uuid4().int % 1_000_000}"
    return add_case(town.world, **(more | {"confidentiality": confidentiality, "number": number})), number


def lead(town: Town, who: str, school: str = "A", **more: Any) -> UUID:
    """Chair of that unit's student health team."""
    world = town.world
    team = world.insert(
        "teams", school_id=world.schools[school], type=more.pop("type", "EHT"), name="EHT", sort_key="eht"
    )
    row = {"role": "CHAIR", "valid_from": datetime(2020, 1, 1, tzinfo=UTC).date(), "valid_to": None} | more
    return world.insert("team_members", team_id=team, person_id=world.people[who], **row)


def same(answer: httpx.Response) -> dict[str, Any]:
    return {k: v for k, v in answer.json().items() if k not in ("instance", "traceId")}


async def test_the_principal_opens_it_to_read_and_nothing_else(town: Town) -> None:
    made, number = case(town, students=(add_student(town.world),))
    rektor = town.as_("rektor")
    assert (await rektor.get(f"/cases/{made}")).status_code == 404
    answer = await glass(town, number.lower())
    assert answer.status_code == 201, answer.text
    shown = answer.json()
    assert (shown["caseId"], shown["caseNumber"]) == (str(made), number)
    began, ends = (datetime.fromisoformat(shown[name]) for name in ("openedAt", "until"))
    assert ends - began == timedelta(hours=8)
    read = await rektor.get(f"/cases/{made}")
    assert (read.status_code, read.json()["allowedActions"]) == (200, ["case.read", "case.report"])
    assert read.json()["myRole"] is None
    for tab in ("notes", "events", "members", "readers", "measures", "child-voices"):
        assert (await rektor.get(f"/cases/{made}/{tab}")).status_code == 200, tab
    refused = {
        "notes": {"text": "Samtal"},
        "members": {"personId": str(town.world.people["larare"]), "role": "INFORMED", "reason": "Samråd"},
        "measures": {"description": "Ny plats", "followUpOn": "2099-01-01"},
    }
    for noun, body in refused.items():
        assert (await rektor.post(f"/cases/{made}/{noun}", json=body)).status_code == 403, noun
    assert (await rektor.patch(f"/cases/{made}", 1, json={"waitingFor": "Svar"})).status_code == 403


async def test_where_it_leads(town: Town) -> None:
    _, number = case(town)
    answer = await glass(town, number)
    where = answer.headers["location"].removeprefix("/samsyn/v1")
    assert (await town.as_("rektor").get(where)).json() == answer.json()
    assert (await town.as_("larare").get(where)).status_code == 404


@pytest.mark.parametrize("who", [p.name for p in EVERY if p.name not in ("rektor", "kurator")])
async def test_nobody_else_opens_it_and_nobody_learns_that_it_is_there(town: Town, who: str) -> None:
    made, number = case(town)
    answer, nothing = await glass(town, number, who), await glass(town, "BJ-26-999", who)
    assert (answer.status_code, same(answer)) == (404, same(nothing))
    assert (await town.as_(who).get(f"/cases/{made}")).status_code == 404
    assert town.world.sql("SELECT count(*) FROM case_access WHERE case_id = %s", made) == [(1,)]


@pytest.mark.parametrize("who", [f"{p.name}-2" for p in UNIT])
async def test_not_from_another_unit(town: Town, who: str) -> None:
    lead(town, who, "B")
    lead(town, who, "A")
    assert (await glass(town, case(town)[1], who)).status_code == 404


@pytest.mark.parametrize("confidentiality", ["K0", "K1", "K2", "K4"])
async def test_class_k3_alone(town: Town, confidentiality: str) -> None:
    _, number = case(town, confidentiality)
    assert same(await glass(town, number)) == same(await glass(town, "BJ-26-999"))


async def test_never_past_the_unit(town: Town) -> None:
    """C11: where staff is pointed out nobody at the unit gets in."""
    _, number = case(town, owner="utredare", reach="ORGANISER", case_type="DEGRADING")
    assert (await glass(town, number)).status_code == 404


@pytest.mark.parametrize(
    "number", ["", " ", "BJ-26-%", "' OR 1=1 --", "BJ-26-0014", "\u202eBJ-26-014", "x" * 40]
)
async def test_guessed_numbers(town: Town, number: str) -> None:
    case(town)
    assert (await glass(town, number)).status_code == (422 if not number.strip() else 404)


async def test_a_reason_is_needed(town: Town) -> None:
    made, number = case(town)
    assert (await glass(town, number, reason="  ")).status_code == 422
    assert town.world.sql("SELECT count(*) FROM break_glass_accesses WHERE case_id = %s", made) == [(0,)]


async def test_who_leads_student_health_opens_it_as_long_as_that_lasts(town: Town) -> None:
    made, number = case(town)
    assert (await glass(town, number, "psykolog")).status_code == 404
    chair = lead(town, "psykolog")
    assert (await glass(town, number, "psykolog")).status_code == 201
    town.world.sql("DELETE FROM case_access WHERE kind = 'BREAK_GLASS' AND case_id = %s", made)
    town.world.sql("UPDATE team_members SET valid_to = valid_from WHERE id = %s", chair)
    assert (await glass(town, number, "psykolog")).status_code == 404


@pytest.mark.parametrize(
    ("who", "more"),
    [("psykolog", {"role": "MEMBER"}), ("psykolog", {"type": "WORK_TEAM"}), ("larare", {}), ("chef", {})],
)
async def test_a_member_another_team_and_who_is_no_student_health(
    town: Town, who: str, more: dict[str, Any]
) -> None:
    lead(town, who, **more)
    assert (await glass(town, case(town)[1], who)).status_code == 404


async def test_a_second_time_and_after_eight_hours(town: Town) -> None:
    made, number = case(town)
    assert (await glass(town, number)).status_code == 201
    again = await glass(town, number)
    assert (again.status_code, again.json()["code"]) == (409, "CASE_OPEN_TO_YOU")
    ago = "interval '8 hours 1 minute'"
    town.world.sql(
        f"UPDATE case_access SET valid_from = valid_from - {ago}, valid_to = valid_to - {ago}"
        " WHERE case_id = %s AND kind = 'BREAK_GLASS'", made,
    )  # fmt: skip
    assert (await town.as_("rektor").get(f"/cases/{made}")).status_code == 404
    assert (await glass(town, number)).status_code == 201
    assert (await town.as_("rektor").get(f"/cases/{made}")).status_code == 200


async def test_who_is_in_the_circle_is_told_so(town: Town) -> None:
    made, number = case(town)
    let_in(town.world, made, "rektor", role_in_case="INFORMED")
    assert (await glass(town, number)).json()["code"] == "CASE_OPEN_TO_YOU"


async def test_it_ends_with_the_assignment(town: Town) -> None:
    made, number = case(town)
    await glass(town, number)
    town.world.sql(
        "UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", town.world.people["rektor"]
    )
    assert (await town.as_("rektor").get(f"/cases/{made}")).status_code == 404
    assert (await glass(town, number)).status_code == 404


async def test_the_owner_ends_it(town: Town) -> None:
    made, number = case(town)
    shown = (await glass(town, number)).json()
    gone = await town.as_("kurator")("DELETE", f"/cases/{made}/members/{shown['id']}")
    assert gone.status_code == 204
    assert (await town.as_("rektor").get(f"/cases/{made}")).status_code == 404


async def test_what_is_in_k4_stays_with_those_named(town: Town) -> None:
    made, number = case(town)
    sealed: dict[str, Any] = {"confidentiality": "K4", "sealed": b"x"}
    add_note(town.world, made, text=None, **sealed)
    add_voice(town.world, made, content=None, **sealed)
    add_measure(town.world, made, description=None, **sealed)
    await glass(town, number)
    for tab in ("notes", "child-voices", "measures"):
        answer = await town.as_("rektor").get(f"/cases/{made}/{tab}")
        assert (answer.status_code, answer.json()["items"]) == (200, []), tab
    for table in ("case_notes", "child_voices", "case_measures"):
        assert ids(town, "rektor", table, "case_id") == set(), table
        assert ids(town, "kurator", table, "case_id") == {made}, table


async def test_raising_to_k4_ends_it(town: Town) -> None:
    made = await opened(town, caseTypeCode="LEARNING_ENVIRONMENT")
    kurator = town.as_("kurator")
    up = await kurator.patch(f"/cases/{made['id']}", made["version"], json={"confidentiality": "K3"})
    assert up.status_code == 200, up.text
    invited = town.world.people["rektor"]
    town.world.sql("DELETE FROM case_access WHERE case_id = %s AND person_id = %s", made["id"], invited)
    assert (await glass(town, made["number"])).status_code == 201
    up = await kurator.patch(f"/cases/{made['id']}", up.json()["version"], json={"confidentiality": "K4"})
    assert up.status_code == 200, up.text
    assert (await town.as_("rektor").get(f"/cases/{made['id']}")).status_code == 404
    assert ids(town, "rektor", "cases") == set()


async def test_k4_does_not_open_even_where_the_way_in_was_left_open(town: Town) -> None:
    made, number = case(town)
    await glass(town, number)
    town.world.sql("UPDATE cases SET confidentiality = 'K4' WHERE id = %s", made)
    assert (await town.as_("rektor").get(f"/cases/{made}")).status_code == 404
    assert ids(town, "rektor", "cases") == set()


async def test_a_concern_behind_it_is_for_those_it_reaches(town: Town) -> None:
    lead(town, "psykolog")
    made, number = case(town)
    concern = add_concern(
        town.world, reach="HEADS", confidentiality="K4", what_was_seen=None, who=None, sealed=b"x"
    )
    town.world.insert("concern_cases", concern_id=concern, case_id=made)
    assert (await glass(town, number, "psykolog")).status_code == 201
    assert (await town.as_("psykolog").get(f"/cases/{made}")).json()["concerns"] == []
    assert ids(town, "psykolog", "concerns") == set()
    assert ids(town, "kurator", "concerns") == {concern}


async def test_everybody_concerned_is_told(town: Town) -> None:
    pupil = add_student(town.world)
    made, number = case(town, students=(pupil,))
    await glass(town, number)
    seen = await town.as_("kurator").get(f"/cases/{made}/events")
    line = next(event for event in seen.json()["items"] if event["type"] == "OPENED_BY_REASON")
    assert (line["text"], line["person"]["id"]) == (WHY, str(town.world.people["rektor"]))
    cards = (await town.as_("kurator").get("/me/focus")).json()["cards"]
    assert [card["path"] for card in cards if card["code"] == "CASE_OPENED_BY_REASON"] == [f"/arenden/{made}"]
    reviewer = (await town.as_("loggranskare").get("/me/focus")).json()["cards"]
    assert [card["code"] for card in reviewer] == ["OPENINGS_TO_REVIEW"]
    for who in ("rektor", "psykolog", "rektor-2", "admin"):
        codes = {card["code"] for card in (await town.as_(who).get("/me/focus")).json()["cards"]}
        assert not codes & {"CASE_OPENED_BY_REASON", "OPENINGS_TO_REVIEW"}, who
    log = town.world.sql(
        "SELECT student_ids, purpose FROM audit_access"
        " WHERE action = 'case.break-glass' AND %s = ANY (object_ids)",
        made,
    )
    assert log == [([pupil], "BREAK_GLASS")]
    members = (await town.as_("kurator").get(f"/cases/{made}/members")).json()["items"]
    assert [m["reason"] for m in members if m["kind"] == "BREAK_GLASS"] == [WHY]
    readers = (await town.as_("kurator").get(f"/cases/{made}/readers")).json()["items"]
    assert {r["why"]: r["upTo"] for r in readers} == {"OWNER": "K4", "BREAK_GLASS": "K3"}


async def test_the_list_is_for_those_who_are_told(town: Town) -> None:
    made, number = case(town)
    lead(town, "psykolog")
    await glass(town, number)

    async def listed(who: str) -> list[str | None]:
        answer = await town.as_(who).get(PATH)
        assert answer.status_code == 200, answer.text
        return [row["caseId"] for row in answer.json()["items"]]

    for who in ("rektor", "kurator"):
        assert await listed(who) == [str(made)], who
    assert await listed("loggranskare") == [None]
    for who in ("bitradande", "psykolog", "larare", "rektor-2", "chef", "admin", "partner"):
        assert await listed(who) == [], who
    may = {
        who: (await town.as_(who).get(PATH)).json()["allowedActions"]
        for who in ("rektor", "psykolog", "kurator")
    }
    assert may == {"rektor": ["case.break-glass"], "psykolog": ["case.break-glass"], "kurator": []}


async def test_a_refusal_is_logged_without_the_number(town: Town) -> None:
    case(town)
    await glass(town, "BJ-26-999", "larare")
    rows = town.world.sql(
        "SELECT outcome, object_ids, purpose FROM audit_access"
        " WHERE action = 'case.break-glass' AND actor_id = %s",
        town.world.people["larare"],
    )
    assert rows == [("DENY", [], None)]


@pytest.mark.parametrize(
    ("who", "confidentiality"),
    [
        ("bitradande", "K3"),
        ("rektor", "K4"),
        ("rektor", "K2"),
        ("psykolog", "K3"),
        ("larare", "K3"),
        ("rektor-2", "K3"),
    ],
)
def test_the_database_takes_no_other_way_in(town: Town, who: str, confidentiality: str) -> None:
    made, _ = case(town, confidentiality)
    with as_(town, who) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        notice(town, connection, made, who)


def notice(town: Town, connection: psycopg.Connection[Any], made: UUID, who: str) -> UUID:
    """Straight into the database, as the program would."""
    key, world = UUID(int=made.int ^ 1), town.world
    connection.execute(NOTICE, (world.tenant, key, made, world.school, world.people[who]))
    return key


NOTICE = """INSERT INTO break_glass_accesses
 (tenant_id, id, case_id, school_id, number, person_id, opened_at, until)
 VALUES (%s, %s, %s, %s, 'X', %s, now(), now() + interval '8 hours')"""
WAY = """INSERT INTO case_access
 (tenant_id, id, case_id, school_id, person_id, via_school_id, valid_to, kind, valid_from, confidentiality,
  sealed, version, created_at, updated_at)
 VALUES (%s, %s, %s, %s, %s, %s, now() + %s::interval, 'BREAK_GLASS', now(), 'K3', 'x', 1, now(), now())"""


@pytest.mark.parametrize(
    ("whose", "noticed", "hours", "error"),
    [
        ("rektor", True, "8 hours", None),
        ("rektor", True, "1 hour", None),
        ("rektor", False, "8 hours", psycopg.errors.InsufficientPrivilege),
        ("bitradande", True, "8 hours", psycopg.errors.InsufficientPrivilege),
        ("rektor", True, "9 hours", psycopg.errors.InsufficientPrivilege),
    ],
)
def test_no_way_in_without_its_notice_for_another_or_for_longer(
    town: Town, whose: str, noticed: bool, hours: str, error: type[Exception] | None
) -> None:
    made, _ = case(town)
    world = town.world
    with as_(town, "rektor") as connection:
        key = notice(town, connection, made, "rektor")
        row = (
            world.tenant,
            key if noticed else made,
            made,
            world.school,
            world.people[whose],
            world.school,
            hours,
        )
        if error is None:
            connection.execute(WAY, row)
            assert connection.execute("SELECT id FROM cases").fetchall() == [(made,)]
        else:
            with pytest.raises(error):
                connection.execute(WAY, row)
