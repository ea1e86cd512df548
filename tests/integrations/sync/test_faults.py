"""Whatever the source does, the old state is whole; and one pull at a time."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from samsyn.core.work import Work
from samsyn.integrations.jobs import Pull
from samsyn.integrations.ss12000.commands.write import Writer
from samsyn.integrations.ss12000.records import RecordKind
from tests.integrations.ss12000.municipality import Municipality
from tests.integrations.sync.conftest import QUICK, Sync

ENDPOINTS = ("token", "organisations", "persons", "duties", "groups")


@pytest.fixture
async def filled(sync: Sync, lovbacka: Municipality) -> str:
    """A source that was pulled once, and has much to change since."""
    source = await sync.source()
    assert (await sync.pull(source))["state"] == "DONE"
    for person in lovbacka.persons:
        person["familyName"] = "Ny"
    return source


@pytest.mark.parametrize("step", ["hang", "html", "500", "half", "invalid json", "403"])
async def test_a_fault_anywhere_leaves_the_old_state(sync: Sync, filled: str, step: str) -> None:
    before = sync.state()
    for endpoint in ENDPOINTS:
        sync.server.plan(endpoint, step)
        run = await sync.pull(filled)
        assert (run["state"], run["report"]["outcome"]) == ("FAILED", "FAILED")
        assert run["report"]["fault"]["endpoint"] == endpoint
        assert run["report"]["text"].startswith("Hämtningen misslyckades och inget har ändrats. ")
    assert sync.state() == before


@pytest.mark.parametrize("paging", ["repeats", "same token"])
async def test_pages_that_repeat_leave_the_old_state(sync: Sync, filled: str, paging: str) -> None:
    before = sync.state()
    sync.server.paging, sync.server.page_size = paging, 10
    run = await sync.pull(filled)
    assert (run["state"], run["report"]["fault"]["code"]) == ("FAILED", "REPEATED_PAGE")
    assert sync.state() == before


async def test_the_plug_pulled_half_way_through_a_list(sync: Sync, filled: str) -> None:
    before = sync.state()
    sync.server.page_size = 10
    sync.server.plan("persons", None, None, "half")
    assert (await sync.pull(filled))["state"] == "FAILED"
    assert sync.state() == before
    assert (await sync.pull(filled))["state"] == "DONE"
    assert sync.state() != before


@pytest.mark.parametrize("kind", [RecordKind.PERSON, RecordKind.PUPIL, RecordKind.GROUP_LEAD])
async def test_the_plug_pulled_half_way_through_the_writing(
    sync: Sync, lovbacka: Municipality, monkeypatch: pytest.MonkeyPatch, kind: RecordKind
) -> None:
    source = await sync.source()
    before, whole = sync.state(), Writer._write_kind

    async def pulled(self: Any, now: RecordKind, part: Any) -> None:
        await whole(self, now, part)
        if now is kind:
            raise ConnectionError(lovbacka.persons[0]["familyName"])

    monkeypatch.setattr(Writer, "_write_kind", pulled)
    run = await sync.pull(source)
    assert (run["state"], run["report"]["fault"]["code"]) == ("FAILED", "UNFORESEEN")
    assert sync.state() == before
    assert sync.town.world.sql("SELECT 1 FROM sync_links WHERE tenant_id = %s", sync.town.world.tenant) == []
    monkeypatch.undo()
    assert (await sync.pull(source))["state"] == "DONE"


async def test_a_worker_that_is_killed_leaves_nothing_half(
    sync: Sync, filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The transaction and the lease die with their connections: the page says so at the next look, another
    pull may begin at once, and the dead one writes nothing if it comes back."""
    before, reached = sync.state(), asyncio.Event()

    async def never(self: Work) -> None:
        reached.set()
        await asyncio.Event().wait()

    run = await sync.ask(filled)
    pull = Pull(sync.worker, sync.town.world.tenant, UUID(run), QUICK)
    monkeypatch.setattr(Writer, "write", lambda self, found: never(self._work))
    task = asyncio.create_task(pull.carry_out())
    await reached.wait()
    assert await sync.told(filled, run) == {"RUNNING"}
    again = await sync.admin.post("/sync-runs", json={"sourceId": filled})
    assert (again.status_code, again.json()["code"]) == (409, "SYNC_RUNNING")
    await pull.carry_out()
    assert await sync.told(filled, run) == {"RUNNING"}
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    monkeypatch.undo()
    assert sync.state() == before
    assert await sync.told(filled, run) == {"FAILED"}
    assert (await sync.pull(filled))["state"] == "DONE"
    assert (await sync.admin.get(f"/sync-runs/{run}")).json()["state"] == "FAILED"
    assert sync.town.world.sql("SELECT state FROM sync_runs WHERE id = %s", UUID(run)) == [("FAILED",)]
    changed = sync.state()
    await pull.carry_out()
    assert sync.state() == changed


