"""Teams and goals of a world, put there past the front door."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from samsyn.core.clock import STOCKHOLM
from samsyn.core.sortkey import swedish_sort_key
from tests.factories.world import START, World

HEALTH = ("specialpedagog", "speciallarare", "kurator", "skolskoterska", "psykolog")
TODAY = datetime.now(UTC).astimezone(STOCKHOLM).date()


def days(number: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=number)


def add_team(
    world: World, *members: str, kind: str = "WORK_TEAM", letter: str = "A", name: str = "Arbetslag Älgen"
) -> UUID:
    """``members`` are personas; the first is the chair."""
    team = world.insert(
        "teams", school_id=world.schools[letter], type=kind, name=name, sort_key=swedish_sort_key(name)
    )
    for number, member in enumerate(members):
        world.insert(
            "team_members",
            team_id=team,
            person_id=world.people[member],
            role="MEMBER" if number else "CHAIR",
            valid_from=START,
        )
    return team


GOOD: dict[str, Any] = {
    "title": "Närvaron i årskurs 7 är minst 94 procent i maj",
    "target_group": "Eleverna i årskurs 7",
    "level": "PREVENTIVE",
    "scope": "GROUP",
    "metric": "Närvaro",
    "unit": "procent",
    "metric_source": "INDICATOR",
    "direction": "INCREASE",
    "baseline_value": 90,
    "baseline_on": days(-30),
    "target_value": 94,
    "start_on": days(-20),
    "deadline_on": days(100),
    "check_in_days": [days(30), days(60)],
    "realism_note": "Två timmar i veckan för kurator och mentorer",
}
"""A goal that nothing is to be mended in but acceptance."""


def add_goal(world: World, team: UUID, *, owner: str = "kurator", letter: str = "A", **fields: Any) -> UUID:
    """``state`` is CHECKED unless said otherwise."""
    state = fields.pop("state", "CHECKED")
    if state in ("ACTIVE", "ADJUSTED", "CLOSED"):
        fields.setdefault("activated_at", datetime.now(UTC))
    return world.insert(
        "goals",
        school_id=world.schools[letter],
        team_id=team,
        owner_id=world.people[owner],
        state=state,
        round=fields.pop("round", 1),
        **(GOOD | fields),
    )


def add_stance(world: World, goal: UUID, persona: str, stance: str = "ACCEPT", **fields: Any) -> UUID:
    return world.insert(
        "goal_acceptances",
        goal_id=goal,
        round=fields.pop("round", 1),
        person_id=world.people[persona],
        stance=stance,
        given_at=datetime.now(UTC),
        **fields,
    )


def add_check_in(world: World, goal: UUID, held_on: date, value: float | None = None, **fields: Any) -> UUID:
    said = {"what_works": "Samtal i hallen"} if value is None else {}
    return world.insert(
        "goal_check_ins", goal_id=goal, held_on=held_on, value=value, adjust="KEEP", **(said | fields)
    )
