"""What the gates of the routes refuse before any body is read."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Town
from tests.factories.meetings import add_action, add_item, add_meeting, add_participant, add_team

STAFF_ONLY = (
    ("GET", "/action-items"),
    ("POST", "/action-items"),
    ("POST", "/meetings"),
    ("GET", "/meeting-teams"),
    ("POST", "/meeting-series"),
)


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
