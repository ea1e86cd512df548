"""Writes of API clients. A secret is made here, shown once, and kept as a hash."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from samsyn.core.ids import uuid7
from samsyn.core.tokens import BadKey, VerificationKey
from samsyn.core.work import Work
from samsyn.identity.errors import ClientNameTaken, NoSuch, UnfitClient
from samsyn.identity.models import ApiClient
from samsyn.identity.policy import ClientAction
from samsyn.identity.rules import CLIENT_SCOPES, LIVE_SECRETS
from samsyn.identity.schemas import ApiClientIn, ApiClientPatch
from samsyn.organisation import School

SECRET_BYTES = 32


async def create_client(work: Work, body: ApiClientIn) -> tuple[ApiClient, str | None]:
    """The client, and its secret where it has no key. Raises UnfitClient, NoSuch, ClientNameTaken."""
    await _check(work, body.scopes, body.school_ids, body.public_key, body.valid_to)
    await _check_name(work, body.name)
    secret = None if body.public_key else secrets.token_urlsafe(SECRET_BYTES)
    client = ApiClient(
        tenant_id=work.tenant,
        id=uuid7(),
        name=body.name,
        scopes=sorted(set(body.scopes)),
        school_ids=_once(body.school_ids),
        secret_hashes=[_hash(secret)] if secret else [],
        public_key=body.public_key,
        valid_to=body.valid_to,
        disabled_at=None,
        last_used_at=None,
    )
    work.add(client)
    await work.flush()
    work.log(ClientAction.CREATE, "ApiClient", [client.id], students=[])
    return client, secret


async def change_client(work: Work, client: ApiClient, body: ApiClientPatch) -> None:
    """Holds from the client's next request on. Raises UnfitClient, NoSuch, ClientNameTaken."""
    changes = body.model_dump(exclude_unset=True)
    await _check(work, body.scopes, body.school_ids, body.public_key, body.valid_to)
    if body.name is not None and body.name != client.name:
        await _check_name(work, body.name)
    if body.public_key is not None and client.public_key is None:
        raise UnfitClient(
            "/publicKey", "has_secret", "Klienten har en hemlighet. Skapa en ny klient med nyckel.",
            "The client has a secret. Make a new client with a key.",
        )  # fmt: skip
    if body.scopes is not None:
        changes["scopes"] = sorted(set(body.scopes))
    if body.school_ids is not None:
        changes["school_ids"] = _once(body.school_ids)
    for field, value in changes.items():
        setattr(client, field, value)
    await work.flush()
    work.log(ClientAction.CHANGE, "ApiClient", [client.id], students=[], fields=sorted(changes))


async def rotate_secret(work: Work, client: ApiClient, keep_old: bool) -> str:
    """A new secret. The one before works on until the next rotation, unless it is to end at once."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    before = client.secret_hashes[: LIVE_SECRETS - 1] if keep_old else []
    client.secret_hashes = [_hash(secret), *before]
    await work.flush()
    work.log(ClientAction.ROTATE, "ApiClient", [client.id], students=[])
    return secret


async def end_client(work: Work, client: ApiClient) -> None:
    """For good, from its next request on, whatever token it holds."""
    client.disabled_at = work.clock.now()
    client.secret_hashes = []
    await work.flush()
    work.log(ClientAction.END, "ApiClient", [client.id], students=[])


async def _check(
    work: Work,
    scopes: Sequence[str] | None,
    schools: Sequence[UUID] | None,
    public_key: str | None,
    valid_to: date | None,
) -> None:
    if not set(scopes or ()) <= CLIENT_SCOPES:
        raise UnfitClient("/scopes", "unknown", "Ett omfång finns inte.", "There is no such scope.")
    if valid_to is not None and valid_to < work.clock.today():
        raise UnfitClient("/validTo", "past", "Dagen har varit.", "That day is past.")
    if schools:
        there = select(School.id).where(School.tenant_id == work.tenant, School.id.in_(schools))
        if set(schools) - set(await work.scalars(there)):
            raise NoSuch("/schoolIds")
    if public_key is not None:
        _check_key(public_key)


def _check_key(pem: str) -> None:
    try:
        VerificationKey(pem.encode())
    except BadKey as error:
        raise UnfitClient(
            "/publicKey", "unusable", "Ange en öppen nyckel i PEM: RSA med minst 2048 bitar, eller EC P-256.",
            "Give a public key in PEM: RSA with at least 2048 bits, or EC P-256.",
        ) from error  # fmt: skip


async def _check_name(work: Work, name: str) -> None:
    there = select(ApiClient.id).where(ApiClient.tenant_id == work.tenant, ApiClient.name == name)
    if (await work.execute(there)).first() is not None:
        raise ClientNameTaken


def _once(schools: Sequence[UUID]) -> list[UUID]:
    return list(dict.fromkeys(schools))


def _hash(secret: str) -> str:
    """A plain hash is enough for 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()
