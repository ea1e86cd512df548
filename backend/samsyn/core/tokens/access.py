"""Access tokens of systems: issued here, read here, five minutes at most (RFC 9068)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from jose import jwt

from samsyn.core.clock import Clock
from samsyn.core.tokens.keys import SigningKey, VerificationKey
from samsyn.core.tokens.reading import (
    check_leeway,
    instant,
    key_for,
    only_audience,
    parts,
    refuse,
    text,
    verified,
)

LIFETIME: Final = timedelta(minutes=5)
MAX_TENANT: Final = 2**31 - 1
MAX_SCOPE_TEXT: Final = 2000
_SCOPE: Final = re.compile(r"[a-z][a-z0-9-]*:[a-z]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What a verified token says: who is asking. Rights are still read from the database."""

    tenant: int
    client_id: UUID
    scopes: frozenset[str]
    jti: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """For the token endpoint's answer; ``expires_in`` in seconds."""

    token: str
    expires_in: int
    jti: UUID


class TokenSigner:
    """Issues access tokens with the installation's own key."""

    def __init__(self, issuer: str, audience: str, key: SigningKey, clock: Clock) -> None:
        self._issuer, self._audience, self._key, self._clock = issuer, audience, key, clock

    def issue(
        self, tenant: int, client_id: UUID, scopes: Iterable[str], lifetime: timedelta = LIFETIME
    ) -> IssuedToken:
        """Raises ValueError for more than five minutes, a malformed scope or an impossible organiser."""
        granted = sorted(set(scopes))
        seconds = int(lifetime.total_seconds())
        if not 0 < seconds <= LIFETIME.total_seconds():
            raise ValueError("an access token lives for 1 to 300 seconds")
        if not 0 < tenant <= MAX_TENANT or not all(_SCOPE.fullmatch(scope) for scope in granted):
            raise ValueError("not an organiser, or not a scope")
        jti = uuid4()
        now = int(self._clock.now().timestamp())
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": str(client_id),
            "client_id": str(client_id),
            "tenant": tenant,
            "scope": " ".join(granted),
            "iat": now,
            "nbf": now,
            "exp": now + seconds,
            "jti": str(jti),
        }
        return IssuedToken(self._signed(claims), seconds, jti)

    def _signed(self, claims: dict[str, Any]) -> str:
        headers = {"typ": "at+jwt", "kid": self._key.kid}
        return jwt.encode(claims, self._key.jose, algorithm=self._key.algorithm, headers=headers)


class TokenReader:
    """Reads access tokens of one issuer for one audience; ``keys`` are that issuer's pinned public keys."""

    def __init__(
        self,
        issuer: str,
        audience: str,
        keys: Collection[VerificationKey],
        clock: Clock,
        leeway: int = 30,
    ) -> None:
        """``leeway`` in seconds, 60 at most. Raises ValueError when two keys share a kid."""
        self._issuer, self._audience, self._clock = issuer, audience, clock
        self._leeway = check_leeway(leeway)
        self._keys = {key.kid: key for key in keys}
        if len(self._keys) != len(keys):
            raise ValueError("two keys have the same kid")

    def read(self, token: str) -> AccessClaims:
        """Raises TokenRefused for anything but a valid, current token that this issuer made for us."""
        header, claims = parts(token)
        key = key_for(header, self._keys, ("at+jwt",))
        verified(token, key, self._audience, self._issuer)
        only_audience(claims, self._audience)
        expires = self._check_times(claims)
        client = _uuid(claims, "client_id")
        if claims.get("sub") != str(client):
            refuse("sub")
        return AccessClaims(
            tenant=_tenant(claims),
            client_id=client,
            scopes=_scopes(claims),
            jti=_uuid(claims, "jti"),
            expires_at=datetime.fromtimestamp(expires, UTC),
        )

    def _check_times(self, claims: dict[str, Any]) -> float:
        now = self._clock.now().timestamp()
        expires, issued = instant(claims, "exp"), instant(claims, "iat")
        if expires + self._leeway <= now:
            refuse("expired")
        if issued > now + self._leeway or instant(claims, "nbf", issued) > now + self._leeway:
            refuse("not yet valid")
        if not 0 < expires - issued <= LIFETIME.total_seconds():
            refuse("lifetime")
        return expires


def _uuid(claims: dict[str, Any], name: str) -> UUID:
    value = text(claims, name)
    try:
        found = UUID(value)
    except ValueError as error:
        refuse(name, error)
    if str(found) != value:
        refuse(name)
    return found


def _tenant(claims: dict[str, Any]) -> int:
    value = claims.get("tenant")
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= MAX_TENANT:
        refuse("tenant")
    return value


def _scopes(claims: dict[str, Any]) -> frozenset[str]:
    value = claims.get("scope")
    if not isinstance(value, str) or len(value) > MAX_SCOPE_TEXT:
        refuse("scope")
    scopes = value.split(" ") if value else []
    if not all(_SCOPE.fullmatch(scope) for scope in scopes):
        refuse("scope")
    return frozenset(scopes)
