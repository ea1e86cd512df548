"""Writes of professions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.organisation.errors import BranchFixed, NoSuch
from samsyn.organisation.models import Profession, ProfessionTask
from samsyn.organisation.schemas import ProfessionPatch, ProfessionTaskIn


async def change_profession(work: Work, profession: Profession, body: ProfessionPatch) -> Profession:
    """Raises BranchFixed, and NoSuch for the code of a task that the profession does not have."""
    changes = body.model_dump(exclude_unset=True, exclude={"tasks"})
    branch = changes.get("secrecy_branch")
    if branch is not None and branch != profession.secrecy_branch and profession.is_statutory:
        raise BranchFixed
    for field, value in changes.items():
        setattr(profession, field, str(value) if field == "secrecy_branch" else value)
    if body.tasks is not None:
        await _replace_tasks(work, profession, body.tasks)
    profession.updated_at = work.clock.now()
    await work.flush()
    work.log("UPDATE", "Profession", [profession.id], students=[], fields=sorted(body.model_fields_set))
    return profession


async def _replace_tasks(work: Work, profession: Profession, tasks: Sequence[ProfessionTaskIn]) -> None:
    own = (ProfessionTask.tenant_id == work.tenant, ProfessionTask.profession_id == profession.id)
    known = set(await work.scalars(select(ProfessionTask.code).where(*own)))
    given = [task.code for task in tasks if task.code is not None]
    unknown = [n for n, task in enumerate(tasks) if task.code is not None and task.code not in known]
    twice = [n for n, task in enumerate(tasks) if task.code is not None and given.count(task.code) > 1]
    if unknown or twice:
        raise NoSuch(*(f"/tasks/{n}/code" for n in sorted({*unknown, *twice})))
    await work.execute(delete(ProfessionTask).where(*own).execution_options(synchronize_session=False))
    for position, task in enumerate(tasks, start=1):
        code = task.code or f"{profession.code}_{uuid7().hex[-12:].upper()}"
        work.add(
            ProfessionTask(
                tenant_id=work.tenant,
                id=uuid7(),
                profession_id=profession.id,
                level=str(task.level),
                code=code,
                text_sv=task.sv,
                text_en=task.en,
                position=position,
            )
        )
