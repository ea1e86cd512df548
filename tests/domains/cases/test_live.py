"""Those who have a case open are told that something has changed, as long as they may look; never what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest

from samsyn.core import live
from samsyn.core.credential import COOKIE
from samsyn.core.schema import BASE_PATH
from tests.conftest import Town
from tests.domains.cases.calls import opened
from tests.factories.cases import add_case, let_in
from tests.factories.pool import in_use

PATIENCE = 10


class Listening:
    """One answer that goes on: its status and what it has said so far."""

    def __init__(self) -> None:
        self.status = 0
        self.said: asyncio.Queue[str] = asyncio.Queue()
        self.over = asyncio.Event()

    async def next(self) -> str:
        """The next event by name; heartbeats are passed over. Empty at the end."""
        while True:
            words = await asyncio.wait_for(self.said.get(), PATIENCE)
            if not words or words.startswith("event: "):
                return words.partition("\n")[0].removeprefix("event: ")


def scope_of(town: Town, case: UUID | str, who: str, seconds: int, method: str) -> dict[str, Any]:
    """A request as the server hands it to the program."""
    path = f"{BASE_PATH}/cases/{case}/changes"
    said = {
        "host": "samsyn.test",
        "cookie": f"{COOKIE}={town.world.tokens[who]}",
        "accept": "text/event-stream",
        "sec-fetch-site": "same-origin",
        "x-samsyn-request": "1",
    }
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": f"forSeconds={seconds}".encode(),
        "headers": [(name.encode(), value.encode()) for name, value in said.items()],
        "client": ("127.0.0.1", 1),
        "server": ("samsyn.test", 80),
    }


@asynccontextmanager
async def look(
    town: Town, case: UUID | str, who: str = "kurator", seconds: int = 60, method: str = "GET"
) -> AsyncIterator[Listening]:
    """httpx waits for the whole of an answer, so the program is called by hand."""
    heard, gone = Listening(), asyncio.Event()
    scope = scope_of(town, case, who, seconds, method)
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            heard.status = message["status"]
        else:
            await heard.said.put(message["body"].decode())
            if not message.get("more_body"):
                heard.over.set()
                await heard.said.put("")

    running = asyncio.create_task(town.app(scope, receive, send))
    await asyncio.wait_for(heard.said.get(), PATIENCE)
    try:
        yield heard
    finally:
        gone.set()
        await asyncio.wait_for(running, PATIENCE)


async def until_it_listens(town: Town) -> None:
    for _ in range(200):
        ear = town.runtime.kept.get("ear")
        if ear is not None and ear.listens:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nobody listens")


async def write(town: Town, case: UUID | str, who: str = "rektor") -> None:
    body = {"kind": "NOTE", "text": "Samtal med mentor om torsdagen"}
    answer = await town.as_(who).post(f"/cases/{case}/notes", json=body)
    assert answer.status_code == 201, answer.text


async def test_a_note_of_another_is_told_at_once_and_without_a_word_of_it(town: Town) -> None:
    case = add_case(town.world)
    async with look(town, case) as heard:
        assert heard.status == 200
        await until_it_listens(town)
        await write(town, case)
        words = ""
        while not words.startswith("event: "):
            words = await asyncio.wait_for(heard.said.get(), PATIENCE)
        assert words == "event: changed\ndata: {}\n\n"


async def test_a_refused_write_is_not_told_and_nor_is_another_case(town: Town) -> None:
    case, other = add_case(town.world), add_case(town.world)
    async with look(town, case) as heard:
        await until_it_listens(town)
        await write(town, other)
        refused = await town.as_("rektor").post(f"/cases/{case}/notes", json={"kind": "NOTE", "text": ""})
        assert refused.status_code == 422
        await write(town, case)
        assert await heard.next() == "changed"
        assert heard.said.empty()


async def test_whoever_is_let_out_is_told_that_it_is_gone_and_no_more(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INFORMED")
    async with look(town, case, "larare") as heard:
        await until_it_listens(town)
        members = (await town.as_("kurator").get(f"/cases/{case}/members")).json()["items"]
        way = next(m for m in members if m["person"]["id"] == str(town.world.people["larare"]))
        await town.as_("kurator")("DELETE", f"/cases/{case}/members/{way['id']}")
        assert await heard.next() == "gone"
        assert await heard.next() == ""


async def test_an_ended_assignment_ends_it_without_any_change(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.05)
    monkeypatch.setattr(live, "ASK_AGAIN_SECONDS", 0.1)
    case = add_case(town.world)
    async with look(town, case) as heard:
        await until_it_listens(town)
        town.world.sql(
            "UPDATE assignments SET valid_to = CURRENT_DATE - 1 WHERE person_id = %s RETURNING id",
            town.world.people["kurator"],
        )
        assert await heard.next() == "gone"


@pytest.mark.parametrize("who", ["psykolog", "rektor-2", "admin"])
async def test_nobody_follows_what_they_may_not_open(town: Town, who: str) -> None:
    case = add_case(town.world)
    async with look(town, case, who) as heard:
        assert heard.status == 404


async def test_another_municipality_hears_nothing(town: Town, other_town: Town) -> None:
    case = add_case(town.world)
    async with look(other_town, case) as heard:
        assert heard.status == 404


async def test_it_ends_when_its_time_is_over_and_lets_go_of_everything(town: Town) -> None:
    made = await opened(town)
    async with look(town, made["id"], seconds=1) as heard:
        assert await heard.next() == ""
    async with look(town, made["id"], method="HEAD") as heard:
        assert heard.status == 200
        await asyncio.wait_for(heard.over.wait(), PATIENCE)
    assert not town.runtime.kept["streams"]
    assert not town.runtime.kept["ear"].listens


@pytest.mark.parametrize("answer", ["an error", "a connection"])
async def test_whoever_leaves_while_it_connects_leaves_nobody_listening(
    answer: str, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the driver does not let itself be cancelled."""
    ear, begun = live.Ear(town.runtime), asyncio.Event()
    connect = psycopg.AsyncConnection.connect

    async def late(*words: Any, **named: Any) -> Any:
        begun.set()
        try:
            await asyncio.sleep(PATIENCE)
        except asyncio.CancelledError:
            if answer == "an error":
                raise psycopg.OperationalError from None
        return await connect(*words, **named)

    monkeypatch.setattr(psycopg.AsyncConnection, "connect", late)
    monkeypatch.setattr(live, "RETRY_SECONDS", 0.01)
    async with asyncio.timeout(PATIENCE):
        async with ear.on("case:1"):
            await begun.wait()
    assert not ear.listens


