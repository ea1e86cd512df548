"""The same theme in many cases of a unit: a number where they are many, and nothing where they are few."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from samsyn.cases.rules.patterns import FEWEST_CASES, began
from tests.conftest import Town
from tests.factories.cases import add_case
from tests.factories.pupils import add_student


def add(town: Town, many: int, **more: Any) -> None:
    row: dict[str, Any] = {"owner": "psykolog", "themes": ["RELATIONS"]}
    for _ in range(many):
        add_case(town.world, **(row | more))


async def seen(town: Town, who: str = "kurator") -> list[tuple[str, int]]:
    answer = await town.as_(who).get("/case-patterns")
    assert answer.status_code == 200, answer.text
    return [(one["theme"], one["cases"]) for one in answer.json()["items"]]


@pytest.mark.parametrize("who", ["rektor", "bitradande", "kurator", "skolskoterska", "specialpedagog"])
async def test_heads_and_student_health_see_a_theme_and_a_number(town: Town, who: str) -> None:
    add(town, FEWEST_CASES)
    add(town, FEWEST_CASES + 1, themes=["ATTENDANCE", "SAFETY"])
    found = [("SAFETY", 6), ("ATTENDANCE", 6), ("RELATIONS", 5)]
    assert await seen(town, who) == found


async def test_few_are_never_shown(town: Town) -> None:
    add(town, FEWEST_CASES - 1)
    assert await seen(town) == []


async def test_an_answer_names_no_case_and_no_pupil(town: Town) -> None:
    pupil = add_student(town.world, "Åsa", "Öberg")
    add(town, FEWEST_CASES, students=(pupil,))
    text = (await town.as_("rektor").get("/case-patterns")).text
    for word in (str(pupil), "Öberg", "BJ-26", "SPECIAL_SUPPORT"):
        assert word not in text


@pytest.mark.parametrize(
    "hidden",
    [
        {"confidentiality": "K4"},
        {"reach": "ORGANISER"},
        {"school": "B", "owner": "psykolog-2"},
        {"case_type": "CHILD_WELFARE_REPORT"},
        {
            "phase": "CLOSED",
            "closed_at": datetime(2020, 3, 1, tzinfo=UTC),
            "opened_at": datetime(2020, 1, 8, tzinfo=UTC),
            "closure_reason": "COMPLETED",
        },
    ],
)
async def test_what_is_not_counted(town: Town, hidden: dict[str, Any]) -> None:
    """Neither alone, nor as the one that would make the others many enough."""
    add(town, FEWEST_CASES, **hidden)
    add(town, FEWEST_CASES - 1)
    assert await seen(town) == []


async def test_a_case_closed_this_term_counts(town: Town) -> None:
    closed = {"phase": "CLOSED", "closed_at": town.runtime.clock.now(), "closure_reason": "COMPLETED"}
    add(town, FEWEST_CASES, **closed)
    assert await seen(town) == [("RELATIONS", FEWEST_CASES)]


@pytest.mark.parametrize("who", ["larare", "mentor", "chef", "utredare", "admin", "analytiker"])
async def test_nobody_else_asks(town: Town, who: str) -> None:
    add(town, FEWEST_CASES)
    assert (await town.as_(who).get("/case-patterns")).status_code == 403


@pytest.mark.parametrize("who", ["kurator-2", "rektor-2"])
async def test_another_unit_sees_its_own(town: Town, who: str) -> None:
    add(town, FEWEST_CASES)
    assert await seen(town, who) == []


def test_the_half_years_that_terms_lie_in() -> None:
    assert began(date(2026, 6, 30)) == date(2026, 1, 1)
    assert began(date(2026, 7, 1)) == began(date(2026, 12, 31)) == date(2026, 7, 1)
