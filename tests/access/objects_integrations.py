"""How sources and pulls are asked for. None of them is carried out: there is no worker here."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from tests.access.objects import Ask, asks, unique
from tests.factories.world import World

ADDRESSES = {"baseUrl": "https://sis.example/ss12000/v2.0", "tokenUrl": "https://sis.example/token"}
ENDS = "a" * 64


def a_source(world: World, **more: object) -> UUID:
    row = {
        "name": unique("Registret"),
        "api_version": "V2_1",
        "base_url": ADDRESSES["baseUrl"],
        "token_url": ADDRESSES["tokenUrl"],
        "client_id": "samsyn",
        "client_secret": b"sealed",
        "endpoint_urls": Jsonb({}),
        "enabled": True,
    }
    return world.insert("sync_sources", **(row | more))


def a_run(world: World) -> UUID:
    """One whose ends wait."""
    now = datetime.now(UTC)
    return world.insert(
        "sync_runs",
        source_id=a_source(world),
        state="CONFIRM",
        trigger="NIGHTLY",
        phase="OVER",
        received=0,
        started_at=now,
        finished_at=now,
        counts=Jsonb({}),
        confirmation=ENDS,
    )


@asks("listSyncSources")
def _sources(_: World) -> Ask:
    return Ask("/sync-sources")


@asks("createSyncSource")
def _new_source(_: World) -> Ask:
    return Ask(
        "/sync-sources", {**ADDRESSES, "name": unique("Registret"), "clientId": "a", "clientSecret": "b"}
    )


@asks("readSyncSource")
def _source(world: World) -> Ask:
    return Ask(f"/sync-sources/{a_source(world)}")


@asks("changeSyncSource")
def _change_source(world: World) -> Ask:
    return Ask(f"/sync-sources/{a_source(world)}", {"enabled": False}, 1)


@asks("confirmNoMarks")
def _confirm_no_marks(world: World) -> Ask:
    return Ask(
        f"/sync-sources/{a_source(world)}/no-marks-confirmation", {"handling": "Rektor avgör själv."}, 1
    )


@asks("withdrawNoMarks")
def _withdraw_no_marks(world: World) -> Ask:
    marks = {
        "no_marks_by": world.people["admin"],
        "no_marks_at": datetime.now(UTC),
        "no_marks_handling": "Rektor avgör själv.",
    }
    return Ask(f"/sync-sources/{a_source(world, **marks)}/no-marks-confirmation", version=1)


@asks("listSyncRuns")
def _runs(_: World) -> Ask:
    return Ask("/sync-runs")


@asks("readSyncRun")
def _run(world: World) -> Ask:
    return Ask(f"/sync-runs/{a_run(world)}")


@asks("createSyncRun")
def _new_run(world: World) -> Ask:
    return Ask("/sync-runs", {"sourceId": str(a_source(world))})


@asks("confirmSyncRun")
def _confirm_run(world: World) -> Ask:
    return Ask(f"/sync-runs/{a_run(world)}/confirmation", {"confirmation": ENDS})
