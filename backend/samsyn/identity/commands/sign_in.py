"""Signing in with user name and password."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from samsyn.core.credential import token_hash
from samsyn.core.doorway import AccountRow
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
    unknown = _throttle(runtime)
    mark = runtime.hasher.fingerprint("username", username.lower().encode())
    account = await runtime.doorway.find_account(username)
    now = runtime.clock.now()
    waits = account.wait_until if account else unknown.wait_until(mark, now)
    if waits and waits > now:
        raise TooMany(headers=retry_after(waits, now))
    if not await verify_password(account.password_hash if account else None, password) or account is None:
        await note_failure(runtime, account, mark)
        raise WrongCredentials
    token = secrets.token_urlsafe(SESSION_BYTES)
    until = session_end(now)
    await runtime.doorway.start_session(
        account, uuid7(), token_hash(token), account.assurance, until, request
    )
    return token, account.assurance


async def note_failure(runtime: Runtime, account: AccountRow | None, mark: bytes) -> None:
    now = runtime.clock.now()
    if account is None:
        _throttle(runtime).failed(mark, now)
        return
    until = now + timedelta(seconds=wait_after(account.failures + 1))
    await runtime.doorway.note_failure(account.tenant, account.account, until)


def _throttle(runtime: Runtime) -> Throttle:
    """Names that nobody has wait like those somebody has; kept in this process only."""
    kept: Throttle = runtime.kept.setdefault("sign-in throttle", Throttle())
    return kept


def retry_after(until: datetime, now: datetime) -> dict[str, str]:
    return {"Retry-After": str(max(1, int((until - now).total_seconds()) + 1))}
