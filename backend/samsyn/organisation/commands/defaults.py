"""What a new organiser begins with: the professions of the seed file, this school year and the next."""

from __future__ import annotations

from sqlalchemy import select

from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.organisation.commands.years import enter_year
from samsyn.organisation.models import Profession, ProfessionTask, SchoolYear
from samsyn.organisation.rules import ProfessionSeed, default_year, load_professions, school_year_of


async def install_defaults(work: Work) -> None:
    """Adds what is missing, and touches nothing that is there: it may be run again."""
    known = set(await work.scalars(select(Profession.code).where(Profession.tenant_id == work.tenant)))
    for seed in load_professions():
        if seed.code not in known:
            await _add_profession(work, seed)
    this_year = school_year_of(work.clock.today())
    entered = set(await work.scalars(select(SchoolYear.code).where(SchoolYear.tenant_id == work.tenant)))
    for year in (this_year, this_year.next()):
        if year.code not in entered:
            await enter_year(work, default_year(year))


async def _add_profession(work: Work, seed: ProfessionSeed) -> None:
    profession = Profession(
        tenant_id=work.tenant,
        id=uuid7(),
        code=seed.code,
        name_sv=seed.sv,
        name_en=seed.en,
        statutory_domain=str(seed.statutory_domain),
        is_statutory=seed.is_statutory,
        secrecy_branch=str(seed.secrecy_branch),
        position=seed.sort,
        active=True,
    )
    work.add(profession)
    await work.flush()
    work.add_all(
        ProfessionTask(
            tenant_id=work.tenant,
            id=uuid7(),
            profession_id=profession.id,
            level=str(task.level),
            code=task.code,
            text_sv=task.sv,
            text_en=task.en,
            position=position,
        )
        for position, task in enumerate(seed.tasks, start=1)
    )
    await work.flush()
