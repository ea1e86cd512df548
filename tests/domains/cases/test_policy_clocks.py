"""Whose clocks are shown to whom, and those that the program itself goes through."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.statements.clocks import EVERY_CLOCK, MY_CLOCKS
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings
from samsyn.core.work import Credential, Work
from samsyn.main.runtime import make_runtime
from tests.domains.cases.matrix import CLOSED
from tests.factories.alleged import add_alleged
from tests.factories.cases import add_case, let_in, open_with_reason, part_of
from tests.factories.days import NOW
from tests.factories.each import by_row, shown, work_of
from tests.factories.world import World, add_client, make_world

PEOPLE = ("larare", "mentor", "rektor", "psykolog", "utredare", "chef", "rektor-2", "kurator-2")
BULLYING: dict[str, Any] = {"case_type": "DEGRADING"}


def event(world: World, case: UUID, kind: str = "CLOCK_ESCALATED", **more: Any) -> None:
    row = {"type": kind, "at": NOW, "data": "{}"}
    world.insert("case_events", **(part_of(world, case) | row | more))


class Clocks:
    """``sees``: case → to whom its clocks are shown."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.client = add_client(world, "limited", ["cases:read"], [world.school])
        self.cases: dict[str, UUID] = {}
        self.sees: dict[str, set[str]] = {}
        teacher = world.people["larare"]
        self._add("own", {"larare"}, add_case(world, "larare"))
        self._add("own, closed", set(), add_case(world, "larare", **CLOSED))
        self._add("own, paused", set(), add_case(world, "larare", phase="PAUSED"))
        self._add("own, no way in", set(), add_case(world, None, owner_id=teacher))
        self._add("the head's own", {"rektor"}, add_case(world, None, owner_id=world.people["rektor"]))
        self._add("nobody is told", set(), add_case(world, None))
        self._told("told", {"mentor", "rektor"})
        self._told("told, K3", {"mentor"}, confidentiality="K3")
        self._told("told, K4", {"mentor"}, confidentiality="K4")
        self._told("told, both", {"mentor", "rektor", "utredare"}, reach="BOTH", **BULLYING)
        self._told("told, both, K3", {"mentor"}, reach="BOTH", confidentiality="K3", **BULLYING)
        self._told("told, past the unit", {"mentor", "utredare"}, reach="ORGANISER", **BULLYING)
        self._told("told, within the unit", {"mentor", "rektor"}, **BULLYING)
        self._told("told, closed", set(), **CLOSED)
        case = self._told("told, at B", {"rektor-2"}, school="B", way=False)
        event(world, case, "OPENED")
        add_alleged(world, self._told("told, points out the head", {"mentor"}), "rektor")
        event(world, self.cases["nobody is told"], "OPENED")
        open_with_reason(
            world, self._told("told, K4, by a reason", set(), way=False, confidentiality="K4"), "psykolog"
        )
        open_with_reason(
            world,
            self._told("told, K3, by a reason", {"psykolog"}, way=False, confidentiality="K3"),
            "psykolog",
        )

    def _add(self, name: str, sees: set[str], case: UUID) -> UUID:
        self.cases[name], self.sees[name] = case, sees
        return case

    def _told(self, name: str, sees: set[str], way: bool = True, **more: Any) -> UUID:
        case = self._add(name, sees, add_case(self.world, None, **more))
        event(self.world, case)
        if way:
            let_in(self.world, case, "mentor")
        return case


@pytest.fixture(scope="session")
def clocks(admin_dsn: str) -> Clocks:
    return Clocks(make_world(admin_dsn))


async def test_ones_own_and_those_that_somebody_was_told_of(clocks: Clocks, runtime: Runtime) -> None:
    found = await shown(clocks.world, runtime, PEOPLE, MY_CLOCKS)
    assert by_row(found, clocks.cases) == clocks.sees


async def test_they_are_read_from_the_events_that_one_sees(admin_dsn: str, runtime: Runtime) -> None:
    """Each by its own class; those that no clock is read from are left out."""
    world = make_world(admin_dsn)
    case, other = add_case(world, "larare"), add_case(world, "larare")
    event(world, case)
    event(world, case, "PHASE_CHANGED", confidentiality="K3")
    event(world, case, "NOTE_WRITTEN")
    event(world, other, "OPENED")
    read = {}
    for who in ("larare", "rektor", "utredare"):
        async with work_of(world, runtime, who) as work:
            await work.open()
            rows = {row.id: row.events for row in await work.execute(MY_CLOCKS)}
        read[who] = sorted(kind for kind, _, _ in rows.get(case, []))
    assert read == {
        "larare": ["CLOCK_ESCALATED", "PHASE_CHANGED"], "rektor": ["CLOCK_ESCALATED"], "utredare": [],
    }  # fmt: skip


async def test_the_program_goes_through_all_that_run(
    clocks: Clocks, runtime: Runtime, settings: Settings
) -> None:
    """A page past a place; nothing for a person, nor for a system."""
    world = clocks.world
    words = {"key": UUID(int=0), "upto": 100}
    assert all(rows == [] for rows in (await shown(world, runtime, PEOPLE, EVERY_CLOCK, **words)).values())
    credential = Credential.client(world.tenant, clocks.client, frozenset({"cases:read"}))
    async with Work(runtime.engine, credential, runtime=runtime) as work:
        await work.open()
        assert list(await work.scalars(EVERY_CLOCK, words)) == []
    worker = make_runtime(settings, url=settings.worker_url)
    async with Work(worker.engine, Credential.system(world.tenant), runtime=worker) as work:
        await work.open()
        every = list(await work.scalars(EVERY_CLOCK, words))
        past = list(await work.scalars(EVERY_CLOCK, words | {"key": every[3]}))
        events = {row.id: row.events for row in await work.execute(EVERY_CLOCK, words)}
    await worker.engine.dispose()
    stopped = {"own, closed", "own, paused", "told, closed"}
    assert set(every) == {key for name, key in clocks.cases.items() if name not in stopped}
    assert past == every[4:]
    kinds = sorted(kind for kind, _, _ in events[clocks.cases["told, at B"]])
    assert kinds == ["CLOCK_ESCALATED", "OPENED"]
