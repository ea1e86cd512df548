"""Which cases the organiser's case officers are told of, by the program's statement."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.policy.reported import REPORTED
from samsyn.core.runtime import Runtime
from tests.domains.cases.matrix import CLOSED
from tests.factories.alleged import add_alleged
from tests.factories.cases import add_case, let_in, part_of
from tests.factories.days import DAY, TODAY
from tests.factories.each import by_row, shown, work_of
from tests.factories.staff import add_post
from tests.factories.world import World, make_world

TOLD = datetime(2026, 1, 7, 9, tzinfo=UTC)
REPORTABLE: dict[str, Any] = {"case_type": "DEGRADING", "reach": "BOTH"}
PEOPLE = ("utredare", "rektor", "mentor", "chef", "larare")


def event(world: World, case: UUID, kind: str = "ORGANISER_NOTIFIED", **more: Any) -> None:
    row = {"type": kind, "at": TOLD, "data": "{}"}
    world.insert("case_events", **(part_of(world, case) | row | more))


class Reports:
    """``sees``: case → to whom it is told. mentor is in the circle of most; chef was an officer."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.cases: dict[str, UUID] = {}
        self.sees: dict[str, set[str]] = {}
        officer = {"utredare"}
        event(world, self._add("both", officer))
        event(world, self._add("past the unit", officer, reach="ORGANISER", case_type="HARASSMENT"))
        event(world, self._add("of another type", set(), case_type="COMPLAINT"))
        event(world, self._add("of the unit", set(), reach="UNIT", way="utredare"))
        event(world, self._add("closed", set(), **CLOSED))
        event(world, self._add("K3", set(), confidentiality="K3"))
        event(world, self._add("K3, named", officer, confidentiality="K3", way="utredare"))
        event(world, self._add("told in K3", set()), confidentiality="K3")
        event(world, self._add("told in K3, named", officer, way="utredare"), confidentiality="K3")
        self._add("not told", set())
        event(world, self._add("of another event", set()), "PRINCIPAL_NOTIFIED")
        for kind in ("INVESTIGATION_STARTED", "INVESTIGATION_COMPLETED", "DECISION_SIGNED"):
            begun = self._add(kind, set())
            event(world, begun)
            event(world, begun, kind)
        pointed = self._add("points the officer out", set())
        event(world, pointed)
        add_alleged(world, pointed, "utredare")

    def _add(self, name: str, sees: set[str], way: str = "mentor", **more: Any) -> UUID:
        case = self.cases[name] = add_case(self.world, "rektor", **(REPORTABLE | more))
        let_in(self.world, case, way)
        self.sees[name] = sees
        return case


@pytest.fixture(scope="session")
def reports(admin_dsn: str) -> Reports:
    made = Reports(make_world(admin_dsn))
    place: dict[str, Any] = {"scope_type": "ORGANISER", "school_id": None}
    add_post(made.world, "chef", "ORGANISER_CASE_OFFICER", valid_to=TODAY - DAY, **place)
    return made


async def test_officers_of_cases_in_the_chain_that_nobody_investigates(
    reports: Reports, runtime: Runtime
) -> None:
    found = await shown(reports.world, runtime, PEOPLE, REPORTED)
    assert by_row(found, reports.cases) == reports.sees


async def test_when_the_organiser_was_told_last(admin_dsn: str, runtime: Runtime) -> None:
    """Of that case, by what the officer reads."""
    world = make_world(admin_dsn)
    case, other = (add_case(world, "rektor", **REPORTABLE) for _ in range(2))
    event(world, case)
    event(world, case, at=TOLD + DAY)
    event(world, case, at=TOLD + 2 * DAY, confidentiality="K3")
    event(world, case, "PHASE_CHANGED", at=TOLD + 3 * DAY)
    event(world, other, at=TOLD + 4 * DAY)
    async with work_of(world, runtime, "utredare") as work:
        await work.open()
        told = {row.id: row.told_at for row in await work.execute(REPORTED)}
    assert told == {case: TOLD + DAY, other: TOLD + 4 * DAY}
