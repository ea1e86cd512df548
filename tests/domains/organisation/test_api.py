"""`/areas`, `/school-years`, `/calendar-days`, `/professions`, `/lookups`, over the real program."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from samsyn.core.database import application_engine
from samsyn.core.work import Credential, Work
from samsyn.organisation import calendar_of, install_defaults
from samsyn.organisation.rules import school_year_of
from tests.access.objects_organisation import terms
from tests.conftest import Town


async def year_now(town: Town) -> dict[str, Any]:
    code = school_year_of(town.runtime.clock.today()).code
    years: list[dict[str, Any]] = (await town.as_("larare").get("/school-years")).json()["items"]
    return next(year for year in years if year["code"] == code)


async def test_areas_are_listed_in_swedish_order_and_hang_together(town: Town) -> None:
    admin = town.as_("admin")
    made = {}
    for name in ("Östra", "Ärla", "Åby", "Västra"):
        answer = await admin.post("/areas", json={"name": name})
        assert answer.status_code == 201
        made[name] = answer.json()
    listed = (await town.as_("larare").get("/areas")).json()
    assert [a["name"] for a in listed["items"]] == ["Västra", "Åby", "Ärla", "Östra"]
    assert listed["_meta"]["totalRecords"] == 4
    assert listed["items"][0]["allowedActions"] == ["area.read"]
    below = await admin.patch(f"/areas/{made['Åby']['id']}", 1, json={"parentId": made["Ärla"]["id"]})
    assert below.json()["parentId"] == made["Ärla"]["id"]
    round_and_round = await admin.patch(
        f"/areas/{made['Ärla']['id']}", 1, json={"parentId": made["Åby"]["id"]}
    )
    assert (round_and_round.status_code, round_and_round.json()["code"]) == (409, "O07")
    itself = await admin.patch(f"/areas/{made['Östra']['id']}", 1, json={"parentId": made["Östra"]["id"]})
    assert itself.json()["code"] == "O07"
    taken = await admin.post("/areas", json={"name": "Åby"})
    assert (taken.status_code, taken.json()["code"]) == (409, "O04")
    nowhere = await admin.post("/areas", json={"name": "Ny", "parentId": str(uuid4())})
    assert (nowhere.status_code, nowhere.json()["errors"][0]["pointer"]) == (422, "/parentId")


async def test_a_school_is_put_into_an_area_of_ours_only(town: Town, other_town: Town) -> None:
    foreign = other_town.world.insert("areas", name="Deras", sort_key="deras")
    admin = town.as_("admin")
    answer = await admin.patch(f"/schools/{town.world.school}", 1, json={"areaId": str(foreign)})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/areaId")
    own = (await admin.post("/areas", json={"name": "Vårt"})).json()["id"]
    moved = await admin.patch(f"/schools/{town.world.school}", 1, json={"areaId": own})
    assert moved.json()["areaId"] == own


async def test_a_school_year_is_entered_once_and_must_fit(town: Town) -> None:
    admin = town.as_("admin")
    made = await admin.post("/school-years", json={"code": "2044/2045", "terms": terms(2044)})
    assert made.status_code == 201
    assert made.json()["startsOn"] == "2044-08-20"
    assert made.json()["schoolDays"] > 170
    again = await admin.post("/school-years", json={"code": "2044/2045", "terms": terms(2044)})
    assert (again.status_code, again.json()["code"]) == (409, "O03")
    wrong = await admin.post("/school-years", json={"code": "2045/2046", "terms": terms(2044)})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "O02")
    assert {e["pointer"] for e in wrong.json()["errors"]} == {"/terms/0", "/terms/1"}
    school = [{**t, "schoolId": str(uuid4())} for t in terms(2046)]
    unknown = await admin.post("/school-years", json={"code": "2046/2047", "terms": terms(2046) + school})
    assert unknown.json()["errors"][0] == {
        "pointer": "/terms/2/schoolId",
        "code": "unknown",
        "detail": "Finns inte.",
    }


async def test_a_year_is_changed_from_the_version_that_was_read(town: Town) -> None:
    admin, year = town.as_("admin"), await year_now(town)
    path = f"/school-years/{year['id']}"
    assert (await admin.patch(path, json={"breaks": []})).status_code == 428
    changed = await admin.patch(path, year["version"], json={"breaks": []})
    assert changed.status_code == 200
    assert changed.json()["breaks"] == []
    assert changed.json()["terms"] == year["terms"]
    assert changed.json()["schoolDays"] > year["schoolDays"]
    assert changed.json()["version"] == year["version"] + 1
    stale = await admin.patch(path, year["version"], json={"breaks": []})
    assert (stale.status_code, stale.json()["code"]) == (412, "A12")
    log = town.world.sql(
        "SELECT action, fields FROM audit_access WHERE tenant_id = %s AND object_type = 'SchoolYear'",
        town.world.tenant,
    )
    assert ("UPDATE", ["breaks"]) in log


async def test_a_head_makes_days_for_the_own_unit_only(town: Town) -> None:
    year = await year_now(town)
    first = year["terms"][0]["startsOn"]
    body = {"schoolId": str(town.world.school), "day": first, "isSchoolDay": False, "name": "Studiedag å ä ö"}
    made = await town.as_("rektor").post("/calendar-days", json=body)
    assert made.status_code == 201
    everybodys = await town.as_("rektor").post("/calendar-days", json={**body, "schoolId": None})
    assert everybodys.status_code == 403
    neighbour = await town.as_("rektor-2").post("/calendar-days", json=body)
    assert neighbour.status_code == 403
    twice = await town.as_("bitradande").post("/calendar-days", json=body)
    assert (twice.status_code, twice.json()["code"]) == (409, "O06")
    late = await town.as_("rektor").post("/calendar-days", json={**body, "day": "2090-09-01"})
    assert (late.status_code, late.json()["code"]) == (409, "O05")

    query = f"?schoolYear={year['code']}&limit=100"
    own = [d for d in await days(town, f"{query}&schoolId={town.world.school}") if d["day"] == first]
    other = [d for d in await days(town, f"{query}&schoolId={town.world.schools['B']}") if d["day"] == first]
    assert (own[0]["kind"], own[0]["name"], own[0]["isSchoolDay"]) == ("DAY_OFF", "Studiedag å ä ö", False)
    assert other[0]["kind"] == "SCHOOL_DAY"
    shown = await year_now(town)
    assert [e["name"] for e in shown["exceptions"]] == ["Studiedag å ä ö"]

    gone = await town.as_("rektor")(
        "DELETE", f"/calendar-days/{made.json()['id']}", headers={"if-match": '"1"'}
    )
    assert gone.status_code == 204
    assert (await year_now(town))["exceptions"] == []


async def days(town: Town, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for page in range(1, 5):
        answer = (await town.as_("larare").get(f"/calendar-days{query}&page={page}")).json()
        found += answer["items"]
        assert answer["_meta"]["totalRecords"] in (365, 366)
        assert (answer["_links"]["next"] is None) == (page == 4)
    return found


async def test_holidays_have_words_in_the_readers_language(town: Town) -> None:
    query = "/calendar-days?schoolYear=2026%2F2027&limit=100&page=2"
    swedish = (await town.as_("larare").get(query)).json()["items"]
    english = (await town.as_("larare").get(query, headers={"accept-language": "en"})).json()["items"]
    names = [(s["name"], e["name"]) for s, e in zip(swedish, english, strict=True) if s["kind"] == "HOLIDAY"]
    assert ("julafton", "Christmas Eve") in names


@pytest.mark.parametrize("wrong", ["2026", "2026/20277", "%00", "2026/2028"])
async def test_a_school_year_that_is_none_is_refused(town: Town, wrong: str) -> None:
    answer = await town.as_("larare").get(f"/calendar-days?schoolYear={wrong}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


async def test_the_calendar_that_deadlines_are_counted_in(town: Town) -> None:
    """For every domain above: a unit's own day off moves its deadlines, and nobody else's."""
    today = town.runtime.clock.today()
    engine = application_engine(town.runtime.settings.worker_url, 1)
    async with Work(engine, Credential.system(town.world.tenant), runtime=town.runtime) as work:
        await work.open()
        before = await calendar_of(work, town.world.school)
        first = before.next_school_day(today)
        row = town.world.sql(
            "SELECT id FROM school_years WHERE tenant_id = %s AND code = %s",
            town.world.tenant,
            school_year_of(first).code,
        )
        town.world.insert(
            "calendar_days",
            school_year_id=row[0][0],
            school_id=town.world.school,
            day=first,
            is_school_day=False,
            name="Storm",
        )
        after = await calendar_of(work, town.world.schools["A"])
        other = await calendar_of(work, town.world.schools["B"])
        assert after.add_school_days(today, 5) > before.add_school_days(today, 5)
        assert other.add_school_days(today, 5) == before.add_school_days(today, 5)
        assert before.covers.last > today + timedelta(days=700)
        await work.rollback()
    await engine.dispose()


async def test_professions_with_tasks_per_level(town: Town) -> None:
    town.world.sql("DELETE FROM professions WHERE tenant_id = %s", town.world.tenant)
    await defaults(town)
    listed = (await town.as_("larare").get("/professions?limit=100")).json()["items"]
    assert len(listed) == 20
    nurse = next(p for p in listed if p["code"] == "SCHOOL_NURSE")
    assert (nurse["isStatutory"], nurse["secrecyBranch"]) == (True, "EMI")
    assert {t["level"] for t in nurse["tasks"]} == {"PROMOTIVE", "PREVENTIVE", "REMEDIAL"}
    kept = nurse["tasks"][0]
    tasks = [
        {"code": kept["code"], "level": "PREVENTIVE", "sv": "Ny text", "en": "New text"},
        {"level": "REMEDIAL", "sv": "Tillagd", "en": "Added"},
    ]
    path = f"/professions/{nurse['id']}"
    changed = await town.as_("chef").patch(path, 1, json={"tasks": tasks})
    assert [t["sv"] for t in changed.json()["tasks"]] == ["Ny text", "Tillagd"]
    assert changed.json()["tasks"][0]["code"] == kept["code"]
    assert changed.json()["version"] == 2
    foreign = [{"code": "TEACHER_PROMOTIVE_1", "level": "REMEDIAL", "sv": "x", "en": "x"}]
    refused = await town.as_("chef").patch(path, 2, json={"tasks": foreign})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/tasks/0/code")
    branch = await town.as_("admin").patch(path, 2, json={"secrecyBranch": "SCHOOL"})
    assert (branch.status_code, branch.json()["code"]) == (409, "O08")


async def defaults(town: Town) -> None:
    engine = application_engine(town.runtime.settings.worker_url, 1)
    async with Work(engine, Credential.system(town.world.tenant), runtime=town.runtime) as work:
        await work.open()
        await install_defaults(work)
        await work.finish()
    await engine.dispose()


async def test_defaults_are_added_once_and_change_nothing_that_is_there(town: Town) -> None:
    for table in ("profession_tasks", "professions", "breaks", "terms", "school_years"):
        town.world.sql(f"DELETE FROM {table} WHERE tenant_id = %s", town.world.tenant)
    await defaults(town)
    town.world.sql(
        "UPDATE professions SET name_sv = 'syster' WHERE tenant_id = %s AND code = 'SCHOOL_NURSE'",
        town.world.tenant,
    )
    await defaults(town)
    counts = [
        town.world.sql(f"SELECT count(*) FROM {table} WHERE tenant_id = %s", town.world.tenant)[0][0]
        for table in ("professions", "school_years", "terms", "breaks")
    ]
    assert counts == [20, 2, 4, 6]
    named = "SELECT name_sv FROM professions WHERE tenant_id = %s AND code = 'SCHOOL_NURSE'"
    assert town.world.sql(named, town.world.tenant) == [("syster",)]


async def test_words_are_the_same_for_everybody_and_answered_once(town: Town) -> None:
    first = await town.as_("larare").get("/lookups?limit=100")
    groups = {g["code"]: g for g in first.json()["items"]}
    assert groups["level"]["labels"][0]["sv"] == "främjande"
    assert groups["level"]["labels"][0]["helpEn"]
    tag = first.headers["etag"]
    again = await town.as_("rektor").get("/lookups?limit=100", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    part = await town.as_("rektor").get("/lookups?limit=1", headers={"if-none-match": tag})
    assert part.status_code == 200
    assert (await town.anonymous().get("/lookups", headers={"if-none-match": tag})).status_code == 401
