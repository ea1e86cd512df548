"""A POST that is sent twice is carried out once, for the caller of now."""

from __future__ import annotations

import asyncio
import os
from typing import Any
from uuid import uuid4

import httpx
import pytest

from samsyn.core.crypto import KeyedHasher, MasterKey
from samsyn.core.models import IdempotencyKey
from samsyn.core.work import Work
from tests.conftest import Browser, Town
from tests.factories.world import add_client
from tests.locks.conftest import Post


def letters() -> str:
    return "".join(chr(65 + int(c, 16)) for c in uuid4().hex[:4])


def school(name: str = "Nyskolan") -> dict[str, Any]:
    return {"name": name, "shortCode": letters(), "schoolForms": ["COMPULSORY"]}


def new_key() -> dict[str, str]:
    return {"idempotency-key": str(uuid4())}


def comparable(answer: httpx.Response) -> tuple[int, Any, str | None, str | None]:
    return answer.status_code, answer.json(), answer.headers.get("location"), answer.headers.get("etag")


async def test_the_same_again_gets_the_same_answer_and_does_nothing(town: Town) -> None:
    key, body = new_key(), school()
    first = await town.as_("admin").post("/schools", json=body, headers=key)
    again = await town.as_("admin").post("/schools", json=body, headers=key)
    assert first.status_code == 201
    assert comparable(first) == comparable(again)
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert len(town.world.sql("SELECT 1 FROM schools WHERE tenant_id = %s", town.world.tenant)) == 3


async def test_another_body_under_the_same_key_is_refused(town: Town) -> None:
    key = new_key()
    await town.as_("admin").post("/schools", json=school(), headers=key)
    other = await town.as_("admin").post("/schools", json=school(), headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "A22")


async def test_another_address_under_the_same_key_is_refused(post: Post) -> None:
    key, body = new_key(), {"title": "x"}
    first = await post.as_("rektor").post(f"/lock-letters/{post.letter}/remarks", json=body, headers=key)
    assert first.status_code == 201
    other = await post.as_("rektor").post("/lock-bell", json=body, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "A22")


async def test_a_look_up_is_worked_out_again(post: Post) -> None:
    """It has no address that could be read instead."""
    key = new_key()
    answers = [await post.as_("rektor").post("/lock-bell", json={"title": "x"}, headers=key) for _ in "12"]
    assert [(a.status_code, a.json()["name"]) for a in answers] == [(200, "x")] * 2


async def test_a_key_that_is_cleaned_away_meanwhile_may_be_sent_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, remarks = new_key(), f"/lock-letters/{post.letter}/remarks"
    assert (await post.as_("rektor").post(remarks, json={"title": "x"}, headers=key)).status_code == 201
    look = Work.one_or_none

    async def gone(work: Work, statement: Any, **params: Any) -> Any:
        is_key = statement.column_descriptions[0]["entity"] is IdempotencyKey
        return None if is_key else await look(work, statement, **params)

    monkeypatch.setattr(Work, "one_or_none", gone)
    answer = await post.as_("rektor").post(remarks, json={"title": "x"}, headers=key)
    assert (answer.status_code, answer.json()["code"]) == (409, "A09")


async def test_the_same_key_of_two_people_is_two_keys(post: Post) -> None:
    key, path = new_key(), f"/lock-letters/{post.letter}/remarks"
    for persona in ("rektor", "kurator"):
        assert (await post.as_(persona).post(path, json={"title": "x"}, headers=key)).status_code == 201
    assert post.count("lock_remarks") == 2


async def test_five_at_once_make_one(post: Post) -> None:
    key, path = new_key(), f"/lock-letters/{post.letter}/remarks"
    rektor = post.as_("rektor")
    calls = [rektor.post(path, json={"title": "x"}, headers=key) for _ in range(5)]
    answers = await asyncio.gather(*calls)
    assert {a.status_code for a in answers} <= {201, 503}
    assert sum(a.status_code == 201 for a in answers) >= 1
    assert len({a.content for a in answers if a.status_code == 201}) == 1
    assert post.count("lock_remarks") == 1


