"""A POST that is sent twice is carried out once. No body is stored: the answer is read again under the
caller's rights of now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from starlette.requests import Request
from starlette.responses import Response

from samsyn.core.errors import BadKey, InProgress, KeyMissing, KeyReused
from samsyn.core.models import IdempotencyKey
from samsyn.core.work import Work

if TYPE_CHECKING:
    from samsyn.core.runtime import Runtime

HEADER = "idempotency-key"
PURPOSE = "idempotency"
MAX_LENGTH = 255
DIGEST = "samsyn.digest"
"""Where an upload stands in for its body, which is gone when it is looked at."""


@dataclass(frozen=True, slots=True)
class Reserved:
    """The row this request holds until it commits."""

    owner: dict[str, Any]


class Replay(Exception):
    """The request was carried out before; its answer is read at ``location``."""

    def __init__(self, status: int, location: str) -> None:
        self.status, self.location = status, location


async def reserve(request: Request, work: Work, runtime: Runtime) -> Reserved | None:
    """After the gate, so that somebody who lost the right gets no old answer. A second request waits here
    for the first. Raises KeyMissing for API clients without a key, KeyReused, InProgress, Replay."""
    if request.method != "POST":
        return None
    key = request.headers.get(HEADER)
    if key is None:
        if work.actor.kind == "CLIENT":
            raise KeyMissing
        return None
    if not 1 <= len(key) <= MAX_LENGTH:
        raise BadKey
    body: bytes = request.scope.get(DIGEST) or await request.body()
    asked = request.url.path.encode() + b"\0" + body
    mark = runtime.hasher.fingerprint(PURPOSE, asked)
    owner = {"tenant_id": work.tenant, "caller_id": work.actor.id, "key": key}
    row = {**owner, "fingerprint": mark, "created_at": work.clock.now()}
    new = insert(IdempotencyKey).values(**row).on_conflict_do_nothing().returning(IdempotencyKey.key)
    if (await work.execute(new)).first():
        return Reserved(owner)
    stored = await work.one_or_none(select(IdempotencyKey).filter_by(**owner))
    if stored is None or stored.status is None:
        raise InProgress
    if not runtime.hasher.fingerprint_matches(PURPOSE, asked, stored.fingerprint):
        raise KeyReused
    raise Replay(stored.status, stored.location or "")


async def keep(reserved: Reserved | None, work: Work, response: Response) -> None:
    """Remembers where the answer is. Answers without an address (look-ups) are simply worked out again."""
    if reserved is None:
        return
    location = response.headers.get("location")
    if location is None:
        statement: Any = delete(IdempotencyKey).filter_by(**reserved.owner)
    else:
        statement = update(IdempotencyKey).filter_by(**reserved.owner)
        statement = statement.values(status=response.status_code, location=location)
    await work.execute(statement.execution_options(synchronize_session=False))
