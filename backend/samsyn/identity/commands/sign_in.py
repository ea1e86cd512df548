"""Signing in with user name and password."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from samsyn.core.credential import token_hash
from samsyn.core.errors import TooMany
from samsyn.core.ids import uuid7
from samsyn.core.passwords import verify_password, wait_after
from samsyn.core.runtime import Runtime
from samsyn.core.throttle import Throttle
from samsyn.identity.errors import WrongCredentials
from samsyn.identity.rules import session_end

SESSION_BYTES = 32


async def sign_in(runtime: Runtime, username: str, password: str, request: str) -> tuple[str, int]:
    """The session's token and assurance. Raises WrongCredentials, TooMany; equal for unknown names."""
    account = await runtime.doorway.find_account(username)
    now = runtime.clock.now()
    waits = waits_until(runtime, username, account.wait_until if account else None, account is not None)
    if waits and waits > now:
        raise TooMany(headers=retry_after(waits, now))
    if not await verify_password(account.password_hash if account else None, password) or account is None:
        await failed(
            runtime, username, (account.tenant, account.account, account.failures) if account else None
        )
        raise WrongCredentials
    token = secrets.token_urlsafe(SESSION_BYTES)
    until = session_end(now)
    await runtime.doorway.start_session(
        account, uuid7(), token_hash(token), account.assurance, until, request
    )
    return token, account.assurance


def waits_until(runtime: Runtime, username: str, stored: datetime | None, known: bool) -> datetime | None:
    """When the next attempt is looked at. Names that nobody has wait like those somebody has."""
    return stored if known else _throttle(runtime).wait_until(_mark(runtime, username), runtime.clock.now())


async def failed(runtime: Runtime, username: str, account: tuple[int, UUID, int] | None) -> None:
    """``account``: its tenant, id and failures until now; None for a user name that nobody has."""
    if account is None:
        _throttle(runtime).failed(_mark(runtime, username), runtime.clock.now())
    else:
        await note_failure(runtime, *account)


async def note_failure(runtime: Runtime, tenant: int, account: UUID, failures: int) -> None:
    """In a transaction of its own: the request that failed is rolled back."""
    until = runtime.clock.now() + timedelta(seconds=wait_after(failures + 1))
    await runtime.doorway.note_failure(tenant, account, until)


def _mark(runtime: Runtime, username: str) -> bytes:
    return runtime.hasher.fingerprint("username", username.lower().encode())


def _throttle(runtime: Runtime) -> Throttle:
    """Names that nobody has wait like those somebody has; kept in this process only."""
    kept: Throttle = runtime.kept.setdefault("sign-in throttle", Throttle())
    return kept


def retry_after(until: datetime, now: datetime) -> dict[str, str]:
    return {"Retry-After": str(max(1, int((until - now).total_seconds()) + 1))}