async def test_a_transition_may_be_sent_again_with_the_version_it_was_made_from(post: Post) -> None:
    """Whoever heard no answer sends the same again, and is not told that somebody else was faster."""
    key, path = {**new_key(), "if-match": '"1"'}, f"/lock-letters/{post.letter}/title"
    first = await post.as_("rektor").post(path, json={"title": "Nytt"}, headers=key)
    again = await post.as_("rektor").post(path, json={"title": "Nytt"}, headers=key)
    assert (first.status_code, first.headers["etag"]) == (201, '"2"')
    assert comparable(first) == comparable(again)
    stale = await post.as_("rektor").post(path, json={"title": "Nytt"}, headers={**key, **new_key()})
    assert stale.status_code == 412


async def test_what_failed_may_be_sent_again(post: Post) -> None:
    """Neither a refused body nor a failed commit uses the key up."""
    key, path, rektor = new_key(), f"/lock-letters/{post.letter}/remarks", post.as_("rektor")
    assert (await rektor.post(path, json={"title": ""}, headers=key)).status_code == 422
    assert (await rektor.post(path, json={"title": "doomed"}, headers=key)).status_code == 500
    assert (await rektor.post(path, json={"title": "x"}, headers=key)).status_code == 201
    assert post.count("lock_remarks") == 1


async def test_who_lost_the_right_gets_no_old_answer(post: Post) -> None:
    key, path = new_key(), f"/lock-letters/{post.letter}/remarks"
    assert (await post.as_("rektor").post(path, json={"title": "x"}, headers=key)).status_code == 201
    end = "UPDATE assignments SET valid_to = current_date - 1 WHERE tenant_id = %s AND person_id = %s"
    post.world.sql(end, post.world.tenant, post.world.people["rektor"])
    answer = await post.as_("rektor").post(path, json={"title": "x"}, headers=key)
    assert answer.status_code == 404
    assert "Brev" not in answer.text


async def test_a_replay_is_a_read_and_logged_as_one(post: Post) -> None:
    key, path = new_key(), f"/lock-letters/{post.letter}/remarks"
    for _ in range(2):
        await post.as_("rektor").post(path, json={"title": "x"}, headers=key)
    assert [row[0] for row in post.trail()] == ["CREATE", "letter.read"]


async def test_no_body_is_kept_and_the_mark_tells_nothing(post: Post) -> None:
    path = f"/lock-letters/{post.letter}/remarks"
    await post.as_("rektor").post(path, json={"title": "Hemligt"}, headers=new_key())
    kept = "SELECT idempotency_keys::text FROM idempotency_keys WHERE tenant_id = %s"
    rows = post.world.sql(kept, post.world.tenant)
    assert len(rows) == 1
    assert "Hemligt" not in rows[0][0]


async def test_a_key_of_before_a_change_of_master_key_is_still_known(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While both master keys are there, what was marked with the old one is recognised."""
    key, path = new_key(), f"/lock-letters/{post.letter}/remarks"
    first = await post.as_("rektor").post(path, json={"title": "x"}, headers=key)
    both = MasterKey(os.urandom(32), *post.runtime.master._ring)
    monkeypatch.setattr(post.runtime, "hasher", KeyedHasher(both))
    again = await post.as_("rektor").post(path, json={"title": "x"}, headers=key)
    assert comparable(first)[:3] == comparable(again)[:3]
    assert post.count("lock_remarks") == 1
    other = await post.as_("rektor").post(path, json={"title": "y"}, headers=key)
    assert other.status_code == 422


@pytest.mark.parametrize("key", ["", "x" * 256])
async def test_a_key_without_length_or_too_long_is_refused(key: str, town: Town) -> None:
    answer = await town.as_("admin").post("/schools", json=school(), headers={"idempotency-key": key})
    assert answer.status_code == 400


async def test_a_system_must_send_a_key(post: Post) -> None:
    scopes = ["letters:read", "case-types:read"]
    client = add_client(post.world, "system", scopes)
    token = post.runtime.signer.issue(post.world.tenant, client, scopes)
    bare = Browser(post.app, headers={"authorization": f"Bearer {token.token}"})
    answer = await bare.post("/lock-bell", json={"title": "x"})
    assert (answer.status_code, answer.json()["code"]) == (400, "A20")
    rung = await bare.post("/lock-bell", json={"title": "x"}, headers=new_key())
    assert rung.status_code == 200
    assert (await bare.get("/case-types")).status_code == 200
