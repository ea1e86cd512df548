"""Each organiser's data keys: made at first need, kept unwrapped in memory only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, SmallInteger, select
from sqlalchemy.orm import Mapped, mapped_column

from samsyn.core.crypto import Sealer, WrappedKey, new_data_key
from samsyn.core.models import Base, of_organiser
from samsyn.core.work import Work


class DataKey(Base):
    """A tenant's data key, wrapped by the master key that lives outside the database."""

    __tablename__ = "data_keys"
    tenant_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    __table_args__ = (of_organiser(),)


async def sealer_of(work: Work) -> Sealer:
    """The sealer that knows this tenant's keys; the first caller in a municipality makes the first key."""
    sealer: Sealer = work.runtime.sealer
    known: set[int] = work.runtime.kept.setdefault("tenants with keys", set())
    if work.tenant in known:
        return sealer
    rows = list(await work.scalars(select(DataKey).where(DataKey.tenant_id == work.tenant)))
    keys = [WrappedKey(r.tenant_id, r.version, r.wrapped) for r in rows]
    if not keys:
        made = new_data_key(work.runtime.master, work.tenant, 1)
        work.add(DataKey(tenant_id=work.tenant, version=1, wrapped=made.wrapped, created_at=work.clock.now()))
        await work.flush()
        sealer.learn([made])
        return sealer
    sealer.learn(keys)
    known.add(work.tenant)
    return sealer
