"""What every token must pass before a claim in it is believed."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

from jose import JOSEError, jwt
from jose.utils import base64url_decode

from samsyn.core.errors import Unauthenticated
from samsyn.core.tokens.keys import VerificationKey, is_kid

MAX_TOKEN_BYTES: Final = 8 * 1024
MAX_LEEWAY: Final = 60
MAX_INSTANT: Final = datetime(9999, 1, 1, tzinfo=UTC).timestamp()
_COMPACT: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)
"""Checked first, because the library's decoder drops characters that it does not know."""
_HEADERS: Final = frozenset({"alg", "kid", "typ"})
"""Anything else (crit, jku, x5u, jwk, x5c, zip, b64 …) either brings a key along or changes the rules."""


class TokenRefused(Unauthenticated):
    """401 without a reason for the client; ``reason`` is a short code for our log and holds nothing sent."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


def refuse(reason: str, cause: Exception | None = None) -> NoReturn:
    raise TokenRefused(reason) from cause


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member stands twice")
    return found


def _not_json(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


def _parsed(segment: str) -> dict[str, Any]:
    try:
        found = json.loads(
            base64url_decode(segment.encode()), object_pairs_hook=_once, parse_constant=_not_json
        )
    except (ValueError, RecursionError) as error:
        refuse("unreadable", error)
    if not isinstance(found, dict):
        refuse("unreadable")
    return found


def parts(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims, read but not yet believed."""
    if len(token) > MAX_TOKEN_BYTES:
        refuse("too large")
    if not _COMPACT.fullmatch(token):
        refuse("unreadable")
    header, claims, _ = token.split(".")
    return _parsed(header), _parsed(claims)


def key_for(
    header: Mapping[str, Any], keys: Mapping[str, VerificationKey], types: Collection[str]
) -> VerificationKey:
    """The pinned key that the header names, if everything else in the header is as it must be."""
    if header.keys() - _HEADERS:
        refuse("header")
    kid, declared = header.get("kid"), header.get("typ", "")
    if not is_kid(kid) or kid not in keys:
        refuse("kid")
    if not isinstance(declared, str) or declared.lower().removeprefix("application/") not in types:
        refuse("typ")
    key = keys[kid]
    if header.get("alg") != key.algorithm:
        refuse("alg")
    return key


def verified(token: str, key: VerificationKey, audience: str, issuer: str) -> None:
    """Signature, audience and issuer, by the library. Times are ours: the one injected clock decides.

    ``require_exp`` or ``require_iat`` would switch the library's own clock on again.
    """
    options = {"require_aud": True, "require_iss": True}
    ours = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
    try:
        jwt.decode(
            token,
            key.jose,
            algorithms=[key.algorithm],
            audience=audience,
            issuer=issuer,
            options={**options, **ours},
        )
    except JOSEError as error:
        refuse("signature", error)


def instant(claims: Mapping[str, Any], name: str, default: float | None = None) -> float:
    """A NumericDate. Text and booleans, which the library turns into numbers, are refused."""
    value = claims.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse(name)
    if not math.isfinite(value) or not 0 < value < MAX_INSTANT:
        refuse(name)
    return value


def text(claims: Mapping[str, Any], name: str, longest: int = 200) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        refuse(name)
    return value


def only_audience(claims: Mapping[str, Any], expected: str) -> None:
    """Exactly one audience: a token that is also good elsewhere can be carried over from there."""
    if claims.get("aud") not in (expected, [expected]):
        refuse("aud")


def check_leeway(seconds: int) -> int:
    if not 0 <= seconds <= MAX_LEEWAY:
        raise ValueError(f"leeway is 0 to {MAX_LEEWAY} seconds")
    return seconds
