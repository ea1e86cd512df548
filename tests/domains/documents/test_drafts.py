"""A draft survives, is its writer's only, and lies sealed."""

import pytest

from samsyn.core.credential import token_hash
from tests.conftest import Town

TEXT = '{"whatWasSeen": "Åsa satt ensam på rasten"}'


async def test_what_was_saved_comes_back(town: Town) -> None:
    saved = await town.as_("larare")("PUT", "/drafts/new-concern", json={"content": TEXT})
    assert saved.status_code == 200
    read = await town.as_("larare").get("/drafts/new-concern")
    assert read.json()["content"] == TEXT


async def test_nobody_else_sees_it(town: Town) -> None:
    await town.as_("larare")("PUT", "/drafts/new-concern", json={"content": TEXT})
    for persona in ("rektor", "admin", "larare-2", "kurator"):
        answer = await town.as_(persona).get("/drafts/new-concern")
        assert (answer.status_code, answer.json()["code"]) == (404, "A04")


async def test_it_lies_sealed(town: Town) -> None:
    await town.as_("larare")("PUT", "/drafts/new-concern", json={"content": TEXT})
    rows = town.world.sql("SELECT sealed FROM drafts WHERE tenant_id = %s", town.world.tenant)
    assert len(rows) == 1
    assert "Åsa".encode() not in bytes(rows[0][0])


async def test_saving_twice_keeps_the_last(town: Town) -> None:
    for content in ("{}", TEXT):
        await town.as_("larare")("PUT", "/drafts/new-concern", json={"content": content})
    read = await town.as_("larare").get("/drafts/new-concern")
    assert read.json()["content"] == TEXT
    gone = await town.as_("larare")("DELETE", "/drafts/new-concern")
    assert gone.status_code == 204
    assert (await town.as_("larare").get("/drafts/new-concern")).status_code == 404


@pytest.mark.parametrize("name", ["New", "a b", "..%2f", "x" * 90, "new-concern.not-an-id"])
async def test_a_name_that_could_hold_words_is_refused(town: Town, name: str) -> None:
    answer = await town.as_("larare")("PUT", f"/drafts/{name}", json={"content": "{}"})
    assert answer.status_code in (404, 422)


async def test_the_key_is_the_same_until_sign_out(town: Town) -> None:
    first = (await town.as_("larare").post("/draft-keys")).json()
    again = (await town.as_("larare").post("/draft-keys")).json()
    other = (await town.as_("mentor").post("/draft-keys")).json()
    assert first["key"] == again["key"] != other["key"]
    left = await town.as_("larare")("DELETE", "/session")
    assert left.status_code == 204
    assert (await town.as_("larare").post("/draft-keys")).status_code == 401
    person = town.world.people["larare"]
    assert town.world.sql("SELECT 1 FROM draft_keys WHERE person_id = %s", person) == []


async def test_signing_out_ends_the_session_at_once(town: Town) -> None:
    token = town.world.tokens["larare"]
    await town.as_("larare")("DELETE", "/session")
    row = town.world.sql("SELECT revoked_at FROM sessions WHERE token_hash = %s", token_hash(token))
    assert row[0][0] is not None
    assert (await town.as_("larare").get("/me")).status_code == 401
