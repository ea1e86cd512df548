"""Who learns of which link, and what they see along a chain, by the program's statements."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.policy.links import BETWEEN, LINKS_OF_CASE, ONE_LINK, OPENED, STEPS, TRIED_IN
from samsyn.core.runtime import Runtime
from samsyn.core.schooldays import stockholm_day
from tests.factories.cases import add_case, add_measure, let_in, open_with_reason
from tests.factories.each import by_row, seen, shown, work_of
from tests.factories.links import add_link
from tests.factories.world import World, make_world

PEOPLE = ("kurator", "rektor", "psykolog", "specialpedagog", "mentor", "larare", "kurator-2", "utredare")
SEES: dict[str, dict[str, bool]] = {
    "unit": {"kurator": False, "rektor": True},
    "from the other": {"kurator": False, "rektor": True},
    "ended": {"kurator": False, "rektor": True},
    "K4, kurator's": {"kurator": True},
    "K4": {"mentor": True},
    "past the unit": {},
    "at another unit": {},
    "at another unit, mentor's": {"mentor": True},
}
"""Link → who sees it, and whether they open the case at its other end."""


class Linked:
    """A case of kurator's, whose circle mentor is in too, with links to others."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.here = add_case(world)
        let_in(world, self.here, "mentor")
        self.cases = {
            "unit": add_case(world, "psykolog"),
            "from the other": add_case(world, "psykolog"),
            "ended": add_case(world, "psykolog"),
            "K4, kurator's": add_case(world, confidentiality="K4"),
            "K4": add_case(world, "psykolog", confidentiality="K4"),
            "past the unit": add_case(world, "utredare", reach="ORGANISER", case_type="DEGRADING"),
            "at another unit": add_case(world, "kurator-2", "B"),
            "at another unit, mentor's": add_case(world, "kurator-2", "B"),
        }
        let_in(world, self.cases["K4"], "mentor")
        let_in(world, self.cases["at another unit, mentor's"], "mentor", via_school_id=world.school)
        gone: dict[str, Any] = {"ended_at": datetime.now(UTC), "ended_by": world.people["kurator"]}
        self.links = {}
        for name, case in self.cases.items():
            ends = (case, self.here) if name == "from the other" else (self.here, case)
            self.links[name] = add_link(world, *ends, **(gone if name == "ended" else {}))
        self.beside = add_link(world, self.cases["unit"], self.cases["from the other"])


@pytest.fixture(scope="session")
def linked(admin_dsn: str) -> Linked:
    return Linked(make_world(admin_dsn))


async def test_whoever_opens_the_one_and_may_know_of_the_other(linked: Linked, runtime: Runtime) -> None:
    found: dict[str, dict[str, bool]] = {name: {} for name in linked.links}
    names = {key: name for name, key in linked.links.items()}
    for who in PEOPLE:
        async with work_of(linked.world, runtime, who) as work:
            await work.open()
            rows = list(await work.execute(LINKS_OF_CASE, {"key": linked.here}))
        assert len(rows) == len({row[0].id for row in rows})
        for row in rows:
            name = names[row[0].id]
            assert row.other_id == linked.cases[name]
            found[name][who] = row.may_open
    assert found == SEES


async def test_from_the_other_end(linked: Linked, runtime: Runtime) -> None:
    """Who opens that one and may know of this one."""
    found = await shown(linked.world, runtime, PEOPLE, LINKS_OF_CASE, key=linked.cases["unit"])
    assert by_row(found, {"unit": linked.links["unit"], "beside": linked.beside}) == {
        "unit": {"rektor", "psykolog"},
        "beside": {"rektor", "psykolog"},
    }


async def test_one_link_is_that_of_the_case(linked: Linked, runtime: Runtime) -> None:
    async def one(case: UUID, link: UUID) -> dict[str, list[Any]]:
        return await shown(linked.world, runtime, ["rektor", "larare"], ONE_LINK, key=case, link=link)

    for name in ("unit", "from the other"):
        link = linked.links[name]
        assert await one(linked.here, link) == {"rektor": [link], "larare": []}
    assert await one(linked.here, linked.beside) == {"rektor": [], "larare": []}


