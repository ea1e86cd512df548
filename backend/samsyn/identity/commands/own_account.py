"""One's own password, second factor and sessions. Whoever asks proves again to be who they are."""

from __future__ import annotations

import secrets
from uuid import UUID

from psycopg.errors import SerializationFailure

from samsyn.core import accounts
from samsyn.core.accounts import OwnAccount
from samsyn.core.credential import token_hash
from samsyn.core.errors import SecondFactorNeeded, TooMany
from samsyn.core.keyring import sealer_of
from samsyn.core.passwords import hash_password, password_problem, verify_password
from samsyn.core.secondfactor import (
    accepted_step,
    new_recovery_codes,
    new_totp_secret,
    qr_code,
    recovery_code_hash,
    totp_uri,
)
from samsyn.core.work import Credential, Work
from samsyn.identity.commands.sign_in import SESSION_BYTES, note_failure, retry_after
from samsyn.identity.errors import (
    EnrolmentClosed,
    NoSecondFactorYet,
    NothingProposed,
    UnfitPassword,
    WrongCode,
    WrongPassword,
)
from samsyn.identity.policy import OwnAccountAction
from samsyn.identity.schemas import ProposalOut, QrCodeOut

INSTALLATION = "Samsyn"
SEALED_AS = "totp_secret"
"""One field for the proposed and the used key, so that taking it into use seals nothing anew."""


async def change_password(work: Work, token: bytes, current: str, new: str) -> None:
    """Ends the other sessions. Raises SecondFactorNeeded, WrongPassword, UnfitPassword, TooMany."""
    own = await accounts.own_account(work, token)
    if own.has_second_factor and own.assurance < 2:
        raise SecondFactorNeeded
    problem = password_problem(new, own.username)
    if problem is not None:
        raise UnfitPassword(problem)
    await _prove(work, own, current)
    await accounts.put_password(work, token, await hash_password(new))
    _log(work, OwnAccountAction.CHANGE_PASSWORD, own.account)


async def propose_second_factor(work: Work, token: bytes, current: str | None) -> ProposalOut:
    """A new key, which is worth nothing before it is confirmed. Raises EnrolmentClosed, SecondFactorNeeded,
    WrongPassword, TooMany."""
    own = await accounts.own_account(work, token)
    _may_enrol(own)
    if not own.enrols:
        await _prove(work, own, current)
    secret = new_totp_secret()
    sealed = (await sealer_of(work)).seal_text(work.tenant, "accounts", own.account, SEALED_AS, secret)
    await accounts.propose_second_factor(work, token, sealed)
    _log(work, OwnAccountAction.ENROL, own.account)
    drawn = qr_code(totp_uri(secret, own.username, INSTALLATION))
    return ProposalOut(secret=secret, qr_code=QrCodeOut(size=drawn.size, path=drawn.path))


async def put_second_factor(work: Work, token: bytes, code: str) -> tuple[str, list[str]]:
    """The session's new token, and recovery codes. Raises NothingProposed, WrongCode, EnrolmentClosed,
    SecondFactorNeeded."""
    own = await accounts.own_account(work, token)
    _may_enrol(own)
    if own.totp_pending is None:
        raise NothingProposed
    sealer = await sealer_of(work)
    secret = sealer.open_text(work.tenant, "accounts", own.account, SEALED_AS, own.totp_pending)
    step = accepted_step(secret, code, work.clock.now(), None)
    if step is None:
        raise WrongCode
    new, codes = secrets.token_urlsafe(SESSION_BYTES), list(new_recovery_codes())
    try:
        await accounts.put_second_factor(work, token, token_hash(new), step, _hashes(codes))
    except SerializationFailure as error:
        raise NothingProposed from error
    work.credential = Credential.session(token_hash(new))
    _log(work, OwnAccountAction.ENROL, own.account)
    return new, codes


async def renew_recovery_codes(work: Work, token: bytes, current: str | None) -> list[str]:
    """The old ones are worth nothing from now on. Raises NoSecondFactorYet, WrongPassword, TooMany."""
    own = await accounts.own_account(work, token)
    if not own.has_second_factor:
        raise NoSecondFactorYet
    await _prove(work, own, current)
    codes = list(new_recovery_codes())
    await accounts.put_recovery_codes(work, token, _hashes(codes))
    _log(work, OwnAccountAction.RENEW_RECOVERY_CODES, own.account)
    return codes


async def end_other_sessions(work: Work, token: bytes) -> None:
    await accounts.end_other_sessions(work, token)
    work.log(OwnAccountAction.END_OTHER_SESSIONS, "Session", [work.actor.session], students=[])


def _may_enrol(own: OwnAccount) -> None:
    """A stolen password must not be enough to give the account a second factor of the thief's."""
    if own.assurance >= 2 or own.enrols:
        return
    raise SecondFactorNeeded if own.has_second_factor else EnrolmentClosed


async def _prove(work: Work, own: OwnAccount, password: str | None) -> None:
    now = work.clock.now()
    if own.wait_until and own.wait_until > now:
        raise TooMany(headers=retry_after(own.wait_until, now))
    if not await verify_password(own.password_hash, password or ""):
        tenant = work.tenant
        await work.rollback()  # the place in the pool; the failure is noted in a transaction of its own
        await note_failure(work.runtime, tenant, own.account, own.failures)
        raise WrongPassword(
            errors=[
                {
                    "pointer": "/currentPassword",
                    "code": "wrong",
                    "sv": WrongPassword.sv,
                    "en": WrongPassword.en,
                }
            ]
        )


def _hashes(codes: list[str]) -> list[str]:
    return [recovery_code_hash(code).hex() for code in codes]


def _log(work: Work, action: OwnAccountAction, account: UUID) -> None:
    work.log(action, "Account", [account], students=[])
