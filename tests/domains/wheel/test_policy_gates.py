"""Who may ask to make a wheel at all: staff of today, before what was sent is looked at."""

from __future__ import annotations

from tests.conftest import Town


async def test_whoever_s_assignments_have_ended_is_no_staff(town: Town) -> None:
    over = "UPDATE assignments SET valid_to = samsyn_today() - 1 WHERE person_id = %s"
    town.world.sql(over, town.world.people["larare"])
    assert (await town.as_("larare").post("/annual-wheels", json={})).status_code == 403
    assert (await town.as_("mentor").post("/annual-wheels", json={})).status_code == 422
