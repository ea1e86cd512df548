"""The built pages and the headers of every answer, over HTTP."""

import gzip
import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from samsyn.api import spa
from samsyn.api.headers import SecurityHeaders

SCRIPT = "export const shown = 1;\n" * 50


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / ".vite").mkdir()
    (tmp_path / "assets" / "index-abc123.js").write_text(SCRIPT)
    (tmp_path / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    (tmp_path / ".vite" / "manifest.json").write_text("{}")
    (tmp_path / "index.html").write_text(
        '<meta name="csp-nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>'
    )
    return tmp_path


def client(dist: Path, https: bool = False) -> httpx.AsyncClient:
    async def schools(_: Request) -> JSONResponse:
        return JSONResponse([], headers={"Cache-Control": "private, no-cache"})

    async def broken(_: Request) -> JSONResponse:
        return JSONResponse({}, 500)

    app = Starlette(routes=[Route("/samsyn/v1/schools", schools), Route("/samsyn/v1/broken", broken)])
    spa.install(app, dist)
    app.add_middleware(SecurityHeaders, https=https)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="https://samsyn.example.org")


@pytest.mark.parametrize("path", ["/", "/cases", "/cases/0198c5d2-8d5e-7c3f-9a53-3f0d8c9b7a10/notes"])
async def test_every_page_address_answers_the_pages(dist: Path, path: str) -> None:
    answer = await client(dist).get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


async def test_the_nonce_is_new_each_time_and_the_same_in_page_and_policy(dist: Path) -> None:
    seen = set()
    for _ in range(2):
        answer = await client(dist).get("/")
        (nonce,) = set(re.findall(r'(?:content|nonce)="([^"]+)"', answer.text))
        assert f"script-src 'self' 'nonce-{nonce}'" in answer.headers["content-security-policy"]
        assert f"style-src 'self' 'nonce-{nonce}'" in answer.headers["content-security-policy"]
        seen.add(nonce)
    assert len(seen) == 2


async def test_the_policy_allows_nothing_inline_or_foreign(dist: Path) -> None:
    policy = (await client(dist).get("/")).headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert not re.search(r"unsafe|https?:|\*", policy)


async def test_assets_are_kept_for_ever_and_packed(dist: Path) -> None:
    url = "/assets/index-abc123.js"
    answer = await client(dist).get(url)
    assert answer.text == SCRIPT
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(gzip.compress(SCRIPT.encode(), 9))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    plain = await client(dist).get(url, headers={"accept-encoding": "identity"})
    assert plain.text == SCRIPT
    assert "content-encoding" not in plain.headers


async def test_an_unchanged_file_is_not_sent_again(dist: Path) -> None:
    first = await client(dist).get("/robots.txt")
    again = await client(dist).get("/robots.txt", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cache-control"] == "no-cache"


async def test_head_has_the_headers_and_no_body(dist: Path) -> None:
    answer = await client(dist).head("/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


@pytest.mark.parametrize(
    "path",
    [
        "/assets/index-old.js",
        "/.vite/manifest.json",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/samsyn/v1/nothing",
        "/samsyn",
        "/health/nothing",
        "/favicon.png",
    ],
)
async def test_what_is_not_a_page_is_not_found(dist: Path, path: str) -> None:
    (dist.parent / "secret.txt").write_text("secret")
    answer = await client(dist).get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


async def test_pages_are_only_read(dist: Path) -> None:
    assert (await client(dist).post("/cases")).status_code == 404


async def test_without_a_build_it_says_what_to_do(tmp_path: Path) -> None:
    answer = await client(tmp_path / "nothing").get("/")
    assert answer.status_code == 503
    assert "make run" in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/robots.txt", "/samsyn/v1/schools", "/samsyn/v1/broken", "/samsyn/v1/nothing"]
)
async def test_every_answer_has_the_security_headers(dist: Path, path: str) -> None:
    headers = (await client(dist, https=True).get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["strict-transport-security"].startswith("max-age=63072000")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "camera=()" in headers["permissions-policy"]


async def test_an_answer_is_not_stored_unless_it_says_so(dist: Path) -> None:
    async with client(dist) as http:
        assert (await http.get("/samsyn/v1/schools")).headers["cache-control"] == "private, no-cache"
        assert (await http.get("/samsyn/v1/broken")).headers["cache-control"] == "no-store"


async def test_no_word_of_tls_without_a_public_url(dist: Path) -> None:
    assert "strict-transport-security" not in (await client(dist).get("/")).headers
