"""Sources and pulls are the administrator's: what each kind of person sees, and may do, by hand.

``make mutants`` asks this with the circles of the database opened, so that the program stands for itself.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from samsyn.core.actor import Function
from samsyn.core.ids import uuid7
from samsyn.core.runtime import Runtime
from samsyn.integrations import policy
from samsyn.integrations.models import SyncRun, SyncSource
from samsyn.integrations.policy import (
    LATEST_RUNS,
    ONE_RUN,
    ONE_SOURCE,
    RUNS,
    SOURCES,
    RunAction,
    SourceAction,
)
from samsyn.integrations.rules import RunState
from tests.factories.actors import person, program, system
from tests.factories.asked import Asked, Seen
from tests.factories.assigned import assign
from tests.factories.world import World, add_client, make_world

ADMIN, OTHERS = Function.SYSTEM_ADMIN, sorted(set(Function) - {Function.SYSTEM_ADMIN})
NOW = datetime.now(UTC)


def _source(world: World, name: str) -> UUID:
    return world.insert(
        "sync_sources", name=name, api_version="V2_1", base_url="https://sis.example/ss12000/v2.0",
        token_url="https://sis.example/token", client_id="samsyn", client_secret=b"sealed",
        endpoint_urls=Jsonb({}), enabled=True,
    )  # fmt: skip


def _run(world: World, source: UUID, days_ago: int) -> UUID:
    began = NOW - timedelta(days=days_ago)
    return world.insert(
        "sync_runs", source_id=source, state="DONE", trigger="NIGHTLY", phase="OVER", received=0,
        started_at=began, finished_at=began, counts=Jsonb({}),
    )  # fmt: skip


class Matrix:
    """Two sources with two pulls each; ``foreign`` is another municipality's."""

    def __init__(self, world: World, other: World) -> None:
        self.world = world
        assign(world)
        central = "UPDATE assignments SET function = %s WHERE person_id = %s"
        world.sql(central, str(Function.CENTRAL_MANAGER), world.people["loggranskare"])
        self.client = add_client(world, "system", ["people:read"])
        self.sources = {name: _source(world, name) for name in ("one", "two")}
        self.runs = {
            f"{name} {day}": _run(world, source, day)
            for name, source in self.sources.items()
            for day in (2, 1)
        }
        self.sources["foreign"] = _source(other, "one")
        self.runs["foreign 1"] = _run(other, self.sources["foreign"], 1)


@pytest.fixture(scope="session")
def sources(admin_dsn: str) -> Matrix:
    return Matrix(make_world(admin_dsn), make_world(admin_dsn, "Tallviks kommun"))


@pytest.fixture
def asked(sources: Matrix, runtime: Runtime) -> Asked:
    return Asked(sources.world, runtime, {"system": sources.client})


def the_administrator_s(names: dict[str, UUID], *shown: str) -> Seen:
    """Of its own municipality; with ``shown`` only these."""
    wanted = shown or [name for name in names if "foreign" not in name]
    return {name: {"admin"} if name in wanted else set() for name in names}


async def test_sources(asked: Asked, sources: Matrix) -> None:
    expected = the_administrator_s(sources.sources)
    statement = SOURCES.with_only_columns(SyncSource.id)
    assert await asked.all_at_once(statement, sources.sources) == expected
    assert await asked.one_by_one(ONE_SOURCE, sources.sources) == expected


async def test_runs(asked: Asked, sources: Matrix) -> None:
    expected = the_administrator_s(sources.runs)
    assert await asked.all_at_once(RUNS.with_only_columns(SyncRun.id), sources.runs) == expected
    assert await asked.one_by_one(ONE_RUN, sources.runs) == expected


async def test_the_latest_run_of_the_sources_asked_for(asked: Asked, sources: Matrix) -> None:
    statement = LATEST_RUNS.with_only_columns(SyncRun.id)
    of_one, of_all = [sources.sources["one"]], list(sources.sources.values())
    seen = await asked.all_at_once(statement, sources.runs, sources=of_one)
    assert seen == the_administrator_s(sources.runs, "one 1")
    seen = await asked.all_at_once(statement, sources.runs, sources=of_all)
    assert seen == the_administrator_s(sources.runs, "one 1", "two 1")


def test_who_asks() -> None:
    """The administrator alone lists and adds; any person may ask for a pull, of a source that is there."""
    people, others = [person(), *map(person, OTHERS)], [system(), program()]
    assert policy.administers(person(ADMIN))
    assert not any(map(policy.administers, [*people, *others]))
    assert all(map(policy.is_person, people))
    assert not any(map(policy.is_person, others))


KEPT = {SourceAction.READ, SourceAction.CHANGE, SourceAction.CONFIRM_NO_MARKS}
CONFIRMED = KEPT | {SourceAction.WITHDRAW_NO_MARKS}


@pytest.mark.parametrize("enabled", [True, False])
def test_what_is_done_to_a_source(enabled: bool) -> None:
    """A confirmation is withdrawn where there is one; a source that is off is not pulled from."""
    runs = {RunAction.CREATE.value} if enabled else set()
    plain, marked = SyncSource(enabled=enabled), SyncSource(enabled=enabled, no_marks_by=uuid7())
    for source, allowed in ((plain, KEPT), (marked, CONFIRMED)):
        assert policy.allowed_on_source(person(ADMIN), source) == allowed
        assert policy.shown_on_source(person(ADMIN), source) == allowed | runs


@pytest.mark.parametrize("state", RunState)
def test_what_is_done_to_a_run(state: RunState) -> None:
    """Its ends are confirmed while they wait; one that is asked to without that is told why not."""
    admin, waits = person(ADMIN), state == RunState.CONFIRM
    run, confirmed = SyncRun(state=state), SyncRun(state=state, confirmed_at=NOW)
    assert policy.waits(run) is waits
    assert policy.waits(confirmed) is False
    may_read = {RunAction.READ}
    assert policy.allowed_on_run(admin, run) == (may_read | {RunAction.CONFIRM} if waits else may_read)
    assert policy.allowed_on_run(admin, confirmed) == may_read
    assert policy.asked_on_run(admin, run) == set(RunAction)
