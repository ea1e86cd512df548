"""`/professions`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.paging import ThePaging, listed
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page, self_link
from samsyn.core.vocabulary import Level, SecrecyBranch, StatutoryDomain
from samsyn.core.work import Work
from samsyn.organisation import commands
from samsyn.organisation.models import Profession, ProfessionTask
from samsyn.organisation.policy import ONE_PROFESSION, ProfessionAction, allowed_on_profession
from samsyn.organisation.queries import ALL_PROFESSIONS, PROFESSION_ORDER, tasks_of
from samsyn.organisation.schemas import ProfessionOut, ProfessionPatch, ProfessionTaskOut

router = APIRouter(route_class=GuardedRoute)
ONE: dict[str, Any] = {
    "kind": "Profession",
    "find": ONE_PROFESSION,
    "parameter": "professionId",
    "allowed": allowed_on_profession,
}
READ: dict[str, Any] = {"scope": "professions:read", "assurance": 1}
Professions = Annotated[Work, Depends(Gate(ProfessionAction.LIST, kind="Profession", **READ))]
ProfessionToRead = Annotated[Profession, Depends(Gate(ProfessionAction.READ, **READ, **ONE))]
ProfessionToChange = Annotated[Profession, Depends(Gate(ProfessionAction.CHANGE, version="required", **ONE))]


def shown(profession: Profession, tasks: Sequence[ProfessionTask], work: Work) -> ProfessionOut:
    return ProfessionOut(
        links=self_link(f"/professions/{profession.id}"),
        allowed_actions=sorted(allowed_on_profession(work.actor, profession)),
        id=profession.id,
        code=profession.code,
        name_sv=profession.name_sv,
        name_en=profession.name_en,
        statutory_domain=StatutoryDomain(profession.statutory_domain),
        is_statutory=profession.is_statutory,
        secrecy_branch=SecrecyBranch(profession.secrecy_branch),
        active=profession.active,
        tasks=[
            ProfessionTaskOut(code=t.code, level=Level(t.level), sv=t.text_sv, en=t.text_en) for t in tasks
        ],
        version=profession.version,
    )


@router.get("/professions")
async def list_professions(work: Professions, asked: ThePaging) -> Page[ProfessionOut]:
    """The professions with their field of the law, branch of secrecy and typical tasks per level."""
    tasks = await tasks_of(work)

    def one(row: Any) -> ProfessionOut:
        return shown(row[0], tasks.get(row[0].id, ()), work)

    return await listed(work, ALL_PROFESSIONS, PROFESSION_ORDER, asked, one, total=True)


@router.get("/professions/{professionId}")
async def read_profession(profession: ProfessionToRead, work: TheWork, response: Response) -> ProfessionOut:
    """One profession."""
    response.headers["ETag"] = etag(profession)
    return shown(profession, (await tasks_of(work, profession.id)).get(profession.id, ()), work)


@router.patch("/professions/{professionId}")
async def change_profession(
    profession: ProfessionToChange, body: ProfessionPatch, work: TheWork, response: Response
) -> ProfessionOut:
    """Changes what is given; tasks are replaced as a whole. Raises O08."""
    await commands.change_profession(work, profession, body)
    response.headers["ETag"] = etag(profession)
    return shown(profession, (await tasks_of(work, profession.id)).get(profession.id, ()), work)
