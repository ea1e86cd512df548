"""Measures of other cases shown from one, somebody's cases, drafts that wait: the program's statements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.policy.decisions import TO_SIGN
from samsyn.cases.policy.handovers import OWNED_BY
from samsyn.cases.policy.measures import TRIED_BEFORE, WIDER_TRIED
from samsyn.cases.policy.people import NAMES
from samsyn.core.runtime import Runtime
from tests.domains.cases.matrix import CLOSED
from tests.factories.cases import add_case, add_measure
from tests.factories.decisions import add_decision
from tests.factories.each import by_row, shown
from tests.factories.world import World, make_world

PEOPLE = ("kurator", "rektor", "rektor-2", "larare", "utredare")
STRICT: dict[str, Any] = {"description": None, "sealed": b"x", "confidentiality": "K3"}
SAFETY: dict[str, Any] = {"themes": ["SAFETY", "RELATIONS"]}


@pytest.fixture
def world(admin_dsn: str) -> World:
    return make_world(admin_dsn)


def around(world: World, owner: str = "psykolog", school: str = "A", **more: Any) -> UUID:
    """A case about a group, with a theme."""
    return add_case(world, owner, school, **({"subject": "GROUP"} | SAFETY | more))


def words(world: World, key: UUID, *linked: UUID) -> dict[str, Any]:
    return {"key": key, "at_school": world.school, "about": ["SAFETY"], "linked": list(linked)}


async def test_what_was_tried_before(world: World, runtime: Runtime) -> None:
    here, linked = around(world, "kurator"), add_case(world)
    lax, hidden = around(world, "kurator"), around(world, confidentiality="K3")
    proposed = {"state": "PROPOSED", "decided_by": None, "proposed_by": world.people["larare"]}
    over = {"ended_on": CLOSED["closed_at"].date(), "effect": "YES"}
    made = {
        "about a group": add_measure(world, lax),
        "about the unit": add_measure(world, around(world, subject="UNIT")),
        "about nobody": add_measure(world, around(world, subject="NONE"), state="ENDED", **over),
        "about a pupil": add_measure(world, add_case(world, **SAFETY)),
        "linked": add_measure(world, linked),
        "on another theme": add_measure(world, around(world, themes=["ATTENDANCE"])),
        "at another unit": add_measure(world, around(world, "kurator-2", "B")),
        "of this case": add_measure(world, here),
        "proposed": add_measure(world, lax, **proposed),
        "stricter": add_measure(world, lax, **STRICT),
        "in a case that is shut": add_measure(world, hidden, confidentiality="K2"),
    }
    found = await shown(world, runtime, PEOPLE, TRIED_BEFORE, **words(world, here, linked))
    both = {"kurator", "rektor"}
    sees = {
        "about a group": both, "about the unit": {"rektor"}, "about nobody": {"rektor"}, "linked": both,
        "stricter": {"kurator"},
    }  # fmt: skip
    assert by_row(found, made) == {name: sees.get(name, set()) for name in made}


async def test_whether_anything_was_tried_around_pupils(admin_dsn: str, runtime: Runtime) -> None:
    world = make_world(admin_dsn)
    here, other = around(world, "kurator"), around(world)
    add_measure(world, other)
    asked = words(world, here)
    assert await shown(world, runtime, ["rektor"], WIDER_TRIED, **asked) == {"rektor": [False]}
    add_measure(world, other, scope="GROUP")
    found = await shown(world, runtime, ("rektor", "kurator", "rektor-2"), WIDER_TRIED, **asked)
    assert found == {"rektor": [True], "kurator": [False], "rektor-2": [False]}


async def test_open_cases_that_somebody_is_responsible_for(world: World, runtime: Runtime) -> None:
    made = {
        "open": add_case(world, "specialpedagog"),
        "closed": add_case(world, "specialpedagog", **CLOSED),
        "another's": add_case(world, "skolskoterska"),
        "strict": add_case(world, "specialpedagog", confidentiality="K3"),
    }
    owner = world.people["specialpedagog"]
    found = await shown(world, runtime, ("rektor", "specialpedagog", "larare"), OWNED_BY, owner=owner)
    assert by_row(found, made) == {
        "open": {"rektor", "specialpedagog"},
        "closed": set(),
        "another's": set(),
        "strict": {"specialpedagog"},
    }


async def test_drafts_that_wait(world: World, runtime: Runtime) -> None:
    """Those that the caller reads, in cases they open that have come to their decision and are open."""
    there: dict[str, Any] = {"phase": "DECISION"}
    case = add_case(world, **there)
    shut = add_case(world, "psykolog", confidentiality="K3", **there)
    plain = {"kind": "DEGRADING_MEASURES"}
    strict = dict.fromkeys(("born_on", "ruling", "reasons")) | {"sealed": b"x", "confidentiality": "K3"}
    made = {
        "draft": add_decision(world, case, **plain),
        "stricter": add_decision(world, case, **plain, **strict),
        "discarded": add_decision(world, case, state="DISCARDED", **plain),
        "too early": add_decision(world, add_case(world), **plain),
        "in a case that is shut": add_decision(world, shut, confidentiality="K2", **plain),
        "at another unit": add_decision(world, add_case(world, "kurator-2", "B", **there), **plain),
    }
    found = await shown(world, runtime, PEOPLE, TO_SIGN)
    sees = {"draft": {"kurator", "rektor"}, "stricter": {"kurator"}, "at another unit": {"rektor-2"}}
    assert by_row(found, made) == {name: sees.get(name, set()) for name in made}


async def test_names_of_those_who_are_asked_for(world: World, runtime: Runtime) -> None:
    wanted = world.people["mentor"]
    assert await shown(world, runtime, ["larare"], NAMES, wanted=[wanted]) == {"larare": [wanted]}
