"""An activity is found below its own wheel only."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Town
from tests.factories.wheel import YEAR, add_activity, add_wheel


@pytest.mark.parametrize(
    ("method", "more", "done"),
    [
        ("GET", {}, 200),
        ("PATCH", {"json": {"title": "Ny rubrik"}, "headers": {"if-match": '"1"'}}, 200),
        ("DELETE", {"headers": {"if-match": '"1"'}}, 204),
    ],
)
async def test_below_its_own_wheel(town: Town, method: str, more: dict[str, Any], done: int) -> None:
    wheel, next_year = add_wheel(town.world), add_wheel(town.world, year=YEAR.next().code)
    activity, head = add_activity(town.world, wheel), town.as_("rektor")
    elsewhere = await head(method, f"/annual-wheels/{next_year}/activities/{activity}", **more)
    assert elsewhere.status_code == 404
    there = await head(method, f"/annual-wheels/{wheel}/activities/{activity}", **more)
    assert there.status_code == done
