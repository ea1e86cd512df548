"""The card before a larger check-in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from samsyn.core.clock import STOCKHOLM, SetClock
from samsyn.wheel.rules import is_current, missing_values
from tests.conftest import Town
from tests.factories.goals import add_check_in, add_goal, add_team
from tests.factories.wheel import add_activity, add_check_in_day, add_wheel, this_year

NOW = this_year(11, 3)


@pytest.fixture
def november(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The third of November, whatever day it is."""
    at = datetime(NOW.year, NOW.month, NOW.day, 8, tzinfo=STOCKHOLM)
    monkeypatch.setattr(town.runtime, "clock", SetClock(at))
    return town


async def cards(town: Town, persona: str, language: str = "sv") -> list[Any]:
    answer = await town.as_(persona).get("/me/focus", headers={"accept-language": language})
    return [card for card in answer.json()["cards"] if card["code"] == "WHEEL_CHECK_IN_NEAR"]


def near(town: Town, *goals: UUID) -> UUID:
    """The year's second check-in a week from now."""
    wheel = add_wheel(town.world, state="ACTIVE")
    add_check_in_day(town.world, wheel, this_year(9, 16), team=None, status="DONE")
    activity = add_check_in_day(town.world, wheel, this_year(11, 10), team=None)
    add_check_in_day(town.world, wheel, this_year(1, 20), team=None)
    for goal in goals:
        town.world.insert("wheel_activity_links", activity_id=activity, ref_kind="goal", ref_id=goal)
    return activity


async def test_two_of_three_goals_lack_a_current_value(november: Town) -> None:
    town, team = november, add_team(november.world)
    goals = [add_goal(town.world, team, state="ACTIVE") for _ in range(3)]
    add_goal(town.world, team, state="ACTIVE", title="Ett mål som inte hör dit")
    add_check_in(town.world, goals[0], this_year(10, 20), 91)
    add_check_in(town.world, goals[1], this_year(9, 1), 91)
    add_check_in(town.world, goals[2], this_year(10, 20))
    activity = near(town, *goals)
    (card,) = await cards(town, "kurator")
    assert card["what"].startswith("Avstämning 2 är om ")
    assert card["what"].endswith(" skoldagar")
    assert card["why"] == "Två av tre mål saknar ett aktuellt värde."
    assert card["action"] == "Förbered"
    assert card["path"].endswith(f"?aktivitet={activity}")
    (english,) = await cards(town, "rektor", "en")
    assert english["why"] == "Two of three goals lack a current value."


async def test_only_those_who_write_the_wheel_of_the_unit_are_told(november: Town) -> None:
    near(november)
    for persona in ("rektor", "skolskoterska", "forstelarare"):
        assert len(await cards(november, persona)) == 1
    for persona in ("larare", "mentor", "elevassistent", "chef", "rektor-2", "admin"):
        assert await cards(november, persona) == []


async def test_far_away_missed_removed_or_closed_is_not_told(november: Town) -> None:
    world = november.world
    wheel = add_wheel(world, state="ACTIVE")
    add_check_in_day(world, wheel, this_year(1, 20), team=None)
    add_check_in_day(world, wheel, this_year(11, 9), team=None, status="MISSED")
    add_check_in_day(world, wheel, this_year(11, 9), team=None, status="REMOVED")
    add_activity(world, wheel, this_year(11, 9))
    assert await cards(november, "rektor") == []
    add_check_in_day(world, add_wheel(world, state="CLOSED"), this_year(11, 9), team=None)
    assert await cards(november, "rektor") == []


@pytest.mark.parametrize(
    ("lacking", "goals", "sv"),
    [
        (0, 0, "Det finns inget aktivt mål att stämma av."),
        (0, 3, "Målen har aktuella värden. Gå igenom dagordningen."),
        (1, 1, "Målet saknar ett aktuellt värde."),
        (1, 3, "Ett av tre mål saknar ett aktuellt värde."),
        (2, 2, "Båda målen saknar ett aktuellt värde."),
        (3, 3, "Alla tre målen saknar ett aktuellt värde."),
        (12, 13, "Tolv av 13 mål saknar ett aktuellt värde."),
    ],
)
def test_numbers_are_words(lacking: int, goals: int, sv: str) -> None:
    assert missing_values(lacking, goals).sv == sv


def test_a_value_of_six_weeks_before_is_current() -> None:
    day = date(2026, 11, 10)
    assert is_current(date(2026, 9, 29), day)
    assert not is_current(date(2026, 9, 28), day)
    assert not is_current(None, day)
