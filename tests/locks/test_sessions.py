"""A person's session: what carries it, what ends it, and that what ends is over at the next call."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
from starlette.requests import Request

from samsyn.core.credential import COOKIE, from_our_page, token_hash
from tests.conftest import ORIGIN, Browser, Town
from tests.factories.world import add_client
from tests.locks.conftest import Post

PAGE = {"sec-fetch-site": "same-origin", "x-samsyn-request": "1"}
NOT_SIGNED_IN = (401, "A01")


async def ask(
    town: Town, method: str = "GET", path: str = "/me", *, headers: dict[str, str], cookie: str | None = None
) -> tuple[int, str | None]:
    """Status and code of a request with these headers and no others; a change is one that is refused."""
    body = {"username": "nobody", "password": "nothing"} if path == "/session" else {}
    transport = httpx.ASGITransport(town.app, raise_app_exceptions=False)
    token = cookie or f"{COOKIE}={town.world.tokens['admin']}"
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        answer = await client.request(
            method,
            f"/samsyn/v1{path}",
            headers={k.encode(): v.encode() for k, v in {"cookie": token, **headers}.items()},
            json=None if method == "GET" else body,
        )
    return answer.status_code, answer.json().get("code") if answer.content else None


FROM_ELSEWHERE: list[dict[str, str]] = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "origin": ORIGIN},
    {},
]


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
async def test_a_read_from_another_site_is_not_signed_in(headers: dict[str, str], town: Town) -> None:
    assert await ask(town, headers=headers) == NOT_SIGNED_IN


@pytest.mark.parametrize("site", ["same-origin", "none"])
async def test_a_read_from_our_page_or_the_address_bar_is(site: str, town: Town) -> None:
    assert (await ask(town, headers={"sec-fetch-site": site}))[0] == 200


UNSAFE: list[tuple[dict[str, str], bool]] = [
    (PAGE, True),
    ({"origin": ORIGIN, "x-samsyn-request": "1"}, True),
    ({"sec-fetch-site": "same-origin"}, False),
    ({**PAGE, "x-samsyn-request": "0"}, False),
    ({**PAGE, "sec-fetch-site": "none"}, False),
    ({**PAGE, "sec-fetch-site": "same-site"}, False),
    ({**PAGE, "sec-fetch-site": "cross-site"}, False),
    ({"origin": ORIGIN}, False),
    ({"origin": "https://evil.example", "x-samsyn-request": "1"}, False),
    ({"origin": ORIGIN + ".evil.example", "x-samsyn-request": "1"}, False),
    ({"origin": ORIGIN.replace("https", "http"), "x-samsyn-request": "1"}, False),
    ({"origin": "null", "x-samsyn-request": "1"}, False),
    ({"x-samsyn-request": "1"}, False),
]


@pytest.mark.parametrize(("headers", "is_ours"), UNSAFE)
@pytest.mark.parametrize("path", ["/schools", "/session"])
async def test_a_change_needs_our_header_and_our_origin(
    path: str, headers: dict[str, str], is_ours: bool, town: Town
) -> None:
    """Signing in too: somebody else's page must not sign a person in as another one."""
    status, code = await ask(town, "POST", path, headers=headers)
    refusal = {"/schools": (422, "V01"), "/session": (401, "A10")}[path]
    assert (status, code) == (refusal if is_ours else NOT_SIGNED_IN)


async def test_cookie_and_bearer_together_are_nobody(town: Town) -> None:
    add_client(town.world, "system", ["schools:read"])
    system = town.as_client("system")
    assert (await system.get("/schools")).status_code == 200
    both = {**PAGE, "authorization": f"Bearer {system.bearer}"}
    assert await ask(town, path="/schools", headers=both) == NOT_SIGNED_IN


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c", "bearer " + "x" * 9000]
)
async def test_a_token_that_is_none_is_nobody(authorization: str, town: Town) -> None:
    answer = await Browser(town.app, headers={"authorization": authorization}).get("/schools")
    assert (answer.status_code, answer.json()["code"]) == NOT_SIGNED_IN


