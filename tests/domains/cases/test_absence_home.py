"""Absence is investigated with the home (skollagen 7:19 a), and not past it."""

from __future__ import annotations

import pytest

from tests.conftest import Town
from tests.domains.cases.calls import code
from tests.factories.cases import add_case, add_event, add_voice, investigated


@pytest.mark.parametrize(
    ("event", "data", "asked"),
    [
        ("CONTRIBUTION_ASKED", {"role": "GUARDIAN"}, True),
        ("CONTRIBUTION_ASKED", {"role": "TEACHER"}, False),
        ("CONTRIBUTION_ASKED", {"role": "STUDENT"}, False),
        ("PARTY_INFORMED", {"party": "GUARDIAN"}, True),
        ("PARTY_HEARD", {"party": "GUARDIAN"}, True),
        ("PARTY_HEARD", {"party": "STUDENT"}, False),
        ("PARTY_HEARD", {"party": "OTHER"}, False),
    ],
)
async def test_absence_is_investigated_with_the_home(
    town: Town, event: str, data: dict[str, str], asked: bool
) -> None:
    """A guardian who cannot be heard is recorded as such: that is an answer too."""
    case = add_case(town.world, case_type="ABSENCE")
    add_voice(town.world, case)
    investigated(town.world, case, kind="ABSENCE")
    add_event(town.world, case, event, **data)
    sent = {"phase": "DECISION", "reason": "Stödet prövas i ett eget ärende"}
    answer = await town.as_("kurator").post(f"/cases/{case}/phase", json=sent, headers={"if-match": '"1"'})
    assert code(answer) == (422, "HOME_CONSULTED") if not asked else answer.status_code == 201
