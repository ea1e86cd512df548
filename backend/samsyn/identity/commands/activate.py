"""The first sign-in: a one-time code is burnt for a password of one's own."""

from __future__ import annotations

import secrets

from psycopg.errors import SerializationFailure

from samsyn.core.credential import token_hash
from samsyn.core.doorway import CodeRow
from samsyn.core.errors import TooMany
from samsyn.core.ids import uuid7
from samsyn.core.passwords import hash_password, password_problem
from samsyn.core.runtime import Runtime
from samsyn.core.secondfactor import one_time_code_fits
from samsyn.identity.commands.sign_in import SESSION_BYTES, failed, retry_after, waits_until
from samsyn.identity.errors import UnfitPassword, WrongOneTimeCode
from samsyn.identity.rules import session_end


async def activate(runtime: Runtime, username: str, code: str, password: str, request: str) -> str:
    """The token of a session with assurance 1 that may enrol. Every other session of the account ends.

    Raises UnfitPassword before the code is looked at, so that a weak choice costs none; WrongOneTimeCode,
    equal for unknown names; TooMany.
    """
    problem = password_problem(password, username)
    if problem is not None:
        raise UnfitPassword(problem)
    found = await runtime.doorway.find_code(username)
    now = runtime.clock.now()
    until = waits_until(runtime, username, found.wait_until if found else None, found is not None)
    if until and until > now:
        raise TooMany(headers=retry_after(until, now))
    fits = one_time_code_fits(code, found.code_hash if found else None)
    if found is None or not fits or found.code_expires_at is None or found.code_expires_at <= now:
        await failed(runtime, username, (found.tenant, found.account, found.failures) if found else None)
        raise WrongOneTimeCode
    return await _burn(runtime, found, password, request)


async def _burn(runtime: Runtime, found: CodeRow, password: str, request: str) -> str:
    token = secrets.token_urlsafe(SESSION_BYTES)
    hashed = await hash_password(password)
    until = session_end(runtime.clock.now())
    try:
        await runtime.doorway.take_code(found, hashed, uuid7(), token_hash(token), until, request)
    except SerializationFailure as error:
        raise WrongOneTimeCode from error
    return token
