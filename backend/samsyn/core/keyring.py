"""Each organiser's data keys: made at first need, kept unwrapped in memory only."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import LargeBinary, SmallInteger, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from samsyn.core.crypto import Sealer, WrappedKey, new_data_key
from samsyn.core.models import Base, of_organiser
from samsyn.core.work import Work

if TYPE_CHECKING:
    from samsyn.core.runtime import Runtime


class DataKey(Base):
    """A tenant's data key, wrapped by the master key that lives outside the database."""

    __tablename__ = "data_keys"
    tenant_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    __table_args__ = (of_organiser(),)


KNOWN = "tenants with keys"


async def sealer_of(work: Work) -> Sealer:
    """The sealer that knows this tenant's keys; the first caller in a municipality makes the first key."""
    sealer: Sealer = work.runtime.sealer
    known: set[int] = work.runtime.kept.setdefault(KNOWN, set())
    if work.tenant in known:
        return sealer
    keys = await _keys(work)
    if keys:
        known.add(work.tenant)
    else:
        keys = await _first_key(work)
    sealer.learn(keys)
    return sealer


def forget_keys(runtime: Runtime, tenant: int) -> None:
    """After ``UnknownDataKey``: another process has made a newer key, so the next caller reads them again."""
    runtime.kept.get(KNOWN, set()).discard(tenant)


async def _keys(work: Work) -> list[WrappedKey]:
    rows = await work.scalars(select(DataKey).where(DataKey.tenant_id == work.tenant))
    return [WrappedKey(r.tenant_id, r.version, r.wrapped) for r in rows]


async def _first_key(work: Work) -> list[WrappedKey]:
    """Of two who need it at the same moment the second waits for the first, and takes that one's."""
    made = new_data_key(work.runtime.master, work.tenant, 1)
    row = {"tenant_id": work.tenant, "version": 1, "wrapped": made.wrapped, "created_at": work.clock.now()}
    new = insert(DataKey).values(**row).on_conflict_do_nothing().returning(DataKey.version)
    return [made] if (await work.execute(new)).first() else await _keys(work)
