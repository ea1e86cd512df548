"""How goals are asked for. The team is a work team without members, so that only functions speak."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.access.objects import Ask, asks
from tests.factories.goals import HEALTH, add_check_in, add_goal, add_stance, add_team, days
from tests.factories.world import World


def _goal(world: World, **fields: Any) -> UUID:
    return add_goal(world, add_team(world), **fields)


def _body(world: World) -> dict[str, Any]:
    return {
        "teamId": str(add_team(world)),
        "title": "Alla elever i åk 5 läser flytande",
        "level": "PROMOTIVE",
    }


@asks("listSmartGoals")
def _list(_: World) -> Ask:
    return Ask("/smart-goals")


@asks("listGoalTeams")
def _teams(_: World) -> Ask:
    return Ask("/goal-teams")


@asks("createSmartGoal")
def _create(world: World) -> Ask:
    return Ask("/smart-goals", _body(world))


@asks("checkSmartDraft")
def _try(world: World) -> Ask:
    return Ask("/smart-checks", _body(world))


@asks("readSmartGoal")
def _read(world: World) -> Ask:
    return Ask(f"/smart-goals/{_goal(world)}")


@asks("changeSmartGoal")
def _change(world: World) -> Ask:
    return Ask(f"/smart-goals/{_goal(world)}", {"strengths": "Mentorerna känner sina elever"}, 1)


@asks("readSmartCheck")
def _check(world: World) -> Ask:
    return Ask(f"/smart-goals/{_goal(world)}/smart-check")


@asks("createSmartGoalProposal")
def _propose(world: World) -> Ask:
    return Ask(f"/smart-goals/{_goal(world)}/proposal", version=1)


@asks("listGoalAcceptances")
def _stances(world: World) -> Ask:
    return Ask(f"/smart-goals/{_goal(world)}/acceptances")


@asks("createGoalAcceptance")
def _accept(world: World) -> Ask:
    return Ask(f"/smart-goals/{_goal(world, state='PROPOSED')}/acceptances", {"stance": "ACCEPT"})


@asks("readGoalAcceptance")
def _stance(world: World) -> Ask:
    goal = _goal(world, state="PROPOSED")
    return Ask(f"/smart-goals/{goal}/acceptances/{add_stance(world, goal, 'kurator')}")


@asks("createObjectionAnswer")
def _answer(world: World) -> Ask:
    goal = _goal(world, state="PROPOSED")
    stance = add_stance(world, goal, "elevassistent", "OBJECT", comment="Det hinner vi inte")
    return Ask(
        f"/smart-goals/{goal}/objection-answers",
        {"acceptanceId": str(stance), "answer": "Vi lägger ner ett annat mål."},
    )


@asks("createSmartGoalActivation")
def _activate(world: World) -> Ask:
    goal = _goal(world, state="PROPOSED")
    for persona in (*HEALTH, "rektor"):
        add_stance(world, goal, persona)
    return Ask(f"/smart-goals/{goal}/activation", version=1)


@asks("listGoalCheckIns")
def _check_ins(world: World) -> Ask:
    return Ask(f"/smart-goals/{_goal(world)}/check-ins")


@asks("createGoalCheckIn")
def _check_in(world: World) -> Ask:
    goal = _goal(world, state="ACTIVE")
    return Ask(f"/smart-goals/{goal}/check-ins", {"heldOn": days(0).isoformat(), "value": 92})


@asks("readGoalCheckIn")
def _one_check_in(world: World) -> Ask:
    goal = _goal(world, state="ACTIVE")
    return Ask(f"/smart-goals/{goal}/check-ins/{add_check_in(world, goal, days(-1), 91)}")