async def test_a_session_has_four_at_most(town: Town) -> None:
    made = await opened(town)
    looks = [look(town, made["id"]) for _ in range(5)]
    heard = [await one.__aenter__() for one in looks]
    assert [one.status for one in heard] == [200, 200, 200, 200, 429]
    for one in looks:
        await one.__aexit__(None, None, None)
    async with look(town, made["id"], seconds=1) as again:
        assert again.status == 200


async def test_a_lost_connection_wakes_everybody(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "RETRY_SECONDS", 0.05)
    case = add_case(town.world)
    async with look(town, case) as heard:
        await until_it_listens(town)
        town.world.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN samsyn%%'"
        )
        assert await heard.next() == "changed"
        await until_it_listens(town)
        await write(town, case)
        assert await heard.next() == "changed"


async def test_the_program_s_end_ends_it(town: Town) -> None:
    case = add_case(town.world)
    async with look(town, case) as heard:
        await until_it_listens(town)
        town.runtime.kept["draining"] = True
        try:
            town.runtime.kept["ear"].wake_all()
            await asyncio.wait_for(heard.over.wait(), PATIENCE)
        finally:
            del town.runtime.kept["draining"]


async def test_looking_holds_no_place_in_the_pool(town: Town) -> None:
    case = add_case(town.world)
    async with look(town, case):
        await until_it_listens(town)
        assert in_use(town.runtime) == 0


async def test_it_shows_nothing_so_it_is_not_logged_and_keeps_no_session_alive(town: Town) -> None:
    case, person = add_case(town.world), town.world.people["kurator"]
    idle = "UPDATE sessions SET last_seen_at = now() - interval '20 minutes' WHERE person_id = %s"
    before = town.world.sql(f"{idle} RETURNING last_seen_at", person)
    async with look(town, case) as heard:
        await until_it_listens(town)
        await write(town, case)
        assert await heard.next() == "changed"
    assert town.world.sql("SELECT last_seen_at FROM sessions WHERE person_id = %s", person) == before
    logged = "SELECT DISTINCT actor_id FROM audit_access WHERE tenant_id = %s AND object_ids = %s::uuid[]"
    assert person not in {row[0] for row in town.world.sql(logged, town.world.tenant, [case])}
