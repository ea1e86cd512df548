"""``private_key_jwt``: a system proves who it is with its own key (RFC 7523, OpenID Connect Core §9)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from samsyn.core.clock import Clock
from samsyn.core.tokens.keys import VerificationKey
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

ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
MAX_AHEAD: Final = timedelta(minutes=5)
_TYPES: Final = ("", "jwt", "client-authentication+jwt")
"""An access token (at+jwt) shown as an assertion is refused."""


@dataclass(frozen=True, slots=True)
class AssertionClaims:
    """``jti`` must be kept with the client's id until ``remember_until`` and be refused a second time."""

    client_id: UUID
    jti: str
    remember_until: datetime


class ClientAssertionReader:
    """``token_endpoint`` is the public URL of the token endpoint: the only audience that is accepted."""

    def __init__(self, token_endpoint: str, clock: Clock, leeway: int = 30) -> None:
        self._audience, self._clock, self._leeway = token_endpoint, clock, check_leeway(leeway)

    def claimed_client(self, assertion: str) -> UUID:
        """Whose keys to fetch. Believe nothing else until ``read`` has passed. Raises TokenRefused."""
        _, claims = parts(assertion)
        value = text(claims, "iss")
        try:
            client = UUID(value)
        except ValueError as error:
            refuse("iss", error)
        if str(client) != value:
            refuse("iss")
        return client

    def read(self, assertion: str, client_id: UUID, keys: Collection[VerificationKey]) -> AssertionClaims:
        """``keys`` are the ones registered for ``client_id``, and no others. Raises TokenRefused.

        ``exp`` may lie five minutes ahead at most; ``iat`` and ``nbf`` may be missing (RFC 7523 §3).
        """
        header, claims = parts(assertion)
        key = key_for(header, {key.kid: key for key in keys}, _TYPES)
        verified(assertion, key, self._audience, str(client_id))
        only_audience(claims, self._audience)
        if claims.get("sub") != str(client_id):
            refuse("sub")
        until = self._check_times(claims)
        return AssertionClaims(client_id, text(claims, "jti"), until)

    def _check_times(self, claims: dict[str, Any]) -> datetime:
        now = self._clock.now().timestamp()
        expires = instant(claims, "exp")
        if expires + self._leeway <= now:
            refuse("expired")
        if expires > now + MAX_AHEAD.total_seconds() + self._leeway:
            refuse("lifetime")
        if max(instant(claims, "iat", now), instant(claims, "nbf", now)) > now + self._leeway:
            refuse("not yet valid")
        return datetime.fromtimestamp(expires + self._leeway, UTC)
