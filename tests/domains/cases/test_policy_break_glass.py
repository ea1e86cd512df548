"""Who opens a case with a reason, and who is told of it, by the program's statements."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.models import BreakGlass
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.break_glass import (
    IN_MY_CASES,
    MY_WAYS_IN,
    ONE_OPENING,
    ONE_OPENING_NAMED,
    OPENED_BY_REASON,
    TO_REVIEW,
    UNITS_LED,
    VISIBLE_OPENINGS,
    allowed_on_opening,
)
from samsyn.core.runtime import Runtime
from tests.factories.actors import person
from tests.factories.alleged import add_alleged
from tests.factories.cases import add_case, let_in, open_with_reason
from tests.factories.days import DAY, NOW, TODAY
from tests.factories.each import by_row, shown
from tests.factories.staff import add_post
from tests.factories.world import World, make_world

PEOPLE = (
    "kurator", "rektor", "psykolog", "specialpedagog", "speciallarare", "skolskoterska", "mentor", "larare",
    "kurator-2", "psykolog-2", "bitradande", "loggranskare", "analytiker", "registrator", "chef", "utredare",
)  # fmt: skip


def team(world: World, school: str = "A", **more: Any) -> UUID:
    row = {"type": "EHT", "name": "EHT", "sort_key": "eht", "school_id": world.schools[school]}
    return world.insert("teams", **(row | more))


def member(world: World, of: UUID, who: str, **more: Any) -> None:
    row = {"role": "CHAIR", "valid_from": date(2020, 1, 1), "valid_to": None}
    world.insert("team_members", team_id=of, person_id=world.people[who], **(row | more))


def reviewer(world: World, who: str, **more: Any) -> None:
    add_post(world, who, "LOG_REVIEWER", **({"scope_type": "ORGANISER", "school_id": None} | more))


def let_pass(world: World, opening: UUID) -> None:
    """It was three days ago."""
    then = NOW - 3 * DAY
    times = (then, then + timedelta(hours=8))
    world.sql("UPDATE break_glass_accesses SET opened_at = %s, until = %s WHERE id = %s", *times, opening)


class Opened:
    """``cases`` and ``openings`` by name. The case of kurator was opened by rektor today and before, and by
    kurator; another is no longer there for its owner."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._teams()
        reviewer(world, "analytiker", valid_to=TODAY - DAY)
        reviewer(world, "chef", valid_from=TODAY + DAY)
        reviewer(world, "registrator", scope_type="UNIT", school_id=world.school)
        k3: dict[str, Any] = {"confidentiality": "K3"}
        self.cases = {
            "K3": add_case(world, **k3),
            "K3 of another": add_case(world, "specialpedagog", **k3),
            "K2": add_case(world, None, owner_id=world.people["rektor"]),
            "K4": add_case(world, confidentiality="K4"),
            "past the unit": add_case(world, reach="ORGANISER", case_type="DEGRADING", **k3),
            "at another unit": add_case(world, "kurator-2", "B", **k3),
            "no longer theirs": add_case(world, None, owner_id=world.people["loggranskare"], **k3),
        }
        self.openings = {
            "by rektor": self._open("K3", "rektor"),
            "by rektor, before": self._open("K3", "rektor"),
            "by kurator": self._open("K3", "kurator"),
            "by psykolog": self._open("K3 of another", "psykolog"),
            "of K2": self._open("K2", "psykolog"),
            "no longer theirs": self._open("no longer theirs", "bitradande"),
        }
        let_pass(world, self.openings["by rektor, before"])

    def _open(self, case: str, who: str) -> UUID:
        return open_with_reason(self.world, self.cases[case], who)

    def _teams(self) -> None:
        world, of_a = self.world, team(self.world)
        member(world, of_a, "kurator")
        member(world, of_a, "psykolog", role="MEMBER")
        member(world, of_a, "specialpedagog", valid_to=TODAY - DAY)
        member(world, of_a, "speciallarare", valid_from=TODAY + DAY)
        member(world, of_a, "mentor")
        member(world, of_a, "kurator-2")
        member(world, team(world, ended_on=TODAY - DAY), "skolskoterska")
        member(world, team(world, type="WORK_TEAM"), "bitradande")
        member(world, team(world, "B"), "psykolog-2")


@pytest.fixture(scope="session")
def opened(admin_dsn: str) -> Opened:
    return Opened(make_world(admin_dsn))


async def test_who_leads_student_health_where_they_work_with_it(opened: Opened, runtime: Runtime) -> None:
    found = await shown(opened.world, runtime, PEOPLE, UNITS_LED)
    here, there = opened.world.schools["A"], opened.world.schools["B"]
    assert {who: rows for who, rows in found.items() if rows} == {"kurator": [here], "psykolog-2": [there]}


