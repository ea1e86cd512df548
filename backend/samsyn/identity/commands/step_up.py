"""The second factor: six digits from an app, or a recovery code, each good for one time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from psycopg.errors import SerializationFailure

from samsyn.core import doorway
from samsyn.core.credential import token_hash
from samsyn.core.doorway import AccountRow
from samsyn.core.errors import TooMany
from samsyn.core.keyring import sealer_of
from samsyn.core.secondfactor import accepted_step, matching_recovery_code
from samsyn.core.work import Credential, Work
from samsyn.identity.commands.sign_in import SESSION_BYTES, note_failure, retry_after
from samsyn.identity.errors import NoSecondFactor, WrongCode


@dataclass(frozen=True, slots=True)
class Accepted:
    """Either the code's step, or the recovery codes that are left (hex of their hashes)."""

    step: int | None
    recovery_left: list[str] | None


async def step_up(work: Work, token: str, code: str) -> str:
    """A new token, good for assurance 2. Raises WrongCode, NoSecondFactor, TooMany."""
    found = await doorway.account_of_session(work, token_hash(token))
    if found is None or found[0].totp_secret is None:
        raise NoSecondFactor
    account: AccountRow = found[0]
    now = work.clock.now()
    if account.wait_until and account.wait_until > now:
        raise TooMany(headers=retry_after(account.wait_until, now))
    proof = await accepted(work, account, code)
    if proof is None:
        await work.rollback()  # the place in the pool; the failure is noted in a transaction of its own
        await note_failure(work.runtime, account.tenant, account.account, account.failures)
        raise WrongCode
    new = secrets.token_urlsafe(SESSION_BYTES)
    marks = token_hash(token), token_hash(new)
    try:
        await doorway.step_up(work, *marks, step=proof.step, recovery_left=proof.recovery_left)
    except SerializationFailure as error:
        raise WrongCode from error
    work.credential = Credential.session(marks[1])
    work.log("session.step-up", "Session", [work.actor.session])
    return new


async def accepted(work: Work, account: AccountRow, code: str) -> Accepted | None:
    """What a code proves, before it is used up; None for one that is wrong, or was used already."""
    sealer = await sealer_of(work)
    sealed = account.totp_secret or b""
    secret = sealer.open_text(work.tenant, "accounts", account.account, "totp_secret", sealed)
    step = accepted_step(secret, code, work.clock.now(), account.totp_last_step)
    if step is not None:
        return Accepted(step, None)
    stored = [bytes.fromhex(text) for text in account.recovery_hashes]
    used = matching_recovery_code(code, stored)
    return Accepted(None, [h.hex() for h in stored if h != used]) if used else None
