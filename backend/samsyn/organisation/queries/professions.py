"""Reads of professions and their tasks."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from samsyn.core.paging import Order
from samsyn.core.work import Work
from samsyn.organisation.models import Profession, ProfessionTask

ALL_PROFESSIONS = select(Profession)
PROFESSION_ORDER = Order(
    "professions", {"position": Profession.position, "code": Profession.code}, "position", Profession.id
)


async def tasks_of(work: Work, profession: UUID | None = None) -> dict[UUID, Sequence[ProfessionTask]]:
    """Tasks in the order shown, by profession; of all professions (a few hundred rows) when none is given."""
    wanted = select(ProfessionTask).where(ProfessionTask.tenant_id == work.tenant)
    if profession is not None:
        wanted = wanted.where(ProfessionTask.profession_id == profession)
    found: dict[UUID, list[ProfessionTask]] = {}
    for task in await work.scalars(wanted.order_by(ProfessionTask.position, ProfessionTask.code)):
        found.setdefault(task.profession_id, []).append(task)
    return {key: tuple(tasks) for key, tasks in found.items()}
