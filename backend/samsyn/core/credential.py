"""Who is asking: the cookie of a person or the bearer token of a system, never both."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from starlette.requests import Request

from samsyn.core.errors import Unauthenticated
from samsyn.core.work import Credential

if TYPE_CHECKING:
    from samsyn.core.runtime import Runtime

COOKIE = "__Host-samsyn"
REQUEST_HEADER = "x-samsyn-request"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def token_hash(token: str) -> bytes:
    """Only this is stored; the token itself has 256 random bits and needs no salt."""
    return hashlib.sha256(token.encode()).digest()


def from_our_page(request: Request, public_origin: str | None) -> bool:
    """Cross-site request forgery: unsafe methods need our header and our origin; safe ones must not come
    from another site (links to PDFs and previews work)."""
    headers = request.headers
    site = headers.get("sec-fetch-site")
    if request.method in SAFE:
        return site in ("same-origin", "none")
    if headers.get(REQUEST_HEADER) != "1":
        return False
    if site is not None:
        return site == "same-origin"
    own = public_origin or f"{request.url.scheme}://{headers.get('host', '')}"
    return headers.get("origin") == own


def credential_of(request: Request, runtime: Runtime) -> Credential:
    """Raises Unauthenticated; a cookie that comes from another site counts as no cookie."""
    authorization = request.headers.get("authorization")
    cookie = request.cookies.get(COOKIE)
    if authorization is not None:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or cookie is not None:
            raise Unauthenticated
        claims = runtime.tokens.read(token)
        return Credential.client(claims.tenant, claims.client_id, claims.scopes)
    if cookie is None or not from_our_page(request, runtime.settings.public_url):
        raise Unauthenticated
    return Credential.session(token_hash(cookie))
