"""The way in: what is found before the tenant is known, each through one reviewed function of the database.

Nothing else in the program reads ``accounts`` or ``sessions``; the role has no right to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from samsyn.core.work import Work


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A local account as far as signing in needs it; secrets are hashed or sealed."""

    tenant: int
    account: UUID
    person: UUID
    password_hash: str
    assurance: int
    totp_secret: bytes | None
    totp_last_step: int | None
    recovery_hashes: Sequence[str]
    failures: int
    wait_until: datetime | None


@dataclass(frozen=True, slots=True)
class CodeRow:
    """An account as far as its one-time code is tried; None where there is no code to try."""

    tenant: int
    account: UUID
    code_hash: bytes | None
    code_expires_at: datetime | None
    failures: int
    wait_until: datetime | None


@dataclass(frozen=True, slots=True)
class ClientRow:
    """An API client as far as its token request needs it."""

    tenant: int
    client: UUID
    scopes: Sequence[str]
    secret_hashes: Sequence[str]
    public_key: str | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A question that is answered by a one-time link; its words are open or sealed."""

    tenant: int
    contribution: UUID
    confidentiality: str
    question: str | None
    recipient: str | None
    sealed: bytes | None
    expires_at: datetime


class Doorway:
    """Each method is one call of one function, committed by itself."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def _call(self, statement: str, values: tuple[Any, ...]) -> Any:
        async with self._engine.connect() as connection:
            raw: Any = (await connection.get_raw_connection()).driver_connection
            cursor = await raw.execute(statement, values, prepare=True)
            row = await cursor.fetchone() if cursor.description else None
            await raw.commit()
            return row

    async def find_account(self, username: str) -> AccountRow | None:
        statement = (
            "SELECT tenant, account, person, password_hash, assurance, totp_secret, totp_last_step,"
            " recovery_hashes, failures, wait_until FROM find_account(%s)"
        )
        row = await self._call(statement, (username,))
        return AccountRow(*row) if row else None

    async def find_code(self, username: str) -> CodeRow | None:
        statement = (
            "SELECT tenant, account, code_hash, code_expires_at, failures, wait_until FROM find_code(%s)"
        )
        row = await self._call(statement, (username,))
        return CodeRow(*row) if row else None

    async def take_code(
        self, row: CodeRow, password_hash: str, session: UUID, token: bytes, until: datetime, request: str
    ) -> None:
        """Burns the code, sets the password, ends every session and starts one. Raises SerializationFailure
        when somebody was first, or the code ran out."""
        values = (row.tenant, row.account, row.code_hash, password_hash, session, token, until, request)
        await self._call("SELECT take_code(%s, %s, %b, %s, %s, %b, %s, %s)", values)

    async def note_failure(self, tenant: int, account: UUID, until: datetime) -> None:
        await self._call("SELECT note_failure(%s, %s, %s)", (tenant, account, until))

    async def start_session(
        self, row: AccountRow, session: UUID, token: bytes, assurance: int, until: datetime, request: str
    ) -> None:
        values = (row.tenant, row.account, session, token, assurance, until, request)
        await self._call("SELECT start_session(%s, %s, %s, %b, %s, %s, %s)", values)

    async def find_client(self, client: UUID) -> ClientRow | None:
        statement = "SELECT tenant, client, scopes, secret_hashes, public_key FROM find_client(%s)"
        row = await self._call(statement, (client,))
        return ClientRow(*row) if row else None

    async def note_client(self, row: ClientRow) -> None:
        """That it is in use, to the minute; its version stays, as nobody changed it."""
        await self._call("SELECT note_client(%s, %s)", (row.tenant, row.client))

    async def find_answer_link(self, token: bytes, code: bytes) -> LinkRow | None:
        """By the hashes of both; a code that does not fit is counted, and None as everything else."""
        statement = (
            "SELECT tenant, contribution, confidentiality, question, recipient, sealed, expires_at"
            " FROM find_answer_link(%b, %b)"
        )
        row = await self._call(statement, (token, code))
        return LinkRow(*row) if row else None


# ---- one's own session, in the transaction of the request: its row may be locked there already


async def account_of_session(work: Work, token: bytes) -> tuple[AccountRow, datetime] | None:
    """The account behind a live session, and when that session ends at the latest."""
    statement = (
        "SELECT tenant, account, person, totp_secret, totp_last_step, recovery_hashes, failures, wait_until,"
        " expires_at FROM account_of_session(%b)"
    )
    row = await _row(work, statement, (token,))
    if row is None:
        return None
    tenant, account, person, secret, step, recovery, failures, wait, ends = row
    return AccountRow(tenant, account, person, "", 1, secret, step, recovery, failures, wait), ends


async def step_up(
    work: Work, old: bytes, new: bytes, *, step: int | None, recovery_left: Sequence[str] | None
) -> None:
    """Rotates the token and raises the assurance. A TOTP step used before raises 40001."""
    left = list(recovery_left) if recovery_left is not None else None
    await _row(work, "SELECT step_up_session(%b, %b, %s, %s)", (old, new, step, left))


async def end_session(work: Work, token: bytes) -> None:
    await _row(work, "SELECT end_session(%b)", (token,))


async def _row(work: Work, statement: str, values: tuple[Any, ...]) -> Any:
    cursor = await (await work.raw()).execute(statement, values, prepare=True)
    return await cursor.fetchone()
