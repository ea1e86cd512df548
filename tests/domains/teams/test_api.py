"""Teams, members, staffing and coverage over the real program."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import Town
from tests.factories.staff import add_colleague, add_staffing, add_team, add_to
from tests.factories.world import add_client


async def test_a_team_is_made_filled_and_closed(town: Town) -> None:
    rektor, kurator = town.as_("rektor"), town.world.people["kurator"]
    made = await rektor.post(
        "/teams", json={"schoolId": str(town.world.school), "type": "EHT", "name": "Elevhälsoteamet å"}
    )
    assert made.status_code == 201
    team = made.json()
    assert team["school"]["id"] == str(town.world.school)
    assert [n["code"] for n in team["notices"]] == ["TEAM_NO_CHAIR"]
    members = f"/teams/{team['id']}/members"
    chair = await rektor.post(members, json={"personId": str(kurator), "role": "CHAIR"})
    assert chair.status_code == 201
    assert chair.json()["professionLabel"] == "skolkurator"
    again = await rektor.post(members, json={"personId": str(kurator)})
    assert (again.status_code, again.json()["code"]) == (409, "T02")
    second = await rektor.post(
        members, json={"personId": str(town.world.people["psykolog"]), "role": "CHAIR"}
    )
    assert (second.status_code, second.json()["code"]) == (422, "T01")
    assert second.json()["errors"][0]["code"] == "TEAM_CHAIR"
    shown = (await town.as_("larare").get(f"/teams/{team['id']}")).json()
    assert (shown["chair"]["id"], shown["memberCount"], shown["notices"]) == (str(kurator), 1, [])
    assert shown["allowedActions"] == ["team.list-members", "team.read"]
    today = str(town.runtime.clock.today() - timedelta(days=1))
    closed = await rektor.patch(f"/teams/{team['id']}", shown["version"], json={"endedOn": today})
    assert closed.json()["endedOn"] == today
    late = await rektor.post(members, json={"personId": str(town.world.people["mentor"])})
    assert (late.status_code, late.json()["code"]) == (409, "T05")
    listed = (await town.as_("larare").get("/teams")).json()["items"]
    assert listed == []
    with_ended = (await town.as_("larare").get("/teams?includeEnded=true")).json()["items"]
    assert [t["name"] for t in with_ended] == ["Elevhälsoteamet å"]


async def test_a_member_leaves_after_a_day_and_stays_in_the_history(town: Town) -> None:
    team, rektor = add_team(town.world), town.as_("rektor")
    member = add_to(town.world, team, town.world.people["mentor"])
    path = f"/team-members/{member}/ending"
    today = town.runtime.clock.today()
    early = await rektor.post(path, json={"lastDay": str(today - timedelta(days=1))})
    assert (early.status_code, early.json()["code"]) == (422, "T04")
    ended = await rektor.post(path, json={})
    assert ended.json()["validTo"] == str(today)
    again = await rektor.post(path, json={})
    assert (again.status_code, again.json()["code"]) == (409, "T03")
    town.world.sql("UPDATE team_members SET valid_to = %s WHERE id = %s", today - timedelta(days=1), member)
    listing = f"/teams/{team}/members"
    assert (await rektor.get(listing)).json()["items"] == []
    assert len((await rektor.get(f"{listing}?includePast=true")).json()["items"]) == 1
    back = await rektor.post(listing, json={"personId": str(town.world.people["mentor"])})
    assert back.status_code == 201
    assert (await rektor.get(f"/teams/{team}")).json()["memberCount"] == 1


async def test_nobody_but_a_head_puts_themselves_into_a_team(town: Town) -> None:
    """A place in the student health team opens its meetings."""
    team = add_team(town.world, type="EHT")
    admin = {"personId": str(town.world.people["admin"])}
    assert (await town.as_("admin").post(f"/teams/{team}/members", json=admin)).status_code == 403
    rektor = {"personId": str(town.world.people["rektor"])}
    assert (await town.as_("rektor").post(f"/teams/{team}/members", json=rektor)).status_code == 201


async def test_who_is_not_to_be_seen_cannot_be_added_either(town: Town, other_town: Town) -> None:
    team = add_team(town.world)
    for person in (
        other_town.world.people["rektor"],
        town.world.people["rektor-2"],
        uuid4(),
    ):
        answer = await town.as_("rektor").post(f"/teams/{team}/members", json={"personId": str(person)})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/personId")


async def test_a_head_of_another_school_neither_sees_nor_makes(town: Town) -> None:
    team = add_team(town.world)
    other = town.as_("rektor-2")
    assert (await other.get(f"/teams/{team}")).status_code == 404
    assert (await other.get("/teams")).json()["items"] == []
    body = {"schoolId": str(town.world.school), "type": "WORK_TEAM", "name": "Inkräktarna"}
    assert (await other.post("/teams", json=body)).status_code == 404


async def test_teams_of_the_organiser_are_seen_by_all_and_kept_centrally(town: Town) -> None:
    body = {"schoolId": None, "type": "NETWORK", "name": "Nätverket för kuratorer"}
    assert (await town.as_("rektor").post("/teams", json=body)).status_code == 403
    made = await town.as_("chef").post("/teams", json=body)
    assert made.status_code == 201
    wrong = await town.as_("chef").post("/teams", json={**body, "type": "EHT"})
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (422, "TEAM_HOME")
    for persona in ("larare", "larare-2"):
        assert (await town.as_(persona).get(f"/teams/{made.json()['id']}")).status_code == 200
    unit = {"schoolId": str(town.world.school), "type": "CENTRAL_EHT", "name": "x"}
    assert (await town.as_("rektor").post("/teams", json=unit)).status_code == 422


async def test_teams_are_in_swedish_order(town: Town) -> None:
    rektor = town.as_("rektor")
    for name in ("Östra", "Ärla", "Åk 4–6", "Zon"):
        await rektor.post(
            "/teams", json={"schoolId": str(town.world.school), "type": "WORK_TEAM", "name": name}
        )
    listed = (await rektor.get(f"/teams?schoolId={town.world.school}&type=WORK_TEAM")).json()["items"]
    assert [t["name"] for t in listed] == ["Zon", "Åk 4–6", "Ärla", "Östra"]
    assert (await rektor.get("/teams?type=EHT")).json()["items"] == []


async def test_changes_of_teams_are_logged_and_need_the_version_read(town: Town) -> None:
    team = add_team(town.world)
    changed = await town.as_("rektor").patch(f"/teams/{team}", 1, json={"purpose": "Åk 4–6"})
    assert changed.json()["purpose"] == "Åk 4–6"
    assert (await town.as_("rektor").patch(f"/teams/{team}", 1, json={"name": "x"})).status_code == 412
    assert (await town.as_("rektor").patch(f"/teams/{team}", json={"name": "x"})).status_code == 428
    empty = await town.as_("rektor").patch(f"/teams/{team}", 2, json={"name": None})
    assert empty.status_code == 422
    log = town.world.sql(
        "SELECT action, fields FROM audit_access WHERE object_type = 'Team' AND %s = ANY(object_ids)", team
    )
    assert ("UPDATE", True) in [(action, "purpose" in fields) for action, fields in log]


async def test_posts_with_pupils_per_post(town: Town) -> None:
    rektor = town.as_("rektor")
    year = town.world.sql("SELECT id FROM school_years WHERE tenant_id = %s LIMIT 1", town.world.tenant)[0][0]
    body: dict[str, Any] = {
        "schoolId": str(town.world.school),
        "schoolYearId": str(year),
        "term": "HT",
        "professionCode": "SCHOOL_COUNSELLOR",
        "fullTimeShare": 0.8,
        "pupils": 412,
    }
    made = await rektor.post("/staffing-records", json=body)
    assert made.status_code == 201
    assert (made.json()["fullTimeShare"], made.json()["pupilsPerPost"]) == (0.8, 515.0)
    twice = await rektor.post("/staffing-records", json=body)
    assert (twice.status_code, twice.json()["code"]) == (409, "T06")
    unknown = await rektor.post("/staffing-records", json={**body, "professionCode": "ASTROLOGER"})
    assert unknown.json()["errors"][0]["pointer"] == "/professionCode"
    nobody = await rektor.patch(made.json()["_links"]["self"]["href"][10:], 1, json={"fullTimeShare": 0})
    assert nobody.json()["pupilsPerPost"] is None
    listed = (await town.as_("larare").get(f"/staffing-records?schoolId={town.world.school}")).json()
    assert [r["professionLabel"] for r in listed["items"]] == ["skolkurator"]


@pytest.mark.parametrize(
    "change",
    [
        {"fullTimeShare": -0.1},
        {"fullTimeShare": 201},
        {"pupils": -1},
        {"pupils": 1.5},
        {"fullTimeShare": "många"},
    ],
)
async def test_impossible_figures_are_refused(town: Town, change: dict[str, Any]) -> None:
    record = add_staffing(town.world)
    answer = await town.as_("rektor").patch(f"/staffing-records/{record}", 1, json=change)
    assert answer.status_code == 422


async def test_coverage_says_in_words_what_is_missing(town: Town) -> None:
    seen = (await town.as_("larare").get(f"/schools/{town.world.school}/coverage")).json()
    assert (seen["required"], seen["complete"]) == (True, False)
    assert seen["text"] == "1 av fem professioner saknas."
    missing = [item for item in seen["items"] if not item["covered"]]
    assert [item["code"] for item in missing] == ["SCHOOL_DOCTOR"]
    assert "skolläkare" in missing[0]["text"]
    doctor, _ = add_colleague(town.world, school="B")
    town.world.insert(
        "assignments",
        person_id=doctor,
        scope_type="ORGANISER",
        function="EHT_MEDICAL",
        profession_code="SCHOOL_DOCTOR",
        valid_from=town.runtime.clock.today(),
        source="MANUAL",
    )
    after = await town.as_("larare").get(
        f"/schools/{town.world.school}/coverage", headers={"accept-language": "en"}
    )
    assert after.json()["complete"] is True
    assert after.json()["text"] == "All five professions are there."
    town.world.sql(
        "UPDATE assignments SET valid_to = '2021-01-01' WHERE person_id = %s", town.world.people["kurator"]
    )
    later = (await town.as_("larare").get(f"/schools/{town.world.school}/coverage")).json()
    assert [i["code"] for i in later["items"] if not i["covered"]] == ["SCHOOL_COUNSELLOR"]


async def test_a_preschool_is_not_told_that_it_breaks_the_law(town: Town) -> None:
    town.world.sql("UPDATE schools SET school_forms = '{PRESCHOOL}' WHERE id = %s", town.world.school)
    seen = (await town.as_("larare").get(f"/schools/{town.world.school}/coverage")).json()
    assert seen["required"] is False
    assert "kräver inte" in seen["text"]


async def test_a_system_limited_to_one_school_sees_its_teams_only(town: Town) -> None:
    own, other = add_team(town.world), add_team(town.world, school="B")
    add_client(town.world, "schema", ["teams:read"], [town.world.school])
    listed = (await town.as_client("schema").get("/teams")).json()["items"]
    assert [t["id"] for t in listed] == [str(own)]
    assert (await town.as_client("schema").get(f"/teams/{other}")).status_code == 404
