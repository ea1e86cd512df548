"""Acceptance and activation: G01 to G03 tried to be broken, and the check-ins that follow."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Town
from tests.factories.goals import HEALTH, add_check_in, add_goal, add_stance, add_team, days
from tests.factories.world import World


def proposed(world: World, team: UUID, **fields: Any) -> UUID:
    return add_goal(world, team, state="PROPOSED", **fields)


async def activation(town: Town, goal: UUID, version: int = 1) -> Any:
    return await town.as_("rektor").post(
        f"/smart-goals/{goal}/activation", headers={"if-match": f'"{version}"'}
    )


async def stance(
    town: Town, goal: UUID, persona: str, kind: str = "ACCEPT", comment: str | None = None
) -> Any:
    return await town.as_(persona).post(
        f"/smart-goals/{goal}/acceptances", json={"stance": kind, "comment": comment}
    )


def state(world: World, goal: UUID) -> str:
    return str(world.sql("SELECT state FROM goals WHERE id = %s", goal)[0][0])


async def test_the_whole_way_from_proposal_to_a_figure(town: Town) -> None:
    team = add_team(town.world, "mentor", "larare", "forstelarare")
    goal = add_goal(town.world, team)
    asked = await town.as_("mentor").post(f"/smart-goals/{goal}/proposal", headers={"if-match": '"1"'})
    assert (asked.status_code, asked.json()["state"]) == (201, "PROPOSED")
    for persona in (*HEALTH, "rektor", "mentor"):
        assert (await stance(town, goal, persona)).status_code == 201
    assert state(town.world, goal) == "PROPOSED", "half of three is two"
    assert (await stance(town, goal, "larare", "ACCEPT_WITH_DOUBT", "Hinner vi?")).status_code == 201
    opened = (await town.as_("larare").get(f"/smart-goals/{goal}")).json()
    assert opened["state"] == "ACCEPTED"
    check = (await town.as_("larare").get(f"/smart-goals/{goal}/smart-check")).json()
    assert (check["ok"], check["blocks"], check["quorum"]["reached"]) == (True, [], True)
    begun = await activation(town, goal, opened["version"])
    assert (begun.status_code, begun.json()["state"]) == (201, "ACTIVE")
    written = await town.as_("larare").post(
        f"/smart-goals/{goal}/check-ins",
        json={"heldOn": days(0).isoformat(), "value": 92, "whatWorks": "Frukost på åtta"},
    )
    assert written.status_code == 201, written.text
    shown = (await town.as_("elevassistent").get(f"/smart-goals/{goal}")).json()
    assert (shown["currentValue"], shown["currentOn"], shown["progress"]) == (92, days(0).isoformat(), 0.5)
    log = (await town.as_("elevassistent").get(f"/smart-goals/{goal}/check-ins")).json()["items"]
    assert [(row["value"], row["progress"], row["by"]["id"]) for row in log] == [
        (92, 0.5, str(town.world.people["larare"]))
    ]


async def test_g01_nobody_activates_what_nobody_accepted(town: Town) -> None:
    goal = proposed(town.world, add_team(town.world))
    refused = await activation(town, goal)
    assert (refused.status_code, refused.json()["code"]) == (422, "G01")
    assert state(town.world, goal) == "PROPOSED"


@pytest.mark.parametrize("missing", [*HEALTH, "rektor", "forstelarare"])
async def test_g01_each_profession_the_principal_and_the_team_are_needed(town: Town, missing: str) -> None:
    goal = proposed(town.world, add_team(town.world, "forstelarare"))
    for persona in {*HEALTH, "rektor", "forstelarare"} - {missing}:
        add_stance(town.world, goal, persona)
    assert (await activation(town, goal)).json()["code"] == "G01"
    add_stance(town.world, goal, missing)
    assert (await activation(town, goal)).status_code == 201


async def test_g01_the_deputy_does_not_stand_in_for_the_principal(town: Town) -> None:
    goal = proposed(town.world, add_team(town.world))
    for persona in (*HEALTH, "bitradande"):
        add_stance(town.world, goal, persona)
    check = (await town.as_("rektor").get(f"/smart-goals/{goal}/smart-check")).json()
    assert check["quorum"]["principalMissing"] is True
    assert (await activation(town, goal)).json()["code"] == "G01"


async def test_g01_the_student_health_team_says_which_professions(town: Town) -> None:
    add_team(town.world, "kurator", "skolskoterska", "rektor", kind="EHT", name="EHT Björkskolan")
    goal = proposed(town.world, add_team(town.world))
    for persona in ("kurator", "skolskoterska", "rektor"):
        add_stance(town.world, goal, persona)
    assert (await activation(town, goal)).status_code == 201


async def test_g01_the_stance_of_another_schools_people_counts_for_nothing(town: Town) -> None:
    goal = proposed(town.world, add_team(town.world))
    for persona in HEALTH:
        add_stance(town.world, goal, f"{persona}-2")
    add_stance(town.world, goal, "rektor-2")
    assert (await activation(town, goal)).json()["code"] == "G01"


async def test_g01_an_assignment_that_has_ended_counts_no_longer(town: Town) -> None:
    goal = proposed(town.world, add_team(town.world))
    for persona in (*HEALTH, "bitradande"):
        add_stance(town.world, goal, persona)
    add_stance(town.world, goal, "rektor")
    town.world.sql(
        "UPDATE assignments SET valid_to = %s WHERE person_id = %s", days(-1), town.world.people["rektor"]
    )
    answer = await town.as_("bitradande").post(f"/smart-goals/{goal}/activation", headers={"if-match": '"1"'})
    assert answer.json()["code"] == "G01"


async def test_g01_an_objection_stops_until_somebody_else_answers_it(town: Town) -> None:
    goal = proposed(town.world, add_team(town.world, "mentor", "larare"))
    for persona in (*HEALTH, "rektor", "mentor"):
        add_stance(town.world, goal, persona)
    silent = await stance(town, goal, "larare", "OBJECT")
    assert (silent.status_code, silent.json()["code"]) == (422, "GOAL_OBJECTION_WORDS")
    said = (await stance(town, goal, "larare", "OBJECT", "Det äter upp planeringstiden")).json()
    assert (await activation(town, goal)).json()["code"] == "G01"
    body = {"acceptanceId": said["id"], "answer": "Vi tar bort onsdagsmötet i stället."}
    own = await town.as_("larare").post(f"/smart-goals/{goal}/objection-answers", json=body)
    assert (own.status_code, own.json()["code"]) == (409, "GOAL_OWN_OBJECTION")
    answered = await town.as_("kurator").post(f"/smart-goals/{goal}/objection-answers", json=body)
    assert answered.status_code == 201, answered.text
    assert answered.json()["answeredBy"]["id"] == str(town.world.people["kurator"])
    assert state(town.world, goal) == "ACCEPTED"
    again = (await stance(town, goal, "larare", "OBJECT", "Onsdagsmötet är kvar")).json()
    assert again["answer"] is None
    assert (await activation(town, goal, 2)).json()["code"] == "G01"


async def test_only_objections_of_this_goal_and_round_are_answered(town: Town) -> None:
    team = add_team(town.world)
    goal, other = proposed(town.world, team, round=2), proposed(town.world, team)
    wrong = [
        add_stance(town.world, other, "larare", "OBJECT", comment="Nej"),
        add_stance(town.world, goal, "mentor", "OBJECT", comment="Nej", round=1),
        add_stance(town.world, goal, "speciallarare", round=2),
        uuid4(),
    ]
    for key in wrong:
        answer = await town.as_("kurator").post(
            f"/smart-goals/{goal}/objection-answers", json={"acceptanceId": str(key), "answer": "Jodå."}
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "GOAL_NO_OBJECTION")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"baseline_value": None}, "G02"),
        ({"baseline_on": days(-400)}, "G02"),
        ({"target_value": 90}, "G02"),
        ({"direction": "DECREASE"}, "G02"),
        ({"check_in_days": [days(30)]}, "G03"),
        ({"check_in_days": [days(30), days(100)]}, "G03"),
        ({"deadline_on": None}, "G03"),
    ],
)
async def test_g02_and_g03_stop_proposal_and_activation(
    town: Town, fields: dict[str, Any], code: str
) -> None:
    team = add_team(town.world)
    goal = add_goal(town.world, team, **fields)
    refused = await town.as_("kurator").post(f"/smart-goals/{goal}/proposal", headers={"if-match": '"1"'})
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    asked = proposed(town.world, team, **fields)
    for persona in (*HEALTH, "rektor"):
        add_stance(town.world, asked, persona)
    refused = await activation(town, asked)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert [e["code"] for e in refused.json()["errors"]] == [code]


async def test_the_same_press_twice_is_one_stance(town: Town) -> None:
    goal = proposed(town.world, add_team(town.world))
    first, second = await stance(town, goal, "kurator"), await stance(town, goal, "kurator")
    assert first.json() == second.json()
    changed = await stance(town, goal, "kurator", "ACCEPT_WITH_DOUBT", "Jag tvekar om tiden")
    assert changed.json()["id"] == first.json()["id"]
    rows = (await town.as_("kurator").get(f"/smart-goals/{goal}/acceptances")).json()["items"]
    assert [(row["stance"], len(row["professions"])) for row in rows] == [("ACCEPT_WITH_DOUBT", 1)]


@pytest.mark.parametrize("before", ["PROPOSED", "ACCEPTED"])
async def test_a_change_of_substance_asks_the_team_anew(town: Town, before: str) -> None:
    goal = add_goal(town.world, add_team(town.world), state=before)
    for persona in (*HEALTH, "rektor"):
        add_stance(town.world, goal, persona)
    changed = (await town.as_("kurator").patch(f"/smart-goals/{goal}", 1, json={"targetValue": 99})).json()
    assert (changed["state"], changed["round"]) == ("CHECKED", 2)
    assert (await activation(town, goal, changed["version"])).json()["code"] == "G01"
    kept = (await town.as_("kurator").get(f"/smart-goals/{goal}/acceptances")).json()["items"]
    assert {row["round"] for row in kept} == {1}


async def test_a_new_owner_or_day_asks_nobody_anew(town: Town) -> None:
    goal = proposed(town.world, add_team(town.world))
    changes = {
        "ownerId": str(town.world.people["rektor"]),
        "checkInDays": [days(20).isoformat(), days(40).isoformat()],
    }
    changed = (await town.as_("kurator").patch(f"/smart-goals/{goal}", 1, json=changes)).json()
    assert (changed["state"], changed["round"]) == ("PROPOSED", 1)


async def test_an_active_goal_keeps_what_was_accepted(town: Town) -> None:
    goal = add_goal(town.world, add_team(town.world), state="ACTIVE")
    path = f"/smart-goals/{goal}"
    refused = await town.as_("rektor").patch(path, 1, json={"targetValue": 80})
    assert (refused.status_code, refused.json()["code"]) == (409, "GOAL_LOCKED")
    days_only = await town.as_("rektor").patch(path, 1, json={"checkInDays": [days(9).isoformat()]})
    assert days_only.status_code == 200
    closed = add_goal(town.world, add_team(town.world), state="CLOSED")
    refused = await town.as_("rektor").patch(f"/smart-goals/{closed}", 1, json={"strengths": "Allt"})
    assert refused.json()["code"] == "GOAL_STATE"


@pytest.mark.parametrize(
    ("now", "path", "body"),
    [
        ("PROPOSED", "proposal", None),
        ("ACTIVE", "proposal", None),
        ("ACTIVE", "activation", None),
        ("CHECKED", "acceptances", {"stance": "ACCEPT"}),
        ("ACTIVE", "acceptances", {"stance": "ACCEPT"}),
        ("CHECKED", "check-ins", {"heldOn": days(0).isoformat(), "value": 1}),
        ("ACCEPTED", "check-ins", {"heldOn": days(0).isoformat(), "value": 1}),
        ("CLOSED", "check-ins", {"heldOn": days(0).isoformat(), "value": 1}),
        ("CLOSED", "activation", None),
    ],
)
async def test_what_does_not_fit_the_state_is_refused(
    town: Town, now: str, path: str, body: dict[str, Any] | None
) -> None:
    goal = add_goal(town.world, add_team(town.world), state=now)
    answer = await town.as_("kurator").post(
        f"/smart-goals/{goal}/{path}", json=body, headers={"if-match": '"1"'}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "GOAL_STATE")


async def test_a_stale_or_missing_version_moves_nothing(town: Town) -> None:
    goal = add_goal(town.world, add_team(town.world))
    assert (await town.as_("kurator").post(f"/smart-goals/{goal}/proposal")).status_code == 428
    assert (await activation(town, goal, 7)).status_code == 412
    assert state(town.world, goal) == "CHECKED"


async def test_two_presses_propose_once(town: Town) -> None:
    goal = add_goal(town.world, add_team(town.world))
    key = {"idempotency-key": str(uuid4()), "if-match": '"1"'}
    first = await town.as_("kurator").post(f"/smart-goals/{goal}/proposal", headers=key)
    second = await town.as_("kurator").post(f"/smart-goals/{goal}/proposal", headers={"if-match": '"1"'})
    assert (first.status_code, second.status_code) == (201, 412)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"heldOn": days(1).isoformat(), "value": 91}, 422, "GOAL_CHECK_IN_DAY"),
        ({"heldOn": days(-21).isoformat(), "value": 91}, 422, "GOAL_CHECK_IN_DAY"),
        ({"heldOn": days(0).isoformat()}, 422, "GOAL_CHECK_IN_EMPTY"),
        ({"heldOn": days(0).isoformat(), "adjust": "STOP"}, 422, "GOAL_CHECK_IN_EMPTY"),
        ({"heldOn": days(-3).isoformat(), "value": 93}, 409, "GOAL_CHECK_IN_TAKEN"),
        ({"heldOn": days(0).isoformat(), "value": "93"}, 422, "V01"),
    ],
)
async def test_check_ins_that_cannot_be(town: Town, body: dict[str, Any], status: int, code: str) -> None:
    goal = add_goal(town.world, add_team(town.world), state="ACTIVE")
    add_check_in(town.world, goal, days(-3), 91)
    answer = await town.as_("kurator").post(f"/smart-goals/{goal}/check-ins", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_the_figure_is_of_the_latest_value_and_a_check_in_in_words_leaves_it(town: Town) -> None:
    goal = add_goal(town.world, add_team(town.world), state="ACTIVE")
    add_check_in(town.world, goal, days(-3), 93)
    add_check_in(town.world, goal, days(-5), 91)
    add_check_in(town.world, goal, days(-1))
    shown = (await town.as_("larare").get(f"/smart-goals/{goal}")).json()
    assert (shown["currentValue"], shown["currentOn"], shown["progress"]) == (93, days(-3).isoformat(), 0.75)


async def test_a_part_of_another_goal_is_not_there(town: Town) -> None:
    team = add_team(town.world)
    goal, other = add_goal(town.world, team, state="ACTIVE"), add_goal(town.world, team, state="ACTIVE")
    check_in, accepted = add_check_in(town.world, goal, days(-1), 91), add_stance(town.world, goal, "rektor")
    browser = town.as_("kurator")
    assert (await browser.get(f"/smart-goals/{other}/check-ins/{check_in}")).status_code == 404
    assert (await browser.get(f"/smart-goals/{other}/acceptances/{accepted}")).status_code == 404
    assert (await browser.get(f"/smart-goals/{goal}/check-ins/{check_in}")).status_code == 200
    assert (await browser.get(f"/smart-goals/{goal}/acceptances/{accepted}")).status_code == 200
