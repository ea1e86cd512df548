"""The built pages, answered where no route of the API matched.

Files named by their content may be kept for ever; `index.html` is answered for every other address, with a
new nonce each time, because the pages' own router decides what it shows.
"""

import gzip
import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

NONCE_MARK = "__CSP_NONCE__"
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)
NOT_PAGES = ("/samsyn", "/health")
KEPT_FOR_EVER = "public, max-age=31536000, immutable"
KINDS = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
ALREADY_PACKED = {".ico", ".png", ".woff2"}
NOT_BUILT = "The web pages are not built. Run `make run`, or set SAMSYN_STATIC_DIR.\n"


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    packed: bytes | None
    kind: str
    etag: str
    cache: str


def install(app: Starlette, directory: Path) -> None:
    """What no route matched goes to the pages; what is not theirs goes on to the router's own answer."""
    app.router.default = Spa(directory, app.router.default)


class Spa:
    """Reads everything once; a new build is seen at the next start."""

    def __init__(self, directory: Path, otherwise: ASGIApp) -> None:
        self.otherwise = otherwise
        index = directory / "index.html"
        self.index = index.read_text() if index.is_file() else None
        self.assets = {f"/{name}": asset for name, asset in _read(directory)} if self.index else {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answer(Request(scope)) if scope["type"] == "http" else None
        if answer is None:
            await self.otherwise(scope, receive, send)
            return
        scope["samsyn.route"] = "(pages)"
        await answer(scope, receive, send)

    def _answer(self, request: Request) -> Response | None:
        path = request.url.path
        if request.method not in {"GET", "HEAD"} or path.startswith(NOT_PAGES):
            return None
        if asset := self.assets.get(path):
            return _file(request, asset)
        if "." in path.rpartition("/")[2]:
            return None
        return self._page(request) if self.index else PlainTextResponse(NOT_BUILT, 503)

    def _page(self, request: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        headers = {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "no-store"}
        html = (self.index or "").replace(NONCE_MARK, nonce)
        return _without_body(request, Response(html, headers=headers, media_type="text/html"))


def _file(request: Request, asset: Asset) -> Response:
    headers = {"ETag": asset.etag, "Cache-Control": asset.cache, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == asset.etag:
        return Response(status_code=304, headers=headers)
    if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return _without_body(request, Response(asset.packed, headers=headers, media_type=asset.kind))
    return _without_body(request, Response(asset.body, headers=headers, media_type=asset.kind))


def _without_body(request: Request, response: Response) -> Response:
    if request.method == "HEAD":
        response.body = b""
    return response


def _read(directory: Path) -> list[tuple[str, Asset]]:
    files = [path for path in sorted(directory.rglob("*")) if path.is_file() and path.name != "index.html"]
    names = [path.relative_to(directory) for path in files]
    return [
        (name.as_posix(), _asset(directory / name, name))
        for name in names
        if not name.parts[0].startswith(".")
    ]


def _asset(path: Path, name: Path) -> Asset:
    body = path.read_bytes()
    packed = None if path.suffix in ALREADY_PACKED else gzip.compress(body, 9, mtime=0)
    return Asset(
        body,
        packed if packed and len(packed) < len(body) else None,
        KINDS.get(path.suffix, "application/octet-stream"),
        f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        KEPT_FOR_EVER if name.parts[0] == "assets" else "no-cache",
    )
