"""Goals through the front door: writing, the check, who may, and what must never happen."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Town
from tests.factories.goals import add_goal, add_team, days

WHOLE: dict[str, Any] = {
    "title": "Närvaron i årskurs 7 är minst 94 procent i maj",
    "targetGroup": "Eleverna i årskurs 7",
    "level": "PREVENTIVE",
    "metric": "Närvaro",
    "unit": "procent",
    "metricSource": "INDICATOR",
    "direction": "INCREASE",
    "baselineValue": 90.25,
    "baselineOn": days(-30).isoformat(),
    "targetValue": 94,
    "deadlineOn": days(100).isoformat(),
    "checkInDays": [days(60).isoformat(), days(30).isoformat(), days(60).isoformat()],
    "realismNote": "Två timmar i veckan för kurator och mentorer",
    "strengths": "Mentorerna ringer hem redan första dagen",
}


async def made(town: Town, persona: str = "kurator", team: UUID | None = None, **fields: Any) -> Any:
    body = WHOLE | {"teamId": str(team or add_team(town.world, "larare"))} | fields
    answer = await town.as_(persona).post("/smart-goals", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_goal_is_written_checked_and_found_again(town: Town) -> None:
    goal = await made(town, title="Åtta av tio elever säger att det är lugnt i öster")
    assert goal["state"] == "CHECKED"
    assert goal["owner"]["id"] == str(town.world.people["kurator"])
    assert goal["school"]["name"] == "Björkskolan"
    assert goal["checkInDays"] == [days(30).isoformat(), days(60).isoformat()]
    assert (goal["baselineValue"], goal["targetValue"], goal["progress"]) == (90.25, 94, None)
    listed = (await town.as_("elevassistent").get("/smart-goals")).json()
    assert [g["title"] for g in listed["items"]] == ["Åtta av tio elever säger att det är lugnt i öster"]
    assert listed["_meta"]["totalRecords"] == 1
    assert listed["items"][0]["allowedActions"] == [
        "goal.check",
        "goal.read",
        "goal.read-acceptances",
        "goal.read-check-ins",
    ]


async def test_a_thin_goal_is_a_draft_and_the_check_says_why(town: Town) -> None:
    body = {
        "teamId": str(add_team(town.world)),
        "title": "Vi ska öka medvetenheten om närvaro",
        "level": "PROMOTIVE",
    }
    answer = await town.as_("rektor").post("/smart-goals", json=body)
    assert answer.json()["state"] == "DRAFT"
    check = (await town.as_("larare").get(f"/smart-goals/{answer.json()['id']}/smart-check")).json()
    assert [row["letter"] for row in check["rows"]] == ["S", "M", "A", "R", "T"]
    assert [row["status"] for row in check["rows"]] == ["ERROR", "ERROR", "ERROR", "ERROR", "ERROR"]
    assert check["rows"][0]["hints"][0]["text"].startswith("”öka medvetenheten” säger inte")
    assert {b["code"] for b in check["blocks"]} == {"G01", "G02", "G03"}
    english = await town.as_("larare").get(
        f"/smart-goals/{answer.json()['id']}/smart-check", headers={"accept-language": "en"}
    )
    assert "does not say what will be different" in english.json()["rows"][0]["hints"][0]["text"]


async def test_a_goal_can_be_tried_before_it_is_saved(town: Town) -> None:
    team = str(add_team(town.world, "larare"))
    body = WHOLE | {"teamId": team, "unit": None}
    answer = await town.as_("larare").post("/smart-checks", json=body)
    assert answer.status_code == 200, answer.text
    rows = {row["letter"]: [hint["code"] for hint in row["hints"]] for row in answer.json()["rows"]}
    assert rows == {"S": [], "M": ["SMART_M_METRIC_MISSING"], "R": [], "T": []}
    assert town.world.sql("SELECT count(*) FROM goals WHERE tenant_id = %s", town.world.tenant) == [(0,)]


async def test_a_teacher_writes_the_goals_of_the_own_team_only(town: Town) -> None:
    own, others = add_team(town.world, "larare"), add_team(town.world, "mentor", name="Arbetslag Örnen")
    await made(town, "larare", own)
    refused = await town.as_("larare").post("/smart-goals", json=WHOLE | {"teamId": str(others)})
    assert refused.status_code == 403
    theirs = add_goal(town.world, others)
    answer = await town.as_("larare").patch(f"/smart-goals/{theirs}", 1, json={"title": "Nu är det vårt mål"})
    assert answer.status_code == 403


async def test_membership_that_has_ended_opens_nothing(town: Town) -> None:
    team = add_team(town.world, "larare")
    goal = add_goal(town.world, team)
    town.world.sql("UPDATE team_members SET valid_to = %s WHERE team_id = %s", days(-1), team)
    answer = await town.as_("larare").patch(f"/smart-goals/{goal}", 1, json={"strengths": "Vi"})
    assert answer.status_code == 403


async def test_membership_without_work_at_the_unit_opens_nothing(town: Town) -> None:
    """Somebody of school B in a team of school A sees nothing of A."""
    goal = add_goal(town.world, add_team(town.world, "larare-2"))
    assert (await town.as_("larare-2").get(f"/smart-goals/{goal}")).status_code == 404
    assert (await town.as_("larare-2").get("/smart-goals")).json()["items"] == []


async def test_the_other_school_and_the_other_municipality_see_nothing(town: Town, other_town: Town) -> None:
    goal = add_goal(town.world, add_team(town.world))
    for caller in (town.as_("rektor-2"), other_town.as_("rektor"), other_town.as_("chef")):
        for path in ("", "/smart-check", "/acceptances", "/check-ins"):
            assert (await caller.get(f"/smart-goals/{goal}{path}")).status_code == 404
        assert (await caller.get(f"/smart-goals?schoolId={town.world.school}")).json()["items"] == []
    assert len((await town.as_("chef").get("/smart-goals")).json()["items"]) == 1


async def test_a_team_or_owner_of_another_school_is_refused(town: Town) -> None:
    theirs = add_team(town.world, letter="B")
    answer = await town.as_("rektor").post("/smart-goals", json=WHOLE | {"teamId": str(theirs)})
    assert answer.status_code == 404
    body = WHOLE | {"teamId": str(add_team(town.world))}
    for owner in (town.world.people["larare-2"], uuid4()):
        answer = await town.as_("rektor").post("/smart-goals", json=body | {"ownerId": str(owner)})
        assert (answer.status_code, answer.json()["code"]) == (422, "GOAL_OWNER")


async def test_a_team_of_the_organiser_has_no_goals_of_a_unit(town: Town) -> None:
    team = town.world.insert("teams", school_id=None, type="CENTRAL_EHT", name="Centrala", sort_key="c")
    answer = await town.as_("rektor").post("/smart-goals", json=WHOLE | {"teamId": str(team)})
    assert (answer.status_code, answer.json()["code"]) == (422, "GOAL_TEAM")


async def test_the_same_press_twice_makes_one_goal(town: Town) -> None:
    body, key = WHOLE | {"teamId": str(add_team(town.world))}, {"idempotency-key": str(uuid4())}
    first = await town.as_("kurator").post("/smart-goals", json=body, headers=key)
    second = await town.as_("kurator").post("/smart-goals", json=body, headers=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert town.world.sql("SELECT count(*) FROM goals WHERE tenant_id = %s", town.world.tenant) == [(1,)]


async def test_a_stale_change_is_refused_and_nothing_is_lost(town: Town) -> None:
    goal = await made(town)
    path = f"/smart-goals/{goal['id']}"
    assert (await town.as_("rektor").patch(path, 1, json={"strengths": "Först"})).status_code == 200
    assert (await town.as_("kurator").patch(path, 1, json={"strengths": "Sist"})).status_code == 412
    assert (await town.as_("kurator").patch(path, json={"strengths": "Utan"})).status_code == 428
    assert (await town.as_("kurator").get(path)).json()["strengths"] == "Först"


async def test_mending_a_draft_makes_it_checked_and_the_other_way_round(town: Town) -> None:
    goal = await made(town, unit=None)
    path = f"/smart-goals/{goal['id']}"
    assert goal["state"] == "DRAFT"
    mended = (await town.as_("kurator").patch(path, 1, json={"unit": "%"})).json()
    assert (mended["state"], mended["unit"], mended["version"]) == ("CHECKED", "%", 2)
    assert (await town.as_("kurator").patch(path, 2, json={"deadlineOn": None})).json()["state"] == "DRAFT"


async def test_a_change_of_nothing_changes_nothing(town: Town) -> None:
    goal = add_goal(town.world, add_team(town.world), state="PROPOSED")
    answer = await town.as_("kurator").patch(f"/smart-goals/{goal}", 1, json={"targetValue": 94.0})
    assert (answer.json()["state"], answer.json()["round"], answer.json()["version"]) == ("PROPOSED", 1, 1)


@pytest.mark.parametrize(
    "bad",
    [
        {"title": None},
        {"title": "   "},
        {"title": "x" * 301},
        {"title": "Nollan\x00"},
        {"baselineValue": "90"},
        {"baselineValue": True},
        {"targetValue": 1e12},
        {"targetValue": 0.00001},
        {"deadlineOn": 20261231},
        {"deadlineOn": "2026-02-30"},
        {"checkInDays": None},
        {"checkInDays": ["2026-12-24"] * 61},
        {"level": "ÅTGÄRDANDE"},
        {"state": "ACTIVE"},
        {"round": 7},
    ],
)
async def test_bad_input_is_refused_and_stored_nowhere(town: Town, bad: dict[str, Any]) -> None:
    goal = add_goal(town.world, add_team(town.world))
    answer = await town.as_("kurator").patch(f"/smart-goals/{goal}", 1, json=bad)
    assert answer.status_code == 422, answer.text
    assert town.world.sql("SELECT version, state, round FROM goals WHERE id = %s", goal) == [
        (1, "CHECKED", 1)
    ]


async def test_no_number_that_is_no_number(town: Town) -> None:
    goal = add_goal(town.world, add_team(town.world))
    answer = await town.as_("kurator").patch(
        f"/smart-goals/{goal}",
        1,
        content=b'{"targetValue": NaN}',
        headers={"content-type": "application/merge-patch+json"},
    )
    assert answer.status_code in (400, 422)


async def test_hostile_text_is_kept_as_text(town: Town) -> None:
    hostile = "<script>alert('å')</script> {word} %s '; DROP TABLE goals; --"
    goal = await made(town, title=hostile, targetGroup="Öst & Väst “citat” \u202e")
    shown = (await town.as_("larare").get(f"/smart-goals/{goal['id']}")).json()
    assert shown["title"] == hostile
    check = await town.as_("larare").get(f"/smart-goals/{goal['id']}/smart-check")
    assert check.status_code == 200


async def test_the_list_is_narrowed_by_team_and_state_and_sorted_by_deadline(town: Town) -> None:
    elk, eagle = add_team(town.world), add_team(town.world, name="Arbetslag Örnen")
    late = add_goal(town.world, elk, deadline_on=days(200))
    soon = add_goal(town.world, eagle, deadline_on=days(20), state="PROPOSED")
    never = add_goal(town.world, elk, deadline_on=None, state="DRAFT")
    browser = town.as_("mentor")

    async def ids(query: str) -> list[str]:
        return [g["id"] for g in (await browser.get(f"/smart-goals{query}")).json()["items"]]

    assert await ids("") == [str(soon), str(late), str(never)]
    assert await ids("?sort=-deadlineOn") == [str(never), str(late), str(soon)]
    assert await ids(f"?teamId={elk}") == [str(late), str(never)]
    assert await ids("?state=PROPOSED") == [str(soon)]
    assert (await browser.get("/smart-goals?state=NEW")).status_code in (400, 422)
    assert (await browser.get("/smart-goals?owner=me")).status_code == 400


async def test_changes_are_in_the_access_log_without_values(town: Town) -> None:
    goal = await made(town)
    rows = town.world.sql(
        "SELECT action, object_type, fields FROM audit_access WHERE tenant_id = %s AND %s = ANY(object_ids)",
        town.world.tenant,
        UUID(goal["id"]),
    )
    assert [(action, kind) for action, kind, _ in rows] == [("CREATE", "Goal")]
    assert "title" in rows[0][2]
    assert not any("Närvaron" in field for field in rows[0][2])


async def test_teams_to_write_for_are_the_own_or_those_of_the_unit(town: Town) -> None:
    elk, eagle = add_team(town.world, "larare"), add_team(town.world, name="Arbetslag Örnen")
    add_team(town.world, "larare", letter="B", name="Arbetslag B")
    ended = add_team(town.world, "larare", name="Nedlagt")
    town.world.sql("UPDATE teams SET ended_on = %s WHERE id = %s", days(-1), ended)

    async def seen(persona: str) -> tuple[list[str], list[str]]:
        teams = (await town.as_(persona).get("/goal-teams")).json()["items"]
        page = (await town.as_(persona).get("/smart-goals")).json()
        return [team["id"] for team in teams], page["allowedActions"]

    assert await seen("larare") == ([str(elk)], ["goal.create"])
    assert await seen("forstelarare") == ([str(elk), str(eagle)], ["goal.create"])
    assert await seen("mentor") == ([], [])
    assert await seen("chef") == ([], [])
    assert await seen("admin") == ([], [])