async def test_a_reason_opens_no_end_in_k4(linked: Linked, runtime: Runtime) -> None:
    world, case = linked.world, add_case(linked.world, "psykolog", confidentiality="K4")
    add_link(world, add_case(world), case)
    open_with_reason(world, case, "kurator")
    found = await shown(world, runtime, ["kurator"], LINKS_OF_CASE, key=case)
    assert found == {"kurator": []}


async def test_steps_are_links_that_hold(linked: Linked, runtime: Runtime) -> None:
    async def steps(*cases: UUID) -> set[frozenset[UUID]]:
        async with work_of(linked.world, runtime, "kurator") as work:
            await work.open()
            return {frozenset(row) for row in await work.execute(STEPS, {"cases": list(cases)})}

    to_unit = frozenset((linked.here, linked.cases["unit"]))
    from_other = frozenset((linked.here, linked.cases["from the other"]))
    assert {to_unit, from_other} <= await steps(linked.here)
    assert frozenset((linked.here, linked.cases["ended"])) not in await steps(linked.here)
    assert to_unit in await steps(linked.cases["unit"])
    assert from_other in await steps(linked.cases["from the other"])
    assert await steps(linked.cases["at another unit"]) <= {
        frozenset((linked.here, linked.cases["at another unit"]))
    }


async def test_along_the_chain_each_case_is_asked(linked: Linked, runtime: Runtime) -> None:
    cases = [*linked.cases.values()]
    found = await shown(linked.world, runtime, PEOPLE, OPENED, cases=cases)
    assert by_row(found, linked.cases | {"here": linked.here}) == {
        "unit": {"rektor", "psykolog"},
        "from the other": {"rektor", "psykolog"},
        "ended": {"rektor", "psykolog"},
        "K4, kurator's": {"kurator"},
        "K4": {"psykolog", "mentor"},
        "past the unit": {"utredare"},
        "at another unit": {"kurator-2"},
        "at another unit, mentor's": {"kurator-2", "mentor"},
        "here": set(),
    }


async def test_what_was_tried_in_them(linked: Linked, runtime: Runtime) -> None:
    """Decided once, each by its own class, and of the cases that are asked about."""
    world, case, other = linked.world, linked.cases["unit"], linked.cases["ended"]
    strict = {"description": None, "sealed": b"x", "confidentiality": "K3"}
    made = {
        "tried": add_measure(world, case),
        "ended": add_measure(
            world, case, state="ENDED", ended_on=stockholm_day(datetime.now(UTC)), effect="YES"
        ),
        "proposed": add_measure(
            world, case, state="PROPOSED", decided_by=None, proposed_by=world.people["larare"]
        ),
        "K3": add_measure(world, case, **strict),
        "not asked about": add_measure(world, other),
    }
    found = await shown(world, runtime, ("rektor", "psykolog", "larare"), TRIED_IN, cases=[case])
    both = {"rektor", "psykolog"}
    assert by_row(found, made) == {
        "tried": both, "ended": both, "proposed": set(), "K3": {"psykolog"}, "not asked about": set(),
    }  # fmt: skip


async def test_two_cases_are_linked_already(linked: Linked, runtime: Runtime) -> None:
    async def between(one: UUID, other: UUID) -> list[Any]:
        found = await shown(linked.world, runtime, ["kurator"], BETWEEN, key=one, other=other)
        return found["kurator"]

    here = linked.here
    for name, link in linked.links.items():
        if SEES[name].get("kurator") is None:
            continue
        holds = [] if name == "ended" else [link]
        assert await between(here, linked.cases[name]) == holds, name
        assert await between(linked.cases[name], here) == holds, name
    assert await between(linked.cases["unit"], linked.cases["K4, kurator's"]) == []
    assert await between(linked.cases["K4, kurator's"], linked.cases["unit"]) == []


def test_by_the_database(linked: Linked) -> None:
    found = seen(linked.world, "case_links", PEOPLE)
    mine = {name: found.get(key, set()) for name, key in linked.links.items()}
    from_there = {
        "unit": {"psykolog"},
        "from the other": {"psykolog"},
        "ended": {"psykolog"},
        "K4": {"psykolog"},
    }
    assert mine == {name: set(sees) | from_there.get(name, set()) for name, sees in SEES.items()}
