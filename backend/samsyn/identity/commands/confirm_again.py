"""Proving once more who one is, right before something that cannot be undone (signing a decision)."""

from __future__ import annotations

from psycopg.errors import SerializationFailure

from samsyn.core import accounts, doorway
from samsyn.core.errors import TooMany
from samsyn.core.passwords import verify_password
from samsyn.core.work import Work
from samsyn.identity.commands.sign_in import note_failure, retry_after
from samsyn.identity.commands.step_up import accepted
from samsyn.identity.errors import NotConfirmed


async def confirm_again(work: Work, token: bytes, given: str, pointer: str = "/confirmation") -> None:
    """``given``: a code of the second factor, or the password where the account has none. The session goes
    on as it is; a code is used up. Raises NotConfirmed, which counts as a failure to sign in, and TooMany."""
    own = await accounts.own_account(work, token)
    now = work.clock.now()
    if own.wait_until and own.wait_until > now:
        raise TooMany(headers=retry_after(own.wait_until, now))
    if await _is_right(work, token, given, own.password_hash if not own.has_second_factor else None):
        return
    tenant = work.tenant
    await work.rollback()  # the place in the pool; the failure is noted in a transaction of its own
    await note_failure(work.runtime, tenant, own.account, own.failures)
    text = {"sv": NotConfirmed.sv, "en": NotConfirmed.en}
    raise NotConfirmed(errors=[{"pointer": pointer, "code": "wrong", **text}])


async def _is_right(work: Work, token: bytes, given: str, password_hash: str | None) -> bool:
    """``password_hash`` None: the account has a second factor."""
    if password_hash is not None:
        return await verify_password(password_hash, given)
    found = await doorway.account_of_session(work, token)
    if found is None:
        return False
    used = await accepted(work, found[0], given)
    if used is None:
        return False
    try:
        await doorway.step_up(work, token, token, step=used.step, recovery_left=used.recovery_left)
    except SerializationFailure:
        return False
    return True
