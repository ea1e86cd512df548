"""Accounts in the transaction of a request: one's own, and those an administrator keeps.

Each call is one function of the database, which looks for itself at who is asking; the program's role reads
neither ``accounts`` nor ``sessions``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.errors import InsufficientPrivilege, InvalidAuthorizationSpecification

from samsyn.core.errors import NotAllowed, Unauthenticated
from samsyn.core.work import Work


@dataclass(frozen=True, slots=True)
class KeptAccount:
    """Somebody's account as an administrator sees it. ``last_used_at``: of its last session."""

    account: UUID
    username: str
    has_password: bool
    has_second_factor: bool
    code_expires_at: datetime | None
    disabled_at: datetime | None
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """The account of a live session. ``totp_pending`` is sealed; ``enrols``: began with a one-time code."""

    account: UUID
    username: str
    password_hash: str
    has_second_factor: bool
    totp_pending: bytes | None
    recovery_left: int
    failures: int
    wait_until: datetime | None
    password_changed_at: datetime | None
    assurance: int
    enrols: bool


@dataclass(frozen=True, slots=True)
class OwnSession:
    id: UUID
    created_at: datetime
    last_seen_at: datetime
    assurance: int
    is_this: bool


# ---- other people's: the database refuses (42501) who is not an administrator with two factors now


async def open_account(
    work: Work, person: UUID, account: UUID, username: str, code: bytes, until: datetime
) -> None:
    """Raises psycopg's UniqueViolation for a user name that is taken, or a person who has an account."""
    await _call(work, "SELECT open_account(%s, %s, %s, %b, %s)", person, account, username, code, until)


async def reset_account(work: Work, person: UUID, code: bytes, until: datetime) -> None:
    """Takes away password and second factor, ends every session, and puts the code in their place."""
    await _call(work, "SELECT reset_account(%s, %b, %s)", person, code, until)


async def lock_account(work: Work, person: UUID, locked: bool) -> None:
    """Locking ends every session; where there is no account nothing happens."""
    await _call(work, "SELECT lock_account(%s, %s)", person, locked)


async def account_of_person(work: Work, person: UUID) -> KeptAccount | None:
    statement = (
        "SELECT account, username, has_password, has_second_factor, code_expires_at, disabled_at, created_at,"
        " last_used_at FROM account_of_person(%s)"
    )
    rows = await _call(work, statement, person)
    return KeptAccount(*rows[0]) if rows else None


# ---- one's own, by the hash of the session's token


async def own_account(work: Work, token: bytes) -> OwnAccount:
    statement = (
        "SELECT account, username, password_hash, has_second_factor, totp_pending, recovery_left, failures,"
        " wait_until, password_changed_at, assurance, enrols FROM own_account(%b)"
    )
    rows = await _call(work, statement, token)
    return OwnAccount(*rows[0])


async def session_standing(work: Work, token: bytes) -> tuple[datetime, datetime, bool, bool] | None:
    """Last seen, ends, the account has a second factor, and the session may give it its first."""
    statement = "SELECT last_seen_at, expires_at, has_second_factor, enrols FROM session_standing(%b)"
    rows = await _call(work, statement, token)
    return rows[0] if rows else None


async def own_sessions(work: Work, token: bytes) -> list[OwnSession]:
    """Live ones, this one first."""
    statement = "SELECT id, created_at, last_seen_at, assurance, is_this FROM own_sessions(%b)"
    rows = await _call(work, statement, token)
    return [OwnSession(*row) for row in rows]


async def end_other_sessions(work: Work, token: bytes) -> None:
    await _call(work, "SELECT end_other_sessions(%b)", token)


async def put_password(work: Work, token: bytes, password_hash: str) -> None:
    """Ends the other sessions too."""
    await _call(work, "SELECT put_password(%b, %s)", token, password_hash)


async def propose_second_factor(work: Work, token: bytes, sealed: bytes) -> None:
    await _call(work, "SELECT propose_second_factor(%b, %b)", token, sealed)


async def put_second_factor(work: Work, old: bytes, new: bytes, step: int, recovery: Sequence[str]) -> None:
    """Takes the proposed key into use, gives the session a new token and assurance 2, ends the others."""
    await _call(work, "SELECT put_second_factor(%b, %b, %s, %s)", old, new, step, list(recovery))


async def put_recovery_codes(work: Work, token: bytes, recovery: Sequence[str]) -> None:
    await _call(work, "SELECT put_recovery_codes(%b, %s)", token, list(recovery))


async def _call(work: Work, statement: str, *values: Any) -> list[Any]:
    """Raises Unauthenticated, NotAllowed where session or right ended while the request was under way."""
    try:
        cursor = await (await work.raw()).execute(statement, values, prepare=True)
    except InvalidAuthorizationSpecification as error:
        raise Unauthenticated from error
    except InsufficientPrivilege as error:
        raise NotAllowed from error
    return list(await cursor.fetchall())
