"""Lists of cases by phase, class, owner and theme: never more than the list without the filter."""

from __future__ import annotations

from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Town
from tests.factories.cases import add_case, let_in


async def listed(town: Town, who: str, query: str, path: str = "/cases") -> set[str]:
    answer = await town.as_(who).get(f"{path}?{query}")
    assert answer.status_code == 200, answer.text
    return {row["id"] for row in answer.json()["items"]}


def some(town: Town) -> dict[str, UUID]:
    world = town.world
    return {
        "plain": add_case(world),
        "theme": add_case(world, themes=["RELATIONS", "ATTENDANCE"]),
        "decided": add_case(world, "psykolog", phase="DECISION"),
        "nobody": add_case(world, None, themes=["ATTENDANCE"]),
        "strict": add_case(world, "psykolog", confidentiality="K3", phase="DECISION"),
        "strictest": add_case(world, "kurator", confidentiality="K4", themes=["ATTENDANCE"]),
        "elsewhere": add_case(world, "kurator-2", "B", phase="DECISION", themes=["ATTENDANCE"]),
    }


@pytest.mark.parametrize(("who", "query", "expected"), [
    ("rektor", "phase=DECISION", {"decided"}),
    ("psykolog", "phase=DECISION", {"decided", "strict"}),
    ("psykolog", "confidentiality=K3", {"strict"}),
    ("rektor", "confidentiality=K3", set()),
    ("rektor", "confidentiality=K4", set()),
    ("kurator", "confidentiality=K4", {"strictest"}),
    ("rektor", "owner=NOBODY", {"nobody"}),
    ("kurator", "owner=NOBODY", set()),
    ("kurator", "owner=ME", {"plain", "theme", "strictest"}),
    ("rektor", "owner=ME", set()),
    ("rektor", "theme=ATTENDANCE", {"theme", "nobody"}),
    ("rektor-2", "theme=ATTENDANCE", {"elsewhere"}),
    ("rektor", "theme=ATTENDANCE&owner=NOBODY&phase=INVESTIGATION&confidentiality=K2", {"nobody"}),
    ("rektor", "theme=ATTENDANCE&mine=true", set()),
    ("rektor", "theme=ATTENDANCE&type=ABSENCE", set()),
    ("rektor", "theme=ATTENDANCE&state=CLOSED", set()),
])  # fmt: skip
async def test_each_filter(town: Town, who: str, query: str, expected: set[str]) -> None:
    cases = some(town)
    assert await listed(town, who, query) == {str(cases[name]) for name in expected}


async def test_of_one_person(town: Town) -> None:
    cases, people = some(town), town.world.people
    assert await listed(town, "rektor", f"owner={people['psykolog']}") == {str(cases["decided"])}
    assert await listed(town, "psykolog", f"owner={people['kurator']}") == set()
    assert await listed(town, "rektor", f"owner={people['kurator-2']}") == set()
    assert await listed(town, "rektor", f"owner={uuid4()}") == set()


async def test_no_filter_shows_more_than_none(town: Town, other_town: Town) -> None:
    """Whatever is combined, by whomever: a part of what they see without it."""
    some(town)
    asked = {
        "phase": ("", "DECISION"),
        "confidentiality": ("", "K2", "K3", "K4"),
        "owner": ("", "ME", "NOBODY", str(town.world.people["psykolog"])),
        "theme": ("", "ATTENDANCE"),
    }
    queries = [
        "&".join(f"{name}={value}" for name, value in zip(asked, chosen, strict=True) if value)
        for chosen in product(*asked.values())
    ]
    for who in ("rektor", "kurator", "larare"):
        whole = await listed(town, who, "limit=100")
        for query in queries:
            assert await listed(town, who, query) <= whole, (who, query)
    assert all([await listed(other_town, "rektor", query) == set() for query in queries])


async def test_an_ended_assignment_and_a_place_outside_see_nothing(town: Town) -> None:
    case = add_case(town.world, themes=["SAFETY"])
    let_in(town.world, case, "larare")
    assert await listed(town, "larare", "theme=SAFETY") == {str(case)}
    assert await listed(town, "mentor", "theme=SAFETY") == set()
    person = town.world.people["larare"]
    town.world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", person)
    assert await listed(town, "larare", "theme=SAFETY") == set()


async def test_filtered_pages_follow_on_each_other(town: Town) -> None:
    for number in range(6):
        add_case(town.world, themes=["SAFETY"] if number % 2 else [])
    whole = (await town.as_("rektor").get("/cases?theme=SAFETY")).json()["items"]
    first = (await town.as_("rektor").get("/cases?theme=SAFETY&limit=2")).json()
    cursor = first["_meta"]["nextCursor"]
    rest = (await town.as_("rektor").get(f"/cases?theme=SAFETY&limit=2&cursor={cursor}")).json()
    assert [row["id"] for row in first["items"] + rest["items"]] == [row["id"] for row in whole]
    assert len(whole) == 3


@pytest.mark.parametrize("query", [
    "phase=decision", "phase=x", "confidentiality=K9", "theme=ADHD", "owner=me", "owner=Anna",
    "owner=1", "owner=20120229-2384", "owner=' OR 1=1 --", "theme=", "owner=",
])  # fmt: skip
async def test_what_is_no_code_is_refused_and_not_echoed(town: Town, query: str) -> None:
    answer = await town.as_("rektor").get(f"/cases?{query}")
    assert answer.status_code in {403, 422}, (query, answer.text)
    assert "Anna" not in answer.text
    assert "20120229-2384" not in answer.text


async def test_the_log_knows_the_list_and_not_its_filter(town: Town) -> None:
    case = add_case(town.world, themes=["SAFETY"])
    await listed(town, "rektor", "theme=SAFETY")
    rows: list[Any] = town.world.sql(
        "SELECT object_ids FROM audit_access WHERE actor_id = %s AND action = 'case.list'",
        town.world.people["rektor"],
    )
    assert rows == [([case],)]


async def test_heads_in_a_phase(town: Town) -> None:
    cases = some(town)
    hidden = add_case(town.world, "psykolog", case_type="POLICE_REPORT", phase="DECISION")
    for who in ("kurator", "rektor"):
        found = await listed(town, who, "phase=DECISION", "/case-heads")
        assert found == {str(cases["decided"]), str(cases["strict"]), str(hidden)}
    assert await listed(town, "larare", "phase=DECISION", "/case-heads") == set()
    for query in ("theme=ATTENDANCE", "owner=NOBODY", "type=POLICE_REPORT", "confidentiality=K3"):
        answer = await town.as_("kurator").get(f"/case-heads?{query}")
        assert answer.status_code == 400, query
