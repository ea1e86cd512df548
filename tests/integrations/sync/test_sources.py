"""`/sync-sources` and the command line: addresses, secrets, names."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from samsyn.core.settings import Settings
from samsyn.integrations import JOBS, RunTrigger, sync_all
from samsyn.integrations.rules import short_code
from samsyn.main.background import JOBS as ALL_JOBS
from samsyn.main.sync import sync_command
from tests.conftest import Town
from tests.integrations.ss12000.municipality import Municipality
from tests.integrations.sync.conftest import QUICK, Sync

BODY: dict[str, Any] = {
    "name": "Registret",
    "baseUrl": "https://sis.example/ss12000/v2.0",
    "tokenUrl": "https://sis.example/token",
    "clientId": "samsyn",
    "clientSecret": "mycket hemligt",
}


async def test_the_secret_is_sealed_and_never_shown(town: Town) -> None:
    admin = town.as_("admin")
    made = await admin.post("/sync-sources", json=BODY)
    assert made.status_code == 201, made.text
    path = made.headers["location"].removeprefix("/samsyn/v1")
    changed = await admin.patch(path, 1, json={"name": "Elevregistret"})
    listed = await admin.get("/sync-sources")
    for answer in (made, changed, listed, await admin.get(path)):
        assert "hemligt" not in answer.text
        assert "ecret" not in answer.text
    stored = town.world.sql("SELECT client_secret FROM sync_sources WHERE tenant_id = %s", town.world.tenant)
    assert b"hemligt" not in bytes(stored[0][0])
    renewed = await admin.patch(path, 2, json={"clientSecret": "ett nytt"})
    assert renewed.status_code == 200
    after = town.world.sql("SELECT client_secret FROM sync_sources WHERE tenant_id = %s", town.world.tenant)
    assert after != stored
    assert renewed.json()["name"] == "Elevregistret"


async def test_the_secret_goes_to_no_address_that_it_was_not_given_for(town: Town) -> None:
    admin = town.as_("admin")
    made = await admin.post("/sync-sources", json=BODY)
    path = made.headers["location"].removeprefix("/samsyn/v1")
    other = {"tokenUrl": "https://other.example/token"}
    refused = await admin.patch(path, 1, json=other)
    assert (refused.status_code, refused.json()["code"]) == (422, "SYNC_SECRET")
    assert refused.json()["errors"][0]["pointer"] == "/clientSecret"
    assert (await admin.get(path)).json()["tokenUrl"] == BODY["tokenUrl"]
    same = await admin.patch(path, 1, json={"tokenUrl": BODY["tokenUrl"]})
    assert same.status_code == 200
    again = await admin.patch(path, same.json()["version"], json={**other, "clientSecret": "ett nytt"})
    assert (again.status_code, again.json()["tokenUrl"]) == (200, other["tokenUrl"])


async def test_the_scope_is_sent_when_signing_in(sync: Sync) -> None:
    await sync.pull(await sync.source())
    assert "scope" not in sync.server.requests("token")[-1].form
    await sync.pull(await sync.source(tokenScope="roster.read"))
    assert sync.server.requests("token")[-1].form["scope"] == "roster.read"


FORBIDDEN = [
    "http://sis.example/v2",
    "https://user:secret@sis.example/v2",
    "https://sis.example/v2?key=1",
    "ftp://sis.example/",
    "https:///nothing",
    "http://127.0.0.1:8000/v2",
    "https://127.0.0.1/v2",
    "https://localhost/v2",
    "https://127.9.9.9/v2",
    "https://[::1]/v2",
    "https://10.0.0.8/v2",
    "https://169.254.169.254/latest/meta-data",
]


@pytest.mark.parametrize("field", ["baseUrl", "tokenUrl", "endpointUrls"])
async def test_an_address_that_may_not_be_called_is_refused(town: Town, field: str) -> None:
    for url in FORBIDDEN:
        value: Any = {"persons": url} if field == "endpointUrls" else url
        answer = await town.as_("admin").post("/sync-sources", json={**BODY, field: value})
        assert (answer.status_code, answer.json()["code"]) == (422, "SYNC_ADDRESS"), url
        pointer = "/endpointUrls/persons" if field == "endpointUrls" else f"/{field}"
        assert answer.json()["errors"][0]["pointer"] == pointer
        assert "secret" not in answer.text


async def test_a_name_that_stands_for_this_machine_is_not_called(sync: Sync) -> None:
    """Outside a demo the address is looked at again at the connection."""
    source = await sync.source()
    run = await sync.ask(source)
    object.__setattr__(sync.worker, "settings", sync.worker.settings.model_copy(update={"demo": False}))
    done = await sync.carry_out(run)
    assert (done["state"], done["report"]["fault"]["code"]) == ("FAILED", "ADDRESS_REFUSED")
    assert sync.server.asked == []


async def test_names_are_told_apart_and_versions_kept(town: Town) -> None:
    admin = town.as_("admin")
    first = await admin.post("/sync-sources", json=BODY)
    twice = await admin.post("/sync-sources", json=BODY)
    assert (twice.status_code, twice.json()["code"]) == (409, "SYNC_NAME")
    path = f"/sync-sources/{first.json()['id']}"
    assert (await admin.patch(path, json={"enabled": False})).status_code == 428
    assert (await admin.patch(path, 1, json={"enabled": False})).status_code == 200
    assert (await admin.patch(path, 1, json={"enabled": True})).status_code == 412
    empty = await admin.patch(path, 2, json={"name": None})
    assert empty.status_code == 422
    marks, version = f"{path}/no-marks-confirmation", {"if-match": '"2"'}
    short = await admin.post(marks, json={"handling": "nej"}, headers=version)
    assert short.status_code == 422


async def test_the_confirmation_of_missing_marks_needs_the_version_that_was_read(town: Town) -> None:
    admin = town.as_("admin")
    made = await admin.post("/sync-sources", json=BODY)
    path = f"/sync-sources/{made.json()['id']}/no-marks-confirmation"
    body = {"handling": "Rektor registrerar skyddade elever för hand."}
    assert (await admin.post(path, json=body)).status_code == 428
    assert (await admin.post(path, json=body, headers={"if-match": '"7"'})).status_code == 412
    assert (await admin.post(path, json=body, headers={"if-match": '"1"'})).status_code == 201
    log = town.world.sql(
        "SELECT actor_id, fields FROM audit_access WHERE tenant_id = %s AND object_type = 'SyncSource'"
        " AND action = 'UPDATE'",
        town.world.tenant,
    )
    assert log[0][0] == town.world.people["admin"]
    assert set(log[0][1]) >= {"no_marks_by", "no_marks_at", "no_marks_handling"}


async def test_a_source_is_shown_with_its_latest_pull(sync: Sync) -> None:
    source, other = await sync.source(), await sync.source()
    assert (await sync.admin.get(f"/sync-sources/{source}")).json()["lastRun"] is None
    await sync.pull(source)
    sync.clock.advance(timedelta(hours=1))
    run = await sync.ask(source)
    listed = (await sync.admin.get("/sync-sources")).json()
    latest = {one["id"]: one["lastRun"] for one in listed["items"]}
    assert (latest[source]["id"], latest[source]["state"], latest[other]) == (run, "RUNNING", None)
    assert listed["allowedActions"] == ["sync-source.create"]
    done = await sync.carry_out(run)
    shown = (await sync.admin.get(f"/sync-sources/{source}")).json()["lastRun"]
    assert (shown["id"], shown["counts"]) == (run, done["counts"])


async def test_an_order_to_pull_is_carried_out_once(sync: Sync) -> None:
    source = await sync.source()
    key = {"idempotency-key": "samma knapp"}
    first = await sync.admin.post("/sync-runs", json={"sourceId": source}, headers=key)
    again = await sync.admin.post("/sync-runs", json={"sourceId": source}, headers=key)
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.headers["location"] == again.headers["location"]
    jobs = sync.town.world.sql(
        "SELECT args FROM procrastinate_jobs WHERE task_name = 'sync:pull' AND args->>'tenant' = %s",
        str(sync.town.world.tenant),
    )
    assert [one[0]["ids"] for one in jobs] == [{"run": first.json()["id"]}]


async def test_all_sources_of_a_tenant_in_turn_with_a_refusal_for_one_that_runs(sync: Sync) -> None:
    busy, idle = await sync.source(), await sync.source()
    await sync.ask(busy)
    told = await sync_all(sync.worker, sync.town.world.tenant, RunTrigger.NIGHTLY, None, QUICK)
    assert [(name, report["sv"]["outcome"]) for name, report in told] == [
        ("Registret 1", "REFUSED"),
        ("Registret 2", "CHANGED"),
    ]
    runs = (await sync.admin.get(f"/sync-runs?sourceId={idle}")).json()["items"]
    assert [(one["state"], one["trigger"]) for one in runs] == [("DONE", "NIGHTLY")]
    every = (await sync.admin.get("/sync-runs")).json()["items"]
    assert sorted(one["state"] for one in every) == ["DONE", "REFUSED", "RUNNING"]


async def test_the_command_line_tells_what_came_of_it(
    sync: Sync, settings: Settings, capsys: pytest.CaptureFixture[str], lovbacka: Municipality
) -> None:
    """In a thread: the command has an event loop of its own."""
    await sync.source(name=f"Kommandoraden {sync.town.world.tenant}")
    demo = settings.model_copy(update={"demo": True})
    words = [f"Kommandoraden {sync.town.world.tenant}", "--language", "en"]
    assert await asyncio.to_thread(sync_command, demo, words) == 0
    said = capsys.readouterr().out
    assert "Pupils: 36 new, 0 changed, 0 unchanged, 0 ended" in said
    assert "Dropped and not stored: personal identity numbers" in said
    assert not any(one["familyName"] in said for one in lovbacka.persons)
    sync.server.plan("persons", "403")
    assert await asyncio.to_thread(sync_command, demo, words) == 1
    assert "nothing was changed" in capsys.readouterr().out


def test_the_worker_knows_the_jobs_and_the_night() -> None:
    assert set(JOBS) <= set(ALL_JOBS)
    assert [(job.name, job.cron) for job in JOBS] == [("sync:pull", None), ("sync:nightly", "15 1 * * *")]


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("Granskolan", set(), "GR"),
        ("Granskolan", {"GR", "GRA"}, "GRAN"),
        ("Granskolan", {"GR", "GRA", "GRAN"}, "AA"),
        ("Östra skolan", {"ÖS", "ÖST", "ÖSTR"}, "AA"),
        ("123", {"AA"}, "AB"),
        ("Åby Södra Skola", {"ÅB", "ÅBY", "ÅBYS"}, "ÅS"),
    ],
)
def test_short_codes_come_from_the_name(name: str, taken: set[str], code: str) -> None:
    assert short_code(name, taken) == code


async def test_a_run_of_nobody_is_not_there(town: Town) -> None:
    answer = await town.as_("admin").post("/sync-runs", json={"sourceId": str(UUID(int=5))})
    assert answer.status_code == 404
