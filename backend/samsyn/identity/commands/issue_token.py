"""OAuth2 client credentials: a hashed secret, or (better) an assertion signed with the client's own key."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from samsyn.core.doorway import ClientRow
from samsyn.core.ids import uuid7
from samsyn.core.runtime import Runtime
from samsyn.core.tokens import (
    ASSERTION_TYPE,
    AssertionClaims,
    BadKey,
    IssuedToken,
    TokenRefused,
    VerificationKey,
)
from samsyn.core.work import Credential, Work
from samsyn.identity.errors import TokenError
from samsyn.identity.models import UsedAssertion

GRANT = "client_credentials"


async def issue_token(runtime: Runtime, form: Mapping[str, str]) -> tuple[IssuedToken, str]:
    """The token and the scopes granted, separated by spaces. Raises TokenError."""
    if form.get("grant_type") != GRANT:
        raise TokenError("unsupported_grant_type" if "grant_type" in form else "invalid_request")
    client = (
        await _by_assertion(runtime, form) if "client_assertion" in form else await _by_secret(runtime, form)
    )
    granted = _granted(client, form.get("scope", ""))
    await runtime.doorway.note_client(client)
    return runtime.signer.issue(client.tenant, client.client, granted), " ".join(sorted(granted))


def _granted(client: ClientRow, asked: str) -> frozenset[str]:
    have = frozenset(client.scopes)
    wanted = frozenset(asked.split()) or have
    if not wanted <= have:
        raise TokenError("invalid_scope")
    return wanted


async def _by_secret(runtime: Runtime, form: Mapping[str, str]) -> ClientRow:
    client = await _client(runtime, form.get("client_id", ""))
    given = hashlib.sha256(form.get("client_secret", "").encode()).hexdigest()
    if not any(hmac.compare_digest(given, known) for known in client.secret_hashes):
        raise TokenError("invalid_client", 401)
    return client


async def _by_assertion(runtime: Runtime, form: Mapping[str, str]) -> ClientRow:
    if form.get("client_assertion_type") != ASSERTION_TYPE:
        raise TokenError("invalid_request")
    assertion = form["client_assertion"]
    try:
        client = await _client(runtime, str(runtime.assertions.claimed_client(assertion)))
        if client.public_key is None:
            raise TokenError("invalid_client", 401)
        claims = runtime.assertions.read(
            assertion, client.client, [VerificationKey(client.public_key.encode())]
        )
    except (TokenRefused, BadKey) as error:
        raise TokenError("invalid_client", 401) from error
    await _use_once(runtime, client, claims)
    return client


async def _client(runtime: Runtime, text: str) -> ClientRow:
    try:
        found = await runtime.doorway.find_client(UUID(text))
    except ValueError:
        found = None
    if found is None:
        raise TokenError("invalid_client", 401)
    return found


async def _use_once(runtime: Runtime, client: ClientRow, claims: AssertionClaims) -> None:
    """The unique key of the table refuses a replay, also one at the same moment."""
    async with Work(runtime.engine, Credential.client(client.tenant, client.client), runtime=runtime) as work:
        await work.open()
        row = UsedAssertion(
            tenant_id=client.tenant,
            id=uuid7(),
            client_id=client.client,
            token_id=claims.jti,
            expires_at=claims.remember_until,
        )
        work.add(row)
        try:
            await work.finish()
        except IntegrityError as error:
            raise TokenError("invalid_client", 401) from error