async def test_a_good_token_under_another_name_is_nobody(town: Town) -> None:
    add_client(town.world, "system", ["schools:read"])
    token = town.as_client("system").bearer
    answer = await Browser(town.app, headers={"authorization": f"Token {token}"}).get("/schools")
    assert (answer.status_code, answer.json()["code"]) == NOT_SIGNED_IN


@pytest.mark.parametrize(
    ("public", "origin", "is_ours"),
    [
        ("https://samsyn.example", "https://samsyn.example", True),
        ("https://samsyn.example", "http://inside:8000", False),
        (None, "http://inside:8000", True),
    ],
)
def test_behind_a_proxy_the_origin_is_the_public_one(public: str | None, origin: str, is_ours: bool) -> None:
    headers = [(b"host", b"inside:8000"), (b"origin", origin.encode()), (b"x-samsyn-request", b"1")]
    scope = {"type": "http", "method": "POST", "scheme": "http", "path": "/", "headers": headers}
    assert from_our_page(Request(scope), public) is is_ours


@pytest.mark.parametrize("value", ["", "x", "ååå", "x" * 5000, '"', "%00"])
async def test_a_cookie_that_is_no_session_is_nobody(value: str, town: Town) -> None:
    cookie = f"{COOKIE}={value}".encode().decode("latin-1")
    assert await ask(town, headers=PAGE, cookie=cookie) == NOT_SIGNED_IN


async def test_no_cookie_is_nobody(town: Town) -> None:
    answer = await town.anonymous().get("/me")
    assert (answer.status_code, answer.json()["code"]) == NOT_SIGNED_IN


ENDS: dict[str, str] = {
    "expired": "UPDATE sessions SET expires_at = now() WHERE token_hash = %s",
    "idle": "UPDATE sessions SET last_seen_at = now() - interval '30 minutes' WHERE token_hash = %s",
    "revoked": "UPDATE sessions SET revoked_at = now() WHERE token_hash = %s",
    "account disabled": "UPDATE accounts SET disabled_at = now() WHERE (tenant_id, id) IN"
    " (SELECT tenant_id, account_id FROM sessions WHERE token_hash = %s)",
}  # fmt: skip


@pytest.mark.parametrize("how", ENDS)
async def test_what_ends_a_session_ends_it_at_the_next_call(how: str, town: Town) -> None:
    rektor = town.as_("rektor")
    assert (await rektor.get("/me")).status_code == 200
    town.world.sql(ENDS[how], token_hash(town.world.tokens["rektor"]))
    answer = await rektor.get("/me")
    assert (answer.status_code, answer.json()["code"]) == NOT_SIGNED_IN
    assert (await town.as_("larare").get("/me")).status_code == 200


async def test_almost_idle_is_not_idle_and_using_it_counts(town: Town) -> None:
    mark = token_hash(town.world.tokens["rektor"])
    town.world.sql(
        "UPDATE sessions SET last_seen_at = now() - interval '29 minutes' WHERE token_hash = %s", mark
    )
    assert (await town.as_("rektor").get("/session")).status_code == 200
    (row,) = town.world.sql("SELECT now() - last_seen_at FROM sessions WHERE token_hash = %s", mark)
    assert row[0] < timedelta(seconds=30)


async def test_using_it_does_not_move_its_last_end(town: Town) -> None:
    ends = "SELECT expires_at FROM sessions WHERE token_hash = %s"
    mark = token_hash(town.world.tokens["rektor"])
    before = town.world.sql(ends, mark)
    town.world.sql(
        "UPDATE sessions SET last_seen_at = now() - interval '9 minutes' WHERE token_hash = %s", mark
    )
    await town.as_("rektor").get("/me")
    assert town.world.sql(ends, mark) == before


