"""What the gates of the routes refuse before any body is read."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Town

STAFF_ONLY = (("GET", "/goal-teams"), ("POST", "/smart-goals"), ("POST", "/smart-checks"))


@pytest.mark.parametrize(("method", "path"), STAFF_ONLY)
async def test_whoever_s_assignments_have_ended_is_no_staff(town: Town, method: str, path: str) -> None:
    over = "UPDATE assignments SET valid_to = samsyn_today() - 1 WHERE person_id = %s"
    town.world.sql(over, town.world.people["larare"])
    body: dict[str, Any] = {"json": {}} if method == "POST" else {}
    assert (await town.as_("larare")(method, path, **body)).status_code == 403
    assert (await town.as_("mentor")(method, path, **body)).status_code == (422 if body else 200)
