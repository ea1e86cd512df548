"""Which themes are counted for whom."""

from __future__ import annotations

from typing import Any

import pytest

from samsyn.cases.policy.patterns import PATTERNS, sees_patterns
from samsyn.core.actor import TRIAGE, Function
from samsyn.core.runtime import Runtime
from tests.factories.actors import person, program, system
from tests.factories.alleged import add_alleged
from tests.factories.cases import add_case
from tests.factories.days import DAY, NOW
from tests.factories.each import work_of
from tests.factories.world import World, make_world


@pytest.fixture(scope="session")
def themes(admin_dsn: str) -> World:
    """Five cases of each theme, and of one theme four; each theme is counted or not for one reason."""
    world = make_world(admin_dsn)
    past: dict[str, Any] = {"phase": "CLOSED", "closure_reason": "GOAL_MET"}
    kinds: dict[str, dict[str, Any]] = {
        "RELATIONS": {},
        "SAFETY": {"closed_at": NOW, **past},
        "ATTENDANCE": {"closed_at": NOW - 400 * DAY, "opened_at": NOW - 500 * DAY, **past},
        "STUDY_CALM": {"confidentiality": "K4"},
        "LANGUAGE": {"reach": "ORGANISER", "case_type": "DEGRADING"},
        "MATHEMATICS": {"case_type": "CHILD_WELFARE_REPORT"},
        "WELLBEING": {"case_type": "POLICE_REPORT"},
        "TRANSITIONS": {"school": "B"},
        "READING_WRITING": {"confidentiality": "K3"},
    }
    for theme, row in kinds.items():
        for _ in range(5):
            add_case(world, None, **({"themes": [theme]} | row))
    for _ in range(4):
        add_case(world, None, themes=["LEARNING_ENVIRONMENT"])
    return world


@pytest.mark.parametrize(
    ("who", "seen_themes"),
    [
        ("kurator", {"RELATIONS", "SAFETY", "READING_WRITING"}),
        ("rektor", {"RELATIONS", "SAFETY", "READING_WRITING"}),
        ("kurator-2", {"TRANSITIONS"}),
        ("larare", set()),
        ("utredare", set()),
    ],
)
async def test_themes_of_many_cases(who: str, seen_themes: set[str], themes: World, runtime: Runtime) -> None:
    async with work_of(themes, runtime, who) as work:
        await work.open()
        rows = list(await work.execute(PATTERNS, {"since": NOW - 30 * DAY}))
    assert {(row.theme, row.cases) for row in rows} == {(theme, 5) for theme in seen_themes}
    assert len(rows) == len(seen_themes)


async def test_a_case_is_not_counted_for_whom_it_points_out(admin_dsn: str, runtime: Runtime) -> None:
    world = make_world(admin_dsn)
    cases = [add_case(world, None, themes=["SAFETY"]) for _ in range(5)]
    add_alleged(world, cases[0], "rektor")
    counted = {}
    for who in ("rektor", "bitradande"):
        async with work_of(world, runtime, who) as work:
            await work.open()
            rows = list(await work.execute(PATTERNS, {"since": NOW - DAY}))
        counted[who] = [(row.school_name, row.theme, row.cases) for row in rows]
    assert counted == {"rektor": [], "bitradande": [("Björkskolan", "SAFETY", 5)]}


def test_heads_and_student_health_see_patterns() -> None:
    for function in Function:
        assert sees_patterns(person(function)) is (function in TRIAGE), function
    assert [sees_patterns(one) for one in (person(), system(), program())] == [False] * 3