async def test_a_case_of_k3_by_its_number(opened: Opened, runtime: Runtime) -> None:
    seen = {}
    for name, case in opened.cases.items():
        number = opened.world.sql("SELECT number FROM cases WHERE id = %s", case)[0][0]
        found = await shown(opened.world, runtime, PEOPLE, OPENED_BY_REASON, number=number)
        assert all(rows in ([], [case]) for rows in found.values())
        seen[name] = {who for who, rows in found.items() if rows}
    triage = {
        "kurator",
        "rektor",
        "bitradande",
        "psykolog",
        "specialpedagog",
        "speciallarare",
        "skolskoterska",
    }
    assert seen == {
        "K3": triage, "K3 of another": triage, "no longer theirs": triage, "K2": set(), "K4": set(),
        "past the unit": set(), "at another unit": {"kurator-2", "psykolog-2"},
    }  # fmt: skip


async def test_who_is_told(opened: Opened, runtime: Runtime) -> None:
    """Who opened it, the circle, and those who review the log."""
    expected = {
        "by rektor": {"kurator", "rektor", "loggranskare"},
        "by rektor, before": {"kurator", "rektor", "loggranskare"},
        "by kurator": {"kurator", "rektor", "loggranskare"},
        "by psykolog": {"specialpedagog", "psykolog", "loggranskare"},
        "of K2": {"psykolog", "loggranskare"},
        "no longer theirs": {"bitradande", "loggranskare"},
    }
    found = await shown(opened.world, runtime, PEOPLE, VISIBLE_OPENINGS)
    assert by_row(found, opened.openings) == expected
    for statement in (ONE_OPENING, ONE_OPENING_NAMED):
        for name in ("by rektor", "of K2"):
            key = opened.openings[name]
            one = await shown(opened.world, runtime, PEOPLE, statement, key=key)
            assert {who: rows for who, rows in one.items() if rows} == {w: [key] for w in expected[name]}


async def test_who_opened_it_is_told_after_the_way_in_has_ended(opened: Opened, runtime: Runtime) -> None:
    world, case = opened.world, add_case(opened.world, "psykolog", confidentiality="K3")
    key = open_with_reason(world, case, "skolskoterska")
    let_pass(world, key)
    past = NOW - 3 * DAY
    world.sql("UPDATE case_access SET valid_from = %s, valid_to = %s WHERE id = %s", past, past, key)
    found = await shown(world, runtime, ("skolskoterska", "kurator"), ONE_OPENING, key=key)
    assert found == {"skolskoterska": [key], "kurator": []}


async def test_ones_own_ways_into_a_case(opened: Opened, runtime: Runtime) -> None:
    world, case = opened.world, add_case(opened.world)
    way = let_in(world, case, "larare")
    let_in(world, case, "mentor", valid_to=NOW)
    let_in(world, add_case(world, "psykolog"), "larare")
    found = await shown(world, runtime, ("larare", "mentor", "psykolog"), MY_WAYS_IN, key=case)
    assert found == {"larare": [way], "mentor": [], "psykolog": []}


async def test_the_owner_s_notice(opened: Opened, runtime: Runtime) -> None:
    """Of what others opened since then, in cases that one owns, opens and takes part in."""
    found = await shown(opened.world, runtime, PEOPLE, IN_MY_CASES, since=NOW - DAY)
    sees = {"by rektor": {"kurator"}, "by psykolog": {"specialpedagog"}}
    assert by_row(found, opened.openings) == {name: sees.get(name, set()) for name in opened.openings}


async def test_the_notice_of_who_reviews_the_log(opened: Opened, runtime: Runtime) -> None:
    found = await shown(opened.world, runtime, PEOPLE, TO_REVIEW, since=NOW - DAY)
    late = {name: {"loggranskare"} for name in opened.openings} | {"by rektor, before": set()}
    assert by_row(found, opened.openings) == late


async def test_whom_the_case_points_out_is_told_nothing(admin_dsn: str, runtime: Runtime) -> None:
    """Neither who opened it nor who reviews the log."""
    world = make_world(admin_dsn)
    case = add_case(world, "specialpedagog", confidentiality="K3")
    key, people = open_with_reason(world, case, "rektor"), ("specialpedagog", "rektor", "loggranskare")

    async def told() -> list[set[str]]:
        """By each of the statements that open one, and by the notice of who reviews the log."""
        found = [
            await shown(world, runtime, people, statement, key=key, since=NOW - DAY)
            for statement in (VISIBLE_OPENINGS, ONE_OPENING, ONE_OPENING_NAMED, TO_REVIEW)
        ]
        return [{who for who, rows in one.items() if rows == [key]} for one in found]

    assert await told() == [set(people)] * 3 + [{"loggranskare"}]
    for who in ("rektor", "loggranskare"):
        add_alleged(world, case, who, sealed=b"x")
    assert await told() == [{"specialpedagog"}] * 3 + [set()]


def test_an_opening_is_read_and_no_more() -> None:
    assert allowed_on_opening(person(), BreakGlass()) == {CaseAction.OPENINGS}