async def test_what_waits_for_the_worker_is_not_thought_dead_before_its_time(sync: Sync, filled: str) -> None:
    run = await sync.ask(filled)
    assert await sync.told(filled, run) == {"RUNNING"}
    assert (await sync.admin.post("/sync-runs", json={"sourceId": filled})).json()["code"] == "SYNC_RUNNING"
    sync.clock.advance(timedelta(minutes=46))
    assert await sync.told(filled, run) == {"FAILED"}
    assert (await sync.pull(filled))["state"] == "DONE"


async def test_an_empty_answer_removes_nobody(sync: Sync) -> None:
    source = await sync.source()
    await sync.pull(source)
    active = "SELECT count(*) FROM {} WHERE tenant_id = %s AND {}"
    asked = [("students", "active"), ("people", "status = 'ACTIVE'"), ("assignments", "ended_at IS NULL"),
             ("schools", "active_to IS NULL"), ("student_groups", "valid_to IS NULL"),
             ("group_members", "valid_to IS NULL"), ("group_leaders", "valid_to IS NULL")]  # fmt: skip
    tenant = sync.town.world.tenant
    before = [sync.town.world.sql(active.format(*one), tenant) for one in asked]
    for endpoint in ENDPOINTS[1:]:
        sync.server.plan(endpoint, "empty")
        run = await sync.pull(source)
        assert run["state"] in ("DONE", "CONFIRM", "FAILED")
        assert [sync.town.world.sql(active.format(*one), tenant) for one in asked] == before, endpoint


async def test_many_ends_wait_for_a_word_and_only_these(sync: Sync, lovbacka: Municipality) -> None:
    source = await sync.source()
    await sync.pull(source)
    kept = [one for one in lovbacka.persons if "sjöskolan" not in str(one.get("enrolments"))]
    lovbacka.persons[:] = kept
    waits = await sync.pull(source)
    assert (waits["state"], waits["counts"]["ended"]) == ("CONFIRM", 0)
    assert "sync-run.confirm" in waits["allowedActions"]
    assert sync.count("students", "active") == 36
    path = f"/sync-runs/{waits['id']}/confirmation"
    wrong = await sync.admin.post(path, json={"confirmation": "0" * 64})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "SYNC_CONFIRMATION")
    said = await sync.admin.post(path, json={"confirmation": waits["confirmation"]})
    assert said.status_code == 202, said.text
    done = await sync.carry_out(said.json()["id"])
    assert done["state"] == "DONE", done["report"]
    assert sync.count("students", "active") == 24
    twice = await sync.admin.post(path, json={"confirmation": waits["confirmation"]})
    assert (twice.status_code, twice.json()["code"]) == (409, "SYNC_CONFIRMATION")
    old = (await sync.admin.get(f"/sync-runs/{waits['id']}")).json()
    assert old["confirmedBy"]["id"] == str(sync.town.world.people["admin"])
    assert old["allowedActions"] == ["sync-run.read"]


async def test_a_confirmation_does_not_cover_what_came_later(sync: Sync, lovbacka: Municipality) -> None:
    source = await sync.source()
    await sync.pull(source)
    lovbacka.persons[:] = [p for p in lovbacka.persons if "sjöskolan" not in str(p.get("enrolments"))]
    waits = await sync.pull(source)
    path = f"/sync-runs/{waits['id']}/confirmation"
    said = await sync.admin.post(path, json={"confirmation": waits["confirmation"]})
    lovbacka.persons[:] = [p for p in lovbacka.persons if "granskolan" not in str(p.get("enrolments"))]
    later = await sync.carry_out(said.json()["id"])
    assert later["state"] == "CONFIRM"
    assert sync.count("students", "active") == 36


async def test_two_at_once_one_is_refused(sync: Sync) -> None:
    source = await sync.source()
    ask = {"sourceId": source}
    answers = await asyncio.gather(*(sync.admin.post("/sync-runs", json=ask) for _ in range(4)))
    assert sorted(a.status_code for a in answers) == [202, 409, 409, 409]
    run = next(a.json()["id"] for a in answers if a.status_code == 202)
    assert (await sync.carry_out(run))["state"] == "DONE"


async def test_a_source_that_is_switched_off_is_left_alone(sync: Sync) -> None:
    source = await sync.source()
    run = await sync.ask(source)
    off = await sync.admin.patch(f"/sync-sources/{source}", 1, json={"enabled": False})
    assert off.status_code == 200, off.text
    done = await sync.carry_out(run)
    assert (done["state"], done["report"]["fault"]["code"]) == ("REFUSED", "OFF")
    assert sync.server.asked == []
    again = await sync.admin.post("/sync-runs", json={"sourceId": source})
    assert (again.status_code, again.json()["code"]) == (409, "SYNC_OFF")
