"""Who is offered to make a team."""

from __future__ import annotations

import pytest

from tests.conftest import Town


@pytest.mark.parametrize(
    ("persona", "offered"),
    [
        ("rektor", True),
        ("bitradande", True),
        ("chef", True),
        ("admin", True),
        ("kurator", False),
        ("larare", False),
    ],
)
async def test_who_may_make_a_team(town: Town, persona: str, offered: bool) -> None:
    answer = await town.as_(persona).get("/teams")
    assert answer.json()["allowedActions"] == (["team.create"] if offered else [])
