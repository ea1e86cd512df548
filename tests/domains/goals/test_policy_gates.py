"""What the gates of the routes refuse before any body is read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.core.actor import Function
from samsyn.goals.routes import asking, check_ins, goals
from tests.conftest import Town
from tests.factories.actors import HERE, person, system
from tests.factories.gated import asking_for_version, each, gates_of, let_through

GATES = gates_of(goals.router, asking.router, check_ins.router)
ACTORS = {
    "head": person(Function.PRINCIPAL),
    "lead": person(Function.TEAM_LEAD),
    "teacher": person(Function.TEACHER),
    "nothing": person(),
    "system": system(),
}
READ = {
    "list_smart_goals", "read_smart_goal", "read_smart_check", "list_goal_acceptances",
    "read_goal_acceptance", "list_goal_check_ins", "read_goal_check_in",
}  # fmt: skip
BY_STAFF = {"list_goal_teams", "create_smart_goal", "check_smart_draft"}
VERSIONED = {"change_smart_goal", "create_smart_goal_proposal", "create_smart_goal_activation"}
WRITTEN = VERSIONED | {"create_objection_answer", "create_goal_check_in"}

STAFF_ONLY = (("GET", "/goal-teams"), ("POST", "/smart-goals"), ("POST", "/smart-checks"))


def test_whom_each_operation_lets_through() -> None:
    """On a goal of a team where none of them has a seat."""
    row = SimpleNamespace(school_id=HERE, seat=None)
    expected = each(READ, set(ACTORS)) | each(WRITTEN, {"head", "lead"})
    expected |= each(BY_STAFF, {"head", "lead", "teacher"}) | {"create_goal_acceptance": {"head"}}
    assert let_through(GATES, ACTORS, lambda _: row) == expected


def test_what_each_gate_asks_for() -> None:
    assert {name for name, gate in GATES.items() if gate.find is not None and gate.allowed is None} == set()
    assert asking_for_version(GATES) == VERSIONED
    asked = {name: gate.scope for name, gate in GATES.items() if gate.scope is not None}
    assert asked == dict.fromkeys(READ, "goals:read")


@pytest.mark.parametrize(("method", "path"), STAFF_ONLY)
async def test_whoever_s_assignments_have_ended_is_no_staff(town: Town, method: str, path: str) -> None:
    over = "UPDATE assignments SET valid_to = samsyn_today() - 1 WHERE person_id = %s"
    town.world.sql(over, town.world.people["larare"])
    body: dict[str, Any] = {"json": {}} if method == "POST" else {}
    assert (await town.as_("larare")(method, path, **body)).status_code == 403
    assert (await town.as_("mentor")(method, path, **body)).status_code == (422 if body else 200)
