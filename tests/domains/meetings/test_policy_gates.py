"""What the gates of the routes refuse before any body is read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.core.actor import Function
from samsyn.meetings.routes import actions, agenda, meetings, outcomes, participants, series, written
from tests.conftest import Town
from tests.factories.actors import HERE, person, system
from tests.factories.gated import asking_for_version, each, gates_of, let_through
from tests.factories.meetings import add_action, add_item, add_meeting, add_participant, add_team

PARTS = (meetings, outcomes, participants, agenda, written, actions, series)
GATES = gates_of(*(part.router for part in PARTS))
ACTORS = {
    "head": person(Function.PRINCIPAL),
    "teacher": person(Function.TEACHER),
    "nothing": person(),
    "system": system(),
}
SYSTEMS = {
    "list_meetings", "read_meeting", "list_agenda_items", "list_meeting_series", "read_meeting_series",
    "read_meeting_rate",
}  # fmt: skip
READ = SYSTEMS | {"list_participants", "list_minutes"}
BY_STAFF = {
    "create_meeting", "list_meeting_teams", "list_action_items", "create_action_item",
    "create_meeting_series",
}  # fmt: skip
CHANGED = {
    "change_meeting", "start_meeting", "create_turn", "hold_meeting", "cancel_meeting",
    "reschedule_meeting", "change_participant", "change_agenda_item", "delete_agenda_item",
    "write_minutes", "change_action_item",
}  # fmt: skip
ADDED = {"invite_participant", "create_agenda_item"}
STAFF_ONLY = (
    ("GET", "/action-items"),
    ("POST", "/action-items"),
    ("POST", "/meetings"),
    ("GET", "/meeting-teams"),
    ("POST", "/meeting-series"),
)


def test_whom_each_operation_lets_through() -> None:
    """On a meeting, or a part of it, where none of them has a seat; the case refuses its minutes."""
    row = SimpleNamespace(school_id=HERE, seat=None, created_by=None, convener_id=HERE, owner_id=HERE)
    expected = each(READ, set(ACTORS)) | each(BY_STAFF, {"head", "teacher"}) | each(CHANGED | ADDED, {"head"})
    expected |= {"create_case_minutes": {"head", "teacher", "nothing"}}
    assert let_through(GATES, ACTORS, lambda _: row) == expected


def test_what_each_gate_asks_for() -> None:
    assert {name for name, gate in GATES.items() if gate.find is not None and gate.allowed is None} == set()
    assert asking_for_version(GATES) == CHANGED
    asked = {name: gate.scope for name, gate in GATES.items() if gate.scope is not None}
    assert asked == dict.fromkeys(SYSTEMS, "meetings:read")


@pytest.mark.parametrize(("method", "path"), STAFF_ONLY)
async def test_whoever_s_assignments_have_ended_is_no_staff(town: Town, method: str, path: str) -> None:
    over = "UPDATE assignments SET valid_to = samsyn_today() - 1 WHERE person_id = %s"
    town.world.sql(over, town.world.people["larare"])
    body: dict[str, Any] = {"json": {}} if method == "POST" else {}
    assert (await town.as_("larare")(method, path, **body)).status_code == 403
    assert (await town.as_("mentor")(method, path, **body)).status_code == (422 if body else 200)


async def test_parts_are_changed_upon_the_version_that_was_read(town: Town) -> None:
    meeting = add_meeting(town.world, add_team(town.world, "rektor"))
    item, row = add_item(town.world, meeting), add_participant(town.world, meeting, "kurator")
    rektor = town.as_("rektor")
    for path, body in (
        (f"/action-items/{add_action(town.world, meeting, 'rektor')}", {"state": "DONE"}),
        (f"/meetings/{meeting}/agenda-items/{item}", {"plannedMinutes": 1}),
        (f"/meetings/{meeting}/minutes/{item}", {"text": "x"}),
        (f"/meetings/{meeting}/participants/{row}", {"attendance": "ABSENT"}),
    ):
        missing = await rektor.patch(path, json=body)
        assert missing.status_code == 428, path
        assert (await rektor.patch(path, 7, json=body)).status_code == 412, path
        assert (await rektor.patch(path, 1, json=body)).status_code == 200, path
