"""What is wrong with a request is said in one shape, with a stable code, and never breaks anything."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from samsyn.core.http import MAX_JSON
from tests.conftest import ORIGIN, Town
from tests.locks.conftest import Post

JSON = {"content-type": "application/json"}
SHOWN = {"type", "title", "status", "detail", "instance", "code", "traceId", "errors"}


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and code, after a look at the shape that every refusal has."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert set(body) == SHOWN
    assert body["status"] == answer.status_code
    assert body["detail"]
    return answer.status_code, body["code"]


def drafted(value: bytes) -> bytes:
    return b'{"title": ' + value + b"}"


DEEP = b"[" * 100_000
HOSTILE: dict[str, tuple[bytes, tuple[int, str]]] = {
    "nothing": (b"", (422, "V01")),
    "half an object": (b'{"title": "x"', (400, "V00")),
    "not JSON": (b"title=x", (400, "V00")),
    "not UTF-8": (drafted(b'"\xff\xfe"'), (400, "H400")),
    "too deep": (drafted(DEEP), (400, "H400")),
    "a number without end": (drafted(b"9" * 5000), (400, "H400")),
    "NaN": (drafted(b"NaN"), (422, "V01")),
    "a list": (b"[]", (422, "V01")),
    "null": (b"null", (422, "V01")),
    "a text": (b'"x"', (422, "V01")),
    "NUL": (drafted(b'"a\\u0000b"'), (422, "V01")),
    "a lone surrogate": (drafted(b'"\\ud800"'), (422, "V01")),
    "a lone surrogate as a name": (b'{"title": "x", "\\ud800": 1}', (422, "V01")),
    "an unknown field": (b'{"title": "x", "role": "admin"}', (422, "V01")),
    "a field of ours in its other spelling": (b'{"Title": "x"}', (422, "V01")),
    "a number for text": (drafted(b"1"), (422, "V01")),
    "an object for text": (drafted(b'{"a": 1}'), (422, "V01")),
    "empty": (drafted(b'""'), (422, "V01")),
    "blank": (drafted(b'" \\t "'), (422, "V01")),
    "too long": (drafted(b'"' + b"x" * 141 + b'"'), (422, "V01")),
}


@pytest.mark.parametrize("what", HOSTILE)
async def test_a_body_that_is_wrong_is_refused(what: str, shared_post: Post) -> None:
    body, expected = HOSTILE[what]
    answer = await shared_post.as_("rektor").post("/lock-bell", content=body, headers=JSON)
    assert problem(answer) == expected


async def test_what_is_unusual_and_right_is_taken(shared_post: Post) -> None:
    """Swedish, emoji, quotes, markup and SQL are text; decomposed letters are stored as one character."""
    for said in ("Åsa Öst", "👩‍🏫", "'; DROP TABLE x; --", "<script>alert(1)</script>", "{{7*7}}", "x" * 140):
        answer = await shared_post.as_("rektor").post("/lock-bell", json={"title": said})
        assert answer.json()["name"] == said
    answer = await shared_post.as_("rektor").post("/lock-bell", json={"title": "  a\u030asa  "})
    assert answer.json()["name"] == "åsa"


@pytest.mark.parametrize("size", [MAX_JSON + 1, 10 * 1024 * 1024])
async def test_a_body_that_is_too_large_is_413(size: int, shared_post: Post) -> None:
    body = drafted(b'"' + b"x" * size + b'"')
    answer = await shared_post.as_("rektor").post("/lock-bell", content=body, headers=JSON)
    assert problem(answer) == (413, "H413")


async def test_also_when_it_comes_in_pieces_without_a_length(shared_post: Post) -> None:
    sent = 0

    async def pieces() -> Any:
        nonlocal sent
        for _ in range(100):
            sent += 64 * 1024
            yield b"x" * 64 * 1024

    rektor = shared_post.as_("rektor")
    answer = await rektor.post(
        "/lock-bell", content=pieces(), headers={**JSON, "idempotency-key": "piecewise"}
    )
    assert problem(answer) == (413, "H413")


async def test_also_where_nobody_is_signed_in(shared_post: Post) -> None:
    body = json.dumps({"username": "x" * MAX_JSON, "password": "x"}).encode()
    answer = await shared_post.anonymous().post("/session", content=body, headers=JSON)
    assert problem(answer) == (413, "H413")


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/xml",
        "application/jsonx",
        "",
        "text/json; charset=utf-8",
        "json",
        "application/merge-patch+json",
    ],
)
async def test_a_wrong_type_of_content_is_415(kind: str, shared_post: Post) -> None:
    answer = await shared_post.as_("rektor").post("/lock-bell", content=b"{}", headers={"content-type": kind})
    assert problem(answer) == (415, "A15")
    answer = await shared_post.anonymous().post("/session", content=b"{}", headers={"content-type": kind})
    assert problem(answer) == (415, "A15")


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON", "application/json; charset=utf-8"])
async def test_the_right_one_is_taken_however_it_is_written(kind: str, shared_post: Post) -> None:
    answer = await shared_post.as_("rektor").post(
        "/lock-bell", content=drafted(b'"x"'), headers={"content-type": kind}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 200),
        ("application/merge-patch+json", 200),
        ("multipart/form-data", 415),
        ("application/x-www-form-urlencoded", 415),
    ],
)
async def test_a_change_comes_as_json_or_as_a_merge_patch(kind: str, status: int, post: Post) -> None:
    answer = await post.as_("rektor").patch(
        f"/lock-letters/{post.letter}", version=1, content=drafted(b'"x"'), headers={"content-type": kind}
    )
    assert answer.status_code == status


@pytest.mark.parametrize("accept", ["image/png", "application/xml", "text/csv", "text/plain;q=0.5"])
async def test_an_answer_that_we_do_not_have_is_406(accept: str, shared_post: Post) -> None:
    answer = await shared_post.as_("rektor").get("/schools", headers={"accept": accept})
    assert problem(answer) == (406, "A06")


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html,*/*;q=0.1", "application/*"])
async def test_an_answer_that_we_have_is_given(accept: str, shared_post: Post) -> None:
    assert (await shared_post.as_("rektor").get("/schools", headers={"accept": accept})).status_code == 200


@pytest.mark.parametrize("path", ["/schools?unknown=1", "/me?x=1", "/schools?limit=1&limitt=1"])
async def test_an_unknown_parameter_is_400(path: str, shared_post: Post) -> None:
    assert problem(await shared_post.as_("rektor").get(path)) == (400, "V02")


PAGING = {
    "limit=0": (400, "V03"),
    "limit=101": (400, "V03"),
    "limit=-1": (400, "V03"),
    "limit=99999999999999999999": (400, "V03"),
    "limit=abc": (422, "V01"),
    "limit=": (422, "V01"),
    "limit=1.5": (422, "V01"),
    "page=101&limit=100": (400, "V03"),
    "page=9223372036854775808": (400, "V03"),
    "page=1&cursor=x": (400, "V03"),
    "sort=tenantId": (400, "V03"),
    "sort=--name": (400, "V03"),
    "sort=name;drop": (400, "V03"),
    "sort=%00": (400, "V03"),
    "cursor=x": (400, "V04"),
    "cursor=%00": (400, "V04"),
    "cursor=å": (400, "V04"),
    "cursor=" + "A" * 100: (400, "V04"),
}


@pytest.mark.parametrize("query", PAGING)
async def test_paging_that_cannot_be(query: str, shared_post: Post) -> None:
    assert problem(await shared_post.as_("rektor").get(f"/schools?{query}")) == PAGING[query]


async def test_a_cursor_that_was_changed_or_belongs_elsewhere_is_400(shared_post: Post) -> None:
    rektor = shared_post.as_("rektor")
    first = (await rektor.get("/schools?limit=1")).json()
    cursor = first["_meta"]["nextCursor"]
    second = await rektor.get("/schools", params={"limit": 1, "cursor": cursor})
    assert second.status_code == 200
    assert second.json()["items"] != first["items"]
    for at in (0, len(cursor) // 2, len(cursor) - 2):
        changed = cursor[:at] + ("A" if cursor[at] != "A" else "B") + cursor[at + 1 :]
        answer = await rektor.get("/schools", params={"limit": 1, "cursor": changed})
        assert problem(answer) == (400, "V04"), at
    elsewhere = await rektor.get("/schools", params={"limit": 1, "cursor": cursor, "sort": "-name"})
    assert problem(elsewhere) == (400, "V04")


@pytest.mark.parametrize(
    "when", ["2026-11-22T10:00:00", "2026-11-22", 1795341600, 1795341600.5, "1795341600", "igår", ""]
)
async def test_a_time_without_zone_or_as_a_number_is_422(when: object, shared_post: Post) -> None:
    answer = await shared_post.as_("rektor").post("/lock-times", json={"at": when, "on": "2026-11-22"})
    assert problem(answer) == (422, "V01")
    assert [e["pointer"] for e in answer.json()["errors"]] == ["/at"]


@pytest.mark.parametrize("day", ["2026-02-30", "2026-11-22T10:00:00Z", 20261122, "22/11/2026", ""])
async def test_a_day_that_is_none_is_422(day: object, shared_post: Post) -> None:
    answer = await shared_post.as_("rektor").post(
        "/lock-times", json={"at": "2026-11-22T10:00:00Z", "on": day}
    )
    assert problem(answer) == (422, "V01")


async def test_times_come_back_in_utc(shared_post: Post) -> None:
    answer = await shared_post.as_("rektor").post(
        "/lock-times", json={"at": "2026-11-22T10:00:00.1234+01:00", "on": "2026-11-22"}
    )
    assert answer.json() == {"at": "2026-11-22T09:00:00.123Z", "on": "2026-11-22"}


async def test_a_refusal_says_where_in_the_language_asked_for(shared_post: Post) -> None:
    rektor = shared_post.as_("rektor")
    swedish = await rektor.post("/lock-bell", json={})
    english = await rektor.post("/lock-bell", json={}, headers={"accept-language": "en-GB,sv;q=0.5"})
    assert swedish.json()["errors"] == [
        {"pointer": "/title", "code": "missing", "detail": "Behöver fyllas i."}
    ]
    assert english.json()["errors"] == [
        {"pointer": "/title", "code": "missing", "detail": "Needs to be filled in."}
    ]


async def test_head_is_get_without_a_body(shared_post: Post) -> None:
    rektor = shared_post.as_("rektor")
    got, headed = await rektor.get("/schools"), await rektor("HEAD", "/schools")
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers["content-length"] == str(len(got.content))
    assert (await shared_post.anonymous()("HEAD", "/schools")).status_code == 401


ALLOWED = {
    "/schools": {"GET", "HEAD", "POST", "OPTIONS"},
    "/me": {"GET", "HEAD", "OPTIONS"},
    "/session/second-factor": {"PUT", "OPTIONS"},
    "/oauth/token": {"POST", "OPTIONS"},
}


@pytest.mark.parametrize("path", ALLOWED)
async def test_what_an_address_takes_is_said_exactly(path: str, shared_post: Post) -> None:
    options = await shared_post.anonymous()("OPTIONS", path)
    assert options.status_code == 204
    assert {m.strip() for m in options.headers["allow"].split(",")} == ALLOWED[path]
    refused = await shared_post.as_("rektor")("TRACE", path)
    assert problem(refused) == (405, "H405")
    assert {m.strip() for m in refused.headers["allow"].split(",")} == ALLOWED[path]


async def test_outside_the_api_a_refusal_has_the_same_shape(shared_post: Post) -> None:
    transport = httpx.ASGITransport(shared_post.app)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        assert problem(await client.post("/health/live")) == (405, "H405")
        assert problem(await client.get("/samsyn/v2/schools")) == (404, "A04")


async def test_every_answer_is_guarded_in_the_browser_followed_and_counted(shared_post: Post) -> None:
    transport = httpx.ASGITransport(shared_post.app)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        pages, live = await client.get("/"), await client.get("/health/live")
    assert pages.status_code in (200, 503), "503 where the pages are not built"
    assert "frame-ancestors 'none'" in live.headers["content-security-policy"]
    assert len(live.headers["traceparent"]) == 55
    counted = {"method": "GET", "route": "/health/live", "status": "200"}
    registry = shared_post.app.state.metrics.registry
    assert registry.get_sample_value("samsyn_requests_total", counted) >= 1


async def test_head_of_what_cannot_be_read_is_405(shared_post: Post) -> None:
    answer = await shared_post.as_("rektor")("HEAD", "/session/second-factor")
    assert (answer.status_code, answer.content) == (405, b"")


async def test_an_address_that_is_none_takes_nothing(shared_post: Post) -> None:
    assert problem(await shared_post.as_("rektor")("OPTIONS", "/nothing")) == (404, "A04")


async def test_passwords_and_names_may_be_anything_and_are_just_wrong(town: Town) -> None:
    for username, password in (("å" * 100, "x" * 200), ("' OR 1=1 --", "\tx"), ("rektor\n", "å̊👩‍🏫")):
        answer = await town.anonymous().post("/session", json={"username": username, "password": password})
        assert problem(answer) == (401, "A10"), username
    for body in (
        b'{"username": "rektor", "password": "\\ud800"}',
        b'{"username": "\\u0000", "password": "x"}',
        b'{"username": "rektor", "password": ""}',
    ):
        answer = await town.anonymous().post("/session", content=body, headers=JSON)
        assert problem(answer) == (422, "V01")


async def test_a_header_that_is_hostile_breaks_nothing(shared_post: Post) -> None:
    tried = {
        "traceparent": [
            "x",
            "00-" + "0" * 32 + "-" + "1" * 16 + "-01",
            "00-" + "A" * 32 + "-" + "1" * 16 + "-01",
        ],
        "accept-language": ["x" * 5000, ";;;", "sv;q=å"],
        "if-match": ["å", '"' * 100],
        "if-none-match": ["å" * 10],
        "origin": ["null", "x" * 3000],
    }
    for name, values in tried.items():
        for value in values:
            transport = httpx.ASGITransport(shared_post.app, raise_app_exceptions=False)
            token = shared_post.world.tokens["rektor"]
            headers = {"cookie": f"__Host-samsyn={token}", "sec-fetch-site": "same-origin", name: value}
            async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
                answer = await client.get(
                    "/samsyn/v1/schools", headers={k.encode(): v.encode() for k, v in headers.items()}
                )
            assert answer.status_code in (200, 406), f"{name}: {value[:20]}"
            assert len(answer.headers["traceparent"]) == 55


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("personNumber", "/personNumber"),
        ("Anna Öst", "/"),
        ("201202292383", "/"),
        ("x" * 100, "/"),
        ("", "/"),
    ],
)
async def test_an_unknown_field_is_named_only_if_it_looks_like_one(
    name: str, shown: str, shared_post: Post
) -> None:
    """What somebody sends as a name may be a child's."""
    answer = await shared_post.as_("rektor").post("/lock-bell", json={"title": "x", name: 1})
    assert problem(answer) == (422, "V01")
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(shown, "extra_forbidden")]
