"""Staff and their assignments over the real program: who sees whom, and that rights end when they end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import Town
from tests.factories.staff import add_colleague

ENDING = {"reason": "Har bytt skola"}


def assignment_of(town: Town, persona: str) -> str:
    rows = town.world.sql("SELECT id FROM assignments WHERE person_id = %s", town.world.people[persona])
    return str(rows[0][0])


async def names(town: Town, persona: str, query: str = "") -> list[str]:
    answer = await town.as_(persona).get(f"/people?limit=100{query}")
    assert answer.status_code == 200
    return [person["familyName"] for person in answer.json()["items"]]


async def test_staff_see_their_own_units_and_the_organiser_and_nobody_else(town: Town) -> None:
    town.world.sql("UPDATE people SET family_name = 'Kanarie' WHERE id = %s", town.world.people["rektor-2"])
    assert "Kanarie" not in await names(town, "larare")
    assert "Kanarie" in await names(town, "larare-2")
    assert "Kanarie" in await names(town, "admin")
    assert "Kanarie" in await names(town, "chef")
    assert "Chefsson" in await names(town, "larare")
    assert "Rektorsson" not in await names(town, "partner")
    other = await town.as_("larare").get(f"/people/{town.world.people['rektor-2']}")
    nothing = await town.as_("larare").get(f"/people/{uuid4()}")
    assert (other.status_code, nothing.status_code) == (404, 404)
    assert other.json()["detail"] == nothing.json()["detail"]


async def test_the_organisers_case_officer_may_choose_staff_of_any_unit_as_long_as_the_office_is_held(
    town: Town,
) -> None:
    """Whom to bring into the circle, or to make responsible, in a case that the organiser investigates."""
    assert "Rektorsson" in await names(town, "utredare")
    over = "UPDATE assignments SET valid_from = samsyn_today() - 9, valid_to = samsyn_today() - 1 WHERE "
    town.world.sql(over + "person_id = %s", town.world.people["utredare"])
    assert "Rektorsson" not in await names(town, "utredare")


async def test_people_are_in_swedish_order_and_carry_their_assignments(town: Town) -> None:
    for family in ("Örn", "Ärla", "Ångström", "Zetterlund"):
        made = await town.as_("admin").post("/people", json={"givenName": "Bo", "familyName": family})
        assert made.status_code == 201
        assert made.json()["assignments"] == []
    listed = await names(town, "admin", "&status=ACTIVE")
    assert [n for n in listed if n in {"Örn", "Ärla", "Ångström", "Zetterlund"}] == [
        "Zetterlund",
        "Ångström",
        "Ärla",
        "Örn",
    ]
    me = await town.as_("kurator").get(f"/people/{town.world.people['kurator']}")
    assert me.json()["assignments"][0]["professionLabel"] == "skolkurator"
    assert me.json()["assignments"][0]["place"]["id"] == str(town.world.school)
    english = await town.as_("kurator").get(
        f"/people/{town.world.people['kurator']}", headers={"accept-language": "en"}
    )
    assert english.json()["assignments"][0]["professionLabel"] == "school counsellor"


async def test_a_school_s_staff_are_those_who_work_there_now(town: Town) -> None:
    listed = await names(town, "rektor", f"&schoolId={town.world.school}")
    assert len(listed) == 12
    town.world.sql(
        "UPDATE assignments SET valid_to = '2021-01-01' WHERE person_id = %s", town.world.people["larare"]
    )
    assert len(await names(town, "rektor", f"&schoolId={town.world.school}")) == 11
    assert await names(town, "rektor", f"&schoolId={town.world.schools['B']}") == []


async def test_an_ended_assignment_opens_nothing_from_the_next_request_on(town: Town) -> None:
    assert (await town.as_("rektor").get(f"/schools/{town.world.school}")).status_code == 200
    mine = assignment_of(town, "rektor")
    ended = await town.as_("admin").post(f"/assignments/{mine}/ending", json=ENDING)
    assert ended.status_code == 201
    assert ended.json()["isValidNow"] is False
    assert ended.json()["endReason"] == ENDING["reason"]
    assert "assignment.end" not in ended.json()["allowedActions"]
    me = (await town.as_("rektor").get("/me")).json()
    assert me["assignments"] == []
    day = {"schoolId": str(town.world.school), "day": "2026-11-30", "isSchoolDay": False, "name": "x"}
    assert (await town.as_("rektor").post("/calendar-days", json=day)).status_code == 403
    assert await names(town, "rektor") == ["Rektorsson"]
    again = await town.as_("admin").post(f"/assignments/{mine}/ending", json=ENDING)
    assert (again.status_code, again.json()["code"]) == (409, "I03")
    log = town.world.sql(
        "SELECT action, actor_id FROM audit_access WHERE object_type = 'Assignment' AND %s = ANY(object_ids)",
        mine,
    )
    assert ("END", town.world.people["admin"]) in log


async def test_one_that_begins_today_can_be_ended_today(town: Town) -> None:
    today = town.runtime.clock.today()
    body = {
        "personId": str(town.world.people["larare"]),
        "scopeType": "UNIT",
        "schoolId": str(town.world.school),
        "function": "PRINCIPAL",
        "validFrom": str(today),
    }
    made = (await town.as_("admin").post("/assignments", json=body)).json()
    assert made["isValidNow"] is True
    assert len((await town.as_("larare").get("/me")).json()["assignments"]) == 2
    ended = await town.as_("admin").post(f"/assignments/{made['id']}/ending", json=ENDING)
    assert ended.status_code == 201
    assert len((await town.as_("larare").get("/me")).json()["assignments"]) == 1


async def test_a_last_day_lets_the_assignment_run(town: Town) -> None:
    today, mine = town.runtime.clock.today(), assignment_of(town, "larare")
    path = f"/assignments/{mine}/ending"
    past = {**ENDING, "lastDay": str(today - timedelta(days=1))}
    refused = await town.as_("admin").post(path, json=past)
    assert (refused.status_code, refused.json()["code"]) == (422, "I04")
    ended = await town.as_("admin").post(path, json={**ENDING, "lastDay": str(today)})
    assert ended.json()["isValidNow"] is True
    assert len((await town.as_("larare").get("/me")).json()["assignments"]) == 1


async def test_nobody_gives_or_ends_an_assignment_of_their_own(town: Town) -> None:
    """An administrator who made themselves principal would read every case of the school."""
    admin = town.world.people["admin"]
    body = {
        "personId": str(admin),
        "scopeType": "UNIT",
        "schoolId": str(town.world.school),
        "function": "PRINCIPAL",
        "validFrom": "2026-01-01",
    }
    given = await town.as_("admin").post("/assignments", json=body)
    assert (given.status_code, given.json()["code"]) == (409, "I02")
    own = await town.as_("admin").post(f"/assignments/{assignment_of(town, 'admin')}/ending", json=ENDING)
    assert own.status_code == 403
    left = await town.as_("admin").patch(f"/people/{admin}", 1, json={"status": "ENDED"})
    assert (left.status_code, left.json()["code"]) == (409, "I02")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"function": "SYSTEM_ADMIN"}, 422, "I01"),
        ({"scopeType": "ORGANISER", "schoolId": None}, 422, "I01"),
        ({"schoolId": None}, 422, "V01"),
        ({"schoolId": str(uuid4())}, 422, "V01"),
        ({"professionCode": "ASTROLOGER"}, 422, "V01"),
        ({"validTo": "2025-01-01"}, 422, "V01"),
        ({"share": 1.5}, 422, "V01"),
        ({"function": "KUNG"}, 422, "V01"),
        ({"personId": str(uuid4())}, 404, "A04"),
    ],
)
async def test_what_cannot_be_is_refused(town: Town, change: dict[str, Any], status: int, code: str) -> None:
    person, _ = add_colleague(town.world)
    body = {
        "personId": str(person),
        "scopeType": "UNIT",
        "schoolId": str(town.world.school),
        "function": "PRINCIPAL",
        "validFrom": "2026-01-01",
        **change,
    }
    answer = await town.as_("admin").post("/assignments", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


async def test_who_has_left_has_no_assignments_and_gets_none(town: Town) -> None:
    person, assignment = add_colleague(town.world)
    left = await town.as_("admin").patch(f"/people/{person}", 1, json={"status": "ENDED"})
    assert left.status_code == 200
    assert left.json()["assignments"] == []
    shown = (await town.as_("admin").get(f"/assignments/{assignment}")).json()
    assert (shown["isValidNow"], shown["endReason"]) == (False, "Personen är avslutad.")
    body = {"personId": str(person), "scopeType": "UNIT", "schoolId": str(town.world.school)}
    again = await town.as_("admin").post(
        "/assignments", json={**body, "function": "TEACHER", "validFrom": "2026-01-01"}
    )
    assert (again.status_code, again.json()["code"]) == (409, "I05")


async def test_colleagues_past_assignments_are_not_shown_to_everybody(town: Town) -> None:
    person, assignment = add_colleague(town.world)
    town.world.sql("UPDATE assignments SET valid_to = '2024-06-30' WHERE id = %s", assignment)
    assert (await town.as_("larare").get(f"/assignments/{assignment}")).status_code == 404
    listed = (await town.as_("admin").get(f"/assignments?personId={person}")).json()["items"]
    assert [a["id"] for a in listed] == [str(assignment)]


async def test_a_person_is_changed_from_the_version_read_and_keeps_hostile_names_as_text(town: Town) -> None:
    person, _ = add_colleague(town.world)
    name = "<script>alert(1)</script> Åäö '; --"
    changed = await town.as_("admin").patch(f"/people/{person}", 1, json={"familyName": name})
    assert changed.json()["familyName"] == name
    stale = await town.as_("admin").patch(f"/people/{person}", 1, json={"familyName": "x"})
    assert stale.status_code == 412
    nul = await town.as_("admin").patch(f"/people/{person}", 2, json={"familyName": "a\x00b"})
    assert nul.status_code == 422
