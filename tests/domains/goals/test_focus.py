"""What goals put on the week's focus, and before whom."""

from __future__ import annotations

from typing import Any

import pytest

from samsyn.goals.rules import due_check_in
from tests.conftest import Town
from tests.factories.goals import add_check_in, add_goal, add_stance, add_team, days


async def cards(town: Town, persona: str, language: str = "sv") -> list[Any]:
    answer = await town.as_(persona).get("/me/focus", headers={"accept-language": language})
    found = [card for card in answer.json()["cards"] if card["code"].startswith("GOAL_")]
    return sorted(found, key=lambda card: card["code"])


async def test_those_who_are_asked_are_told_until_they_have_answered(town: Town) -> None:
    team = add_team(town.world, "larare")
    goal = add_goal(town.world, team, state="PROPOSED")
    for persona in ("kurator", "rektor", "larare"):
        (card,) = await cards(town, persona)
        assert card["what"] == "Ta ställning till ett mål"
        assert card["path"] == f"/lasaret/mal/{goal}"
    for persona in ("mentor", "forstelarare", "chef", "kurator-2", "admin"):
        assert await cards(town, persona) == []
    add_stance(town.world, goal, "kurator")
    add_stance(town.world, goal, "rektor", round=2)
    assert await cards(town, "kurator") == []
    assert len(await cards(town, "rektor")) == 1, "a stance of another round is no answer"
    add_goal(town.world, team, state="PROPOSED")
    add_goal(town.world, team, state="ACCEPTED")
    (english,) = await cards(town, "rektor", "en")
    assert english["what"] == "Say where you stand on 3 goals"


async def test_a_goal_whose_time_is_up_is_told_to_its_owner_and_the_heads(town: Town) -> None:
    add_goal(town.world, add_team(town.world), state="ACTIVE", deadline_on=days(-8), owner="larare")
    for persona in ("larare", "rektor", "bitradande"):
        (card,) = await cards(town, persona)
        assert card["code"] == "GOAL_DEADLINE_PASSED"
        assert card["what"] == "Målets tid är ute: Närvaron i årskurs 7 är minst 94 procent i maj"
        assert card["due"] == days(-8).isoformat()
    for persona in ("mentor", "kurator", "rektor-2", "chef"):
        assert await cards(town, persona) == []


async def test_a_check_in_that_is_due_is_told_until_there_is_a_fresh_value(town: Town) -> None:
    goal = add_goal(
        town.world, add_team(town.world), state="ACTIVE", check_in_days=[days(-40), days(3), days(50)]
    )
    (card,) = await cards(town, "kurator")
    assert (card["code"], card["due"]) == ("GOAL_CHECK_IN_DUE", days(3).isoformat())
    add_check_in(town.world, goal, days(-39), 91)
    assert len(await cards(town, "kurator")) == 1
    add_check_in(town.world, goal, days(-2))
    assert len(await cards(town, "kurator")) == 1, "words alone are no value"
    add_check_in(town.world, goal, days(-1), 92)
    assert await cards(town, "kurator") == []


@pytest.mark.parametrize(
    ("planned", "measured", "expected"),
    [
        ((), None, None),
        ((8,), None, None),
        ((7,), None, 7),
        ((-20, 7), None, 7),
        ((-20,), -27, None),
        ((-20,), -28, -20),
        ((-20, -1), -9, -1),
    ],
)
def test_the_last_check_in_reached_is_the_one_to_do(
    planned: tuple[int, ...], measured: int | None, expected: int | None
) -> None:
    seen = None if measured is None else days(measured)
    found = due_check_in([days(n) for n in planned], seen, days(0))
    assert found == (None if expected is None else days(expected))