@pytest.mark.parametrize("minutes", [0, 9])
async def test_signing_out_ends_the_session_however_long_ago_it_was_seen(minutes: int, town: Town) -> None:
    """The look-up notes that the session was seen: ending it must not wait for that same row."""
    mark = token_hash(town.world.tokens["rektor"])
    town.world.sql(
        "UPDATE sessions SET last_seen_at = now() - %s * interval '1 minute' WHERE token_hash = %s",
        minutes,
        mark,
    )
    left = await town.as_("rektor")("DELETE", "/session")
    assert left.status_code == 204
    assert "max-age=0" in left.headers["set-cookie"].lower()
    assert left.headers["clear-site-data"] == '"cache", "storage"'
    assert (await town.as_("rektor").get("/me")).status_code == 401


async def test_an_assignment_that_ends_is_over_at_the_next_call(post: Post) -> None:
    letter = f"/lock-letters/{post.letter}"
    rektor = post.as_("rektor")
    assert (await rektor.get(letter)).status_code == 200
    end = "UPDATE assignments SET valid_to = current_date - 1 WHERE tenant_id = %s AND person_id = %s"
    post.world.sql(end, post.world.tenant, post.world.people["rektor"])
    assert (await rektor.get(letter)).status_code == 404
    assert (await rektor.get("/me")).json()["assignments"] == []


async def test_an_assignment_that_has_not_begun_gives_nothing(post: Post) -> None:
    start = "UPDATE assignments SET valid_from = current_date + 2 WHERE tenant_id = %s AND person_id = %s"
    post.world.sql(start, post.world.tenant, post.world.people["rektor"])
    assert (await post.as_("rektor").get(f"/lock-letters/{post.letter}")).status_code == 404


async def test_an_area_reaches_its_own_schools_only(post: Post) -> None:
    area = post.world.insert("areas", name="Norra", sort_key="norra")
    post.world.sql(
        "UPDATE assignments SET scope_type = 'AREA', school_id = NULL, area_id = %s"
        " WHERE tenant_id = %s AND person_id = %s",
        area, post.world.tenant, post.world.people["rektor"],
    )  # fmt: skip
    assert (await post.as_("rektor").get(f"/lock-letters/{post.letter}")).status_code == 404
    post.world.sql("UPDATE schools SET area_id = %s WHERE id = %s", area, post.world.school)
    assert (await post.as_("rektor").get(f"/lock-letters/{post.letter}")).status_code == 200
    assert (await post.as_("rektor").get(f"/lock-letters/{post.letter_b}")).status_code == 404


CLIENT_ENDS = {
    "disabled": "UPDATE api_clients SET disabled_at = now() WHERE id = %s",
    "past its last day": "UPDATE api_clients SET valid_to = current_date - 2 WHERE id = %s",
}


@pytest.mark.parametrize("how", CLIENT_ENDS)
async def test_a_system_that_is_ended_is_out_while_its_token_lives(how: str, town: Town) -> None:
    add_client(town.world, "system", ["schools:read"])
    system = town.as_client("system")
    assert (await system.get("/schools")).status_code == 200
    town.world.sql(CLIENT_ENDS[how], town.world.clients["system"])
    answer: Any = await system.get("/schools")
    assert (answer.status_code, answer.json()["code"]) == NOT_SIGNED_IN


async def test_a_system_loses_a_scope_while_its_token_lives(town: Town) -> None:
    add_client(town.world, "system", ["schools:read"])
    system = town.as_client("system")
    town.world.sql("UPDATE api_clients SET scopes = '{}' WHERE id = %s", town.world.clients["system"])
    assert (await system.get("/schools")).status_code == 403


async def test_a_token_gives_no_more_than_was_asked_for(town: Town) -> None:
    """The client holds the scope; this token was issued without it."""
    client = add_client(town.world, "system", ["schools:read"])
    token = town.runtime.signer.issue(town.world.tenant, client, ["people:read"])
    answer = await Browser(town.app, bearer=token.token).get("/schools")
    assert (answer.status_code, answer.json()["code"]) == (403, "A05")


async def test_a_token_of_one_municipality_opens_no_other(town: Town, other_town: Town) -> None:
    client = add_client(town.world, "system", ["schools:read"])
    token = town.runtime.signer.issue(other_town.world.tenant, client, ["schools:read"])
    assert (await Browser(town.app, bearer=token.token).get("/schools")).status_code == 401
